"""Judging one row: what it says of a member, or every single thing that is wrong with it."""

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from hustings_site.roll.enums import MemberStatus
from hustings_site.roll.imports.columns import plain
from hustings_site.roll.imports.faults import Said
from hustings_site.roll.models import Branch, Category, Organisation

LONGEST = {"number": 50, "name": 200, "email": 254, "phone": 50, "address": 1000, "postcode": 20}
DATES = ("joined", "paid_until", "status_since")
PAST = ("joined", "status_since")
"""Dates that cannot lie ahead."""

STATUSES = {
    "active": MemberStatus.ACTIVE,
    "member": MemberStatus.ACTIVE,
    "current": MemberStatus.ACTIVE,
    "actif": MemberStatus.ACTIVE,
    "membre": MemberStatus.ACTIVE,
    "suspended": MemberStatus.SUSPENDED,
    "suspendu": MemberStatus.SUSPENDED,
    "lapsed": MemberStatus.LAPSED,
    "left": MemberStatus.LEFT,
    "resigned": MemberStatus.LEFT,
    "parti": MemberStatus.LEFT,
    "expelled": MemberStatus.EXPELLED,
    "exclu": MemberStatus.EXPELLED,
    "died": MemberStatus.DIED,
    "deceased": MemberStatus.DIED,
    "decede": MemberStatus.DIED,
}
YES = {"yes": True, "y": True, "1": True, "true": True, "oui": True, "no": False, "n": False, "0": False}
NO = {"false": False, "non": False}
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier janv",
            "february feb fevrier fevr",
            "march mar mars",
            "april apr avril avr",
            "may mai",
            "june jun juin",
            "july jul juillet juil",
            "august aug aout",
            "september sep sept septembre",
            "october oct octobre",
            "november nov novembre",
            "december dec decembre",
        ),
        start=1,
    )
    for name in names.split()
}
YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]0{1,2}:00(?::00)?)?")
YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
MONTH_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er)?[ -]([^\W\d]+)\.?,?[ -](\d{4})")
TWO_DIGIT_YEAR = re.compile(r"\d{1,2}[-/. ](\d{1,2}|[^\W\d]+)\.?[-/. ]\d{2}")
GARBLED = re.compile("\ufffd|[\u00c2\u00c3][\u0080-\u00bf\u0152-\u2122]|\u00e2\u20ac")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069]")
SPREADSHEET_ERROR = re.compile(r"#(REF|N/A|VALUE|NAME|DIV/0|NUM|NULL)[!?]?")
ESCAPED = re.compile(r"'[=+\-@]")
SEPARATORS = re.compile(r"[;|,\n]")


@dataclass(frozen=True, slots=True)
class Known:
    """What a row may speak of: the organisation's branches and categories by name and by code."""

    organisation: frozenset[str]
    branches: Mapping[str, tuple[str, ...]]
    branch_names: Sequence[str]
    categories: Mapping[str, str]
    today: date
    month_first: bool = False

    @classmethod
    def of(cls, organisation: Organisation, *, today: date, month_first: bool) -> "Known":
        """Read from the database. A name that two branches bear leads to both codes; a code to its branch alone."""
        branches: dict[str, tuple[str, ...]] = {}
        codes = list(Branch.objects.of(organisation).values_list("code", "name"))
        for code, name in codes:
            branches[plain(name)] = (*branches.get(plain(name), ()), code)
        branches |= {plain(code): (code,) for code, _name in codes}
        categories = {
            plain(said): code
            for code, name in Category.objects.of(organisation).values_list("code", "name")
            for said in (name, code)
        }
        own = frozenset({plain(organisation.name), plain(organisation.slug)})
        return cls(own, branches, [name for _code, name in codes], categories, today, month_first)


@dataclass(slots=True)
class Judgement:
    """What a row says (only the fields that have a column), or what is wrong with it, and what is remarkable."""

    details: dict[str, object] = field(default_factory=dict)
    faults: list[Said] = field(default_factory=list)
    remarks: list[Said] = field(default_factory=list)


class Judge:
    """Judges the rows of one file."""

    def __init__(self, headings: Sequence[str], columns: Sequence[str], known: Known) -> None:
        self._headings = headings
        self._columns = columns
        self._known = known

    def judge(self, cells: Sequence[str]) -> Judgement:
        """Read one row. The same row twice in a file, or against the members there are, is not looked at here."""
        found = Judgement()
        if len(cells) > len(self._headings):
            found.faults.append({"code": "too_many_cells", "length": len(cells), "most": len(self._headings)})
            return found
        given = self._by_field(cells, found)
        self._read_person(given, found)
        self._read_places(given, found)
        self._read_dates(given, found)
        self._read_rest(given, found)
        if {"email", "address"} & given.keys() and not (given.get("email") or given.get("address")):
            found.remarks.append({"code": "cannot_be_reached"})
        return found

    def _by_field(self, cells: Sequence[str], found: Judgement) -> dict[str, str]:
        """The cells by field, address lines joined; what no cell may hold is told at once."""
        given: dict[str, str] = {}
        for position, name in enumerate(self._columns):
            if not name:
                continue
            cell = cells[position] if position < len(cells) else ""
            if ESCAPED.match(cell):
                cell = cell[1:]
            elif fault := _unfit(cell):
                found.faults.append({"code": fault, "column": self._headings[position], "value": _short(cell)})
                cell = ""
            given[name] = "\n".join(filter(None, (given.get(name, ""), cell)))
        for name, most in LONGEST.items():
            if len(given.get(name, "")) > most:
                length = len(given[name])
                said: Said = {"code": "too_long", "column": self._heading(name), "length": length, "most": most}
                found.faults.append(said)
        return given

    def _read_person(self, given: Mapping[str, str], found: Judgement) -> None:
        name = given.get("name") or f"{given.get('given_name', '')} {given.get('family_name', '')}".strip()
        for field_name, value in (("number", given.get("number", "")), ("name", " ".join(name.split()))):
            found.details[field_name] = value
            if not value and not self._told_of(field_name, found):
                found.faults.append({"code": f"no_{field_name}"})
        if "email" in given:
            email = given["email"].lower()
            found.details["email"] = email
            try:
                if email:
                    validate_email(email)
            except ValidationError:
                found.faults.append({"code": "malformed_email", "value": _short(given["email"])})

    def _read_places(self, given: Mapping[str, str], found: Judgement) -> None:
        if not given.get("branch"):
            if not self._told_of("branch", found):
                found.faults.append({"code": "no_branch"})
        else:
            found.details["branch"] = self._branch(given["branch"], found)
        if "others" in given:
            codes = {self._branch(each, found) for each in _list(given["others"])} - {found.details.get("branch", "")}
            found.details["others"] = sorted(codes)
        if "categories" in given:
            listed = []
            for each in _list(given["categories"]):
                if plain(each) in self._known.categories:
                    listed.append(self._known.categories[plain(each)])
                else:
                    found.faults.append({"code": "unknown_category", "value": _short(each)})
            found.details["categories"] = sorted(set(listed))
        if given.get("organisation") and plain(given["organisation"]) not in self._known.organisation:
            found.faults.append({"code": "other_organisation", "value": _short(given["organisation"])})

    def _branch(self, said: str, found: Judgement) -> str:
        codes = self._known.branches.get(plain(said), ())
        if len(codes) == 1:
            return codes[0]
        if codes:
            found.faults.append({"code": "two_branches", "value": _short(said)})
        else:
            near = difflib.get_close_matches(said, self._known.branch_names, n=1)
            hint = str(_(" (perhaps %(name)s)") % {"name": near[0]}) if near else ""
            found.faults.append({"code": "unknown_branch", "value": _short(said), "near": hint})
        return ""

    def _read_dates(self, given: Mapping[str, str], found: Judgement) -> None:
        days: dict[str, date] = {}
        for name in DATES:
            if name not in given:
                continue
            found.details[name] = None
            if not given[name]:
                continue
            day = read_date(given[name], month_first=self._known.month_first)
            if isinstance(day, date):
                days[name] = day
                found.details[name] = day.isoformat()
                fault = "distant_date" if day.year < 1900 else ""
                fault = "future_date" if name in PAST and day > self._known.today else fault
            else:
                fault = day
            if fault:
                found.faults.append({"code": fault, "column": self._heading(name), "value": _short(given[name])})
        if "joined" in days and "paid_until" in days and days["paid_until"] < days["joined"]:
            said = {"value": days["paid_until"].isoformat(), "joined": days["joined"].isoformat()}
            found.faults.append({"code": "paid_before_joined", **said})

    def _read_rest(self, given: Mapping[str, str], found: Judgement) -> None:
        for name in ("phone", "address", "postcode"):
            if name in given:
                found.details[name] = given[name]
        if "status" in given:
            status = STATUSES.get(plain(given["status"]) or "active")
            found.details["status"] = status
            if status is None:
                found.faults.append({"code": "unknown_status", "value": _short(given["status"])})
        if "weight" in given:
            weight = given["weight"] or "1"
            fits = weight.isascii() and weight.isdigit() and 0 < int(weight[:10]) <= 1_000_000_000
            found.details["weight"] = int(weight) if fits else 1
            if not fits:
                said: Said = {"code": "no_weight", "column": self._heading("weight"), "value": _short(weight)}
                found.faults.append(said)
        if "email_is_personal" in given:
            answer = (YES | NO).get(plain(given["email_is_personal"]) or "yes")
            found.details["email_is_personal"] = answer
            if answer is None:
                said = {"column": self._heading("email_is_personal"), "value": _short(given["email_is_personal"])}
                found.faults.append({"code": "neither_yes_nor_no", **said})

    def _heading(self, name: str) -> str:
        return self._headings[self._columns.index(name)] if name in self._columns else name

    def _told_of(self, name: str, found: Judgement) -> bool:
        """Whether a fault has been told of this field's cell already, so that it is empty for that reason."""
        columns = {
            heading
            for heading, column in zip(self._headings, self._columns, strict=False)
            if column == name or (name == "name" and column in {"given_name", "family_name"})
        }
        return any(fault.get("column") in columns for fault in found.faults)


def read_date(text: str, *, month_first: bool) -> date | str:
    """A day, or the code of what is wrong with it. A day and a month in figures stand as the file has them."""
    if parts := YEAR_FIRST.fullmatch(text):
        year, month, day = map(int, parts.groups())
    elif parts := YEAR_LAST.fullmatch(text):
        first, second, year = map(int, parts.groups())
        day, month = (second, first) if month_first else (first, second)
    elif parts := MONTH_NAMED.fullmatch(text):
        day, year = int(parts[1]), int(parts[3])
        month = MONTHS.get(plain(parts[2]), 0)
    else:
        return "two_digit_year" if TWO_DIGIT_YEAR.fullmatch(text) else "unreadable_date"
    try:
        return date(year, month, day)
    except ValueError:
        return "unreadable_date"


def _unfit(cell: str) -> str:
    """The code of what no cell may hold, or ""."""
    if cell.startswith("="):
        return "formula"
    if SPREADSHEET_ERROR.fullmatch(cell):
        return "error_value"
    if GARBLED.search(cell):
        return "wrong_encoding"
    return "control_characters" if UNPRINTABLE.search(cell) else ""


def _list(text: str) -> list[str]:
    return [each.strip() for each in SEPARATORS.split(text) if each.strip()]


def _short(text: str) -> str:
    """What is quoted of a cell: nothing that cannot be printed, and not more than a line."""
    text = UNPRINTABLE.sub("\u00b7", text)
    return text if len(text) <= 60 else f"{text[:57]}…"
