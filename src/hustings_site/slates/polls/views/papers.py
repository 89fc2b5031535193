"""The opened papers of one body, to be counted again; of no two bodies in one file."""

from django.http import Http404, HttpRequest, HttpResponse

from hustings_site.pages.open_data import open_to_all
from hustings_site.slates.polls.selectors import public_poll


@open_to_all
def view(request: HttpRequest, slug: str, body: str) -> HttpResponse:
    poll = public_poll(slug)
    published = poll.orders.first()
    if published is None or body not in published.papers:
        raise Http404
    response = HttpResponse(published.papers[body], content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{poll.slug}-{body}.blt"'
    return response
