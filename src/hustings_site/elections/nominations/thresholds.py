"""How many nominations a candidate needs, as a rule book says it: "5 branches or 2 affiliates".

    threshold = all, {"or", all} ;
    all       = part, {"and", part} ;
    part      = number, nominators, ["from", region] | "(", threshold, ")" ;
    nominators = "branch" | "branches" | "member" | "members" | "affiliate" | "affiliates" | "union" | "unions" ;
    region    = ["the"], "home", "region" | code ;

"and" binds closer than "or". A code is that of a region of the organisation. An empty threshold asks for nothing.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import NoReturn

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hustings_site.elections.nominations.enums import Nominator

NOMINATORS: Mapping[str, Nominator] = {
    "branch": Nominator.BRANCH,
    "branches": Nominator.BRANCH,
    "member": Nominator.MEMBER,
    "members": Nominator.MEMBER,
    "affiliate": Nominator.AFFILIATE,
    "affiliates": Nominator.AFFILIATE,
    "union": Nominator.AFFILIATE,
    "unions": Nominator.AFFILIATE,
}
TOKEN = re.compile(r"\s*(?:(?P<number>\d+)|(?P<word>[^\W\d][\w-]*)|(?P<sign>[()])|(?P<stray>\S))")


class ThresholdError(ValueError):
    """A threshold that cannot be read: the message says at which character, and what would do there."""


class Home(Enum):
    """The region to which the candidate's own branch belongs."""

    HOME = "home"


Region = str | Home | None
"""A region's code, the candidate's home region, or None: wherever the nominator is."""


@dataclass(frozen=True, slots=True)
class AtLeast:
    """So many nominators of a kind."""

    number: int
    nominator: Nominator
    region: Region = None


@dataclass(frozen=True, slots=True)
class AllOf:
    """Each of these; of none of them, nothing is asked."""

    parts: tuple["Threshold", ...] = ()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of these."""

    parts: tuple["Threshold", ...]


Threshold = AtLeast | AllOf | AnyOf
NOTHING = AllOf()


@dataclass(frozen=True, slots=True)
class Support:
    """The nominators that a candidate has: of each kind, how many in each region ("" for none), and the home region."""

    nominators: Mapping[Nominator, Counter[str]] = field(default_factory=dict)
    home: str = ""

    def of(self, part: AtLeast) -> int:
        """How many count towards this part."""
        by_region = self.nominators.get(part.nominator, Counter())
        match part.region:
            case None:
                return by_region.total()
            case Home.HOME:
                return by_region[self.home] if self.home else 0
            case code:
                return by_region[code]


@dataclass(frozen=True, slots=True)
class Step:
    """How far one part of a threshold is reached."""

    words: str
    have: int
    need: int

    @property
    def reached(self) -> bool:
        return self.have >= self.need


def read_threshold(text: str) -> Threshold:
    """The threshold that a text says. Raises ThresholdError."""
    reader = _Reader(text)
    if not reader.tokens:
        return NOTHING
    threshold = reader.any_of()
    if reader.tokens:
        reader.refuse(_("write “and” or “or” before it, or take it out"))
    return threshold


def is_reached(threshold: Threshold, support: Support) -> bool:
    """Whether the nominations suffice."""
    match threshold:
        case AtLeast():
            return support.of(threshold) >= threshold.number
        case AllOf(parts):
            return all(is_reached(part, support) for part in parts)
        case AnyOf(parts):
            return any(is_reached(part, support) for part in parts)


def steps(threshold: Threshold, support: Support) -> list[Step]:
    """Each "so many of a kind" of the threshold in its order, and how many there are."""
    return [Step(_part_in_words(part), support.of(part), part.number) for part in _parts(threshold)]


def in_words(threshold: Threshold) -> str:
    """The threshold as a reader is told it; "" where nothing is asked."""
    match threshold:
        case AtLeast():
            return _part_in_words(threshold)
        case AllOf(parts):
            return _(" and ").join(f"({in_words(p)})" if isinstance(p, AnyOf) else in_words(p) for p in parts)
        case AnyOf(parts):
            return _(" or ").join(in_words(part) for part in parts)


def regions_named(threshold: Threshold) -> set[str]:
    """The codes of regions that the threshold names, so that an unknown one is found before nominations open."""
    return {part.region for part in _parts(threshold) if isinstance(part.region, str)}


def _parts(threshold: Threshold) -> Iterator[AtLeast]:
    if isinstance(threshold, AtLeast):
        yield threshold
    else:
        for part in threshold.parts:
            yield from _parts(part)


def _part_in_words(part: AtLeast) -> str:
    who = {
        Nominator.BRANCH: ngettext("%(n)d branch", "%(n)d branches", part.number),
        Nominator.MEMBER: ngettext("%(n)d member", "%(n)d members", part.number),
        Nominator.AFFILIATE: ngettext("%(n)d affiliate", "%(n)d affiliates", part.number),
    }[part.nominator] % {"n": part.number}
    match part.region:
        case None:
            return who
        case Home.HOME:
            return _("%(who)s from the candidate’s home region") % {"who": who}
        case code:
            return _("%(who)s from the region %(region)s") % {"who": who, "region": code}


class _Reader:
    """Reads tokens from the left; `tokens` are those not yet read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = [
            (kind, match[kind], match.start(kind)) for match in TOKEN.finditer(text) if (kind := match.lastgroup)
        ]

    def any_of(self) -> Threshold:
        parts = [self.all_of()]
        while self.took("or"):
            parts.append(self.all_of())
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def all_of(self) -> Threshold:
        parts = [self.part()]
        while self.took("and"):
            parts.append(self.part())
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def part(self) -> Threshold:
        if self.took("("):
            inside = self.any_of()
            if not self.took(")"):
                self.refuse(_("a bracket that was opened is to be closed here"))
            return inside
        number = self.number()
        nominator = self.nominator()
        return AtLeast(number, nominator, self.region() if self.took("from") else None)

    def number(self) -> int:
        if not self.tokens or self.tokens[0][0] != "number" or int(self.tokens[0][1]) == 0:
            self.refuse(_("write how many, for example “5 branches”"))
        return int(self.tokens.pop(0)[1])

    def nominator(self) -> Nominator:
        if not self.tokens or self.tokens[0][1].lower() not in NOMINATORS:
            self.refuse(_("write branches, members or affiliates"))
        return NOMINATORS[self.tokens.pop(0)[1].lower()]

    def region(self) -> Region:
        self.took("the")
        if self.took("home"):
            if not self.took("region"):
                self.refuse(_("write “home region”"))
            return Home.HOME
        if not self.tokens or self.tokens[0][0] != "word":
            self.refuse(_("write “home region”, or the code of a region"))
        return self.tokens.pop(0)[1].lower()

    def took(self, word: str) -> bool:
        if self.tokens and self.tokens[0][1].lower() == word:
            self.tokens.pop(0)
            return True
        return False

    def refuse(self, cure: str) -> NoReturn:
        if self.tokens:
            _kind, word, start = self.tokens[0]
            place = _("character %(place)d, “%(word)s”") % {"place": start + 1, "word": word}
        else:
            place = _("at the end")
        raise ThresholdError(_("%(place)s: %(cure)s.") % {"place": place, "cure": cure})
