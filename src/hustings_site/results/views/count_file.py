"""The files that a count was held with beside the papers, as the command line reads them: lots and contest."""

from django.http import Http404, HttpRequest, HttpResponse

from hustings_site.results.counting import CONTEST_NAME, LOTS_NAME
from hustings_site.results.selectors import published_result


def view(request: HttpRequest, election: str, contest: str, number: int, name: str) -> HttpResponse:
    result = published_result(election, contest, number)
    text = {LOTS_NAME: result.lots, CONTEST_NAME: result.contest_file}.get(f"{name}.toml")
    if not text:
        raise Http404
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.toml"'
    return response
