"""What papers marked for block vote say of a vote by ranking: bounds, for they do not say whom a voter likes best.

A cross says that a voter would have this candidate, and not in which place. So first preferences by list lie between
two numbers, and so do the vacancies that a list would win by STV.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from hustings.ballots.paper import MarkKind
from hustings.ballots.profile import Profile
from hustings.ballots.sentences import say
from hustings.count.contest import Contest
from hustings.count.errors import CountError
from hustings.count.papers import rule_on
from hustings.count.rule import Rule

ASSUMPTION = (
    "Assumed: voters would have ranked those whom they marked, in an order that nobody knows, before all others."
)


@dataclass(frozen=True, slots=True)
class ListBounds:
    """Of one list: papers that mark `only` its candidates, papers that mark `any` of them: its first preferences lie
    between the two. `least` to `most` are the vacancies that it would win by STV."""

    only: int
    any: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Bounds:
    """All lists in the order given, then the candidates on none, if there are any; `papers` are the valid ones."""

    papers: int
    quota: int
    vacancies: int
    lists: tuple[ListBounds, ...]
    assumption: str = ASSUMPTION


def stv_bounds(rule: Rule, profile: Profile, contest: Contest, lists: Sequence[Collection[int]]) -> Bounds:
    """What the papers, which `rule` rules valid, allow; `lists` hold candidates by number, nobody stands on two.

    Papers that mark a list's candidates alone, and together make so many quotas, elect at least as many of them by any
    rule of STV with the Droop quota (where the list has as many). What all others win at least is lost to a list.
    Raises CountError where the papers bear rankings: those can be counted. Constraints are left aside.
    """
    if profile.kind is not MarkKind.APPROVAL:
        msg = say("these papers bear {marks_said}, and can be counted by STV", marks_said=profile.kind.value)
        raise CountError(msg)
    papers = rule_on(profile, contest, rule.ruling, rule.most_marks(contest) if rule.most_marks else None)
    on_lists = {candidate for each in lists for candidate in each}
    on_none = set(range(len(profile.candidates))) - on_lists
    groups = [set(each) for each in (*lists, on_none) if each]
    only, some = [0] * len(groups), [0] * len(groups)
    for preferences, copies, weight, _line in papers.rankings:
        for place, group in enumerate(groups):
            marked = group.intersection(preferences)
            some[place] += copies * weight * bool(marked)
            only[place] += copies * weight * (len(marked) == len(preferences))
    quota = papers.valid // (contest.vacancies + 1) + 1
    least = [min(len(group), alone // quota, contest.vacancies) for group, alone in zip(groups, only, strict=True)]
    left = contest.vacancies - sum(least)
    return Bounds(
        papers=papers.valid,
        quota=quota,
        vacancies=contest.vacancies,
        lists=tuple(
            ListBounds(alone, any_, low, min(len(group), low + left))
            for group, alone, any_, low in zip(groups, only, some, least, strict=True)
        ),
    )
