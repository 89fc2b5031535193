"""A representative reports from a meeting."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from hustings_site.committees.doors import SignedInRequest, committee_at, today
from hustings_site.committees.forms import ReportForm
from hustings_site.committees.own_form import sent_once
from hustings_site.committees.selectors.meetings import meetings_of
from hustings_site.committees.selectors.reports import owed
from hustings_site.committees.services.reports import report_back


@login_required
def view(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    committee = committee_at(slug)
    meeting = get_object_or_404(meetings_of(committee), pk=pk)
    own = [each.person for each in owed(meeting) if each.person.user_id == request.user.pk]
    if not own:
        raise PermissionDenied

    def act(form: ReportForm) -> str:
        site = request.build_absolute_uri("/").rstrip("/")
        report_back(
            by=request.user.scope, meeting=meeting, person=own[0], came_on=today(), site=site, **form.cleaned_data
        )
        return _("Your report is public, and followers are told.")

    return sent_once(
        request,
        committee,
        ReportForm(request.POST or None),
        act,
        reverse("committees:meeting", args=[slug, pk]),
        title=_("Report from %(meeting)s") % {"meeting": meeting.title},
        lead=_("It is public at once. A second report stands beside the first."),
        button=_("Publish my report"),
    )
