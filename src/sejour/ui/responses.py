"""Files and papers on their way to a browser."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def file_response(content: bytes, media_type: str, name: str, *, attachment: bool = False) -> HttpResponse:
    """Return a file under its name; whatever is in it runs nothing of ours and is kept by no cache."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(attachment, name) or "inline"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
