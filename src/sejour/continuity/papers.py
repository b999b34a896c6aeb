"""The words of each document: what it proves, with which other document, under which article."""

from typing import Any

from sejour.applications.models import Application
from sejour.applications.papers.letter import holder, letter
from sejour.continuity.models import KINDS, ProvisionalDocument
from sejour.continuity.numbers import number_of
from sejour.continuity.proven import facts_of, facts_of_deposit, until, work_allowed_by
from sejour.continuity.seals import seal_of
from sejour.continuity.selectors import rights_of
from sejour.continuity.sentences import rights_sentence
from sejour.core.words import in_words
from sejour.documents.checking import right_checks
from sejour.documents.covers import Told
from sejour.documents.orders import PaperOrder
from sejour.law.kinds import DocumentKind, Work
from sejour.law.pieces import ground_of

__all__ = ["content_of", "number_of", "order_of", "work_allowed_by"]


def order_of(document: ProvisionalDocument) -> PaperOrder:
    """Return the paper of a document, to be drawn."""
    return PaperOrder(
        subject=f"document/{document.pk}",
        person=document.person,
        content=content_of(document),
        name=f"{document.kind}-{number_of(document)}.pdf",
        seal=seal_of(document),
    )


def content_of(document: ProvisionalDocument) -> dict[str, Any]:
    """Return the words of a document, for its page and for its PDF alike."""
    application = document.application
    deposit = document.kind == DocumentKind.ATTESTATION_DEPOT
    facts = facts_of_deposit(document) if deposit else facts_of(document)
    return letter(
        application,
        _told(document, deposit=deposit),
        made_on=document.issued_on,
        mention=_mention(document),
        statement=_deposit_statement(application) if deposit else _statement(document),
        sections=[
            holder(application),
            {"title": "Ce que ce document prouve", "facts": facts},
            *([_rights_today(document)] if deposit else []),
            right_checks(number_of(document), has_seal=seal_of(document) is not None),
        ],
    )


def _told(document: ProvisionalDocument, *, deposit: bool) -> Told:
    title = KINDS[document.kind][:1].upper() + KINDS[document.kind][1:]
    filed_on = document.application.filed_on
    return Told(
        kind=document.kind,
        title=title,
        number=number_of(document),
        stay=not deposit,
        work=None if deposit else Work(document.work),
        first_day=None if deposit else document.first_day,
        last_day=document.last_day,
        days={"filed": filed_on} if filed_on else {},
        number_checks=True,
    )


def _mention(document: ProvisionalDocument) -> str:
    """Return the mention of a document; one made for past days says so, and gives no day to come."""
    mention = document.mention[:1].upper() + document.mention[1:]
    is_over = document.last_day is not None and document.last_day < document.issued_on
    made_after = f"Établi le {in_words(document.issued_on)} pour des jours passés, qui étaient dus."
    return f"{mention} {made_after}".strip() if is_over else mention


def _statement(document: ProvisionalDocument) -> str:
    return (
        f"Du {in_words(document.first_day)} {until(document.last_day)}, "
        f"{document.person.full_name} séjourne régulièrement en France. {work_allowed_by(document)}"
    )


def _deposit_statement(application: Application) -> str:
    assert application.filed_on is not None
    return (
        f"{application.person.full_name} a déposé le {in_words(application.filed_on)} une demande "
        f"({application.get_procedure_display()}, {ground_of(application.article)}). "
        "Cette attestation prouve le dépôt ; elle ne prouve pas à elle seule le séjour régulier."
    )


_WITH_A_PERMIT = (
    "Si la demande est encore examinée quand le titre prend fin, le document suivant s'établit de "
    "lui-même s'il est dû : vous n'avez rien à faire, vous serez prévenu."
)
_WITHOUT_A_PERMIT = (
    "Si un autre document est dû pendant l'examen, il s'établit de lui-même : vous n'avez rien à faire, "
    "vous serez prévenu."
)


def _rights_today(document: ProvisionalDocument) -> dict[str, Any]:
    application = document.application
    lines = [rights_sentence(rights_of(application.person, document.issued_on))]
    lines.append(_WITH_A_PERMIT if application.held_permit else _WITHOUT_A_PERMIT)
    if application.late_fee:
        lines.append(
            f"La demande est hors délai : un droit de {application.late_fee} € s'ajoute, et le document "
            "suivant n'est pas un droit ; un agent peut l'accorder."
        )
    return {"title": f"Vos droits au {in_words(document.issued_on)}", "lines": lines}
