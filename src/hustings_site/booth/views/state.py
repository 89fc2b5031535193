"""What the voter's page asks before and after a ballot: how each poll of the booth stands now."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from hustings_site.booth.answers import as_json
from hustings_site.booth.selectors import states_of
from hustings_site.journal import clock


@require_safe
def view(request: HttpRequest, booth: str) -> HttpResponse:
    now = clock.now()
    states = states_of(booth, now)
    if not states:
        raise Http404
    return as_json({"now": now.isoformat(), "polls": states})
