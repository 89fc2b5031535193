"""A feed of answers and changes."""

from django.http import HttpRequest, HttpResponse

from hustings_site.campaign.exporters import as_atom
from hustings_site.campaign.selectors.checklist import checklist, published_programme


def view(request: HttpRequest, slug: str) -> HttpResponse:
    site = request.build_absolute_uri("/").rstrip("/")
    feed = as_atom(checklist(published_programme(slug)), site)
    return HttpResponse(feed, content_type="application/atom+xml; charset=utf-8")
