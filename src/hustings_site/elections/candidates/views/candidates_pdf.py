"""The candidates' statements as a PDF, once the list is published."""

from django.http import Http404, HttpRequest, HttpResponse

from hustings_site.elections.candidates.booklet import booklet
from hustings_site.elections.candidates.selectors import public_contest, statements_are_public


def view(request: HttpRequest, election: str, contest: str) -> HttpResponse:
    found = public_contest(election, contest)
    if not statements_are_public(found):
        raise Http404
    response = HttpResponse(booklet(found), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="candidates-{contest}.pdf"'
    return response
