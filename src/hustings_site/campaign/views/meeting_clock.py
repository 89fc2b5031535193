"""Equal time: the order of speaking drawn by lot, and how long everybody has spoken."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from hustings_site.campaign.models import Meeting
from hustings_site.campaign.permissions import may_chair
from hustings_site.campaign.selectors.meetings import asked_to_all, invited, meetings, spoken_by_all
from hustings_site.campaign.services.questions import begin_turn, end_turn
from hustings_site.journal import clock


def view(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = get_object_or_404(meetings(), pk=pk)
    chairs = may_chair(request.user, meeting)
    if request.method == "POST":
        if not chairs:
            raise PermissionDenied
        turn(request, meeting)
        return redirect("campaign:meeting_clock", meeting.pk)
    asked = asked_to_all(meeting, invited(meeting), clock.now())
    context = {"meeting": meeting, "asked": asked, "total": spoken_by_all(asked), "chairs": chairs}
    return render(request, "campaign/meeting_clock.html", {**context, "place": "campaign"})


def turn(request: HttpRequest, meeting: Meeting) -> None:
    """Somebody begins to speak, or the clock stands still."""
    by = f"user:{request.user.pk}"
    question, _colon, candidate = request.POST.get("turn", "").partition(":")
    if question.isdecimal() and candidate.isdecimal():
        asked = get_object_or_404(meeting.questions, pk=int(question))
        speaker = get_object_or_404(meeting.contest.candidates, pk=int(candidate), invitations__meeting=meeting)
        begin_turn(by=by, question=asked, candidate=speaker)
    else:
        end_turn(by=by, meeting=meeting)
