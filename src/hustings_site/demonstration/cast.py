"""Who plays: people with offices, branches, candidates, and the union's list of members as a file. All invented."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files

from hustings_site.accounts.enums import Office
from hustings_site.results.lanternmakers import SLATES, WOMEN, Draws

SEED = "Lanternmakers' Union, members"
UNION = "Lanternmakers' Union"
DOMAIN = "lanternmakers.example"

BRANCHES = {
    "alderby": ("Alderby", 420),
    "brackford": ("Brackford", 350),
    "cloverley": ("Cloverley", 310),
    "dunmarsh": ("Dunmarsh", 260),
    "elmwick": ("Elmwick", 220),
    "fernhithe": ("Fernhithe", 180),
    "gorsehead": ("Gorsehead", 150),
    "hazelport": ("Hazelport", 110),
}
"""Code: name and how many members."""

CATEGORIES = {"women": "Women", "youth": "Youth", "disabled": "Disabled members"}
JOINED_LATE, IN_ARREARS, SHARE_AN_ADDRESS = 22, 28, 12

CANDIDATES = [name for slate in SLATES.values() for name in slate]
DECLINES, TOO_FEW_BRANCHES, WITHDRAWS = "Clement Copse", "Iona Ivers", "Brenda Bristow"
NAMED = [*CANDIDATES, DECLINES, TOO_FEW_BRANCHES, WITHDRAWS]
SUSPENDED = "Aubrey Ambler"
ON_PAPER = "Ismay Irons"
MEMBER = "Wanda Weld"
"""A member without an office, for whoever wants to see a member's page."""

"""A candidate without e-mail."""

SECRETARY = ("Perry Pike", "Rosa Rowan", "Sam Sedge", "Tilda Teal")
TREASURER = ("Faye Fallow", "Giles Gorse", "Hetty Holm", "Jonah Juniper", "Kit Kale", "Lorna Larch")
YOUTH = ("Yara Yew", "Wilf Wicker", "Vera Vetch")
DISABLED = ("Mabel Marl",)
ELMWICK = ("Ned Nettle", "Olive Osier")
OTHER_CANDIDATES = (*SECRETARY, *TREASURER, *YOUTH, *DISABLED, *ELMWICK, DECLINES, TOO_FEW_BRANCHES, WITHDRAWS)


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody with an account: the name, and the office with its place ("" the union, else a branch's code)."""

    name: str
    office: Office
    place: str = ""

    @property
    def email(self) -> str:
        """The address that the person signs in with."""
        return f"{self.name.lower().replace(' ', '.')}@{DOMAIN}"


OFFICERS = (
    Player("Nell Tallow", Office.ADMINISTRATOR),
    Player("Orla Wick", Office.RETURNING_OFFICER),
    Player("Tam Rill", Office.DEPUTY),
    Player("Una Snuffer", Office.SCRUTINEER),
    Player("Cass Ember", Office.CODE_OFFICE),
    Player("Olly Gleam", Office.OBSERVER),
)
SECRETARIES = tuple(
    Player(name, Office.BRANCH_OFFICER, code)
    for code, name in zip(
        BRANCHES,
        ("Ann Flare", "Bob Glow", "Cat Shine", "Dan Spark", "Eve Beam", "Fin Flash", "Gwen Gleed", "Hal Halo"),
        strict=True,
    )
)
CLERK = Player("Clem Quill", Office.CLERK)
"""Who keeps the records of the executive."""

DEPUTY = Player("Moll Flicker", Office.BRANCH_DEPUTY, "brackford")
"""Who certifies for Brackford while its secretary is suspended."""

_NAMES = (files(__package__) / "data" / "names.txt").read_text("utf-8").split("\n\n")
GIVEN, FAMILY = (part.split() for part in _NAMES)
"""Names that no one of the cast bears."""


PAID_AHEAD = timedelta(days=800)
"""From the beginning of the story; members pay for years ahead, and are in good standing when it ends."""

HEADINGS = (
    *("Membership number", "Name", "Branch", "Categories"),
    *("E-mail address", "Address", "Postcode", "Joined", "Paid until"),
)


def members_csv(start: date) -> bytes:
    """The union's list as its secretary would export it: 2,014 rows, of which fourteen have a fault each."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADINGS)
    rows = list(_rows(start))
    for place, row in sorted(_faults(), key=lambda fault: fault[0]):
        rows.insert(place, row)
    writer.writerows(rows)
    return text.getvalue().encode()


def _rows(start: date) -> Iterator[list[str]]:
    draws = Draws(SEED)
    known = _known_people()
    number = 0
    for code, (town, size) in BRANCHES.items():
        for place in range(size):
            number += 1
            name = known[code][place] if place < len(known[code]) else f"{_of(draws, GIVEN)} {_of(draws, FAMILY)}"
            eligible = place < len(known[code])
            yield [
                f"L{number:05}",
                name,
                code,
                ";".join(_categories(draws, name, number)),
                _email(name, number),
                f"{1 + draws.below(180)} {_of(draws, FAMILY)} Street, {town}",
                f"LM{1 + number % 9} {number % 10}QX",
                (start - timedelta(days=400 + draws.below(6000))).isoformat()
                if eligible or not _late(number)
                else (start - timedelta(days=3)).isoformat(),
                (start + PAID_AHEAD).isoformat()
                if eligible or not _behind(number)
                else (start - timedelta(days=60)).isoformat(),
            ]


def _known_people() -> dict[str, list[str]]:
    """Candidates and officers, who are members, dealt to the branches."""
    people = [*NAMED, *SECRETARY, *TREASURER, *YOUTH]
    dealt = {code: people[place :: len(BRANCHES)] for place, code in enumerate(BRANCHES)}
    for secretary in (*SECRETARIES, DEPUTY):
        dealt[secretary.place].append(secretary.name)
    dealt["gorsehead"].append(MEMBER)
    dealt["elmwick"] += ELMWICK
    dealt["fernhithe"] += DISABLED
    return dealt


def _late(number: int) -> bool:
    """One of the twenty-two who joined after the first qualifying date."""
    return number % 90 == 7 and number // 90 < JOINED_LATE


def _behind(number: int) -> bool:
    """One of the twenty-eight who had not paid by the second."""
    return number % 70 == 8 and number // 70 < IN_ARREARS and not _late(number)


def _categories(draws: Draws, name: str, number: int) -> list[str]:
    woman = name in WOMEN or (name not in CANDIDATES and draws.below(100) < 52)
    young = name in YOUTH or (name not in NAMED and number % 9 == 5)
    return ["women"] * woman + ["youth"] * young + ["disabled"] * (name in DISABLED or number % 23 == 7)


def _email(name: str, number: int) -> str:
    if name == ON_PAPER:
        return ""
    if number in _SHARERS:
        return f"house{_SHARERS.index(number) // 2}@{DOMAIN}"
    return f"{name.lower().replace(' ', '.')}.{number}@{DOMAIN}"


_SHARERS = [100 + 150 * place + half for place in range(SHARE_AN_ADDRESS // 2) for half in (0, 1)]


def _faults() -> Iterator[tuple[int, list[str]]]:
    """Fourteen rows that cannot be kept, and where in the file they stand."""
    good = ["", "Lost Row", "alderby", "", "", "1 Nowhere, Alderby", "LM1 1QX", "2019-05-01", "2027-01-01"]

    def faulty(number: str, **changes: str) -> list[str]:
        names = ("number", "name", "branch", "categories", "email", "address", "postcode", "joined", "paid")
        return [{"number": number, **changes}.get(name, good[place]) for place, name in enumerate(names)]

    rows = [
        faulty("L90001", name=""),
        faulty(""),
        faulty("L00001"),
        faulty("L90004", branch="atlantis"),
        faulty("L90005", joined="sometime in spring"),
        faulty("L90006", joined="2199-01-01"),
        faulty("L90007", email="not an address"),
        faulty("L90008", categories="stargazers"),
        faulty("L90009", paid="31/31/2026"),
        faulty("L90010", branch=""),
        faulty("L90011", email="two@one.example two@two.example"),
        faulty("L00002", name="A Second Row"),
        faulty("L90013", joined="1 Brumaire"),
        faulty("L90014", name="X" * 300),
    ]
    for place, row in enumerate(rows):
        yield 140 * place + 11, row


def _of(draws: Draws, words: list[str]) -> str:
    return words[draws.below(len(words))]
