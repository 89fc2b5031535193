"""From decrypted integers to papers that a rule can count.

The standard form gives each candidate its preference (1 first, 0 none); a grading gives grades; a question whose
`extra` says PackedRanking carries 31 to 54 candidates in 30 integers (docs/specs/packed-rankings.md). Nothing that a
voter's program encrypted is an error here: what is no ranking is kept as marked, or counted as an unreadable paper.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hustings.ballots.packed import FEWEST, LENGTH, MOST, pack, unpack
from hustings.ballots.paper import CandidateId, MarkKind, Marks, RankingMarks, ScoreMarks
from hustings.ballots.profile import MarkedPapers, Profile
from hustings.ballots.rankings import DistinctRanking, RankingList
from hustings.belenios.v1.encoding import Json, Malformed
from hustings.belenios.v1.questions import NonHomomorphic

PACKED = "PackedRanking"


@dataclass(frozen=True, slots=True)
class OpenedPapers:
    """The papers of a question; `unreadable` of the profile's blank ones carried something that is no ranking."""

    profile: Profile
    unreadable: int


def packed_question(question: str, candidates: Sequence[str]) -> NonHomomorphic:
    """The question of 30 integers that carries a ranking of 31 to 54 candidates."""
    if not FEWEST <= len(candidates) <= MOST:
        raise ValueError(f"{len(candidates)} candidates: the packed form is for {FEWEST} to {MOST}")
    extra: Json = {"type": PACKED, "version": 1, "candidates": list(candidates)}
    return NonHomomorphic(question, tuple(str(number) for number in range(1, LENGTH + 1)), extra)


def ranking_question(question: str, candidates: Sequence[str], vacancies: int | None = None) -> NonHomomorphic:
    """The question for a ranking: the standard form up to 30 candidates, the packed one up to 54."""
    if len(candidates) > LENGTH:
        return packed_question(question, candidates)
    extra: Json = None if vacancies is None else {"type": "STV", "blank": True, "seats": vacancies}
    return NonHomomorphic(question, tuple(candidates), extra)


def candidates_of(question: NonHomomorphic) -> tuple[str, ...]:
    """The candidates, wherever the question carries them. Raises `Malformed` for a packed question that is none."""
    if not _is_packed(question):
        return question.answers
    extra = question.extra
    names = extra["candidates"] if isinstance(extra, dict) and "candidates" in extra else None
    if (
        not isinstance(extra, dict)
        or extra.get("version") != 1
        or question.answers != tuple(str(number) for number in range(1, LENGTH + 1))
        or not isinstance(names, list)
        or not FEWEST <= len(names) <= MOST
    ):
        raise Malformed(f"a packed ranking, version 1, has 30 answers and {FEWEST} to {MOST} candidates")
    return tuple(str(name) for name in names)


def _kind_of(question: NonHomomorphic) -> str:
    extra = question.extra
    return str(extra.get("type")) if isinstance(extra, dict) else ""


def _is_packed(question: NonHomomorphic) -> bool:
    return _kind_of(question) == PACKED


def choice_of(question: NonHomomorphic, ranking: Sequence[int]) -> list[int]:
    """The integers of a ranking, best first, of the candidates' positions, as a ballot carries them."""
    candidates = candidates_of(question)
    if _is_packed(question):
        return list(pack(ranking, len(candidates)))
    preference = {candidate: place for place, candidate in enumerate(ranking, start=1)}
    return [preference.get(candidate, 0) for candidate in range(len(candidates))]


def profile_of(question: NonHomomorphic, values: Iterable[Sequence[int]], title: str = "") -> OpenedPapers:
    """The papers of a question from the result's integers, in the form that every rule counts."""
    candidates = candidates_of(question)
    scores = _kind_of(question) == "MajorityJudgment"
    plain: Counter[tuple[CandidateId, ...]] = Counter()
    marked: Counter[Marks] = Counter()
    blank = unreadable = 0
    for integers in values:
        if _is_packed(question):
            ranking = unpack(bytes(integers), len(candidates))
            unreadable += ranking is None
            if ranking:
                plain[ranking] += 1
            else:
                blank += 1
        elif not any(integers):
            blank += 1
        elif scores:
            marked[ScoreMarks(tuple((CandidateId(c), grade) for c, grade in enumerate(integers) if grade))] += 1
        else:
            levels = _levels(integers)
            if all(len(level) == 1 for level in levels):
                plain[tuple(level[0] for level in levels)] += 1
            else:
                marked[RankingMarks(levels)] += 1
    profile = Profile(
        candidates=candidates,
        kind=MarkKind.SCORES if scores else MarkKind.RANKING,
        plain=RankingList.of(DistinctRanking(ranking, papers, 1, 0) for ranking, papers in plain.items()),
        marked=tuple(MarkedPapers(marks, papers) for marks, papers in marked.items()),
        blank=blank,
        title=title or question.question,
    )
    return OpenedPapers(profile, unreadable)


def _levels(integers: Sequence[int]) -> tuple[tuple[CandidateId, ...], ...]:
    """Everybody marked 1, then everybody marked 2, and so on; a skipped number gives an empty level."""
    levels: list[list[CandidateId]] = [[] for _ in range(max(integers))]
    for candidate, preference in enumerate(integers):
        if preference:
            levels[preference - 1].append(CandidateId(candidate))
    return tuple(map(tuple, levels))
