"""Re-open nominations (RON): an entry on the paper that asks for the place to be left open and contested again.

Rule books differ on what happens when it wins, so each way is a named function: it takes the contest with RON on its
list as number `ron`, and gives the contest to count. RON is counted like a candidate, and each RON elected leaves one
vacancy unfilled. `papers_with_further` then makes the papers fit where a further RON may stand.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from hustings.ballots.paper import CandidateId, MarkKind, RankingMarks
from hustings.ballots.profile import MarkedPapers, Profile
from hustings.ballots.rankings import RankingList
from hustings.ballots.sentences import say
from hustings.count.contest import Candidate, Contest, Reopening
from hustings.count.errors import CountError

Way = Callable[[Contest, CandidateId], Contest]


def again(contest: Contest, ron: CandidateId) -> Contest:
    """RON may be elected again and again: what it does not need goes on to a further RON.

    On every paper RON 2 follows RON, RON 3 follows RON 2, up to the number of vacancies; they stand at the end of
    the list. A further RON stands only from the moment the one before it is elected; before that papers pass over
    it and it cannot be excluded. When one is excluded, no further one stands.

    Source: the model ruling of student unions in the United Kingdom (National Union of Students).
    """
    entry = contest.candidates[ron]
    further = tuple(Candidate(f"{entry.id}-{i}", f"{entry.name} {i}") for i in range(2, contest.vacancies + 1))
    numbers = (CandidateId(len(contest.candidates) + i) for i in range(len(further)))
    return replace(contest, candidates=(*contest.candidates, *further), reopening=Reopening((ron, *numbers)))


def once(contest: Contest, ron: CandidateId) -> Contest:
    """When RON is elected the contest closes: all places not filled by then stay vacant.

    Reading: those elected at the same stage are taken from the most votes down, so a candidate who reaches the quota
    together with RON, and with fewer votes, is not elected.
    """
    return replace(contest, reopening=Reopening((ron,), closes_contest=True))


def to_the_end(contest: Contest, ron: CandidateId) -> Contest:
    """RON is never excluded while more candidates continue than one above the vacancies left.

    Then it is compared like anybody: if it has the fewest votes it goes, otherwise the lowest candidate does. With
    equal votes RON goes. Its election fills one place with a vacancy, and the count goes on.

    Reading: "RON is never excluded", taken to the letter, would seat RON above a last candidate with more votes.
    """
    return replace(contest, reopening=Reopening((ron,), stays_to_the_end=True))


WAYS: dict[str, Way] = {"again": again, "once": once, "to the end": to_the_end}
"""The ways by the names that a contest file gives them."""


def papers_with_further(profile: Profile, contest: Contest) -> Profile:
    """The papers with every further RON of the contest put behind the first one, wherever that is ranked.

    Raises CountError for papers that are not rankings: a mark cannot be passed on.
    """
    ron, *further = contest.reopening.chain if contest.reopening else [CandidateId(-1)]
    if not further:
        return profile
    if profile.kind is not MarkKind.RANKING:
        msg = say(
            "{name} can be elected again only where papers are rankings; let it be elected once", name=contest.name(ron)
        )
        raise CountError(msg)
    rows = [
        row._replace(preferences=tuple(_behind(row.preferences, ron, further))) if ron in row.preferences else row
        for row in profile.plain
    ]
    return replace(
        profile,
        candidates=(*profile.candidates, *contest.names(further)),
        plain=RankingList.of(rows),
        marked=tuple(_marked(paper, ron, further) for paper in profile.marked),
    )


def _behind(preferences: tuple[int, ...], ron: CandidateId, further: list[CandidateId]) -> Iterator[int]:
    for candidate in preferences:
        yield candidate
        if candidate == ron:
            yield from further


def _marked(paper: MarkedPapers, ron: CandidateId, further: list[CandidateId]) -> MarkedPapers:
    if not isinstance(paper.marks, RankingMarks):
        return paper
    levels: list[tuple[CandidateId, ...]] = []
    for level in paper.marks.levels:
        levels.append(level)
        if ron in level:
            levels += [(candidate,) for candidate in further]
    return paper._replace(marks=RankingMarks(tuple(levels)))
