"""People, their accounts, agents in post."""

from itertools import count
from typing import Any

from sejour.core.actors import Actor
from sejour.identity import services
from sejour.identity.access import Agent, Applicant
from sejour.identity.models import Account, Person, Role
from sejour.territory.models import Prefecture
from tests.factories.days import NOON

PASSWORD = "un mot de passe pour les essais"
REGISTER = Actor("tests register")
_numbers = count(1)


def person(*, prefecture: str = "75", **fields: Any) -> Person:
    """Register a person of Paris, born on 14 March 1985, without an account."""
    number = next(_numbers)
    known: dict[str, Any] = {
        "foreigner_number": f"75{number:08d}",
        "family_name": "Diallo",
        "given_names": "Aminata",
        "sex": "F",
        "born_year": 1985,
        "born_month": 3,
        "born_day": 14,
        "nationality": "99341",
        "address": "12 rue des Lilas",
        "postal_code": f"{prefecture:0<5}",
        "city": "Paris",
        "departement": prefecture,
    }
    found = Prefecture.objects.get(code=prefecture)
    return services.register_person(prefecture=found, **{**known, **fields})


def account(email: str = "", *, password: str = "") -> Account:
    """Open an account whose address is proven."""
    made = services.open_account(email=email or f"essai{next(_numbers)}@exemple.fr", at=NOON)
    made.confirmed_at = NOON
    made.save(update_fields=["confirmed_at"])
    if password:
        services.set_password(account=made, password=password, at=NOON)
    return made


def applicant(of: Person | None = None, *, email: str = "", password: str = "", **fields: Any) -> Applicant:
    """Register a person and attach an account to them."""
    found = of or person(**fields)
    made = account(email, password=password)
    assert found.foreigner_number
    services.attach_person(account=made, foreigner_number=found.foreigner_number, proven_by=found, at=NOON)
    found.refresh_from_db()
    return Applicant(made, found)


def agent(
    *, prefecture: str | None = "75", role: str = Role.INSTRUCTOR, name: str = "Agent d'essai"
) -> Agent:
    """Post an agent; without a prefecture the posting is national."""
    if prefecture is None:
        role = Role.STEERING
    posting = services.post_agent(
        email=f"agent{next(_numbers)}@exemple.fr",
        password=PASSWORD,
        name=name,
        role=role,
        prefecture=Prefecture.objects.get(code=prefecture) if prefecture else None,
        at=NOON,
    )
    return Agent(posting)


def signatory(*, prefecture: str = "75") -> Agent:
    """Post an agent who may confirm decisions."""
    return agent(prefecture=prefecture, role=Role.SIGNATORY, name="Signataire d'essai")
