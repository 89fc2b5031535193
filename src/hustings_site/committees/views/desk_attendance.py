"""Who was at a meeting."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from hustings_site.committees.desk_form import asked_once
from hustings_site.committees.doors import SignedInRequest, committee_to_keep
from hustings_site.committees.enums import Attendance
from hustings_site.committees.forms import AttendanceForm
from hustings_site.committees.selectors.meetings import attendance_of, meetings_of, people_for
from hustings_site.committees.services.meetings import record_attendance


@login_required
def view(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    committee = committee_to_keep(request, slug)
    meeting = get_object_or_404(meetings_of(committee), pk=pk)
    people = people_for(meeting)

    def act(form: AttendanceForm) -> str:
        states = {person: Attendance(state) for person, state in form.chosen().items()}
        rows = record_attendance(
            by=request.user.scope, meeting=meeting, states=states, reason=form.cleaned_data["reason"]
        )
        return _("Recorded: %(n)d.") % {"n": len(rows)}

    stands = {f"person_{row.person_id}": row.state for row in attendance_of(meeting)}
    return asked_once(
        request,
        committee,
        AttendanceForm(people, Attendance.choices, request.POST or None, initial=stands),
        act,
        title=_("Who was there"),
        button=_("Record this attendance"),
        seen=lambda: [row.pk for row in attendance_of(meeting)],
    )
