"""Django's name for this package."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Files and papers."""

    name = "sejour.documents"
    label = "documents"
    verbose_name = "documents"
