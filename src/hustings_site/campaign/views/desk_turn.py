"""The chair's clock: somebody begins to speak, or it stands still."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from hustings_site.campaign.desk_door import SignedInRequest, meeting_to_chair
from hustings_site.campaign.services.questions import begin_turn, end_turn


@login_required
@require_POST
def view(request: SignedInRequest, pk: int) -> HttpResponse:
    meeting = meeting_to_chair(request, pk)
    by = request.user.scope
    question, _colon, candidate = request.POST.get("turn", "").partition(":")
    if question.isdecimal() and candidate.isdecimal():
        asked = get_object_or_404(meeting.questions, pk=int(question))
        speaker = get_object_or_404(meeting.contest.candidates, pk=int(candidate), invitations__meeting=meeting)
        begin_turn(by=by, question=asked, candidate=speaker)
    else:
        end_turn(by=by, meeting=meeting)
    return redirect("campaign:meeting_clock", meeting.pk)
