"""The description of the API, as it is committed: `sejour manage api_schema` writes it again."""

import json
from pathlib import Path

from django.urls import reverse

from sejour.api.v1 import api

COMMITTED = Path(__file__).parent / "schema.json"


def document() -> str:
    """Return the OpenAPI document, in an order and a shape that differences read well in."""
    described = api.get_openapi_schema(path_prefix=reverse("api:api-root"))
    return json.dumps(described, ensure_ascii=False, indent=2) + "\n"
