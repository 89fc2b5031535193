"""One complaint on the desk: what was written, what the public reads of it, and the ruling."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hustings_site.elections.complaints import services
from hustings_site.elections.complaints.forms import ComplaintRulingForm, SummaryForm
from hustings_site.elections.complaints.models import Complaint
from hustings_site.elections.desk_door import OfficersRequest
from hustings_site.elections.nominations.forms import PlainForm
from hustings_site.elections.running import complaint_run
from hustings_site.pages.stale import AlreadySentError, slip, take


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: OfficersRequest, complaint: int) -> HttpResponse:
    found = complaint_run(request, complaint)
    sent = next((what for what in ("rule", "sum_up", "take_up", "mail") if what in request.POST), "")
    ruling = ComplaintRulingForm(request.POST if sent == "rule" else None, prefix="ruling")
    initial = {"summary": found.summary, "contest": found.contest}
    summary = SummaryForm(request.POST if sent == "sum_up" else None, election=found.election, initial=initial)
    form: PlainForm = ruling if sent == "rule" else summary
    if sent and (sent in {"take_up", "mail"} or form.is_valid()):
        try:
            with transaction.atomic():
                held = Complaint.objects.select_for_update().get(pk=found.pk)
                take(request.POST, *_seen(held))
                _act(request, found, sent, form)
        except AlreadySentError:
            return redirect("elections:desk_complaint", found.pk)
        except ValidationError as refusal:
            if form.is_bound:
                form.refuse(refusal)
            else:
                messages.error(request, refusal.messages[0])
        else:
            return redirect("elections:desk_complaint", found.pk)
    context = {
        "complaint": found,
        "ruling": ruling,
        "summary": summary,
        "slip": slip(*_seen(found)),
        "slip_2": slip(*_seen(found)),
        "slip_3": slip(*_seen(found)),
        "place": "desk",
    }
    return render(request, "elections/complaints/desk_complaint.html", context)


def _act(request: OfficersRequest, complaint: Complaint, sent: str, form: PlainForm) -> None:
    by = request.user.scope
    if sent == "take_up":
        services.take_up(by=by, complaint=complaint)
        messages.success(request, _("The result waits for your ruling."))
    elif sent == "mail":
        services.mail_ruling(by=by, complaint=complaint)
    elif sent == "sum_up":
        services.sum_up(by=by, complaint=complaint, summary=form.cleaned_data["summary"])
        if contest := form.cleaned_data["contest"]:
            services.name_contest(by=by, complaint=complaint, contest=contest)
        messages.success(request, _("The public register says so now."))
    else:
        services.rule_on_complaint(by=by, ruled_by=request.user.name, complaint=complaint, **form.cleaned_data)
        messages.success(request, _("The ruling is published."))


def _seen(complaint: Complaint) -> tuple[object, ...]:
    return (complaint.state, complaint.summary, complaint.contest_id, complaint.taken_up, complaint.told_at)
