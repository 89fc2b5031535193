"""Members whom the file does not have. Nothing is done to them."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render

from hustings_site.roll.door import SignedInRequest, for_keepers
from hustings_site.roll.enums import ImportState
from hustings_site.roll.imports.running import absent_members
from hustings_site.roll.models import Organisation
from hustings_site.roll.selectors import import_of


@for_keepers
def view(request: SignedInRequest, organisation: Organisation, member_import: int) -> HttpResponse:
    found = import_of(organisation, member_import)
    if found.state != ImportState.CHECKED:
        return redirect("roll:import", organisation.slug, found.pk)
    page = Paginator(absent_members(found), 100).get_page(request.GET.get("page"))
    context = {"organisation": organisation, "import": found, "page": page, "place": "desk"}
    return render(request, "roll/import_absent.html", context)
