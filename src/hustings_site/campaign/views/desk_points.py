"""Write the points of a programme: each time all of them, as its next version."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hustings_site.campaign.desk_door import SignedInRequest, programme_to_edit
from hustings_site.campaign.forms import PointForms
from hustings_site.campaign.services.programmes import write_points


@login_required
def view(request: SignedInRequest, programme: int) -> HttpResponse:
    found = programme_to_edit(request, programme)
    initial = [model_to_dict(point) for point in found.points.all()]
    forms = PointForms(request.POST or None, initial=initial)
    if request.method == "POST" and forms.is_valid():
        points = [point for form in forms if (point := form.point())]
        try:
            version = write_points(by=request.user.scope, programme=found, points=points)
        except ValidationError as refused:
            messages.error(request, refused.message)
        else:
            said = {"number": version.number, "count": len(points)}
            messages.success(request, _("Version %(number)d is kept: %(count)d points.") % said)
        return redirect("campaign:desk_programme", found.pk)
    return render(request, "campaign/desk_points.html", {"programme": found, "forms": forms, "place": "desk"})
