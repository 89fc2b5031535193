"""The lots of a count, as the command line reads them."""

from django.http import Http404, HttpRequest, HttpResponse

from hustings_site.results.selectors import published_result


def view(request: HttpRequest, election: str, contest: str, number: int) -> HttpResponse:
    result = published_result(election, contest, number)
    if not result.lots:
        raise Http404
    response = HttpResponse(result.lots, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="lots.toml"'
    return response
