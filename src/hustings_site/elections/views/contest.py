"""The public page of a contest: how it stands, who stands, who may vote, how it is counted."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hustings_site.elections.enums import ContestState, Majority, Standing
from hustings_site.elections.life import closes_of, entitled_of
from hustings_site.elections.majorities import sentence
from hustings_site.elections.models import Candidate, Contest
from hustings_site.elections.public_selectors import announced_contest
from hustings_site.elections.terms_page import terms_of_a_contest

VOTING = (ContestState.POLL_OPEN, ContestState.PAUSED)
DECLARED = (ContestState.PROVISIONAL, ContestState.UNDER_COMPLAINT, ContestState.FINAL)
BEFORE_THE_LIST = (ContestState.DRAFT, ContestState.NOMINATIONS, ContestState.NOMINATIONS_CLOSED)


@require_safe
def view(request: HttpRequest, election: str, contest: str) -> HttpResponse:
    found = announced_contest(election, contest)
    published = found.state not in BEFORE_THE_LIST
    context = {
        "contest": found,
        "election": found.election,
        "voting": found.state in VOTING,
        "closes": closes_of(found),
        "entitled": entitled_of(found),
        "published": published,
        "without_poll": list(_elected(found)) if found.poll is None and found.state in DECLARED else [],
        "candidates": list(found.candidates.on_the_paper()) if published else [],
        "terms": terms_of_a_contest(found),
        "carried_by": sentence(Majority(found.majority)) if found.majority else "",
        "again": getattr(found, "run_again", None),
        "place": "elections",
    }
    return render(request, "elections/contest.html", context)


def _elected(contest: Contest) -> QuerySet[Candidate]:
    return contest.candidates.on_the_paper().filter(standing=Standing.ELECTED)
