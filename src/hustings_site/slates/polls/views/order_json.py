"""A published order, byte for byte as its fingerprint covers it; open to pages of other sites."""

from django.http import Http404, HttpRequest, HttpResponse

from hustings_site.pages.open_data import open_to_all
from hustings_site.slates.polls.selectors import public_poll


@open_to_all
def view(request: HttpRequest, slug: str, edition: int | None = None) -> HttpResponse:
    orders = public_poll(slug).orders.all()
    published = orders.filter(edition=edition).first() if edition else orders.first()
    if published is None:
        raise Http404
    return HttpResponse(published.text, content_type="application/json; charset=utf-8")
