"""A committee of five seats in two sections, with the people who hold them."""

from datetime import date

import pytest
from committee_stand import ENTERED, MADE, took

from hustings_site.committees.enums import Filling
from hustings_site.committees.models import Body, Committee
from hustings_site.committees.services.seats import (
    SeatIs,
    add_section,
    found_committee,
    make_seat,
)
from hustings_site.roll.models import Organisation
from hustings_site.roll.services import organisation_named


@pytest.fixture
def union(db: None) -> Organisation:
    return organisation_named(by="test", name="Lanternmakers", invented=True)


@pytest.fixture
def committee(union: Organisation) -> Committee:
    """Three members' seats, held by Ada, Bo and Cy; two trade seats, of which a body fills one; nothing else known."""
    committee = found_committee(by="test", organisation=union, name="Executive")
    members = add_section(by="test", committee=committee, name="Members")
    trades = add_section(by="test", committee=committee, name="Trades")
    wicks = Body.objects.create(organisation=union, name="Wickmakers' Society")
    three = SeatIs(exists_from=MADE, filling=Filling.MEMBERS, term_months=24, decision="Rule 7", source="Rules 2026")
    for name in ("Ada", "Bo", "Cy"):
        seat = make_seat(by="test", section=members, terms=three, now=ENTERED)
        took(seat, name, until=date(2028, 1, 1))
    for body in (wicks, None):
        terms = SeatIs(exists_from=MADE, filling=Filling.BODY, filled_by="a trade", body=body, source="Rules 2026")
        make_seat(by="test", section=trades, terms=terms, now=ENTERED)
    return committee
