"""The Lampwrights: a region with two branches, a third branch, a section; eight members, each with a story."""

from datetime import date

import pytest

from hustings_site.roll.enums import BranchKind, MemberStatus
from hustings_site.roll.members import MemberDetails, enter_members
from hustings_site.roll.models import Member, Organisation
from hustings_site.roll.services import enter_branch, enter_category, organisation_named

STANDING_RULE = {"all": [{"status": ["active"]}, {"joined_by": "2026-01-03"}, {"paid_up_to": "2026-03-31"}]}

GOOD = {"joined": date(2020, 5, 1), "paid_until": date(2026, 12, 31)}
MEMBERS = [
    MemberDetails("001", "Alma Ardent", "alderby", "alma@example.org", **GOOD, categories=("youth",)),
    MemberDetails("002", "Bela Brook", "alderby", "brook@example.org", address="1 Mill Lane", postcode="AL1", **GOOD),
    MemberDetails("003", "Cato Brook", "brackford", "brook@example.org", address="1 Mill Lane", postcode="AL1", **GOOD),
    MemberDetails("004", "Dara Dunn", "brackford", "", address="2 Mill Lane", postcode="AL1", **GOOD),
    MemberDetails("005", "Edda Elm", "cloverley", "edda@example.org", **{**GOOD, "joined": date(2026, 1, 4)}),
    MemberDetails("006", "Finn Frost", "cloverley", "finn@example.org", **{**GOOD, "paid_until": date(2026, 3, 30)}),
    MemberDetails("007", "Gale Gorse", "cloverley", "gale@works.example", email_is_personal=False, **GOOD),
    MemberDetails(
        "008", "Hild Hazel", "alderby", "hild@example.org", **GOOD, others=("night",), status=MemberStatus.SUSPENDED
    ),
]


@pytest.fixture
def lampwrights(db: None) -> Organisation:
    """The organisation with its branches and categories, without members."""
    return with_branches("Lampwrights")


@pytest.fixture
def members(lampwrights: Organisation) -> dict[str, Member]:
    """Its eight members by number."""
    enter_members(by="test", organisation=lampwrights, members=MEMBERS)
    return {member.number: member for member in Member.objects.of(lampwrights).select_related("branch")}


def with_branches(name: str) -> Organisation:
    organisation = organisation_named(by="test", name=name)
    north = enter_branch(by="test", organisation=organisation, code="north", name="North", kind=BranchKind.REGION)
    for code in ("alderby", "brackford"):
        enter_branch(by="test", organisation=organisation, code=code, name=code.title(), parent=north)
    enter_branch(by="test", organisation=organisation, code="cloverley", name="Cloverley")
    enter_branch(by="test", organisation=organisation, code="night", name="Night shift", kind=BranchKind.SECTION)
    for code, title in (("youth", "Youth"), ("staff", "Staff")):
        enter_category(by="test", organisation=organisation, code=code, name=title)
    return organisation
