"""Whom the count of an election yields for a seat that it filled: the next runner-up, a recount, a countback.

The sums are the library's (`hustings.contests.vacancies`); here the stored papers, the rule and the lots are read.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hustings.ballots.formats import read_papers
from hustings.ballots.paper import CandidateId
from hustings.ballots.profile import Profile
from hustings.contests.contest_file import read_contest
from hustings.contests.lots_file import read_lots
from hustings.contests.outcome import Arrangements, counted_contest
from hustings.contests.vacancies import countback, last_excluded, most_first_preferences, most_votes_at_the_end, recount
from hustings.count.contest import contest_of
from hustings.count.errors import CountError
from hustings.count.lots import NO_LOTS, LotNeeded, Lots
from hustings.count.rule import Rule
from hustings.report.names import printed_names
from hustings.rules import find_rule, hold_count
from hustings_site.committees.enums import Next
from hustings_site.elections.models import Candidate
from hustings_site.pages.words import readers_words
from hustings_site.results.counting import CONTEST_NAME, LOTS_NAME, papers_of
from hustings_site.results.models import Result
from hustings_site.results.selectors import candidates_of, totals_of

MEANINGS = {
    Next.VOTES: most_votes_at_the_end,
    Next.EXCLUDED: last_excluded,
    Next.FIRST: most_first_preferences,
}
COUNTED_BACK_BY = "irv"


@dataclass(frozen=True, slots=True)
class Ranked:
    """Somebody not elected, in the order of a clause. `level`: equal with the one before, so that a lot decides."""

    candidate: Candidate
    figure: str
    level: bool


@dataclass(frozen=True, slots=True)
class Stored:
    """An election as it was counted: the rule, the papers, what stood round the count, the lots."""

    rule: Rule
    profile: Profile
    arrangements: Arrangements
    lots: Lots
    candidates: list[Candidate]
    """In the order in which the papers number them."""

    def number(self, candidate: Candidate) -> CandidateId:
        """The number that the papers give a candidate."""
        return CandidateId(self.candidates.index(candidate))


def stored(result: Result) -> Stored:
    """The papers of a result that was counted here. Raises ValidationError for totals counted elsewhere."""
    if result.ballot_file is None:
        raise ValidationError(
            _("This result was counted elsewhere: its papers are not here, so they cannot be counted again.")
        )
    rule = find_rule(result.rule)
    profile = read_papers(papers_of(result.ballot_file), keep_order=rule.needs_order)
    if result.contest_file.strip():
        said = read_contest(result.contest_file, CONTEST_NAME, profile, result.contest.vacancies)
        arrangements, lots = said.arrangements, said.lots
    else:
        arrangements, lots = Arrangements(contest_of(profile, result.contest.vacancies)), NO_LOTS
    if result.lots.strip():
        lots = read_lots(result.lots, LOTS_NAME, counted_contest(arrangements))
    by_name = {each.printed_name: each for each in candidates_of(result.contest)}
    return Stored(rule, profile, arrangements, lots, [by_name[name] for name in printed_names(arrangements.contest)])


def runners_up(result: Result, meaning: Next) -> list[Ranked]:
    """All who were not elected, the next one first. From totals counted elsewhere, most votes first."""
    elected = set(result.elected.values_list("candidate", flat=True))
    if result.ballot_file is None:
        tallies = totals_of(result)
        if not tallies:
            raise ValidationError(_("This result has no figures: it does not say who comes after those elected."))
        tally = tallies[0]
        known = [(c, tally.figures.get(c.pk)) for c in candidates_of(result.contest) if c.pk not in elected]
        ordered = sorted(((c, (f,)) for c, f in known if f is not None), key=lambda each: each[1], reverse=True)
        return _levelled([(c, rank, f"{rank[0].normalize():f}") for c, rank in ordered])
    election = stored(result)
    transcript = hold_count(election.rule, election.profile, election.arrangements.contest, election.lots)
    ranks = [(c, MEANINGS[meaning](transcript, election.number(c))) for c in election.candidates if c.pk not in elected]
    ordered_ranks = sorted(ranks, key=lambda each: each[1], reverse=True)
    return _levelled([(c, rank, "") for c, rank in ordered_ranks])


def why(ranked: Ranked) -> str:
    """What puts somebody in their place, in a sentence."""
    said = _("%(n)s votes") % {"n": ranked.figure} if ranked.figure else _("in the order of the count")
    return _("%(said)s; level with the one before: a lot decides") % {"said": said} if ranked.level else said


def _levelled(ordered: Sequence[tuple[Candidate, object, str]]) -> list[Ranked]:
    before: list[object] = [None, *(rank for _candidate, rank, _figure in ordered)]
    return [
        Ranked(candidate, figure, level=rank == above)
        for (candidate, rank, figure), above in zip(ordered, before, strict=False)
    ]


def by_recount(
    result: Result, leaver: Candidate, sitting: Collection[Candidate], consenting: Collection[Candidate]
) -> Candidate | None:
    """Whom a count of all the papers without the leaver elects, those who sit being safe (ERS97 7.1).

    Raises ValidationError where the papers cannot be counted, or a lot is needed that nobody has drawn.
    """
    election = stored(result)
    with _told():
        filled = recount(
            election.rule,
            election.profile,
            election.arrangements.contest,
            election.number(leaver),
            [election.number(each) for each in sitting],
            [election.number(each) for each in consenting],
            election.lots,
        )
    return None if filled.candidate is None else election.candidates[filled.candidate]


def by_countback(result: Result, leaver: Candidate, consenting: Collection[Candidate]) -> Candidate | None:
    """Whom the papers that elected the leaver elect among those who consent. Raises ValidationError as `by_recount`."""
    election = stored(result)
    numbers = [election.number(each) for each in consenting]
    with _told():
        filled = countback(
            election.rule,
            election.profile,
            election.arrangements.contest,
            election.number(leaver),
            numbers,
            election.lots,
            by=find_rule(COUNTED_BACK_BY),
        )
    return None if filled.candidate is None else election.candidates[filled.candidate]


@contextmanager
def _told() -> Iterator[None]:
    """What stops a count, said to the reader of this page as a ValidationError."""
    try:
        yield
    except CountError as fault:
        raise ValidationError(readers_words().told(fault.said)) from fault
    except LotNeeded as needed:
        raise ValidationError(readers_words().said(needed.question)) from needed
