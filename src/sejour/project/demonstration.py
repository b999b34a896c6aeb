"""Demonstration data: the permit register, and a handful of logins for each role. Synthetic people only."""

from collections.abc import Callable

from sejour.core import clock
from sejour.identity.models import Posting, Role
from sejour.identity.services import post_agent
from sejour.territory.models import Prefecture

PASSWORD = "un mot de passe de demonstration"  # noqa: S105
PLACES = ("75", "93", "69", "13", "974")


def prepare(*, say: Callable[[str], None]) -> None:
    """Put in what is not there yet; a second start changes nothing."""
    if not Posting.objects.exists():
        say("Agents de démonstration…")
        _post_agents()


def _post_agents() -> None:
    at = clock.now()
    for prefecture in Prefecture.objects.filter(code__in=PLACES).order_by("code"):
        for number, role in ((1, Role.INSTRUCTOR), (2, Role.INSTRUCTOR), (1, Role.SIGNATORY)):
            word = "agent" if role is Role.INSTRUCTOR else "signataire"
            post_agent(
                email=f"{word}{number}.{prefecture.code}@sejour.invalid",
                password=PASSWORD,
                name=f"{word.capitalize()} {number}, {prefecture.departement}",
                role=role,
                prefecture=prefecture,
                at=at,
            )
    post_agent(
        email="pilotage@sejour.invalid",
        password=PASSWORD,
        name="Pilotage national",
        role=Role.STEERING,
        prefecture=None,
        at=at,
    )


def addresses_and_logins() -> str:
    """Return what to type to look around."""
    return f"""
Agents (mot de passe de tous : {PASSWORD})
  agent1.75@sejour.invalid, agent2.75@sejour.invalid      instruisent à Paris
  signataire1.75@sejour.invalid                           confirme les décisions à Paris
  les mêmes à 93, 69, 13 et 974 (agent1.93@sejour.invalid…)
  pilotage@sejour.invalid                                 voit les chiffres du pays
"""
