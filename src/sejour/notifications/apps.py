"""Django's name for this package."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Messages to people."""

    name = "sejour.notifications"
    label = "notifications"
    verbose_name = "messages"
