"""A vote on an endorsement: what was decided, with its figures; reasons and reply side by side; the rules."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hustings_site.slates.withdrawing.door import is_concerned
from hustings_site.slates.withdrawing.selectors import public_vote
from hustings_site.slates.withdrawing.services import rules_text


def view(request: HttpRequest, slug: str) -> HttpResponse:
    vote = public_vote(slug)
    context = {
        "vote": vote,
        "outcome": getattr(vote, "outcome", None),
        "replies": vote.replies.all(),
        "contest": vote.election.contests.get() if vote.election else None,
        "rules": rules_text(vote),
        "concerned": is_concerned(request.user, vote),
        "place": "slates",
    }
    return render(request, "slates/withdrawing/vote.html", context)
