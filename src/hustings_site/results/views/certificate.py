"""The certificate of a result that was counted here, as PDF."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from hustings_site.results.enums import Kind
from hustings_site.results.printed import certificate
from hustings_site.results.selectors import published_result


@require_safe
def view(request: HttpRequest, election: str, contest: str, number: int) -> HttpResponse:
    result = published_result(election, contest, number)
    if result.kind != Kind.COUNTED:
        raise Http404
    response = HttpResponse(certificate(result), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="certificate-{contest}-{number}.pdf"'
    return response
