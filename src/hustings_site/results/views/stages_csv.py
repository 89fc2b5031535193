"""The stage table for spreadsheets."""

from django.http import Http404, HttpRequest, HttpResponse

from hustings.report.table import stage_table
from hustings_site.results.count_page import transcript_of
from hustings_site.results.exporters import stages_csv
from hustings_site.results.selectors import published_result


def view(request: HttpRequest, election: str, contest: str, number: int) -> HttpResponse:
    result = published_result(election, contest, number)
    if not result.rule:
        raise Http404
    response = HttpResponse(stages_csv(stage_table(transcript_of(result))), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{election}-{contest}-stages.csv"'
    response["Access-Control-Allow-Origin"] = "*"
    return response
