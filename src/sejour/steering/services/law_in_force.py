"""Keep each process on the law in force: asked before each request, job and command, by one query."""

from django.db import connection

from sejour.law.editions import Edition, edition, put_in_force
from sejour.steering.models import ChangeState, LawChange

_LATEST = "SELECT coalesce(max(edition), 0) FROM steering_lawchange"


def read_law_in_force() -> Edition:
    """Read the approved changes that this process has not read yet; return the edition in force."""
    with connection.cursor() as cursor:
        cursor.execute(_LATEST)
        (number,) = cursor.fetchone()
    if number != edition().number:
        put_in_force(edition_of(number))
    return edition()


def edition_of(number: int) -> Edition:
    """Return the law as the approved changes up to that number made it."""
    approved = LawChange.objects.filter(state=ChangeState.APPROVED, edition__lte=number).order_by("edition")
    return Edition(number, dict(approved.values_list("file", "text")))
