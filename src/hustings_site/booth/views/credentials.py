"""The public credentials that begin alike: the page finds its own among them without saying which it holds."""

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from hustings_site.booth.answers import as_json
from hustings_site.booth.selectors import credentials_with_prefix, poll_of


@require_safe
def view(request: HttpRequest, booth: str, poll: str, prefix: str) -> HttpResponse:
    if not re.fullmatch("[0-9a-f]{2}", prefix):
        raise Http404
    listed, refused = credentials_with_prefix(poll_of(poll, booth=booth), prefix)
    return as_json({"credentials": listed, "refused": refused})
