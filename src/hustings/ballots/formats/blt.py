"""BLT (first, plain dialect)."""

from collections.abc import Iterable

from hustings.ballots.errors import BallotFileError
from hustings.ballots.paper import CandidateId, MarkKind
from hustings.ballots.profile import Profile
from hustings.ballots.rankings import RankingList


def read(lines: Iterable[bytes], name: str) -> Profile:
    """The profile of a BLT file's lines; `name` is for messages."""
    it = iter(enumerate(lines, 1))
    _, first = next(it)
    n, vacancies = map(int, first.split())
    distinct: dict[tuple[int, ...], list[int]] = {}
    blank = 0
    withdrawn: frozenset[CandidateId] = frozenset()
    for number, line in it:
        fields = line.split()
        if fields == [b"0"]:
            break
        if fields[0].startswith(b"-"):
            withdrawn = frozenset(CandidateId(-int(f) - 1) for f in fields)
            continue
        papers, *prefs = map(int, fields)
        if prefs[-1] == 0:
            prefs.pop()
        if any(not 1 <= p <= n for p in prefs):
            raise BallotFileError(name, number, "no such candidate")
        if not prefs:
            blank += papers
            continue
        row = distinct.setdefault(tuple(p - 1 for p in prefs), [0, number])
        row[0] += papers
    names = [line.decode().strip().strip('"') for _, line in it]
    plain = RankingList(list(distinct), [r[0] for r in distinct.values()], None, [r[1] for r in distinct.values()])
    return Profile(
        tuple(names[:n]), MarkKind.RANKING, plain, (), blank, names[n] if len(names) > n else "", vacancies, withdrawn
    )
