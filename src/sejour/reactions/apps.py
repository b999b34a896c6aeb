"""Binds the table of reactions when the platform starts."""

from django.apps import AppConfig

from sejour.core.events import listen


class ReactionsConfig(AppConfig):
    """The consequences."""

    name = "sejour.reactions"
    label = "reactions"
    verbose_name = "réactions"

    def ready(self) -> None:
        """Bind every reaction of the table."""
        # Models of the contexts are loaded only now.
        from sejour.reactions.when import WHEN  # noqa: PLC0415

        for kind, reaction in WHEN.items():
            for react in reaction.together:
                listen(kind, react)
            for react in reaction.afterwards:
                listen(kind, react, afterwards=True)
