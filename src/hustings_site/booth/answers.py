"""How the board answers programs: JSON and bytes that pages of any origin may read."""

import json
from collections.abc import Iterable, Mapping
from typing import TypeVar

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header

Answer = TypeVar("Answer", bound=HttpResponseBase)


def as_json(value: Mapping[str, object], status: int = 200) -> HttpResponse:
    """Compact JSON in UTF-8."""
    return as_bytes(json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode(), status=status)


def as_bytes(body: bytes, content_type: str = "application/json", status: int = 200) -> HttpResponse:
    """The exact bytes that a hash was taken of."""
    return for_everybody(HttpResponse(body, content_type=content_type, status=status))


def as_download(pieces: Iterable[bytes], name: str, content_type: str, size: int | None = None) -> HttpResponseBase:
    """A file in pieces, so that a large one is never in memory as a whole."""
    response = StreamingHttpResponse(pieces, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    if size is not None:
        response["Content-Length"] = str(size)
    return for_everybody(response)


def for_everybody(response: Answer) -> Answer:
    """Let pages of any origin read the answer (a saved copy of the voter's page has none), and nobody keep it."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "no-store"
    return response
