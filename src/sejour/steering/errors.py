"""Refusals about changes for many."""

from sejour.core.errors import Refusal


class InvalidLawFile(Refusal):
    """The text is no data file of the law."""

    code = "invalid_law_file"
    sentence = "Ce texte ne peut pas être lu : {fault}. Rien n'a été changé."


class NothingChanges(Refusal):
    """The text is the one in force."""

    code = "nothing_changes"
    sentence = "Ce texte est déjà celui qui est en vigueur : il n'y a rien à proposer."


class NotSeenYet(Refusal):
    """A change is approved once its effects are known, and as long as they are those of the law in force."""

    code = "not_seen_yet"
    sentence = "Les effets de ce changement ne sont pas connus, ou plus à jour. Calculez-les, puis lisez-les."


class NeedsAnotherPerson(Refusal):
    """Whoever proposes does not approve."""

    code = "needs_another_person"
    sentence = "Une autre personne doit approuver ce que vous avez proposé. Rien n'a été changé."
