"""The National Executive Committee of the Labour Party, 2013 to 2020, typed in. Loading twice changes nothing.

Seats by section are known for five moments; holders only where the sources that were read name them, so most stand as
"not recorded". Sides are named as the claims name them; the words are theirs.
"""

import csv
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from importlib.resources import files

from django.db import transaction

from hustings_site.committees.enums import Confidence, Filling, Happening, How
from hustings_site.committees.models import Committee, Opening, Seat
from hustings_site.committees.services.balance import enter_claim, enter_opening
from hustings_site.committees.services.seats import (
    SeatIs,
    What,
    add_section,
    enter_event,
    found_committee,
    make_seat,
    person_named,
    seat_elected,
)
from hustings_site.results.examples import BY, NEC_JANUARY_2018, NEC_NOVEMBER_2020, NEC_SEPTEMBER_2018, CountedElsewhere
from hustings_site.results.models import Result
from hustings_site.roll.services import organisation_named

PARTY = NEC_JANUARY_2018.organisation
NAME = "National Executive Committee"
TABLE = "list in the text of the Democracy Review, 2018; Luke Akehurst’s blog (33 in 2013); LabourList, November 2020"
NUMBERS = "Seats of a section have no numbers in the sources; they stand here in the order in which those elected do."
AUGUST = "LabourList, August 2016, the whole table"

ELECTED_2016 = (
    "Ann Black",
    "Christine Shawcroft",
    "Claudia Webbe",
    "Darren Williams",
    "Rhea Wolfson",
    "Peter Willsman",
)

OTHERS: Sequence[tuple[str, int, str, date, str, str]] = (
    ("Local government", 1, "Alice Perry", date(2016, 8, 1), "the month is known, not the day; kept in 2020", AUGUST),
    ("Local government", 2, "Nick Forbes", date(2016, 8, 1), "the month is known, not the day; kept in 2020", AUGUST),
    ("BAME members", 1, "Carol Sewell", date(2020, 4, 4), "", "LabourList, April 2020, the whole table in per cent"),
    ("Youth", 1, "Lara McNeill", date(2020, 11, 13), "", "LabourList, November 2020"),
    ("Disabled members", 1, "Ellen Morrison", date(2020, 11, 13), "", "LabourList, November 2020"),
    ("Welsh Labour", 1, "Carwyn Jones", date(2020, 11, 13), "", "LabourList, November 2020"),
)
"""Section, seat, who, from when, what is known of that day, source."""


@transaction.atomic
def load_committee() -> str:
    """The committee, its seats, holders, claims and the contest of January 2018; what was done."""
    party = organisation_named(by=BY, name=PARTY)
    if party.committees.filter(name=NAME).exists():
        return "already there"
    committee = found_committee(
        by=BY,
        organisation=party,
        name=NAME,
        about=(
            f"{NUMBERS} Between the elections of September 2018 and November 2020 two of the nine constituency "
            "representatives became members of Parliament and could not stay; two others were elected on 4 April 2020, "
            "Gurinder Singh Josan and Johanna Baxter. Which seats those were the sources that were read do not say, so "
            "that change is not in the table below."
        ),
        source=TABLE,
    )
    _make_seats(committee)
    _seat_holders(committee)
    _enter_claims(committee, _opening(committee))
    return "loaded"


def _make_seats(committee: Committee) -> None:
    text = (files("hustings_site.committees") / "data" / "nec_seats.csv").read_text("utf-8")
    for row in csv.DictReader(text.splitlines()):
        section = committee.sections.filter(name=row["section"]).first()
        section = section or add_section(by=BY, committee=committee, name=row["section"])
        terms = SeatIs(
            exists_from=date.fromisoformat(row["from"]),
            exists_until=date.fromisoformat(row["until"]) if row["until"] else None,
            dates_note=row["known"],
            filling=Filling(row["filling"]),
            filled_by=row["by"],
            source=TABLE,
        )
        for _seat in range(int(row["seats"])):
            make_seat(by=BY, section=section, terms=terms)


def _seat_holders(committee: Committee) -> None:
    constituencies = _seats(committee, "Constituency parties")
    for seat, name in zip(constituencies, ELECTED_2016, strict=False):
        _takes(seat, name, date(2016, 8, 1), "the month is known, not the day", AUGUST)
    for example, seats in (
        (NEC_JANUARY_2018, constituencies[6:]),
        (NEC_SEPTEMBER_2018, constituencies),
        (NEC_NOVEMBER_2020, constituencies),
    ):
        result = _result(example)
        seat_elected(by=BY, result=result, seats=seats, on=example.announced, terms_end=[None])
    for section, number, name, on, known, source in OTHERS:
        _takes(_seats(committee, section)[number - 1], name, on, known, source)


def _takes(seat: Seat, name: str, on: date, known: str, source: str) -> None:
    person = person_named(by=BY, organisation=seat.section.committee.organisation, name=name)
    what = What(what=Happening.TAKES, on=on, person=person, how=How.ELECTED, note=known, source=source)
    enter_event(by=BY, seat=seat, what=what)


def _seats(committee: Committee, section: str) -> list[Seat]:
    return list(Seat.objects.filter(section__committee=committee, section__name=section).select_related("section"))


def _result(example: CountedElsewhere) -> Result:
    return Result.objects.get(
        contest__election__organisation__name=example.organisation, contest__election__title=example.title
    )


def _opening(committee: Committee) -> Opening:
    """The contest of January 2018 on the day before its result."""
    return enter_opening(
        by=BY,
        committee=committee,
        title="Three new constituency seats, January 2018",
        day=date(2018, 1, 14),
        seats=3,
        sides=["left", "others"],
        contest=_result(NEC_JANUARY_2018).contest,
        source="The sides are those of the claims of November 2017; three seats were new, none was taken from anybody.",
    )


def _enter_claims(committee: Committee, opening: Opening) -> None:
    november = partial(
        enter_claim,
        by=BY,
        committee=committee,
        said_on=date(2017, 11, 1),
        when="November 2017; the day is not known",
        until=date(2018, 1, 15),
        sides=["left", "others"],
    )
    november(
        author="Labour First (estimate)",
        title="The balance before the new constituency seats",
        figures={"left": 18, "others": 18},
        source="quoted in a campaign’s founding document of November 2017",
        assumes="36 seats: the 35 of 2016-2017 and the new union seat.",
    )
    november(
        author="A founding document of November 2017",
        title="The balance if all three candidates of the left win",
        figures={"left": 21, "others": 19},
        source="the document that quotes the estimate of 18-18",
        assumes=(
            "Not said. 18-18 and three seats make 21-18, which is 39. The fortieth may be the new union seat counted a "
            "second time, or a seat without a vote: a contested sum."
        ),
        opening=opening,
    )
    later = partial(enter_claim, by=BY, committee=committee, author="LabourList", sides=["leader"])
    later(
        said_on=date(2020, 4, 4),
        when="of April 2020, said in November 2020",
        until=date(2020, 11, 13),
        title="Votes that the leader can be sure of",
        figures={"leader": 18},
        confidence=Confidence.CERTAIN,
        source="LabourList, November 2020: “18 solid votes”",
        assumes="18 of 38, of whom 37 could vote, one member being suspended.",
    )
    later(
        said_on=date(2020, 11, 13),
        when="November 2020",
        title="Votes that the leader can be sure of",
        figures={"leader": 20},
        confidence=Confidence.CERTAIN,
        source="LabourList, November 2020: “20 definite votes”",
        assumes="20 of 39.",
    )


def load_committees() -> Iterator[str]:
    """Load what is not there yet; the results that it links to have been loaded before."""
    yield f"{PARTY}, {NAME}: {load_committee()}"
