"""What a holder reads of who checked their rights."""

from django.db.models import Prefetch, prefetch_related_objects

from sejour.identity.models import Person
from sejour.verification.models import Check, ShareCode

_SHOWN = 50


def share_codes_of(person: Person, *, most: int | None = _SHOWN) -> list[ShareCode]:
    """Return the share codes of a person with the checks made, newest first; None for all of them."""
    codes = list(ShareCode.objects.filter(person=person).order_by("-created_at")[:most])
    # Read by person, which is how checks are sorted on the disk.
    made = Check.objects.filter(person=person, code__in=codes).order_by("-at")
    prefetch_related_objects(codes, Prefetch("checks", queryset=made, to_attr="shown_checks"))
    return codes


def checks_without_code(person: Person) -> list[Check]:
    """Return the last checks of a person's rights that needed no share code, newest first."""
    return list(Check.objects.filter(person=person, code=None).order_by("-at")[:_SHOWN])


def checks_of(person: Person) -> list[Check]:
    """Return every check of a person's rights, by any way, newest first."""
    return list(Check.objects.filter(person=person).order_by("-at", "-id"))
