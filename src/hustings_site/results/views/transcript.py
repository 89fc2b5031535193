"""The transcript of a count, byte for byte as its fingerprint was taken."""

from django.http import Http404, HttpRequest, HttpResponse

from hustings_site.results.selectors import published_result


def view(request: HttpRequest, election: str, contest: str, number: int) -> HttpResponse:
    result = published_result(election, contest, number)
    if not result.transcript:
        raise Http404
    response = HttpResponse(result.transcript, content_type="application/json")
    response["Access-Control-Allow-Origin"] = "*"
    return response
