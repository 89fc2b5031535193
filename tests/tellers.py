"""Hand-made counts, written and read as a teller would: papers in a line, the count sheet as text."""

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from hustings.ballots.paper import CandidateId, MarkKind, RankingMarks
from hustings.ballots.profile import MarkedPapers, Profile
from hustings.ballots.rankings import RankingList
from hustings.count.arithmetic import decimal_text
from hustings.count.contest import Candidate, Contest
from hustings.count.lots import Lots, candidate_order
from hustings.count.transcript import (
    EVENT_NAMES,
    BatchEnded,
    CountedAnew,
    Deferred,
    Doomed,
    Elected,
    Event,
    Excluded,
    Guarded,
    KeepValuesSet,
    LostToRounding,
    NotTransferred,
    QuotaSet,
    SetAside,
    StageEnded,
    Stands,
    Tied,
    Transcript,
)
from hustings.rules import find_rule, hold_count

Hold = Callable[..., Transcript]


@pytest.fixture
def profile_of() -> Callable[[str, str], Profile]:
    """A profile from papers written in a line: see `papers_in_a_line`."""
    return papers_in_a_line


def papers_in_a_line(papers: str, candidates: str = "") -> Profile:
    """Papers written like `40 A>B>C, 3 A=B>C, 2 A>>C, 1 -`: how many, then the ranking.

    Candidates are single letters; `candidates` lists them (by default those named, in the order of the alphabet).
    `=` joins equal preferences, `>>` skips one, `-` is a blank paper.
    """
    rows = [row.split() for row in papers.split(",") if row.strip()]
    names = candidates or "".join(sorted({letter for _, ranking in rows for letter in ranking if letter.isalpha()}))
    plain: dict[tuple[int, ...], int] = {}
    marked: list[MarkedPapers] = []
    blank = 0
    read: list[tuple[int, ...] | int | None] = []
    for copies, ranking in rows:
        levels = tuple(tuple(sorted(names.index(c) for c in level if c.isalpha())) for level in ranking.split(">"))
        chosen = tuple(level[0] for level in levels if len(level) == 1)
        if ranking == "-":
            blank += int(copies)
            read += [None] * int(copies)
        elif len(chosen) == len(levels) == len(set(chosen)):
            plain[chosen] = plain.get(chosen, 0) + int(copies)
            read += [chosen] * int(copies)
        else:
            marks = RankingMarks(tuple(tuple(CandidateId(c) for c in level) for level in levels))
            read += [len(marked)] * int(copies)
            marked.append(MarkedPapers(marks, int(copies)))
    place = {chosen: i for i, chosen in enumerate(plain)}
    sequence = [-1 if r is None else len(plain) + r if isinstance(r, int) else place[r] for r in read]
    rankings = RankingList(list(plain), list(plain.values()))
    return Profile(tuple(names), MarkKind.RANKING, rankings, tuple(marked), blank, sequence=sequence)


def in_some_order(profile: Profile) -> Profile:
    """The same papers as if read one distinct paper after the other, for rules that need an order."""
    copies = [paper.papers for paper in profile.each()]
    return replace(
        profile, sequence=[i for i, number in enumerate(copies) for _ in range(number)] + [-1] * profile.blank
    )


@pytest.fixture
def hold() -> Hold:
    """Hold a hand-made count: hold(rule, vacancies, papers, candidates="", withdrawn="", protected="", lots=...).

    `lots` is an order of candidates ("BAC"), Lots, or None for the order of the list.
    """

    def held(
        rule: str,
        vacancies: int,
        papers: str,
        candidates: str = "",
        *,
        withdrawn: str = "",
        protected: str = "",
        lots: str | Lots | None = None,
    ) -> Transcript:
        profile = papers_in_a_line(papers, candidates)
        names = "".join(profile.candidates)
        contest = Contest(
            tuple(Candidate(name, name) for name in names),
            vacancies,
            withdrawn=frozenset(CandidateId(names.index(c)) for c in withdrawn),
            protected=frozenset(CandidateId(names.index(c)) for c in protected),
        )
        if isinstance(lots, str):
            lots = Lots(tuple(CandidateId(names.index(c)) for c in lots), source="drawn for this case")
        return hold_count(find_rule(rule), profile, contest, candidate_order(contest) if lots is None else lots)

    return held


@pytest.fixture
def sheet() -> Callable[[Transcript], str]:
    """The count sheet as text: the quota, a line a stage with every vote, and what was decided at it."""
    return count_sheet


def count_sheet(transcript: Transcript) -> str:
    """One line an event that a returning officer announces, in order; a stage's votes on one line."""
    return "\n".join(line for event in transcript.events for line in _announced(event, transcript))


def _announced(event: Event, transcript: Transcript) -> Iterable[str]:
    def votes(number: int) -> str:
        return _plain(number, transcript.decimals)

    name = transcript.contest.name
    match event:
        case QuotaSet():
            yield f"quota {votes(event.quota)} ({event.clause})"
        case Elected() | Excluded() | Guarded() | Doomed() | Stands():
            yield f"  {name(event.candidate)} {EVENT_NAMES[type(event)]} ({event.clause})"
        case LostToRounding() | SetAside() | NotTransferred():
            yield f"  {votes(event.votes)} {EVENT_NAMES[type(event)].replace('_', ' ')} ({event.clause})"
        case Deferred():
            waiting = "".join(transcript.contest.names(event.candidates))
            yield f"  deferred {votes(event.votes)} of {waiting} ({event.clause})"
        case CountedAnew():
            reached = "".join(transcript.contest.names(event.elected))
            yield f"  counted anew: {reached or 'nobody'} with the quota ({event.clause})"
        case KeepValuesSet():
            yield from _keeping(event, transcript)
        case Tied():
            tied, narrowed = ("".join(transcript.contest.names(c)) for c in (event.tied, event.narrowed))
            among = tied if tied == narrowed else f"{tied}, then {narrowed},"
            yield f"  tie {among} to {event.purpose}: {name(event.chosen)} by {event.decided_by} ({event.clause})"
        case BatchEnded():
            yield f"{event.stage} batch {event.batch}: {_held(event, transcript)}"
        case StageEnded():
            moved = "".join(transcript.contest.names(event.candidates))
            head = f"{event.stage} {event.action} {moved}".rstrip()
            yield f"{head}: {_held(event, transcript)}"


def _keeping(event: KeepValuesSet, transcript: Transcript) -> Iterable[str]:
    """Who keeps a part of every vote, neither all of it nor nothing."""
    name, decimals = transcript.contest.name, transcript.decimals
    kept = ((CandidateId(c), keep) for c, keep in enumerate(event.keep) if 0 < keep < 10**decimals)
    if text := " ".join(f"{name(c)} {_plain(keep, decimals)}" for c, keep in kept):
        yield f"  keep {text} ({event.clause})"


def _held(table: BatchEnded | StageEnded, transcript: Transcript) -> str:
    name, decimals = transcript.contest.name, transcript.decimals
    votes = " ".join(f"{name(CandidateId(c))} {_plain(v, decimals)}" for c, v in enumerate(table.votes))
    return f"{votes}; non-transferable {_plain(table.non_transferable, decimals)}"


def _plain(votes: int, decimals: int) -> str:
    text = decimal_text(votes, decimals)
    return text.rstrip("0").rstrip(".") if decimals else text
