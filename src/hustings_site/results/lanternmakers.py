"""The executive of the Lanternmakers' Union, all of it invented: papers drawn from a fixed seed, in whole numbers.

1,080 valid papers and six without a first preference. How many prefer a candidate of each slate first is laid down; who
that is, and how a paper goes on, is drawn: most go on inside the slate they began with, some leave it.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from hustings.report.narration import toml_string

SEED = "Lanternmakers' Union, executive, 171"
TITLE = "Lanternmakers' Union, executive"
VACANCIES = 9
ELECTORATE = 1950
FILE_NAME = "executive.blt"

SLATES: Mapping[str, Mapping[str, int]] = {
    "Anchor": {
        "Ada Almond": 30,
        "Amos Alder": 24,
        "Aubrey Ambler": 17,
        "Abel Arden": 12,
        "Ava Appleyard": 10,
        "Agnes Archer": 7,
    },
    "Beacon": {
        "Beryl Bramble": 32,
        "Boris Brine": 23,
        "Bruno Barrow": 17,
        "Bella Birchall": 12,
        "Bess Bellows": 9,
        "Basil Brook": 7,
    },
    "Current": {"Cyrus Cobble": 52, "Cora Candle": 28, "Celia Crane": 20},
    "": {"Ida Inkpen": 38, "Ivor Isles": 21, "Iris Ivory": 17, "Ismay Irons": 14, "Ira Ingle": 10},
}
"""Candidates by slate ("": none), with the weight that each is drawn by among those of the slate."""

WOMEN = frozenset(
    {"Ada Almond", "Ava Appleyard", "Agnes Archer", "Beryl Bramble", "Bella Birchall", "Bess Bellows"}
    | {"Cora Candle", "Celia Crane", "Ida Inkpen", "Iris Ivory", "Ismay Irons"}
)
LEAST_WOMEN = 4
"""The union's rules: so many of those elected are women, if so many stand."""

FIRST = {"Anchor": 447, "Beacon": 375, "Current": 117, "": 141}
"""Papers whose first preference is a candidate of the slate."""

STAYS = {"Anchor": 93, "Beacon": 91, "Current": 78, "": 40}
"""Of a hundred next preferences, how many stay in the slate while it has somebody left."""

LEAVES = {"Anchor": 24, "Beacon": 24, "Current": 22, "": 30}
"""Weights of the slates that a preference goes to when it leaves its own."""

ONE_NAME = 52
"""Papers that name one candidate only."""

NO_FIRST_PREFERENCE = 6
"""Papers with two equal first preferences, which are invalid."""


class Draws:
    """A stream of whole numbers from a seed, the same everywhere: SHA-256 of the seed and a counter."""

    def __init__(self, seed: str) -> None:
        self.seed, self.counter = seed, 0

    def below(self, limit: int) -> int:
        """A number from 0 to limit - 1, each as likely as the others to within 2**-40 (`limit` up to 2**20)."""
        self.counter += 1
        digest = hashlib.sha256(f"{self.seed}:{self.counter}".encode()).digest()
        return int.from_bytes(digest[:8], "big") % limit

    def one_of(self, weights: Mapping[str, int]) -> str:
        """A key, as likely as its weight."""
        at = self.below(sum(weights.values()))
        for key, weight in weights.items():
            at -= weight
            if at < 0:
                return key
        msg = "the weights do not add up"
        raise AssertionError(msg)

    def in_order(self, names: Sequence[str]) -> list[str]:
        """All the names in a drawn order."""
        left, drawn = list(names), []
        while left:
            drawn.append(left.pop(self.below(len(left))))
        return drawn


def candidates() -> list[str]:
    """The candidates in the order of the ballot paper, which was drawn."""
    return Draws(f"{SEED}, ballot order").in_order([name for slate in SLATES.values() for name in slate])


def lists() -> dict[str, list[str]]:
    """The published lists with their candidates, in the order in which they were published."""
    return {slate: list(names) for slate, names in SLATES.items() if slate}


def ballot_file() -> bytes:
    """All papers as a BLT file: a line for each distinct paper, with how many bear it."""
    names = candidates()
    number = {name: str(place) for place, name in enumerate(names, start=1)}
    papers = Counter(" ".join(number[name] for name in paper) for paper in _papers())
    draws = Draws(f"{SEED}, invalid")
    for _ in range(NO_FIRST_PREFERENCE):
        first, second, third = draws.in_order(names)[:3]
        papers[f"{number[first]}={number[second]} {number[third]}"] += 1
    lines = [f"{len(names)} {VACANCIES}"]
    lines += [f"{bear} {paper} 0" for paper, bear in papers.items()]
    lines += ["0", *(f'"{name}"' for name in names), f'"{TITLE}"']
    return ("\n".join(lines) + "\n").encode()


def contest_file() -> str:
    """What the papers cannot say, as a contest file: who is a woman, and how many are to be elected at least."""
    parts = [f"[contest]\ntitle = {toml_string(TITLE)}\nvacancies = {VACANCIES}\n"]
    for name in candidates():
        categories = 'categories = ["women"]\n' if name in WOMEN else ""
        parts.append(f"[[candidate]]\nname = {toml_string(name)}\n{categories}")
    parts.append(f'[[constraint]]\ncategory = "women"\nmin = {LEAST_WOMEN}\n')
    return "\n".join(parts)


def _papers() -> Iterator[list[str]]:
    """Every valid paper: names, first preference first."""
    draws = Draws(f"{SEED}, papers")
    begins = draws.in_order([slate for slate, papers in FIRST.items() for _ in range(papers)])
    for place, slate in enumerate(begins):
        names = 1 if place < ONE_NAME else 2 + draws.below(4) + draws.below(5) + draws.below(6)
        yield _paper(draws, slate, names)


def _paper(draws: Draws, slate: str, names: int) -> list[str]:
    paper: list[str] = []
    left = {each: dict(weights) for each, weights in SLATES.items()}
    here = slate
    while len(paper) < names:
        if paper:
            stays = left[slate] and draws.below(100) < STAYS[slate]
            here = slate if stays else draws.one_of({k: LEAVES[k] for k, weights in left.items() if weights})
        name = draws.one_of(left[here])
        del left[here][name]
        paper.append(name)
    return paper
