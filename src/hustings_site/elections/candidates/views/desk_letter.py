"""A letter with link and code, for a candidate without e-mail: shown once, to be printed, for the code is not kept."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hustings_site.elections.candidates.keys import file_of, print_key
from hustings_site.elections.candidates.views.desk_key import address_of
from hustings_site.elections.desk_door import OfficersRequest
from hustings_site.elections.running import candidate_run


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: OfficersRequest, candidate: int) -> HttpResponse:
    found = candidate_run(request, candidate)
    context: dict[str, object] = {"candidate": found, "file": file_of(found), "place": "desk"}
    if request.method == "POST":
        context["code"] = print_key(by=request.user.scope, candidate=found)
        context["link"] = address_of(request)(file_of(found).link)
    return render(request, "elections/candidates/desk_letter.html", context)
