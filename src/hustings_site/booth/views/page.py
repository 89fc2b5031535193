"""The voter's page: the file that was fixed when the booth opened, shown or downloaded."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from hustings_site.booth.models import Booth
from hustings_site.booth.selectors import open_booth_of


@require_safe
def view(request: HttpRequest, booth: str) -> HttpResponse:
    return _with_policy(_open(booth))


@require_safe
def download(request: HttpRequest, booth: str) -> HttpResponse:
    response = _with_policy(_open(booth))
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=f"booth-{booth}.html")
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _open(uuid: str) -> Booth:
    booth = open_booth_of(uuid)
    if booth is None:
        raise Http404
    return booth


def _with_policy(booth: Booth) -> HttpResponse:
    response = HttpResponse(bytes(booth.page), content_type="text/html; charset=utf-8")
    response["Content-Security-Policy"] = booth.page_policy
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store"
    return response
