"""The National Executive Committee 2013-2020: seats by section, holders, claims, the contest of January 2018."""

import csv
import os
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from hustings.analysis.balance import Reading
from hustings_site.committees.enums import Status
from hustings_site.committees.examples import NAME, load_committees
from hustings_site.committees.models import Claim, Committee, SeatEvent, SeatTerms
from hustings_site.committees.selectors.balance import balances, what_could_change
from hustings_site.committees.selectors.seats import sitting
from hustings_site.committees.selectors.series import series
from hustings_site.journal.models import Entry
from hustings_site.results.examples import load_examples

MOMENTS = {
    "2013": date(2013, 6, 1),
    "2016-2017": date(2016, 12, 1),
    "2018-2019": date(2018, 6, 1),
    "2020-spring": date(2020, 5, 1),
    "2020-11 on": date(2020, 11, 13),
}
SECTIONS = {
    "EPLP leader": "Leader of the European Parliamentary Labour Party",
    "Frontbench (appointed by cabinet/shadow cabinet)": "Frontbench",
    "Backbench PLP (PLP/EPLP until 2020)": "Backbench members of Parliament",
    "CLPs": "Constituency parties",
    "BAME Labour / BAME members": "BAME members",
}


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Committee]:
    """Loaded once, and taken back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        list(load_examples(union=False))
        assert [line.rpartition(": ")[2] for line in load_committees()] == ["loaded"]
        yield Committee.objects.get(name=NAME)
        transaction.set_rollback(True)


@pytest.fixture
def nec(loaded: Committee, db: None) -> Committee:
    return loaded


def test_seats_by_section_are_those_of_the_table(nec: Committee) -> None:
    folder = Path(os.environ.get("HUSTINGS_ORACLES", Path(__file__).parents[4] / "shared/oracles"))
    table = folder / "facts/nec-composition-2018.csv"
    if not table.exists():
        if os.environ.get("HUSTINGS_STRICT") == "1":
            pytest.fail(f"{table} is missing")
        pytest.skip(f"{table} is missing")
    rows = {row["section"]: row for row in csv.DictReader(table.read_text().splitlines())}
    total = rows.pop("TOTAL")
    for column, day in MOMENTS.items():
        shown = sitting(nec, day)
        here = {section.name: len(seats) for section, seats in shown.sections}
        assert here == {SECTIONS.get(name, name): int(row[column]) for name, row in rows.items() if int(row[column])}
        assert len(shown.seats) == int(total[column])


@pytest.mark.parametrize(
    ("day", "seats"),
    [
        (date(2013, 6, 1), 33),
        (date(2016, 12, 1), 35),
        (date(2017, 11, 30), 36),
        (date(2018, 1, 15), 39),
        (date(2020, 5, 1), 38),
        (date(2020, 11, 13), 39),
    ],
)
def test_number_of_seats(nec: Committee, day: date, seats: int) -> None:
    assert len(sitting(nec, day).seats) == seats


def test_loading_twice_changes_nothing(nec: Committee) -> None:
    before = Entry.objects.count()
    assert [line.rpartition(": ")[2] for line in load_committees()] == ["already there"]
    assert Entry.objects.count() == before


def test_everything_has_a_source(nec: Committee) -> None:
    for table in (SeatTerms, SeatEvent, Claim):
        assert not table.objects.filter(source="").exists()


def test_holders_are_those_whom_sources_name_and_no_others(nec: Committee) -> None:
    shown = sitting(nec, date(2018, 1, 15))
    seats = {section.name: seats for section, seats in shown.sections}["Constituency parties"]
    assert [each.person.name for each in seats] == [
        "Ann Black",
        "Christine Shawcroft",
        "Claudia Webbe",
        "Darren Williams",
        "Rhea Wolfson",
        "Peter Willsman",
        "Yasmine Dar",
        "Jon Lansman",
        "Rachel Garnham",
    ]
    assert seats[6].event.candidate.contest.election.title == "National Executive Committee, January 2018"
    assert shown.how_many(Status.NOT_RECORDED) == 39 - 9 - 2


def test_after_november_2020_nine_were_elected_and_one_claim_speaks(nec: Committee) -> None:
    shown = sitting(nec, date(2020, 11, 13))
    seats = {section.name: seats for section, seats in shown.sections}["Constituency parties"]
    assert len({each.person.name for each in seats}) == 9
    assert {each.event.on for each in seats} == {date(2020, 11, 13)}
    (claim,) = balances(shown)
    assert (claim.claim.author, claim.figures, claim.readings.table) == ("LabourList", {"leader": 20}, 39)
    assert claim.readings.others == (Reading((("leader", 20),), 39, 20),)


def test_january_2018_before_the_vote(nec: Committee) -> None:
    opening = nec.openings.get()
    shown = what_could_change(opening, sitting(nec, opening.day))
    assert shown.table == 39
    assert [(row.won, dict(row.under[0].seats), row.under[0].holder) for row in shown.rows] == [
        ((3, 0), {"left": 21, "others": 18}, "left"),
        ((2, 1), {"left": 20, "others": 19}, "left"),
        ((1, 2), {"left": 19, "others": 20}, "others"),
        ((0, 3), {"left": 18, "others": 21}, "others"),
    ]
    ((claim, read),) = shown.said
    assert claim.author == "A founding document of November 2017"
    assert (read.stated.total, read.stated.majority, read.table) == (40, 21, 39)
    assert [(dict(other.figures), other.majority) for other in read.others] == [
        ({"left": 20, "others": 19}, 20),
        ({"left": 21, "others": 18}, 20),
    ]


def test_page_states_both_readings_and_judges_neither(nec: Committee, visitor: Client) -> None:
    page = visitor.get(f"/committees/{nec.slug}/could-change/{nec.openings.get().pk}/").content.decode()
    assert "This claim counts 40 seats; this table has 39. Readings:" in page
    assert "As it stands, of 40 seats: 21 are a majority." in page
    assert "wrong" not in page


def test_estimate_of_2017_adds_up_to_the_table_of_its_day(nec: Committee, visitor: Client) -> None:
    page = visitor.get(f"/committees/{nec.slug}/?on=2017-12-01").content.decode()
    assert "They add up to the 36 seats of this table." in page


def test_series_marks_where_another_kind_of_vote_was_counted(nec: Committee, visitor: Client) -> None:
    years = series(nec)
    assert [(year.result.contest.election.title[-14:], year.unit, year.another_kind) for year in years] == [
        (", January 2018", "marks", False),
        ("September 2018", "marks", False),
        (" November 2020", "first_preferences", True),
    ]
    first = {slate.name: (slate.share, slate.elected) for slate in years[0].slates}
    assert first["CLGA/Momentum"] == (Fraction(196_533, 315_005), 3)
    assert {slate.share for slate in years[2].slates} == {None}
    page = visitor.get(f"/committees/{nec.slug}/series/").content.decode()
    assert page.count("not the same kind of vote") == 1
