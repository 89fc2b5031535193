"""A published order for spreadsheets."""

from django.http import Http404, HttpRequest, HttpResponse

from hustings_site.pages.open_data import table
from hustings_site.slates.polls.exporters import COLUMNS, order_rows
from hustings_site.slates.polls.selectors import public_poll


def view(request: HttpRequest, slug: str) -> HttpResponse:
    published = public_poll(slug).orders.first()
    if published is None:
        raise Http404
    return table(f"{slug}-order", COLUMNS, order_rows(published))
