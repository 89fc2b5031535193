"""The lots of a count written into a small TOML file: an order of all candidates, draws recorded on the night, or both.

    source = "order drawn on 3 May before the poll closed, J. Ash and M. Birch watching"
    order = ["Alder", "Birch", "Cedar"]

    [[draw]]
    purpose = "exclude"
    order = ["Cedar", "Birch"]
    note = "drawn by J. Ash, watched by M. Birch"

Candidates are named as on the list of candidates, or by their id. `purpose` is what the lot decides: "exclude" (the
first drawn is excluded), "transfer" (the first drawn is transferred first) or "elect" (the first drawn is elected).
"""

from collections.abc import Mapping, Sequence
from typing import NoReturn

from hustings.ballots.paper import CandidateId
from hustings.count.contest import Contest
from hustings.count.lots import Draw, Lots, Purpose

KEYS = frozenset({"source", "order", "draw"})
DRAW_KEYS = frozenset({"purpose", "order", "note"})


class LotsFileError(ValueError):
    """A file of lots that cannot be used; the message says where, what, and what to change."""


def read_lots(text: str, name: str, contest: Contest) -> Lots:
    """The lots in the text of a file called `name`, for a contest. Raises LotsFileError."""
    return _Reader(text, name, contest).lots()


class _Reader:
    def __init__(self, text: str, name: str, contest: Contest) -> None:
        self.text, self.name, self.contest = text, name, contest

    def lots(self) -> Lots:
        document = self._document()
        self._refuse_unknown(document, KEYS, "a file of lots holds")
        order = self._candidates(document["order"], "order") if "order" in document else ()
        if order:
            self._check_everybody(order)
        draws = document.get("draw", [])
        if not isinstance(draws, list):
            self._refuse("draw", "a draw is a table of its own", "write [[draw]] above it")
        if not order and not draws:
            self._refuse("", "neither an order nor a draw", "write order = [...] with all candidates, or a [[draw]]")
        source = self._string(document, "source", f"the file {self.name}")
        return Lots(order, tuple(self._draw(draw) for draw in draws), source)

    def _document(self) -> Mapping[str, object]:
        from tomllib import TOMLDecodeError, loads

        try:
            return loads(self.text)
        except TOMLDecodeError as fault:
            what, _, place = str(fault).partition(" (at ")
            line = place.removeprefix("line ").partition(",")[0]
            number = int(line) if line.isdecimal() else self.text.count("\n") + 1
            msg = f"{self.name}:{number}: {what[:1].lower()}{what[1:]}; the file is TOML, as docs/cli/count.md shows"
            raise LotsFileError(msg) from None

    def _draw(self, draw: object) -> Draw:
        if not isinstance(draw, Mapping):
            self._refuse("draw", "a draw is a table of its own", "write [[draw]] above it")
        self._refuse_unknown(draw, DRAW_KEYS, "a draw holds")
        for key in ("purpose", "order"):
            if key not in draw:
                self._refuse("[[draw]]", f"a draw without {key}", f"write {key} = ... in it")
        purpose = draw["purpose"]
        if purpose not in list(Purpose):
            known = ", ".join(f'"{p}"' for p in Purpose)
            self._refuse(f'"{purpose}"', f"no lot is drawn for {purpose!r}", f"purpose is one of {known}")
        order = self._candidates(draw["order"], "the order of a draw")
        if len(order) < 2:
            self._refuse("order", "a draw among fewer than two candidates", "name all who were tied, first drawn first")
        return Draw(order, Purpose(purpose), self._string(draw, "note", ""))

    def _candidates(self, named: object, what: str) -> tuple[CandidateId, ...]:
        if not isinstance(named, Sequence) or isinstance(named, str) or not all(isinstance(n, str) for n in named):
            self._refuse("order", f"{what} is not a list of names", 'write order = ["first name", "second name"]')
        found = [self._candidate(name) for name in named]
        if twice := next((name for name, c in zip(named, found, strict=True) if found.count(c) > 1), None):
            self._refuse(f'"{twice}"', f"{twice} stands twice in {what}", "name each candidate once")
        return tuple(found)

    def _candidate(self, name: str) -> CandidateId:
        candidates = self.contest.candidates
        found = [i for i, c in enumerate(candidates) if c.name == name]
        if len(found) > 1:
            ids = ", ".join(f'"{candidates[i].id}"' for i in found)
            self._refuse(f'"{name}"', f"{len(found)} candidates are called {name}", f"use their ids: {ids}")
        found = found or [i for i, c in enumerate(candidates) if c.id == name]
        if not found:
            listed = ", ".join(c.name for c in candidates)
            self._refuse(f'"{name}"', f"no candidate is called {name!r}", f"the candidates are: {listed}")
        return CandidateId(found[0])

    def _check_everybody(self, order: Sequence[CandidateId]) -> None:
        standing = [c for c in range(len(self.contest.candidates)) if c not in self.contest.withdrawn]
        if missing := [self.contest.name(CandidateId(c)) for c in standing if c not in order]:
            self._refuse("order", f"the order leaves out {', '.join(missing)}", "an order names all candidates")

    def _string(self, table: Mapping[str, object], key: str, default: str) -> str:
        value = table.get(key, default)
        if not isinstance(value, str):
            self._refuse(key, f"{key} is not a text", f'write {key} = "..."')
        return value

    def _refuse_unknown(self, table: Mapping[str, object], known: frozenset[str], holds: str) -> None:
        if unknown := sorted(table.keys() - known):
            self._refuse(unknown[0], f"unknown key {unknown[0]!r}", f"{holds} {', '.join(sorted(known))}")

    def _refuse(self, needle: str, what: str, cure: str) -> NoReturn:
        msg = f"{self.name}:{self._line_of(needle)}: {what}; {cure}"
        raise LotsFileError(msg)

    def _line_of(self, needle: str) -> int:
        """The first line that holds `needle`, outside a comment; the first line of all where none does."""
        for number, line in enumerate(self.text.splitlines(), start=1):
            if needle and needle in line and not line.lstrip().startswith("#"):
                return number
        return 1
