"""The same papers under block vote: who would have been elected, had voters marked their first n preferences.

Papers filled in for one way of voting are counted by another, so this rests on an assumption, which stands with the
result: voters who may mark n candidates would have marked those whom they ranked first to n-th.
"""

from dataclasses import dataclass, replace

from hustings.ballots.paper import CandidateId, MarkKind
from hustings.ballots.profile import Profile
from hustings.ballots.rankings import DistinctRanking, RankingList
from hustings.ballots.sentences import say
from hustings.count.contest import Contest
from hustings.count.errors import CountError
from hustings.count.lots import Lots
from hustings.count.papers import rule_on
from hustings.count.rule import Rule
from hustings.count.transcript import Transcript
from hustings.rules import find_rule, hold_count

ASSUMPTION = (
    "Assumed: each voter would have marked the candidates ranked first on this paper, as many as there are vacancies."
)


@dataclass(frozen=True, slots=True)
class SamePapersBlockVote:
    """Two counts of the same papers: `held`, by the rule of the contest, and `block`, by block vote.

    `both`, `only_held` and `only_block` are those elected in both and in one alone, each in order of election.
    `short` papers name fewer candidates than there are vacancies, `papers` are all valid ones.
    """

    held: Transcript
    block: Transcript
    both: tuple[CandidateId, ...]
    only_held: tuple[CandidateId, ...]
    only_block: tuple[CandidateId, ...]
    papers: int
    short: int
    assumption: str = ASSUMPTION


def same_papers_block_vote(
    rule: Rule, profile: Profile, held: Transcript, lots: Lots | None = None, *, store: str = "auto"
) -> SamePapersBlockVote:
    """Count by block vote the papers that were counted under `rule` with the result `held`.

    What stands of a doubtful paper is what stood of it under `rule`. Withdrawn candidates are passed over before the
    first n are taken; block vote knows no constraints and protects nobody. `lots` None: those of `held`. Raises
    CountError where voters did not rank, LotNeeded where the last places are tied and no lot tells.
    """
    if profile.kind is not MarkKind.RANKING:
        msg = say(
            "only rankings can be read as marks for the first n; these papers bear {marks_said}",
            marks_said=profile.kind.value,
        )
        raise CountError(msg)
    contest = replace(held.contest, constraints=(), protected=frozenset(), reopening=None)
    marked = first_preferences_as_marks(rule, profile, contest)
    block = hold_count(find_rule("block_vote"), marked, contest, held.lots if lots is None else lots, store=store)
    return SamePapersBlockVote(
        held=held,
        block=block,
        both=tuple(c for c in held.elected if c in block.elected),
        only_held=tuple(c for c in held.elected if c not in block.elected),
        only_block=tuple(c for c in block.elected if c not in held.elected),
        papers=marked.plain.votes(),
        short=sum(d.papers * d.weight for d in marked.plain if len(d.preferences) < contest.vacancies),
    )


def first_preferences_as_marks(rule: Rule, profile: Profile, contest: Contest) -> Profile:
    """The papers with a cross for each of the first n continuing preferences, n the vacancies, and no other mark."""
    limit = rule.most_marks(contest) if rule.most_marks else None
    papers = rule_on(profile, contest, rule.ruling, limit)
    away = contest.withdrawn | contest.passed_over
    number: dict[tuple[tuple[int, ...], int], int] = {}
    for ranking in papers.rankings:
        standing = [c for c in ranking.preferences if c not in away]
        marks = tuple(sorted(standing[: contest.vacancies]))
        if marks:
            key = (marks, ranking.weight)
            number[key] = number.get(key, 0) + ranking.papers
    plain = RankingList.of(DistinctRanking(marks, papers, weight, 0) for (marks, weight), papers in number.items())
    return Profile(profile.candidates, MarkKind.APPROVAL, plain, title=profile.title)
