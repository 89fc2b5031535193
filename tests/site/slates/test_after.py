"""After the vote: recommendation against result, and how a slate's votes moved stage by stage."""

import pytest
from django.test import Client

from hustings.rules import find_rule
from hustings_site.elections.models import Contest, Election
from hustings_site.elections.services import enter_contest
from hustings_site.results.ballot_files import keep
from hustings_site.results.counting import hold
from hustings_site.results.enums import Unit
from hustings_site.results.services import publish_count, publish_totals
from hustings_site.results.totals_file import read_totals
from hustings_site.results.turnout import Turnout
from hustings_site.slates.after import after_the_vote
from hustings_site.slates.models import Body, Slate
from hustings_site.slates.services.making import begin_slate, open_slate
from hustings_site.slates.services.recommending import Named, recommend

SAID = {"by": "test", "how": "A meeting of forty.", "why": "They answered.", "promised": "A hall for all."}
NAMES = ["Ann Ash", "Bob Birch", "Cleo Cedar", "Dan Dill", "Eve Elm", "Fay Fern"]
PAPERS = b"""6 3
10 1 2 0
3 1 4 0
6 2 1 0
4 3 0
8 4 5 0
2 5 2 6 0
4 6 0
0
"Ann Ash"
"Bob Birch"
"Cleo Cedar"
"Dan Dill"
"Eve Elm"
"Fay Fern"
"Executive"
"""
TOTALS = "candidate,votes,elected\nOda Oak,40,yes\nPim Pine,30,no\n"


@pytest.fixture
def slate(anchor: Body, contest: Contest, election: Election) -> Slate:
    """Recommends two of six for the executive, one for clerk, and nobody for auditor, where nothing is counted yet."""
    slate = begin_slate(by="test", election=election, body=anchor, name="Anchor 2026", made="polled")
    open_slate(by="test", slate=slate)
    clerk, auditor = (
        enter_contest(by="test", election=election, title=title, vacancies=1, candidates=["Oda Oak", "Pim Pine"])
        for title in ("Clerk", "Auditor")
    )
    wanted = {contest: ("Ann", "Bob"), clerk: ("Pim",), auditor: ("Oda",)}
    for post, names in wanted.items():
        named = Named(candidates=[post.candidates.get(name__startswith=each) for each in names])
        recommend(body=anchor, slate=slate, contest=post, kind="any_order", named=named, **SAID)
    rule = find_rule("scotland_2011")
    papers = keep("executive.blt", PAPERS)
    held = hold(papers, rule)
    publish_count(
        by="test",
        contest=contest,
        ballot_file=papers,
        rule=rule,
        library_version="test",
        transcript=held.transcript,
        electorate=None,
    )
    publish_totals(
        by="test",
        contest=clerk,
        table=read_totals(TOTALS, "clerk.csv"),
        unit=Unit.VOTES,
        method="Counted by hand",
        source="Minutes",
        turnout=Turnout(),
    )
    return slate


def test_recommendation_is_set_against_the_result_post_by_post(slate: Slate) -> None:
    posts = after_the_vote(slate)
    assert [
        (each.contest.title, [(fate.now.candidate.name, fate.elected) for fate in each.fates], each.elected)
        for each in posts
    ] == [
        ("Executive", [("Ann Ash", True), ("Bob Birch", True)], 2),
        ("Clerk", [("Pim Pine", False)], 0),
        ("Auditor", [("Oda Oak", False)], 0),
    ]
    assert [each.result is not None for each in posts] == [True, True, False]
    assert [each.count is not None for each in posts] == [True, False, False]


def test_votes_of_the_slate_are_followed_stage_by_stage(slate: Slate) -> None:
    """37 papers, quota 10. Ann has 13: her surplus goes at 0.23076 a paper, ten to Bob, three to Dan, on no list."""
    count = after_the_vote(slate)[0].count
    unit = 10**count.decimals
    assert (count.unit, count.votes, count.share.votes) == ("first preferences", 37 * unit, 19 * unit)
    assert [(m.stage, m.held, m.kept, m.leaked, m.lost) for m in count.stages[:2]] == [
        (1, 19 * unit, 0, 0, 0),
        (2, 1830760, 230760, 69228, 12),
    ]
    moved = count.moved
    assert [sum(getattr(m, name) for m in count.stages) for name in ("kept", "leaked", "lost")] == [
        moved.kept,
        sum(votes for _names, votes in moved.leaked),
        moved.non_transferable,
    ]
    assert (moved.kept, moved.leaked, moved.non_transferable) == (230760, (((), 75196),), 24804)


def test_one_slate_over_many_posts_is_one_page(slate: Slate, client: Client) -> None:
    said = client.get(f"/slates/{slate.slug}/after/").content.decode()
    for wanted in (
        "2 of 3 recommended candidates are elected.",
        "2 of 2 recommended candidates are elected to 3 vacancies.",
        "0 of 1 recommended candidates are elected to 1 vacancies.",
        "There is no result yet.",
        "A hall for all.",
        "19.00000 of 37.00000 first preferences",
    ):
        assert wanted in said
