"""The ballot files that are timed: made from a fixed seed, the same bytes on every machine, checked by their hash.

    python -m benchmarks.files [NAME ...]

w   9 candidates,  4 vacancies,     2,700 papers: a ward, one line for all papers of one kind
a  12 candidates,  4 vacancies,    10,000 papers: parties, half of the papers distinct
b  20 candidates,  9 vacancies,   135,000 papers: two slates and independents, full tails, three in four distinct
c 100 candidates,  6 vacancies, 5,000,000 papers: party tickets above the line, one in five distinct; 420 MB
d  30 candidates,  5 vacancies, 1,000,000 papers: every one a full ranking, all different

and for growth: n10 ... n300 (20 candidates, thousands of papers), k10 ... k80 (candidates; 30,000 papers of 8).
Candidates are Candidate 1, 2 ...; nobody is meant.
"""

import hashlib
import random
import sys
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / ".cache" / "bench" / "files"


@dataclass(frozen=True, slots=True)
class BallotFile:
    """A file by its name: its size, and how its papers are drawn; `grouped`: one line for all papers of one kind."""

    name: str
    candidates: int
    vacancies: int
    papers: int
    draw: Callable[["Chance", int], Callable[[], str]]
    grouped: bool = False

    @property
    def path(self) -> Path:
        """Where it is kept."""
        return FOLDER / f"{self.name}.blt"

    def text(self) -> Iterator[str]:
        """The file, in pieces of some thousand lines."""
        draw = self.draw(Chance(f"hustings {self.name}"), self.candidates)
        yield f"{self.candidates} {self.vacancies}\n"
        if self.grouped:
            copies = Counter(draw() for _ in range(self.papers))
            yield "".join(f"{copies[each]}{each[1:]}" for each in sorted(copies))
        else:
            for done in range(0, self.papers, 8192):
                yield "".join([draw() for _ in range(min(8192, self.papers - done))])
        yield "0\n"
        yield "".join(f'"Candidate {c}"\n' for c in range(1, self.candidates + 1))
        yield f'"Benchmark file {self.name}"\n'

    def made(self) -> Path:
        """The path of the file, which is made if it is not there. Raises ValueError if it is not as it must be."""
        if not self.path.exists():
            FOLDER.mkdir(parents=True, exist_ok=True)
            part = self.path.with_suffix(".part")
            with part.open("w", encoding="ascii", newline="\n") as file:
                file.writelines(self.text())
            part.rename(self.path)
        with self.path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if found != SHA256[self.name]:
            message = f"{self.path} has SHA-256 {found}, not {SHA256[self.name]}; delete it and try again"
            raise ValueError(message)
        return self.path


class Chance:
    """Draws that depend on the seed alone: built on `random()`, which Python promises not to change."""

    def __init__(self, seed: str) -> None:
        self.random = random.Random(hashlib.sha256(seed.encode()).digest()).random

    def below(self, limit: int) -> int:
        return int(self.random() * limit)

    def one_of(self, cumulated: Sequence[float]) -> int:
        """A number below len(cumulated), by weights given as running totals."""
        return bisect(cumulated, self.random() * cumulated[-1])

    def shuffled(self, items: Sequence[int], first: int) -> list[int]:
        """The first so many of the items in an order drawn by lot."""
        left = list(items)
        for i in range(min(first, len(left) - 1)):
            j = i + self.below(len(left) - i)
            left[i], left[j] = left[j], left[i]
        return left[:first]


def line(preferences: Sequence[int]) -> str:
    """A paper as a line; candidates are numbered from 0."""
    return f"1 {' '.join([str(c + 1) for c in preferences])} 0\n"


def running(weights: Sequence[float]) -> list[float]:
    """Weights as running totals."""
    return list(accumulate(weights))


def by_party(chance: Chance, candidates: int) -> Callable[[], str]:
    """Three candidates a party; voters take their party's in order or not, then perhaps some of another party's."""
    parties = [list(range(first, min(first + 3, candidates))) for first in range(0, candidates, 3)]
    support = running([0.55**p + 0.05 for p in range(len(parties))])

    def draw() -> str:
        ranked: list[int] = []
        while not ranked or (chance.random() < 0.75 and len(ranked) < candidates):
            party = parties[chance.one_of(support)]
            if party[0] not in ranked and party[-1] not in ranked:
                ranked += party if chance.random() < 0.22 else chance.shuffled(party, 1 + chance.below(len(party)))
        return line(list(dict.fromkeys(ranked)))

    return draw


def by_slate(chance: Chance, candidates: int) -> Callable[[], str]:
    """Two slates of nine and the rest: followers rank their slate, in its order or their own, then anybody."""
    slates = [list(range(9)), list(range(9, 18)), list(range(candidates))]
    support = running([0.42, 0.38, 0.20])

    def draw() -> str:
        slate = slates[chance.one_of(support)]
        mood = chance.random()
        if mood < 0.13 and slate is not slates[2]:
            return line(slate)
        ranked = slate if mood < 0.25 and slate is not slates[2] else chance.shuffled(slate, 2 + chance.below(8))
        if chance.random() < 0.48:
            ranked = ranked + chance.shuffled([c for c in range(candidates) if c not in ranked], candidates)
        return line(ranked)

    return draw


def by_ticket(chance: Chance, candidates: int) -> Callable[[], str]:
    """Above the line: parties of six in the voter's order, often the party's card; below it: candidates one by one."""
    parties = [list(range(first, min(first + 6, candidates))) for first in range(0, candidates, 6)]
    texts = [" ".join(str(c + 1) for c in party) for party in parties]
    support = running([0.72**p + 0.01 for p in range(len(parties))])
    cards = [[p, *chance.shuffled([q for q in range(len(parties)) if q != p], 5)] for p in range(len(parties))]
    everybody = range(candidates)

    def draw() -> str:
        first = chance.one_of(support)
        mood = chance.random()
        if mood < 0.115:
            own = chance.shuffled(parties[first], 6)
            return line([*own, *chance.shuffled([c for c in everybody if c not in own], 4 + chance.below(20))])
        card = cards[first]
        if mood < 0.61:
            order = card[: 4 + chance.below(3)]
        else:
            order = [first]
            while len(order) < 6 and chance.random() < 0.94:
                party = chance.one_of(support)
                if party not in order:
                    order.append(party)
        return f"1 {' '.join([texts[p] for p in order])} 0\n"

    return draw


def at_random(chance: Chance, candidates: int) -> Callable[[], str]:
    """Full rankings, each order as likely as another."""
    everybody = range(candidates)
    return lambda: line(chance.shuffled(everybody, candidates))


def eight_at_random(chance: Chance, candidates: int) -> Callable[[], str]:
    """Eight preferences; candidates differ in support, so that some are elected early."""
    support = running([1 / (c + 3) for c in range(candidates)])

    def draw() -> str:
        ranked: dict[int, None] = {}
        while len(ranked) < 8:
            ranked[chance.one_of(support)] = None
        return line(list(ranked))

    return draw


FILES = {
    file.name: file
    for file in (
        BallotFile("w", 9, 4, 2_700, by_party, grouped=True),
        BallotFile("a", 12, 4, 10_000, by_party),
        BallotFile("b", 20, 9, 135_000, by_slate),
        BallotFile("c", 100, 6, 5_000_000, by_ticket),
        BallotFile("d", 30, 5, 1_000_000, at_random),
        *(BallotFile(f"n{thousand}", 20, 5, thousand * 1000, at_random) for thousand in (10, 30, 100, 300)),
        *(BallotFile(f"k{number}", number, 5, 30_000, eight_at_random) for number in (10, 20, 40, 80)),
    )
}

SHA256 = {
    "w": "37adc3fbeb1dfe5bbe2002fbfa163ecb8e3cfab0c8b334614ee6bb4f37c7c902",
    "a": "e1737ad17ac83e207a3068e6a98f19a9a71fc65f93df406c3336b92f74179a3f",
    "b": "ddeb8ac480cb4f53438dc3fbfc02cdabc0d1b4ca5d760b10cfebb0cce1a79bd9",
    "c": "21a80842e758f6a0ff0f86475d4f9934fe02ae63620df0ad812f87e19b940148",
    "d": "b028b96417198eb30231777df1732c07477b9fa91158b297500f28a0c22dc2ad",
    "n10": "6fef1bae06a2f62c2dc32c11719fca52f4233bf659698f53c66bd0ff65ac99da",
    "n30": "7e1ea6b333a6ab2b1177771c31ed2c7d923372abe4480aed91bc226df096453d",
    "n100": "493c33d02d28d3a7575621622ad36e47a0712d3888759704670e16ef6c64c8c7",
    "n300": "2674438762bcffbc7698b0b538e835413612ee07f32a086cdc75abd77365ddff",
    "k10": "5c4522f7b99888959b668e7b7fba5330016ce76a23554fcb8c6356f5cba11d8c",
    "k20": "cf05453eaa3cf9193dbe7fab3a126d6f620c67cf14fd932d3814363ccf88e5a4",
    "k40": "dbc66fca1fb309ebe44dcb99aa04ee8bb055683181f01eb073deb9b11b08256b",
    "k80": "551c9acb012a205ca1e0a083e05636307e471dcd204e52e3ce76c04d8edd19bc",
}


def main(names: Sequence[str]) -> None:
    """Make these files, or all, and print the hash of each."""
    for name in names or FILES:
        print(name, FILES[name].made())


if __name__ == "__main__":
    main(sys.argv[1:])
