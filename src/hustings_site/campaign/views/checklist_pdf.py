"""The checklist to be printed: one A3 sheet."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from hustings_site.campaign.selectors.checklist import checklist, published_programme
from hustings_site.campaign.sheet import as_pdf


def view(request: HttpRequest, slug: str) -> HttpResponse:
    found = checklist(published_programme(slug))
    address = request.build_absolute_uri(reverse("campaign:checklist", args=[slug]))
    response = HttpResponse(as_pdf(found, address), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{slug}.pdf"'
    return response
