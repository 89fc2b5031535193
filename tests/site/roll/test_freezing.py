"""A frozen roll is a fact: what it holds, its fingerprint, its quality; nothing that happens later touches it."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from hustings_site.accounts.models import User
from hustings_site.accounts.services import appoint_returning_officer
from hustings_site.journal.approvals import approve
from hustings_site.journal.selectors import Finding
from hustings_site.roll.electorates import Names, read_rule
from hustings_site.roll.fingerprint import Heading, lines_of, roll_text
from hustings_site.roll.freezing import freeze, propose_freeze
from hustings_site.roll.members import change_member, details_of
from hustings_site.roll.models import Electorate, FrozenRoll, Member, Organisation, RollEntry
from hustings_site.roll.selectors import check_roll, electors_of, entitled_by_branch, entry_numbered, shown
from hustings_site.roll.services import enter_electorate

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 4, 1, 12, 0, tzinfo=UTC)
RULE = {"all": [{"status": ["active"]}, {"joined_by": "2026-01-03"}, {"paid_up_to": "2026-03-31"}]}


@pytest.fixture
def electorate(lampwrights: Organisation, members: dict[str, Member]) -> Electorate:
    return enter_electorate(by="test", organisation=lampwrights, name="All members", rule=RULE)


@pytest.fixture
def roll(electorate: Electorate) -> FrozenRoll:
    return freeze(by="test", electorate=electorate, at=NOON)


def test_roll_holds_who_passes_and_how_each_is_reached(roll: FrozenRoll) -> None:
    held = [(e.number, e.name, e.branch.code, e.channel, e.why_post, e.email, e.weight) for e in electors_of(roll)]
    assert held == [
        ("001", "Alma Ardent", "alderby", "email", "", "alma@example.org", 1),
        ("002", "Bela Brook", "alderby", "post", "shared_email", "", 1),
        ("003", "Cato Brook", "brackford", "post", "shared_email", "", 1),
        ("004", "Dara Dunn", "brackford", "post", "no_email", "", 1),
        ("007", "Gale Gorse", "cloverley", "post", "workplace", "", 1),
    ]
    assert (roll.size, roll.frozen_at) == (5, NOON)
    assert roll.rule_text == ("status: member\njoined on or before 3 January 2026\npaid up to 31 March 2026 or later")


def test_roll_counts_branches_and_categories(roll: FrozenRoll) -> None:
    assert roll.counts == {"branches": {"alderby": 2, "brackford": 2, "cloverley": 1}, "categories": {"youth": 1}}
    assert entitled_by_branch(roll) == {"cloverley": 1, "alderby": 2, "brackford": 2}


def test_quality_report_counts_what_to_look_at(roll: FrozenRoll) -> None:
    assert roll.quality == {
        "no_email": 1,
        "shared_email": 2,
        "workplace": 1,
        "unreachable": 1,
        "shared_address": 0,
        "same_name_and_postcode": 0,
        "died": 0,
    }


def test_quality_report_finds_one_person_twice_and_a_house_of_many(
    lampwrights: Organisation, members: dict[str, Member]
) -> None:
    Member.objects.of(lampwrights).update(address="1 Mill\nLane", postcode="al 1")
    Member.objects.of(lampwrights).filter(number="003").update(name="Bela  brook", address="1 mill lane")
    everybody = enter_electorate(by="test", organisation=lampwrights, name="Everybody", rule={})
    Member.objects.of(lampwrights).filter(number="007").update(status="died")
    quality = freeze(by="test", electorate=everybody).quality
    assert (quality["shared_address"], quality["same_name_and_postcode"], quality["died"]) == (8, 2, 1)


def test_fingerprint_is_of_the_text_that_the_specification_describes(roll: FrozenRoll) -> None:
    text = (
        "hustings roll 1\n"
        "organisation lampwrights\n"
        "electorate all-members\n"
        "frozen 2026-04-01T12:00:00.000000Z\n"
        'rule {"all":[{"status":["active"]},{"joined_by":"2026-01-03"},{"paid_up_to":"2026-03-31"}]}\n'
        "entries 5\n"
        "001\talderby\t1\n002\talderby\t1\n003\tbrackford\t1\n004\tbrackford\t1\n007\tcloverley\t1\n"
    )
    assert "".join(roll_text(Heading.of(roll), lines_of(roll))) == text
    assert roll.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert check_roll(roll) == []


def test_check_of_a_roll_finds_an_entry_that_was_altered_and_one_that_is_gone(roll: FrozenRoll) -> None:
    RollEntry.objects.filter(roll=roll, number="001").update(weight=9)
    (finding,) = check_roll(roll)
    assert (finding.check, finding.subject, finding.expected) == ("fingerprint", roll.scope, roll.sha256)
    RollEntry.objects.filter(roll=roll, number="001").delete()
    assert check_roll(roll)[0] == Finding("size", roll.scope, "5", "4")


def test_weights_stand_on_the_roll_of_a_card_vote(lampwrights: Organisation, members: dict[str, Member]) -> None:
    Member.objects.of(lampwrights).filter(number="002").update(weight=40)
    cards = enter_electorate(
        by="test", organisation=lampwrights, name="Cards", rule={"branch": "alderby"}, weighted=True
    )
    assert {e.number: e.weight for e in electors_of(freeze(by="test", electorate=cards))} == {
        "001": 1,
        "002": 40,
        "008": 1,
    }


def test_check_6_member_revoked_after_the_freeze_stays_on_the_roll(
    roll: FrozenRoll, members: dict[str, Member]
) -> None:
    revoked = replace(details_of(members["001"]), status="expelled", branch="cloverley", paid_until=None)
    change_member(by="test", member=members["001"], version=1, details=revoked)
    entry = entry_numbered(roll, "001")
    assert entry is not None
    assert (entry.standing, entry.branch.code, entry in electors_of(roll)) == ("entitled", "alderby", True)
    assert check_roll(roll) == []


def test_freeze_of_nobody_is_refused(lampwrights: Organisation, members: dict[str, Member]) -> None:
    nobody = enter_electorate(by="test", organisation=lampwrights, name="Nobody", rule={"any": []})
    with pytest.raises(ValidationError, match="Nobody passes the tests of “Nobody”"):
        freeze(by="test", electorate=nobody)
    assert not FrozenRoll.objects.of(lampwrights).exists()


def test_check_22_two_officers_freeze(electorate: Electorate, officer: User) -> None:
    proposal = propose_freeze(by=officer.scope, electorate=electorate)
    assert not FrozenRoll.objects.of(electorate.organisation).exists()
    second = appoint_returning_officer(by="test", email="tam@example.org", name="Tam")
    said = approve(by=second.scope, proposal=proposal)
    roll = FrozenRoll.objects.of(electorate.organisation).get()
    assert said == f"Frozen with 5 entitled; fingerprint {roll.sha256}"


def test_one_officer_freezes_where_the_organisation_lets_one_act(electorate: Electorate, officer: User) -> None:
    electorate.organisation.two_officers = False
    electorate.organisation.save()
    propose_freeze(by=officer.scope, electorate=electorate)
    assert FrozenRoll.objects.of(electorate.organisation).get().size == 5


def test_rule_speaking_of_a_branch_that_is_gone_is_not_frozen(electorate: Electorate) -> None:
    electorate.rule = {"branch": "nowhere"}
    electorate.save()
    assert read_rule(electorate.rule).words(Names.of(electorate.organisation)) == "home branch in nowhere"
    with pytest.raises(ValidationError, match="speaks of “nowhere”"):
        freeze(by="test", electorate=electorate)


@pytest.mark.parametrize(
    ("counts", "public", "kept_back", "others"),
    [
        ({"a": 10, "b": 30}, {"a": 10, "b": 30}, (), None),
        ({"a": 9, "b": 30, "c": 12}, {"b": 30}, ("a", "c"), 21),
        ({"a": 9, "b": 3, "c": 12}, {"c": 12}, ("a", "b"), 12),
        ({"a": 4, "b": 3, "c": 12}, {"c": 12}, ("a", "b"), None),
        ({"a": 9}, {}, ("a",), None),
        ({"a": 0, "b": 20}, {"a": 0, "b": 20}, (), None),
    ],
)
def test_counts_of_fewer_than_ten_people_are_kept_back(
    counts: dict[str, int], public: dict[str, int], kept_back: tuple[str, ...], others: int | None
) -> None:
    found = shown(counts)
    assert (found.counts, found.kept_back, found.others) == (public, kept_back, others)
