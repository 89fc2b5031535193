"""What a block vote's marks say of other ways of voting, on the invented union's block vote."""

import hashlib
from collections import Counter
from fractions import Fraction

import pytest
from django.test import Client

from hustings import __version__
from hustings.analysis.bounds import ListBounds
from hustings.analysis.splitting import Together
from hustings.rules import find_rule
from hustings_site.demonstration import block_papers
from hustings_site.elections.services import enter_contest, enter_election, publish_lists
from hustings_site.results.ballot_files import keep
from hustings_site.results.counting import hold
from hustings_site.results.examples import load_executive
from hustings_site.results.models import Result
from hustings_site.results.other_ways import has_other_ways, other_ways
from hustings_site.results.services import publish_count
from hustings_site.roll.services import organisation_named

pytestmark = pytest.mark.django_db


@pytest.fixture
def block_vote(db: None) -> Result:
    union = organisation_named(by="tests", name="Union", invented=True)
    election = enter_election(by="tests", organisation=union, title="Three seats")
    contest = enter_contest(
        by="tests", election=election, title="Executive", vacancies=3, candidates=block_papers.candidates()
    )
    ballot_file, rule = keep(block_papers.FILE_NAME, block_papers.ballot_file()), find_rule("block_vote")
    return publish_count(
        by="tests",
        contest=contest,
        ballot_file=ballot_file,
        rule=rule,
        library_version=__version__,
        transcript=hold(ballot_file, rule, vacancies=3).transcript,
        electorate=block_papers.ELECTORATE,
    )


def with_lists(result: Result) -> Result:
    lists = {slate: list(names) for slate, names in block_papers.MARKS.items()}
    publish_lists(by="tests", contest=result.contest, publisher="A newsletter", source="issue 9", lists=lists)
    return result


def address(result: Result) -> str:
    return f"/elections/{result.contest.election.slug}/{result.contest.slug}/{result.number}/other-ways/"


def test_papers_are_drawn_alike_everywhere() -> None:
    fingerprint = hashlib.sha256(block_papers.ballot_file()).hexdigest()
    assert fingerprint == "53e2579f84dc8c0a03e09dc5be13042ee0d2551f5e84bc3ba8849cf4442a5f27"


def test_papers_bear_the_marks_laid_down() -> None:
    rows = [line.split(",") for line in block_papers.ballot_file().decode().splitlines()]
    marks, papers, most = Counter[str](), 0, 0
    for bear, *crosses in rows[1:]:
        papers += int(bear)
        most = max(most, crosses.count("1"))
        marks.update({name: int(bear) for name, cross in zip(rows[0][1:], crosses, strict=True) if cross})
    assert (papers, most) == (block_papers.VOTERS, block_papers.VACANCIES)
    assert marks == {name: n for slate in block_papers.MARKS.values() for name, n in slate.items()}


def test_lists_that_split_a_vote_and_the_bounds_of_stv(block_vote: Result) -> None:
    (way,) = other_ways(with_lists(block_vote))
    assert way.publisher == "A newsletter"
    assert {tuple(slate.name for slate in each.slates): (each.found, each.share) for each in way.joined} == {
        ("Beacon", "Current"): (Together((0, 1), 1754, 0, 3, 3), Fraction(1754, 3240)),
        ("Beacon", "Anchor"): (Together((0, 2), 2681, 3, 3, 3), Fraction(2681, 3240)),
        ("Current", "Anchor"): (Together((1, 2), 2045, 3, 3, 3), Fraction(2045, 3240)),
    }
    assert (way.bounds.papers, way.bounds.quota, way.bounds.vacancies) == (1140, 286, 3)
    assert {each.slate.name if each.slate else "": (each.won, each.found) for each in way.bounded} == {
        "Beacon": (0, ListBounds(325, 492, 1, 2)),
        "Current": (0, ListBounds(95, 360, 0, 1)),
        "Anchor": (3, ListBounds(430, 595, 1, 2)),
    }


def test_page_says_what_it_assumes(block_vote: Result, visitor: Client) -> None:
    page = visitor.get(address(with_lists(block_vote)))
    text = page.content.decode()
    assert page.status_code == 200
    for assumption in ("Assumed: these lists put up one list together", "Assumed: voters would have ranked those whom"):
        assert text.count(assumption) == 1
    french = visitor.get(address(block_vote), headers={"accept-language": "fr"}).content.decode()
    assert "Assumed" not in french


def test_result_leads_there_once_lists_are_published(block_vote: Result, visitor: Client) -> None:
    result = f"/elections/{block_vote.contest.election.slug}/{block_vote.contest.slug}/"
    assert not has_other_ways(block_vote)
    assert visitor.get(address(block_vote)).status_code == 404
    assert "other-ways" not in visitor.get(result).content.decode()
    with_lists(block_vote)
    assert f'href="{address(block_vote)}"' in visitor.get(result).content.decode()


def test_rankings_have_no_other_ways(visitor: Client) -> None:
    load_executive()
    result = Result.objects.get()
    assert not has_other_ways(result)
    assert visitor.get(address(result)).status_code == 404
