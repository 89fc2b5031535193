"""Counts to report on: two made by hand, and invented ones of any size from a fixed seed."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from hustings.ballots.formats import read_papers
from hustings.ballots.paper import MarkKind
from hustings.ballots.profile import Profile
from hustings.ballots.rankings import DistinctRanking, RankingList
from hustings.contests.lots_file import read_lots
from hustings.count.contest import contest_of
from hustings.count.lots import Lots, candidate_order
from hustings.count.transcript import Transcript
from hustings.report.names import name_warnings
from hustings.report.result import Ballots, CountResult
from hustings.rules import find_rule, hold_count

GOLDEN = Path(__file__).with_name("golden")

SURNAMES = """
    Ashdown Barley Copperfield Dimmock Emberton Fairweather Glasshouse Hollyoak Ironside Juniper Kettlewell Lamplight
    Mossbank Nightingale Overbrook Pennyfeather Quillfeather Rosewater Silverthorne Thistlewood
""".split()  # noqa: SIM905 - a list of twenty is read more easily so


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Check a text against the file of that name; what differs is written beside it, with ".new" added."""

    def check(name: str, text: str) -> None:
        reference = GOLDEN / name
        if not reference.exists() or reference.read_text("utf-8") != text:
            reference.with_name(f"{name}.new").write_text(text, "utf-8")
            pytest.fail(f"{name} differs from the reference, or there is none: see {name}.new, accept it with mv")

    return check


@pytest.fixture(scope="session")
def guild() -> CountResult:
    """Three stewards from six candidates: two surpluses, two lots, a blank paper, and papers not transferred."""
    text = GOLDEN.joinpath("guild.toml").read_text("utf-8")
    return counted("guild.blt", "scotland_2011", lambda contest: read_lots(text, "guild.toml", contest))


@pytest.fixture(scope="session")
def crosses() -> CountResult:
    """Block vote for two of five: one withdrawn, two of one name, a name with markup, invalid and blank papers."""
    return counted("crosses.blt", "block_vote", candidate_order)


def counted(file: str, rule_name: str, lots: Callable[..., Lots]) -> CountResult:
    profile, rule = read_papers(GOLDEN / file), find_rule(rule_name)
    contest = contest_of(profile)
    transcript = hold_count(rule, profile, contest, lots(contest), store="python")
    ballots = Ballots(file, "ba" * 32, profile.digest())
    return CountResult(rule, transcript, ballots, name_warnings(contest), version="0.0.0")


@pytest.fixture(scope="session")
def invented() -> Callable[[int, int], Transcript]:
    """A count of so many invented candidates for so many vacancies, 1,500 papers; long names among them."""
    made: dict[tuple[int, int], Transcript] = {}

    def count(candidates: int, vacancies: int) -> Transcript:
        if (candidates, vacancies) not in made:
            profile = invented_papers(candidates, vacancies)
            contest = contest_of(profile)
            lots = candidate_order(contest)
            made[candidates, vacancies] = hold_count(find_rule("scotland_2011"), profile, contest, lots, store="python")
        return made[candidates, vacancies]

    return count


def invented_papers(candidates: int, vacancies: int) -> Profile:
    chance = random.Random(7)
    names = [
        f"{SURNAMES[i % 20]} {SURNAMES[(i * 7 + 3) % 20]}" + ("-of-the-Upper-Lantern-Yard" if i % 9 == 0 else "")
        for i in range(candidates)
    ]
    liked = [chance.random() ** 3 * 10 + 0.1 for _ in range(candidates)]
    papers: dict[tuple[int, ...], int] = {}
    for _ in range(1500):
        order = sorted(range(candidates), key=lambda c: -(chance.random() ** (1 / liked[c])))
        ranking = tuple(order[: chance.randint(1, min(candidates, 12))])
        papers[ranking] = papers.get(ranking, 0) + 1
    plain = RankingList.of(DistinctRanking(ranking, number, 1, 0) for ranking, number in papers.items())
    return Profile(tuple(names), MarkKind.RANKING, plain, title="Executive", vacancies=vacancies)
