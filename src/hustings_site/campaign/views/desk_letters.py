"""Letters to candidates, to be printed at once: the codes stand nowhere else."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hustings_site.campaign.desk_door import SignedInRequest, programme_to_edit
from hustings_site.campaign.services.asking import print_letters
from hustings_site.elections.permissions import may_run


@login_required
@require_POST
@never_cache
def view(request: SignedInRequest, programme: int) -> HttpResponse:
    found = programme_to_edit(request, programme)
    if not may_run(request.user, found.contest.election):
        raise PermissionDenied
    site = request.build_absolute_uri("/").rstrip("/")
    also = [int(key) for key in request.POST.getlist("also") if key.isdecimal()]
    try:
        letters = print_letters(by=request.user.scope, programme=found, site=site, also=also)
    except ValidationError as refused:
        messages.error(request, refused.message)
        return redirect("campaign:desk_programme", found.pk)
    points = found.points.all()
    return render(request, "campaign/desk_letters.html", {"programme": found, "letters": letters, "points": points})
