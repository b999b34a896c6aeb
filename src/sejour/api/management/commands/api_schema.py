"""`sejour manage api_schema`: write the description of the API beside its code, to be read and compared."""

from typing import Any

from django.core.management.base import BaseCommand

from sejour.api.document import COMMITTED, document


class Command(BaseCommand):
    """Writes `api/schema.json`."""

    help = "écrit la description de l'API (OpenAPI) dans api/schema.json"
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django gives them
        """Write the file."""
        COMMITTED.write_text(document(), "utf-8")
        self.stdout.write(str(COMMITTED))
