"""The ballot list as a file: every ballot in board order, as CSV or JSON."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from hustings_site.booth.answers import as_download
from hustings_site.booth.exporters import FORMS
from hustings_site.booth.selectors import listed_ballots, poll_of


@require_safe
def view(request: HttpRequest, poll: str, form: str) -> HttpResponseBase:
    if form not in FORMS:
        raise Http404
    wanted = poll_of(poll)
    content_type, lines = FORMS[form]
    return as_download(lines(listed_ballots(wanted)), f"ballots-{wanted.uuid}.{form}", content_type)
