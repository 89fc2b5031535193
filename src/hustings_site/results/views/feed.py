"""A feed of results as they are published and corrected."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hustings_site.pages.feeds import Entry, Feed, written
from hustings_site.results.models import Result

MOST = 100


@require_safe
def view(request: HttpRequest, form: str) -> HttpResponse:
    newest = Result.objects.select_related("contest__election__organisation").prefetch_related("elected__candidate")
    entries = [_entry(result) for result in newest.defer("transcript").order_by("-published_at", "-pk")[:MOST]]
    return written(request, Feed(_("Results"), reverse("results:elections"), entries), form)


def _entry(result: Result) -> Entry:
    contest = result.contest
    elected = ", ".join(place.candidate.printed_name for place in result.elected.all())
    return Entry(
        kind="result",
        number=result.pk,
        began=result.published_at.date(),
        title=f"{contest.election}: {contest}",
        path=reverse("results:version", args=[contest.election.slug, contest.slug, result.number]),
        updated=result.published_at,
        text=result.correction or (_("Elected: %(names)s") % {"names": elected} if elected else ""),
    )
