"""The papers of a count: the file as it came, or written as BLT or CSV."""

from pathlib import PurePath

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from hustings.ballots.errors import BallotFileError
from hustings.ballots.formats import read_papers, write_papers
from hustings_site.pages.words import readers_words
from hustings_site.results.ballot_files import content_of
from hustings_site.results.counting import papers_of
from hustings_site.results.selectors import papers_are_public, published_result


def view(request: HttpRequest, election: str, contest: str, number: int, form: str = "") -> HttpResponse:
    result = published_result(election, contest, number)
    ballot_file = result.ballot_file
    if ballot_file is None or not papers_are_public(result):
        raise Http404
    if not form:
        return _download(content_of(ballot_file), PurePath(ballot_file.name).name)
    try:
        written = write_papers(read_papers(papers_of(ballot_file)), f"papers.{form}")
    except BallotFileError as refusal:
        return HttpResponse(
            f"{readers_words().told(refusal.said)}\n", status=409, content_type="text/plain; charset=utf-8"
        )
    return _download(written, f"{PurePath(ballot_file.name).stem}.{form}")


def _download(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["Access-Control-Allow-Origin"] = "*"
    return response
