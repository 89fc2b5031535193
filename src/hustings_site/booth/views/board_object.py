"""One board in the shape of Belenios' public API, so that its stock tool can audit a live election."""

import re
from collections.abc import Callable, Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from hustings.belenios.v1.steps import Refused
from hustings_site.booth import public_board
from hustings_site.booth.answers import as_bytes
from hustings_site.booth.models import Poll
from hustings_site.booth.selectors import poll_of

NAMED: Mapping[str, Callable[[Poll], bytes]] = {
    "election": public_board.election,
    "trustees": public_board.trustees,
    "credentials": public_board.credentials,
    "archive-header": public_board.archive_header,
    "last-event": public_board.last_event,
    "roots": public_board.roots,
    "ballots": public_board.ballots,
    "encrypted-tally": public_board.encrypted_tally,
}
"""What has a name; everything, by its hash, is under `objects/`."""


@require_safe
def named(request: HttpRequest, poll: str, name: str) -> HttpResponse:
    if name not in NAMED:
        raise Http404
    try:
        return as_bytes(NAMED[name](poll_of(poll)))
    except Refused as error:
        raise Http404(str(error)) from None


@require_safe
def by_hash(request: HttpRequest, poll: str, sha256: str) -> HttpResponse:
    found = public_board.by_hash(poll_of(poll), sha256) if re.fullmatch("[0-9a-f]{64}", sha256) else None
    if found is None:
        raise Http404
    return as_bytes(found)
