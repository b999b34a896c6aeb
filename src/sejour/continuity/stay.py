"""The certificate of uninterrupted stay: a paper of its own, computed from all proofs (ACC-08)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sejour.continuity.errors import NothingProven
from sejour.continuity.gathering import EXPIRED_CARD
from sejour.continuity.models import KINDS
from sejour.continuity.rights import Proof, unbroken
from sejour.continuity.selectors import proofs_of
from sejour.core.words import in_words
from sejour.documents.checking import signature_checks
from sejour.documents.covers import Told, cover
from sejour.documents.orders import PaperOrder
from sejour.identity.models import Person
from sejour.law.periods import Period
from sejour.permits.models import KINDS as PERMITS

TITLE = "Attestation de séjour régulier sans interruption"
_NAMES = {
    **KINDS,
    **{kind.value: name for kind, name in PERMITS.items()},
    EXPIRED_CARD: "titre expiré, dans les mois où la loi lui garde ses droits",
}


def proven_stay(person: Person, on: date) -> Period | None:
    """Return the last run of days up to `on` that a person's documents prove without a day missing."""
    return unbroken(proofs_of(person), on)


def order_of(person: Person, on: date) -> PaperOrder:
    """Return the certificate of a person as it can be made on a day, to be drawn. Raises NothingProven."""
    return PaperOrder(
        subject=f"stay/{person.pk}/{on.isoformat()}",
        person=person,
        content=content_of(person, on),
        name=f"sejour-regulier-{on.isoformat()}.pdf",
    )


def content_of(person: Person, on: date) -> dict[str, Any]:
    """Return the words of the certificate made on a day. Raises NothingProven."""
    proofs = proofs_of(person)
    run = unbroken(proofs, on)
    if run is None:
        raise NothingProven
    told = Told(
        kind="uninterrupted_stay",
        title=TITLE,
        number=f"S-{person.foreigner_number or person.pk}-{on:%Y%m%d}",
        stay=True,
        first_day=run.first_day,
        last_day=run.last_day,
    )
    prefecture = person.prefecture
    return {
        "title": TITLE,
        "number": told.number,
        "made_on": f"Le {in_words(on)}",
        "authority": prefecture.name if prefecture else "Préfecture du domicile",
        "authority_address": prefecture.address if prefecture else "",
        "mention": "",
        "statement": _statement(person, run),
        "sections": [_holder(person), _proofs(proofs, run), _limits(on), signature_checks()],
        "footer": f"{TITLE} {told.number}",
        "cover": cover(person.language, told),
    }


def _statement(person: Person, run: Period) -> str:
    return (
        f"{person.full_name} a séjourné régulièrement en France sans interruption du "
        f"{in_words(run.first_day)} au {in_words(run.last_day)}, ces deux jours compris."
    )


def _holder(person: Person) -> dict[str, Any]:
    facts = [
        {"name": "Nom et prénoms", "value": person.full_name},
        {"name": "Date de naissance", "value": person.born_on_text or "non connue"},
        {"name": "Numéro étranger", "value": person.foreigner_number or "non attribué"},
    ]
    return {"title": "Titulaire", "facts": facts}


def _proofs(proofs: Sequence[Proof], run: Period) -> dict[str, Any]:
    """Return the documents that prove the days of the run, in order."""
    used = [
        p
        for p in proofs
        if p.first_day <= run.last_day and (p.last_day is None or p.last_day >= run.first_day)
    ]
    rows = [_row(proof) for proof in sorted(used, key=lambda p: (p.first_day, p.last_day or date.max))]
    head = ["Du", "Au", "Document", "Article"]
    return {"title": "Ce qui le prouve, jour après jour", "table": {"head": head, "rows": rows}}


def _row(proof: Proof) -> list[str]:
    last = f"{proof.last_day:%d/%m/%Y}" if proof.last_day else "sans fin à ce jour"
    return [f"{proof.first_day:%d/%m/%Y}", last, _NAMES[proof.kind], proof.article]


def _limits(on: date) -> dict[str, Any]:
    lines = [
        "Elle réunit les documents délivrés à cette personne ; elle n'affirme aucun jour qu'aucun "
        "document ne prouve.",
        "Elle sert à faire rétablir un droit interrompu parce qu'un document est venu en retard.",
        f"Elle parle des jours passés jusqu'au {in_words(on)} : ce n'est ni un titre, ni un document "
        "pour les jours qui suivent.",
    ]
    return {"title": "Portée de cette attestation", "lines": lines}
