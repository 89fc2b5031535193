"""A secret vote on a motion: its text, what carries it, who votes with how many votes, and what it came to."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hustings_site.elections.enums import ContestState
from hustings_site.elections.life import closes_of, entitled_of
from hustings_site.motions.doors import organisation_at, vote_at
from hustings_site.motions.models import MotionResult
from hustings_site.motions.permissions import may_keep_motions
from hustings_site.motions.selectors.votes import known_by_weight, needed_words, put_of, shares
from hustings_site.motions.services.votes import other_votes, possible_votes


@require_safe
def view(request: HttpRequest, organisation: str, pk: int) -> HttpResponse:
    found = organisation_at(organisation)
    contest = vote_at(found, pk)
    if contest.election.announced_at is None:
        raise Http404
    put = put_of(contest)
    listed = put.delegations if put else None
    result = MotionResult.objects.filter(contest=contest).first()
    context = {
        "organisation": found,
        "contest": contest,
        "election": contest.election,
        "put": put,
        "listed": listed,
        "known": known_by_weight(listed) if listed else None,
        "other": other_votes(contest),
        "possible": possible_votes(contest),
        "entitled": entitled_of(contest),
        "closes": closes_of(contest),
        "voting": contest.state in {ContestState.POLL_OPEN, ContestState.PAUSED},
        "needed": needed_words(contest.majority),
        "result": result,
        "shares": shares(result.votes_for, result.against) if result else None,
        "keeps": may_keep_motions(request.user, found),
        "place": "motions",
    }
    return render(request, "motions/vote.html", context)
