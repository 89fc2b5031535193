"""A nomination on the desk: complete it from a paper, rule on it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hustings_site.elections.desk_door import OfficersRequest
from hustings_site.elections.nominations.forms import MeetingForm, RulingForm
from hustings_site.elections.nominations.models import Nomination
from hustings_site.elections.nominations.services import complete_nomination, rule_on_nomination
from hustings_site.elections.running import nomination_run
from hustings_site.pages.stale import AlreadySentError, slip, take


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: OfficersRequest, nomination: int) -> HttpResponse:
    found = nomination_run(request, nomination)
    ruling_sent = request.method == "POST" and "rule" in request.POST
    ruling = RulingForm(request.POST if ruling_sent else None, prefix="ruling")
    initial = {name: getattr(found, name) for name in Nomination.MEETING}
    meeting = MeetingForm(request.POST if request.method == "POST" and not ruling_sent else None, initial=initial)
    sent = ruling if ruling_sent else meeting
    if request.method == "POST" and sent.is_valid():
        try:
            with transaction.atomic():
                held = Nomination.objects.select_for_update().get(pk=found.pk)
                take(request.POST, held.version, held.state)
                if ruling_sent:
                    rule_on_nomination(
                        by=request.user.scope, ruled_by=request.user.name, nomination=held, **ruling.cleaned_data
                    )
                else:
                    complete_nomination(
                        by=request.user.scope, nomination=held, meeting=meeting.meeting(), version=held.version
                    )
        except AlreadySentError:
            return redirect("elections:desk_candidate", found.candidate_id)
        except ValidationError as refusal:
            sent.refuse(refusal)
        else:
            messages.success(request, _("Published.") if ruling_sent else _("What you added is kept."))
            return redirect("elections:desk_candidate", found.candidate_id)
    context = {
        "nomination": found,
        "who": found.branch or found.affiliate or found.member or _("a member who has left the roll"),
        "meeting": meeting,
        "ruling": ruling,
        "slip": slip(found.version, found.state),
        "rule_slip": slip(found.version, found.state),
        "place": "desk",
    }
    return render(request, "elections/nominations/desk_nomination.html", context)
