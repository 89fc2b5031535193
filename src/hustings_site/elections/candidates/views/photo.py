"""A candidate's photograph: always the JPEG that we wrote, public with the list or to whoever may see the proof."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from hustings_site.elections.candidates.door import is_in
from hustings_site.elections.candidates.keys import file_of
from hustings_site.elections.candidates.models import Photo
from hustings_site.elections.candidates.selectors import shown_of, statements_are_public
from hustings_site.elections.models import Candidate
from hustings_site.elections.permissions import may_watch


@require_safe
def view(request: HttpRequest, candidate: int, sha256: str) -> HttpResponse:
    rows = Candidate.objects.select_related("contest__election", "member__user", "member__branch")
    found = get_object_or_404(rows, pk=candidate)
    public = statements_are_public(found.contest) and shown_of(found).photo is not None
    if not (public or may_watch(request.user, found.contest.election) or is_in(request, file_of(found))):
        raise Http404
    photo = get_object_or_404(Photo, candidate=found, sha256=sha256)
    response = HttpResponse(bytes(photo.jpeg), content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "public, max-age=86400" if public else "private, no-store"
    return response
