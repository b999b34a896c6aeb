"""Who is acting: an applicant or an agent, from an account."""

from dataclasses import dataclass
from typing import Any

from sejour.core.actors import Actor
from sejour.core.errors import NotFound
from sejour.identity.models import Account, Person, Posting, Role
from sejour.territory.models import Prefecture


@dataclass(frozen=True, slots=True)
class Applicant:
    """Somebody signed in; `person` is None until a foreigner number is attached."""

    account: Account
    person: Person | None

    @property
    def actor(self) -> Actor:
        """Return the name for the journal."""
        return Actor(f"account {self.account.pk}")


@dataclass(frozen=True, slots=True)
class Agent:
    """An agent in post."""

    posting: Posting

    @property
    def actor(self) -> Actor:
        """Return the name for the journal."""
        return Actor(f"agent {self.posting.pk}")

    @property
    def prefecture(self) -> Prefecture | None:
        """The prefecture whose files this agent sees; None for a national posting."""
        return self.posting.prefecture

    @property
    def can_sign(self) -> bool:
        """Whether this agent may confirm decisions."""
        return self.posting.role == Role.SIGNATORY

    @property
    def is_national(self) -> bool:
        """Whether this agent sees figures of the whole country, and no file."""
        return self.posting.role == Role.STEERING


def applicant(user: Any) -> Applicant:
    """Return the applicant behind a request's user. Raises NotFound for an anonymous one."""
    if not isinstance(user, Account):
        raise NotFound
    person = Person.objects.select_related("prefecture").filter(account=user).first()
    return Applicant(user, person)


def agent(user: Any) -> Agent:
    """Return the agent behind a request's user. Raises NotFound for anybody else."""
    if not isinstance(user, Account):
        raise NotFound
    posting = Posting.objects.select_related("prefecture").filter(account=user, ended_on=None).first()
    if posting is None:
        raise NotFound
    return Agent(posting)


def address_of(user: Any) -> str:
    """Return the e-mail address of a request's user, nothing for an anonymous one."""
    return user.email if isinstance(user, Account) else ""


def is_agent(user: Any) -> bool:
    """Tell whether a request's user is an agent in post."""
    return isinstance(user, Account) and Posting.objects.filter(account=user, ended_on=None).exists()
