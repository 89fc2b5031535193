"""Members are entered and changed with their history, and nobody's name is in the journal."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from hustings_site.journal.models import Entry
from hustings_site.roll.members import (
    MemberDetails,
    change_member,
    details_of,
    difference,
    enter_member,
    enter_members,
    give_account,
)
from hustings_site.roll.models import Member, MemberChange, Organisation

pytestmark = pytest.mark.django_db

ALMA = MemberDetails(
    "001",
    "Alma Ardent",
    "alderby",
    email="Alma@Example.org",
    address="1 Mill Lane\nAlderby",
    others=("night",),
    categories=("staff", "youth"),
    joined=date(2020, 5, 1),
    weight=3,
)


def test_details_come_back_from_the_database_as_they_were_entered(lampwrights: Organisation) -> None:
    assert enter_members(by="test", organisation=lampwrights, members=[ALMA]) == 1
    assert details_of(Member.objects.of(lampwrights).get()) == replace(ALMA, email="alma@example.org")


def test_details_come_back_from_json() -> None:
    assert MemberDetails.from_json(ALMA.as_json()) == ALMA


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"branch": "nowhere"}, "Member 001: there is no branch with the code “nowhere”; enter the branch first."),
        ({"others": ("nowhere",)}, "Member 001: there is no branch with the code “nowhere”; enter the branch first."),
        ({"categories": ("x",)}, "Member 001: there is no category with the code “x”; enter the category first."),
    ],
)
def test_enter_members_with_a_code_that_is_not_there(
    lampwrights: Organisation, given: dict[str, object], said: str
) -> None:
    with pytest.raises(ValidationError) as refusal:
        enter_members(by="test", organisation=lampwrights, members=[replace(ALMA, **given)])
    assert refusal.value.messages == [said]


def test_enter_member_with_a_number_that_is_taken(lampwrights: Organisation, members: dict[str, Member]) -> None:
    with pytest.raises(ValidationError, match="already exists"):
        enter_member(by="test", organisation=lampwrights, details=ALMA)
    assert Member.objects.of(lampwrights).count() == 8


def test_change_member_writes_what_changed_and_nothing_else(members: dict[str, Member]) -> None:
    before = details_of(members["001"])
    after = replace(before, branch="cloverley", categories=("staff",), paid_until=None)
    changed = change_member(by="test", member=members["001"], version=1, details=after)
    assert changed == {
        "branch": ["alderby", "cloverley"],
        "categories": [["youth"], ["staff"]],
        "paid_until": ["2026-12-31", None],
    }
    held = Member.objects.of(members["001"].organisation).get(number="001")
    assert (details_of(held), held.version) == (after, 2)
    newest, first = MemberChange.objects.filter(member=held)
    assert (newest.changes, newest.by, first.entered) == (changed, "test", True)


def test_change_member_to_what_is_there_leaves_no_trace(members: dict[str, Member]) -> None:
    assert change_member(by="test", member=members["001"], version=1, details=details_of(members["001"])) == {}
    assert MemberChange.objects.filter(member=members["001"]).count() == 1


def test_change_member_from_a_page_that_is_out_of_date(members: dict[str, Member]) -> None:
    seen = details_of(members["001"])
    change_member(by="one", member=members["001"], version=1, details=replace(seen, phone="1"))
    with pytest.raises(ValidationError, match="Somebody else changed this"):
        change_member(by="other", member=members["001"], version=1, details=replace(seen, phone="2"))
    assert Member.objects.of(members["001"].organisation).get(number="001").phone == "1"


def test_difference_of_equal_records() -> None:
    assert difference(ALMA, replace(ALMA, categories=("youth", "staff"))) == {}


def test_member_is_given_an_account_by_the_address_of_the_record(members: dict[str, Member]) -> None:
    give_account(by="test", member=members["001"])
    held = Member.objects.of(members["001"].organisation).get(number="001")
    assert (held.user.email, held.user.name) == ("alma@example.org", "Alma Ardent")
    with pytest.raises(ValidationError, match="has an account already"):
        give_account(by="test", member=held)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("002", "Another member has the same e-mail address"),
        ("004", "There is no e-mail address that is the member’s own"),
        ("007", "There is no e-mail address that is the member’s own"),
    ],
)
def test_account_needs_an_address_of_the_members_own(members: dict[str, Member], number: str, said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        give_account(by="test", member=members[number])


def test_account_tied_to_one_member_is_not_tied_to_another(members: dict[str, Member]) -> None:
    give_account(by="test", member=members["001"])
    organisation = members["001"].organisation
    Member.objects.of(organisation).filter(number="001").update(email="other@example.org")
    Member.objects.of(organisation).filter(number="005").update(email="alma@example.org")
    with pytest.raises(ValidationError, match="is tied to another member"):
        give_account(by="test", member=members["005"])


def test_journal_holds_no_name_and_no_address(members: dict[str, Member]) -> None:
    seen = details_of(members["001"])
    change_member(by="test", member=members["001"], version=1, details=replace(seen, name="Alma Amber"))
    said = "".join(f"{entry.by}{entry.subject}{entry.details}" for entry in Entry.objects.all())
    assert [word for word in ("Alma", "Ardent", "Amber", "example.org") if word in said] == []
