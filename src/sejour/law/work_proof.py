"""Which paper proves the right to work on a day (C. trav. R.5221-3, R.431-15-2)."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated

from sejour.law.facts import needed
from sejour.law.findings import Reason, Reasons
from sejour.law.grace import grace
from sejour.law.kinds import PaperKind, PermitKind
from sejour.law.periods import full_years
from sejour.law.sources import Certainty
from sejour.law.tables import WORK_PROOFS, rule

_NOTHING = Reason(rule("R-EMP-09"), "Aucun document ne prouve le droit de travailler ce jour-là.")
_DEPOSIT = Reason(rule("R-DOC-01"), "L'attestation de dépôt ne prouve aucun droit : elle ne suffit pas.")
_ENDED = Reason(
    rule("R-GRA-02"),
    "Un document fini ne prouve plus rien, sauf la carte longue pendant les mois que la loi lui ajoute.",
)
# That the attestation de dépôt is the one of that card's renewal is not told.
_ASKED_FOR = Reason(
    rule("R-GRA-05"),
    "L'attestation de dépôt, montrée avec la carte, prouve que son renouvellement est demandé.",
    Certainty.MEDIUM,
)
_NO_MENTION = Reason(
    rule("R-EMP-09"), "Un document valable qui ne dit pas que vous pouvez travailler ne le prouve pas."
)

# The cards that may keep their rights for some months after their end (L.433-3, al. 1).
_LONG_CARDS = {
    PaperKind(kind.value): kind
    for kind in (
        PermitKind.CARTE_RESIDENT,
        PermitKind.CARTE_RESIDENT_LONGUE_DUREE_UE,
        PermitKind.CERTIFICAT_RESIDENCE_ALGERIEN,
        PermitKind.CARTE_PLURIANNUELLE,
    )
}

NAMES = {
    PaperKind.CARTE_TEMPORAIRE: "La carte de séjour temporaire",
    PaperKind.CARTE_PLURIANNUELLE: "La carte de séjour pluriannuelle",
    PaperKind.CARTE_RESIDENT: "La carte de résident",
    PaperKind.CARTE_RESIDENT_LONGUE_DUREE_UE: "La carte de résident de longue durée-UE",
    PaperKind.VLS_TS: "Le visa de long séjour",
    PaperKind.CERTIFICAT_RESIDENCE_ALGERIEN: "Le certificat de résidence",
    PaperKind.AUTORISATION_PROVISOIRE: "L'autorisation provisoire de séjour",
    PaperKind.DCEM: "Le document de circulation",
    PaperKind.ATTESTATION_DEPOT: "L'attestation de dépôt",
    PaperKind.ATTESTATION_PROLONGATION: "L'attestation de prolongation",
    PaperKind.ATTESTATION_DECISION_FAVORABLE: "L'attestation de décision favorable",
    PaperKind.RECEPISSE: "Le récépissé",
}


@cache
def _proved_by(kind: PaperKind) -> Reason:
    because = f"{NAMES[kind]} vaut ce jour-là et dit que vous pouvez travailler."
    return Reason(rule("R-EMP-09"), because)


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that a person holds: its days, both included, and whether it lets work."""

    kind: Annotated[PaperKind, "sorte de titre ou de document provisoire"]
    from_: Annotated[date, "premier jour du document"]
    until: Annotated[date | None, "dernier jour du document ; vide s'il n'a pas de fin"] = None
    work_mention: Annotated[bool, "le document dit que son titulaire peut travailler"] = False

    def is_valid_on(self, day: date) -> bool:
        """Tell whether the paper runs on `day`."""
        return self.from_ <= day and not self.has_ended_on(day)

    def has_ended_on(self, day: date) -> bool:
        """Tell whether the last day of the paper has passed."""
        return self.until is not None and self.until < day


@dataclass(frozen=True, slots=True)
class WorkProof:
    """The kind of the paper that proves the right to work, None where none does, and why."""

    kind: PaperKind | None
    reasons: Reasons


def work_proof(*, on: date | None, papers: tuple[Paper, ...]) -> WorkProof:
    """Answer which of these papers proves the right to work on a day: the most lasting of those that do.

    A long card that has ended proves it too, during the months of L.433-3, beside an attestation de dépôt.
    Raises FactError where the day decides and is not given.
    """
    able = [paper for paper in papers if paper.kind in WORK_PROOFS]
    deposit: Reasons = (_DEPOSIT,) if any(p.kind is PaperKind.ATTESTATION_DEPOT for p in papers) else ()
    if not able:
        return WorkProof(None, (_NOTHING, *deposit))
    day = needed("on", on)
    valid = [paper for paper in able if paper.is_valid_on(day)]
    proofs = [paper.kind for paper in valid if paper.work_mention]
    if proofs:
        kind = min(proofs, key=WORK_PROOFS.index)
        return WorkProof(kind, (_proved_by(kind),))
    kept = _kept_by_card(day, able, papers)
    if kept is not None:
        return kept
    ended: Reasons = (_ENDED,) if any(paper.has_ended_on(day) for paper in able) else ()
    silent: Reasons = (_NO_MENTION,) if valid else ()
    return WorkProof(None, (_NOTHING, *deposit, *ended, *silent))


def _kept_by_card(day: date, able: list[Paper], papers: tuple[Paper, ...]) -> WorkProof | None:
    """Return the ended card that still proves it while its renewal is examined (L.433-3), or None."""
    filings = [p.from_ for p in papers if p.kind is PaperKind.ATTESTATION_DEPOT and p.is_valid_on(day)]
    if not filings:
        return None
    for card in sorted(able, key=_most_lasting_first):
        kind = _LONG_CARDS.get(card.kind)
        if kind is None or card.until is None or not card.work_mention:
            continue
        years = full_years(card.from_, card.until)
        found = grace(held_kind=kind, held_years=years, held_until=card.until, filed_on=min(filings))
        if found.period is not None and day in found.period:
            return WorkProof(card.kind, (*found.reasons, _ASKED_FOR))
    return None


def _most_lasting_first(card: Paper) -> tuple[int, int]:
    return WORK_PROOFS.index(card.kind), -(card.until or date.max).toordinal()
