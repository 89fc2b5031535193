"""A list of delegations, byte by byte as its fingerprint is of."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from hustings_site.motions.doors import organisation_at, row_at


@require_safe
def view(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    listed = row_at(organisation_at(organisation).delegation_lists.all(), pk)
    response = HttpResponse(listed.text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="delegations-{listed.pk}.csv"'
    response["Access-Control-Allow-Origin"] = "*"
    return response
