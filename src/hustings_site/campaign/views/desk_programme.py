"""A programme at the desk: its points, asking everybody, reminding everybody, and the ledger."""

from datetime import datetime, time

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings_site.campaign.desk_door import SignedInRequest, programme_to_edit
from hustings_site.campaign.enums import MailState
from hustings_site.campaign.forms import AskForm, ContactForm
from hustings_site.campaign.models import OutgoingMail, Programme
from hustings_site.campaign.selectors.checklist import checklist, warnings_for_editor
from hustings_site.campaign.services.asking import put_to_candidates, remind
from hustings_site.campaign.services.programmes import close_programme
from hustings_site.elections.permissions import may_run


@login_required
def view(request: SignedInRequest, programme: int) -> HttpResponse:
    found = programme_to_edit(request, programme)
    runs = may_run(request.user, found.contest.election)
    ask = AskForm(request.POST if "ask" in request.POST else None)
    if request.method == "POST":
        if not runs:
            raise PermissionDenied
        if {"remind", "close"} & set(request.POST) or ask.is_valid():
            messages.success(request, acted(request, found, ask))
            return redirect("campaign:desk_programme", found.pk)
    listed = checklist(found)
    mails = OutgoingMail.objects.filter(about=found.scope)
    context = {
        "programme": found,
        "found": listed,
        "warnings": warnings_for_editor(listed),
        "ask": ask,
        "contact": ContactForm(),
        "runs": runs,
        "papers": [
            paper for row in listed.everybody if row.outreach.request for paper in papers_of(row.outreach.request)
        ],
        "mails": [(state.label, mails.filter(state=state).count()) for state in MailState],
        "place": "desk",
    }
    return render(request, "campaign/desk_programme.html", context)


def acted(request: SignedInRequest, programme: Programme, ask: AskForm) -> str:
    """Ask, remind or close; what was done, in a sentence."""
    site = request.build_absolute_uri("/").rstrip("/")
    by = request.user.scope
    try:
        if "remind" in request.POST:
            return _("Reminders in the post: %(count)d.") % {"count": remind(by=by, programme=programme, site=site)}
        if "close" in request.POST:
            close_programme(by=by, programme=programme)
            return _("Closed: no more answers are taken, and everything stays readable.")
        day = ask.cleaned_data["reply_by"]
        until = timezone.make_aware(datetime.combine(day, time(23, 59))) if day else None
        asked = put_to_candidates(by=by, programme=programme, site=site, reply_by=until)
        return _("Put to %(count)d candidates; letters are still to be printed for those without e-mail.") % {
            "count": len(asked)
        }
    except ValidationError as refused:
        return str(refused.message)


def papers_of(request: object) -> list[object]:
    """Papers that were entered for a request."""
    return list(request.papers.defer("scan"))  # type: ignore[attr-defined]
