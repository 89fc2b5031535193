"""A slate's leaflet, to print: what it recommends in each contest, for one branch where orders differ."""

from django.http import HttpRequest, HttpResponse

from hustings_site.slates.door import slate_to_read
from hustings_site.slates.leaflet import leaflet
from hustings_site.slates.selectors.regions import branch_asked_for


def view(request: HttpRequest, slug: str) -> HttpResponse:
    slate = slate_to_read(request, slug)
    asked = {name: request.GET.get(name, "") for name in ("branch", "postcode")}
    region = branch_asked_for(slate.election.organisation, **asked)
    response = HttpResponse(
        leaflet(slate, region, request.build_absolute_uri("/").rstrip("/")), content_type="application/pdf"
    )
    response["Content-Disposition"] = f'inline; filename="{slug}.pdf"'
    return response
