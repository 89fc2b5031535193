"""What the marks of a block vote say of other ways of voting: lists that split a vote, and the bounds of STV.

Worked out for lists as one publisher draws them, from the papers where they are here. Each rests on an assumption that
stands beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from hustings.analysis.bounds import Bounds, ListBounds, stv_bounds
from hustings.analysis.splitting import ASSUMPTION, MOST_LISTS, Together, together
from hustings.ballots.formats import read_papers
from hustings.ballots.paper import MarkKind
from hustings.count.contest import contest_of
from hustings.rules import find_rule
from hustings_site.elections.models import Candidate
from hustings_site.elections.selectors import lists_of, slates_by_publisher
from hustings_site.elections.slates import Slate
from hustings_site.results.count_page import as_counted, transcript_of
from hustings_site.results.counting import papers_of
from hustings_site.results.models import Result
from hustings_site.results.selectors import candidates_of


@dataclass(frozen=True, slots=True)
class Joined:
    """Lists as one: their slates, and what they have together; `share` of all marks."""

    slates: tuple[Slate, ...]
    found: Together
    share: Fraction


@dataclass(frozen=True, slots=True)
class Bounded:
    """A slate (None: on no list), the vacancies that it won, and between what its first preferences would lie."""

    slate: Slate | None
    won: int
    found: ListBounds


@dataclass(frozen=True, slots=True)
class OtherWays:
    """By the lists of one publisher. `joined` is empty where no two lists leave anybody out."""

    publisher: str
    source: str
    joined: tuple[Joined, ...]
    split_assumed: str
    bounds: Bounds
    bounded: tuple[Bounded, ...]


def has_other_ways(result: Result) -> bool:
    """Whether papers with several marks are here, and somebody has published lists that can be told apart."""
    if not result.rule or result.ballot_file_id is None or result.contest.vacancies < 2:
        return False
    return find_rule(result.rule).marks is MarkKind.APPROVAL and bool(_published(result))


def other_ways(result: Result) -> list[OtherWays]:
    """For each publisher of lists what the marks say; the same for every list."""
    assert result.ballot_file is not None, "asked only where papers are here"
    rule, transcript = find_rule(result.rule), transcript_of(result)
    profile = read_papers(papers_of(result.ballot_file))
    candidates = as_counted(transcript, candidates_of(result.contest))
    place = {candidate.pk: number for number, candidate in enumerate(candidates)}
    marks = transcript.stages()[0].votes
    found = []
    for publisher, slates in _published(result).items():
        lists = [[place[pk] for pk in slate.candidates] for slate in slates]
        bound = stv_bounds(rule, profile, contest_of(profile, result.contest.vacancies), lists)
        found.append(
            OtherWays(
                publisher=publisher,
                source=slates[0].source,
                joined=tuple(
                    Joined(tuple(slates[each] for each in one.lists), one, Fraction(one.marks, sum(marks)))
                    for one in together(marks, lists, transcript.elected)
                ),
                split_assumed=ASSUMPTION,
                bounds=bound,
                bounded=_bounded(bound, slates, candidates, {candidates[c].pk for c in transcript.elected}),
            )
        )
    return found


def _bounded(
    bound: Bounds, slates: Sequence[Slate], candidates: Sequence[Candidate], elected: set[int]
) -> tuple[Bounded, ...]:
    on_lists = {pk for slate in slates for pk in slate.candidates}
    on_none = {each.pk for each in candidates} - on_lists
    won = [len(elected.intersection(slate.candidates)) for slate in slates] + [len(elected & on_none)]
    return tuple(
        Bounded(slate, mine, one)
        for slate, mine, one in zip([*slates, None], won, bound.lists, strict=False)  # nobody may be on no list
    )


def _published(result: Result) -> dict[str, list[Slate]]:
    """Publishers of at least two lists, and of no more than can be read."""
    published = slates_by_publisher(lists_of(result.contest))
    return {who: slates for who, slates in published.items() if 2 <= len(slates) <= MOST_LISTS}
