"""The balance of a committee on a day, under each claim: totals, majority, power, cohesion, and what could change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hustings.analysis.balance import (
    Balance,
    CountedSeat,
    Open,
    Power,
    Readings,
    after,
    balance,
    majority_of,
    outcomes,
    readings,
)
from hustings.analysis.cohesion import Cohesion, cohesion
from hustings.analysis.power import MOST_FOR_COALITIONS, PlayersPower, power, winning_coalitions
from hustings.report.charts.hemicycle import Dot, Shape, hemicycle_chart
from hustings.report.charts.inks import HUES, IN_A_PAGE
from hustings.report.charts.key import Entry
from hustings_site.committees.enums import Counted, Status
from hustings_site.committees.history import in_force
from hustings_site.committees.models import Claim, ClaimLine, Committee, Opening, Vote
from hustings_site.committees.selectors.seats import SeatShown, Sitting

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SWING, UNKNOWN = "±", "?"
OUTCOMES_ON_A_PAGE = 100


@dataclass(frozen=True, slots=True)
class SideRow:
    """A side's line in a claim: seats, votes, what it lacks for a majority, its power, how far it voted as one."""

    name: str
    seats: int
    votes: int
    short: int
    power: PlayersPower
    cohesion: Cohesion | None


@dataclass(frozen=True, slots=True)
class ClaimShown:
    """A claim on a day: what it comes to by its lines, and by its own totals beside the table of seats."""

    claim: Claim
    figures: Mapping[str, int]
    balance: Balance | None
    readings: Readings | None
    rows: tuple[SideRow, ...]
    single: PlayersPower | None
    """The power of each single member whom the claim counts with no side; None: there is none."""
    coalitions: tuple[tuple[str, ...], ...]
    puts: Mapping[int, str | Open]
    """Seat -> where the claim counts its holder."""


def claims_on(committee: Committee, day: date, known: datetime | None = None) -> list[Claim]:
    """Of each author the newest claim that speaks of this day, as known at a moment; by author's first claim."""
    lines = Prefetch("lines", ClaimLine.objects.select_related("person", "body", "section"))
    there = Claim.objects.filter(committee=committee, opening=None).prefetch_related("figures", lines, "replies")
    newest: dict[str, Claim] = {}
    for claim in sorted(in_force(list(there), known), key=lambda each: (each.said_on, each.pk)):
        if claim.said_on <= day:
            newest[claim.author] = claim
    return [claim for claim in newest.values() if claim.until is None or day < claim.until]


def balances(shown: Sitting) -> list[ClaimShown]:
    """Every claim that speaks of the day, worked out."""
    found = claims_on(shown.committee, shown.day, shown.known)
    divisions = recorded_divisions(shown) if any(claim.lines.all() for claim in found) else []
    return [worked_out(claim, shown, divisions) for claim in found]


def worked_out(claim: Claim, shown: Sitting, divisions: Sequence[Mapping[str, str]]) -> ClaimShown:
    """One claim on a committee of the day."""
    lines = list(claim.lines.all())
    puts = {each.seat.pk: put(each, lines) for each in shown.seats}
    figures = {figure.side: figure.seats for figure in claim.figures.all()}
    summed = balance(counted(shown, puts), claim.sides) if lines else None
    return ClaimShown(
        claim=claim,
        figures=figures,
        balance=summed,
        readings=readings(figures, len(shown.seats)) if figures else None,
        rows=_rows(summed, cohesion(divisions, _side_of_people(shown, lines))) if summed else (),
        single=_single(summed) if summed else None,
        coalitions=_coalitions(summed) if summed else (),
        puts=puts if lines else {},
    )


def counted(shown: Sitting, puts: Mapping[int, str | Open], without: frozenset[int] = frozenset()) -> list[CountedSeat]:
    """The seats as the library adds them up; `without` are left out."""
    return [CountedSeat(puts[each.seat.pk], _power_of(each)) for each in shown.seats if each.seat.pk not in without]


def put(seat: SeatShown, lines: Sequence[ClaimLine]) -> str | Open:
    """Where a claim counts a seat: by its line on the holder, else on whoever appoints, else on the section."""
    person = seat.state.person
    bodies = {seat.terms.body_id, seat.event.body_id if seat.event else None} - {None}
    fitting = (
        lambda line: person is not None and line.person_id == person,
        lambda line: line.body_id in bodies,
        lambda line: line.section_id == seat.seat.section_id,
    )
    for fits in fitting:
        for line in lines:
            if fits(line):
                return _said(line)
    return Open.UNKNOWN


def _said(line: ClaimLine) -> str | Open:
    return line.side if line.counted == Counted.SIDE else Open(line.counted)


def _power_of(seat: SeatShown) -> Power:
    if seat.status is Status.VACANT:
        return Power.VACANT
    return Power.VOTES if seat.state.votes else Power.NO_VOTE


def recorded_divisions(shown: Sitting) -> list[dict[str, str]]:
    """Votes of every division up to the day: person -> option, by number as text."""
    rows = Vote.objects.filter(decision__meeting__committee=shown.committee, decision__meeting__on__lte=shown.day)
    rows = rows.filter(decision__struck=False, decision__corrected_by=None).select_related("decision")
    divisions: dict[int, dict[str, str]] = {}
    for vote in in_force(list(rows), shown.known):
        divisions.setdefault(vote.decision_id, {})[str(vote.person_id)] = vote.option
    return list(divisions.values())


def _side_of_people(shown: Sitting, lines: Sequence[ClaimLine]) -> dict[str, str]:
    found = {}
    for each in shown.seats:
        side = put(each, lines)
        if each.state.person is not None and isinstance(side, str):
            found[str(each.state.person)] = side
    return found


def _powers(summed: Balance) -> dict[str, PlayersPower]:
    """Of each side by its name, and under "" of one single member who is counted with no side."""
    alone = summed.swing + summed.unknown
    singles = {"\0" * number: 1 for number in range(1, alone + 1)}
    found = power({**{side.name: side.votes for side in summed.sides}, **singles}, summed.majority)
    return {side.name: found[side.name] for side in summed.sides} | ({"": found["\0"]} if alone else {})


def _rows(summed: Balance, as_one: Mapping[str, Cohesion]) -> tuple[SideRow, ...]:
    found = _powers(summed)
    return tuple(
        SideRow(side.name, side.seats, side.votes, side.short, found[side.name], as_one.get(side.name))
        for side in summed.sides
    )


def _single(summed: Balance) -> PlayersPower | None:
    return _powers(summed).get("")


def _coalitions(summed: Balance) -> tuple[tuple[str, ...], ...]:
    weights = {side.name: side.votes for side in summed.sides if side.votes}
    if len(weights) > MOST_FOR_COALITIONS:
        return ()
    return tuple(winning_coalitions(weights, summed.majority))


# The chart ------------------------------------------------------------------------------------------------------------


def letters(sides: Sequence[str]) -> dict[str, tuple[str, str]]:
    """(letter, hue) of each side: its initial where that is free, else the first letter that is."""
    found: dict[str, tuple[str, str]] = {}
    for number, side in enumerate(sides, start=1):
        taken = {letter for letter, _hue in found.values()}
        choice = next((c for c in (*side.upper(), *LETTERS) if c in LETTERS and c not in taken), str(number))
        found[side] = (choice, str(number) if number <= HUES else "neutral")
    return found


def hemicycle(shown: Sitting, claim: ClaimShown | None) -> SafeString:
    """The half circle: under a claim with lines in its sides, otherwise seats by section."""
    if claim is None or claim.balance is None:
        return _by_section(shown)
    marks = letters(claim.claim.sides)
    order = {side: number for number, side in enumerate(claim.claim.sides)}

    def place(seat: SeatShown) -> tuple[int, int, int]:
        if seat.status is Status.VACANT:
            return (2, 0, seat.seat.pk)
        side = claim.puts[seat.seat.pk]
        return (0, order[side], seat.seat.pk) if isinstance(side, str) else (1, 0, seat.seat.pk)

    dots = []
    for seat in sorted(shown.seats, key=place):
        side = claim.puts[seat.seat.pk]
        letter, hue = marks[side] if isinstance(side, str) else (SWING if side is Open.SWING else UNKNOWN, "neutral")
        dots.append(Dot(letter, hue, _shape(seat)))
    said = {side.name: side for side in claim.balance.sides}
    key = [Entry(*marks[name], name, in_seats(side.seats)) for name, side in said.items()]
    if claim.balance.swing:
        key.append(Entry(SWING, "neutral", _("swing"), in_seats(claim.balance.swing)))
    if claim.balance.unknown:
        key.append(Entry(UNKNOWN, "neutral", _("of no side by this claim"), in_seats(claim.balance.unknown)))
    return _drawn(finding(claim.balance), shown, dots, key)


def finding(summed: Balance) -> str:
    """The balance in a sentence."""
    if summed.holder:
        return _("%(side)s has a majority: %(votes)d of %(all)d votes") % {
            "side": summed.holder,
            "votes": next(side.votes for side in summed.sides if side.name == summed.holder),
            "all": summed.votes,
        }
    return _("Nobody has a majority by themselves: %(needed)d of %(all)d votes are needed") % {
        "needed": summed.majority,
        "all": summed.votes,
    }


def in_seats(number: int) -> str:
    """A number of seats."""
    return ngettext("%(n)d seat", "%(n)d seats", number) % {"n": number}


def _by_section(shown: Sitting) -> SafeString:
    sections = shown.sections
    marks = letters([section.name for section, _seats in sections])
    dots = [
        Dot(marks[section.name][0], marks[section.name][1], _shape(seat))
        for section, seats in sections
        for seat in seats
    ]
    key = [Entry(*marks[section.name], section.name, in_seats(len(seats))) for section, seats in sections]
    title = _("%(seats)s, of which %(votes)d can vote") % {"seats": in_seats(len(shown.seats)), "votes": shown.votes}
    return _drawn(title, shown, dots, key)


def _shape(seat: SeatShown) -> Shape:
    if seat.status is Status.VACANT:
        return Shape.VACANT
    return Shape.VOTES if seat.state.votes else Shape.NO_VOTE


def _drawn(title: str, shown: Sitting, dots: Sequence[Dot], key: Sequence[Entry]) -> SafeString:
    told = [f"{entry.name}: {entry.said}" for entry in key]
    told.append(_("without a vote, drawn square: %(n)d") % {"n": sum(dot.shape is Shape.NO_VOTE for dot in dots)})
    told.append(_("vacant, drawn as an empty square: %(n)d") % {"n": shown.vacant})
    chart = hemicycle_chart(title, f"{title}. {'; '.join(told)}.", dots, key, IN_A_PAGE)
    return mark_safe(chart.svg)  # noqa: S308 - the library escapes every text


# What an election could change ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OutcomeUnder:
    """One outcome under one claim: votes of each side, the majority, who has it; for a claim of totals, how it reads
    beside the table."""

    seats: tuple[tuple[str, int], ...]
    total: int
    majority: int
    holder: str | None
    readings: Readings | None


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """One outcome: seats won by each side of the opening, and what each claim makes of it (None: it cannot be said)."""

    won: tuple[int, ...]
    under: tuple[OutcomeUnder | None, ...]


@dataclass(frozen=True, slots=True)
class OpeningShown:
    """An opening with every outcome still possible, under every claim in force on its day."""

    opening: Opening
    claims: tuple[Claim, ...]
    rows: tuple[OutcomeRow, ...]
    said: tuple[tuple[Claim, Readings], ...]
    """Claims that their authors made of one outcome, beside the seats that the table would have."""
    table: int
    """Seats there would be."""
    page: Page[tuple[int, ...]]


def what_could_change(opening: Opening, shown: Sitting, number: int | str | None = 1) -> OpeningShown:
    """Every outcome that is possible, most for the first side first, a page of them at a time. `shown`: the committee
    on the opening's day."""
    up = frozenset(opening.up.values_list("pk", flat=True))
    table = len(shown.seats) + opening.seats - len(up)
    claims = claims_on(opening.committee, opening.day, shown.known)
    bases = [_base(claim, shown, up) for claim in claims]
    possible = still_possible(opening)
    page = Paginator(possible, OUTCOMES_ON_A_PAGE).get_page(number)
    rows = [
        OutcomeRow(won, tuple(_under(base, dict(zip(opening.sides, won, strict=True)), table) for base in bases))
        for won in page.object_list
    ]
    spoken = in_force(list(opening.claims.prefetch_related("figures", "replies")), shown.known)
    said = [(each, readings({f.side: f.seats for f in each.figures.all()}, table)) for each in spoken]
    return OpeningShown(opening, tuple(claims), tuple(rows), tuple(said), table, page)


def still_possible(opening: Opening) -> list[tuple[int, ...]]:
    """Every outcome that is still possible: no side wins more than it stands for."""
    most = [opening.most.get(side, opening.seats) for side in opening.sides]
    return [
        won
        for won in outcomes(opening.seats, opening.sides)
        if all(seats <= limit for seats, limit in zip(won, most, strict=True))
    ]


@dataclass(frozen=True, slots=True)
class _Base:
    """Seats of each side before the election, without those that are up; how many votes the others have."""

    seats: Mapping[str, int]
    others: int
    totals_only: bool


def _base(claim: Claim, shown: Sitting, up: frozenset[int]) -> _Base | None:
    """None: the claim gives totals only, and does not say how it counts the seats that are up."""
    lines = list(claim.lines.all())
    if lines:
        puts = {each.seat.pk: put(each, lines) for each in shown.seats}
        summed = balance(counted(shown, puts, up), claim.sides)
        return _Base({side.name: side.votes for side in summed.sides}, summed.swing + summed.unknown, totals_only=False)
    if up:
        return None
    return _Base({figure.side: figure.seats for figure in claim.figures.all()}, 0, totals_only=True)


def _under(base: _Base | None, won: Mapping[str, int], table: int) -> OutcomeUnder | None:
    if base is None:
        return None
    seats = after(base.seats, won)
    total = sum(seats.values()) + base.others
    majority = majority_of(total)
    holder = next((side for side, count in seats.items() if count >= majority), None)
    beside = readings(seats, table) if base.totals_only else None
    return OutcomeUnder(tuple(seats.items()), total, majority, holder, beside)
