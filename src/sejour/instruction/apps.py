"""Django's name for this package."""

from django.apps import AppConfig


class InstructionConfig(AppConfig):
    """The work of agents."""

    name = "sejour.instruction"
    label = "instruction"
    verbose_name = "instruction"
