"""The checklist within a page of another site: no script, no cookie, and the one page that may stand in a frame."""

from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_exempt

from hustings_site.campaign.selectors.checklist import Filters, checklist, published_programme


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"], "script-src": [NONE], "style-src": [SELF], "form-action": [NONE]})  # type: ignore[arg-type]  # its types know no view with arguments
def view(request: HttpRequest, slug: str) -> HttpResponse:
    programme = published_programme(slug)
    filters = Filters(*(request.GET.get(name, "") for name in ("slate", "region", "point")))
    return render(request, "campaign/embed.html", {"programme": programme, "found": checklist(programme, filters)})
