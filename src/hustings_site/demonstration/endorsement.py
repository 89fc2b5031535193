"""Act 9: Anchor asks its supporters whether it takes back what it recommended; a real vote, small and secret."""

from collections.abc import Mapping

from hustings.belenios.v1.workers import Workers
from hustings_site.accounts.models import User
from hustings_site.demonstration.act_4 import EXECUTIVE
from hustings_site.demonstration.act_5 import OFFICERS
from hustings_site.demonstration.act_6 import Paper, cast_papers
from hustings_site.demonstration.stage import Stage
from hustings_site.demonstration.supporters import open_ballots, remind, send_codes
from hustings_site.elections.approved_acts import propose_declaration, propose_final, propose_freeze, propose_opening
from hustings_site.elections.enums import Majority
from hustings_site.elections.models import Election
from hustings_site.results.lanternmakers import SEED, Draws
from hustings_site.roll.models import Electorate, Organisation
from hustings_site.slates.models import Body, Recommendation
from hustings_site.slates.services.bodies import link_supporters
from hustings_site.slates.withdrawing.models import EndorsementOutcome, EndorsementVote
from hustings_site.slates.withdrawing.services import (
    announce_vote,
    propose_outcome,
    publish_question,
    put_question,
    reply,
)

ABOUT = "Aubrey Ambler"
"""Whom Anchor recommended, who was elected, and who has not reported from the last meeting."""

ASKED = 80.3
DATES: Mapping[str, float] = {
    "freeze_at": 81.6,
    "codes_at": 81.7,
    "poll_opens": 82.5,
    "poll_closes": 84,
    "complaints_by": 84.5,
}
REPLY_BY = 81.5
ANSWERS: Mapping[str, int] = {"Yes": 41, "No": 67, "Neither": 9}
"""Of 412 supporters, in the order of the paper."""


def play(stage: Stage, great: Election, server: str, workers: Workers) -> str:
    """From the question to what was decided, in a sentence."""
    supporters = Organisation.objects.get(name="Anchor")
    by = User.objects.get(name=OFFICERS["Anchor"]).scope
    vote = stage.at(ASKED, lambda: _ask(stage, great, supporters, by, server))
    text = "I was ill from the week of the meeting on, and told the clerk. My report is written, and comes this month."
    stage.at(ASKED + 0.6, lambda: reply(by=by, vote=vote, text=text, source="A letter to Anchor"))
    electorate = Electorate.objects.get(organisation=supporters)
    election = stage.at(ASKED + 0.7, lambda: announce_vote(by=by, vote=vote, electorate=electorate))
    vote.refresh_from_db()
    stage.at(DATES["freeze_at"], lambda: propose_freeze(by=by, election=election))
    election.refresh_from_db()
    codes = stage.at(DATES["codes_at"], lambda: send_codes(by, election, server, "Anchor on an endorsement"))
    election.refresh_from_db()
    stage.at(DATES["poll_opens"], lambda: propose_opening(by=by, election=election))
    stage.at(DATES["poll_opens"] + 0.2, lambda: _answer(election, codes, workers))
    for half_way_and_a_day_before in (83.3, 83.9):
        stage.at(half_way_and_a_day_before, lambda: remind(by, election))
    stage.at(DATES["poll_closes"], lambda: open_ballots(by, election.contests.get(), workers))
    stage.at(DATES["poll_closes"] + 0.1, lambda: propose_outcome(by=by, vote=vote))
    contest = election.contests.get()
    stage.at(
        DATES["poll_closes"] + 0.1, lambda: propose_declaration(by=by, contest=contest, voted=sum(ANSWERS.values()))
    )
    stage.at(DATES["complaints_by"] + 0.1, lambda: propose_final(by=by, contest=contest))
    outcome = EndorsementOutcome.objects.get(vote=vote)
    stands = "is withdrawn" if outcome.withdrawn else "stands"
    return (
        f"Anchor’s recommendation of {ABOUT} {stands}: yes {outcome.yes}, no {outcome.no}, "
        f"neither {outcome.abstained}, of {outcome.entitled}"
    )


def _ask(stage: Stage, great: Election, supporters: Organisation, by: str, server: str) -> EndorsementVote:
    body = Body.objects.get(name="Anchor")
    link_supporters(by=by, body=body, supporters=supporters)
    recommendation = Recommendation.objects.get(body__name="Anchor", contest=great.contests.get(title=EXECUTIVE))
    vote = put_question(
        by=by,
        recommendation=recommendation,
        candidate=recommendation.contest.candidates.get(name=ABOUT),
        why="Whoever Anchor recommends promises to report after each meeting. From the fourth no report has come.",
        reply_by=stage.week(REPLY_BY),
        dates={name: stage.week(week) for name, week in DATES.items()},
        majority=Majority.SIMPLE,
        quorum_percent=25,
    )
    return publish_question(by=by, vote=vote, site=server)


def _answer(election: Election, codes: Mapping[str, str], workers: Workers) -> None:
    """So many supporters answer, each with a code of their own, in a drawn order."""
    contest = election.contests.get()
    answers = [candidate.printed_name for candidate in contest.candidates.on_the_paper()]
    papers: list[Paper] = [
        [[answer]] for answer, votes in zip(answers, ANSWERS.values(), strict=True) for _ in range(votes)
    ]
    voting = Draws(f"{SEED}, who answers on an endorsement").in_order(sorted(codes))[: len(papers)]
    cast = sum(1 for _cast in cast_papers(contest, [codes[number] for number in voting], papers, workers))
    assert cast == sum(ANSWERS.values()), "each casts one"
