"""The one place where a check is written down: one row that the holder reads, one line of the journal."""

from datetime import datetime

from sejour.continuity.models import ProvisionalDocument
from sejour.core import journal, references
from sejour.core.actors import Actor
from sejour.identity.models import Person
from sejour.verification.models import LONGEST_NAME, LONGEST_PURPOSE, Check, ShareCode
from sejour.verification.ways import Verdict, Way

THIRD_PARTY = Actor("third party")
_REFERENCE = 12


_INSERT = """
INSERT INTO continuity_sharecheck
    (reference, person_id, way, code_id, document_id, purpose, asked_by, at, verdict, answer)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""


def record_check(
    *,
    person: Person,
    way: Way,
    verdict: Verdict,
    answer: str,
    at: datetime,
    purpose: str = "",
    asked_by: str = "",
    code: ShareCode | None = None,
    document: ProvisionalDocument | None = None,
    actor: Actor = THIRD_PARTY,
) -> Check:
    """Record that somebody checked a person's rights, and return the check with its public reference.

    `answer` is the French sentence that was shown, which the holder reads too; `asked_by` is the name to
    show them: what a checker typed, or the name of a body. The journal holds references only.
    """
    reference = write_check(
        person_id=person.pk,
        way=way,
        verdict=verdict,
        answer=answer,
        at=at,
        purpose=purpose,
        asked_by=asked_by,
        code_id=code.pk if code else None,
        document_id=document.pk if document else None,
        actor=actor,
    )
    return Check.objects.get(reference=reference)


def write_check(
    *,
    person_id: int,
    way: Way,
    verdict: Verdict,
    answer: str,
    at: datetime,
    purpose: str = "",
    asked_by: str = "",
    code_id: int | None = None,
    document_id: int | None = None,
    actor: Actor = THIRD_PARTY,
) -> str:
    """Record a check by the keys of what it is about, as `record_check` does; return its public reference.

    One statement writes the row and the line of the journal: what Django would make of them takes longer.
    """
    reference = references.grouped(references.draw(_REFERENCE))
    purpose, asked_by = purpose[:LONGEST_PURPOSE], one_line(asked_by)
    about = (reference, person_id, way.value, code_id, document_id)
    journal.write_and_append(
        _INSERT,
        [*about, purpose, asked_by, at, verdict.value, answer],
        stream=journal.stream_of("person", person_id),
        verb="rights_checked",
        actor=actor,
        at=at,
        check=reference,
        way=way.value,
        verdict=verdict.value,
    )
    return reference


def one_line(typed: str) -> str:
    """Return a name as one line of visible text: no control, direction mark or line break; not too long."""
    seen = "".join(sign if sign.isprintable() else " " for sign in typed)
    return " ".join(seen.split())[:LONGEST_NAME]
