"""What is erased is gone everywhere; what stays is counts, and the fingerprint can still be made."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from hustings_site.accounts.models import User
from hustings_site.accounts.services import appoint_returning_officer
from hustings_site.journal.approvals import approve
from hustings_site.journal.models import Entry, Proposal
from hustings_site.roll import use
from hustings_site.roll.erasure import (
    due_for_erasure,
    erase_member,
    erase_names,
    propose_erasing_member,
    propose_erasing_names,
)
from hustings_site.roll.freezing import freeze
from hustings_site.roll.members import link_account
from hustings_site.roll.models import (
    CorrectionRequest,
    Erasure,
    FrozenRoll,
    Member,
    MemberChange,
    Organisation,
    RollEntry,
)
from hustings_site.roll.requests import ask_correction
from hustings_site.roll.selectors import check_roll
from hustings_site.roll.services import enter_electorate
from hustings_site.roll.use import Use, register_use

pytestmark = pytest.mark.django_db


@pytest.fixture
def roll(lampwrights: Organisation, members: dict[str, Member]) -> FrozenRoll:
    everybody = enter_electorate(by="test", organisation=lampwrights, name="Everybody", rule={})
    return freeze(by="test", electorate=everybody, at=datetime(2025, 6, 15, tzinfo=UTC))


@pytest.fixture
def needed() -> Iterator[set[int]]:
    """Rolls that an election still needs, as a room above would tell."""
    rolls: set[int] = set()
    register_use(
        Use(
            why_fixed=lambda _electorate: "",
            why_closed=lambda _roll: "",
            why_kept=lambda roll: "The election is not final." if roll.pk in rolls else "",
        )
    )
    yield rolls
    use._USES.pop()


def said_of(organisation: Organisation) -> str:
    """Everything that the roll's tables and the journal hold in words."""
    rows = [
        *Member.objects.of(organisation).values_list("name", "email", "address"),
        *RollEntry.objects.filter(roll__organisation=organisation).values_list("name", "email", "address"),
        *MemberChange.objects.of(organisation).values_list("changes", flat=True),
        *CorrectionRequest.objects.of(organisation).values_list("text", flat=True),
        *Erasure.objects.of(organisation).values_list("erased", "kept", "reason"),
        *Entry.objects.values_list("details", flat=True),
        *Proposal.objects.values_list("title", "details"),
    ]
    return "\n".join(map(str, rows))


def test_erased_member_is_nowhere_and_the_roll_is_what_it_was(roll: FrozenRoll, members: dict[str, Member]) -> None:
    ask_correction(by="test", member=members["001"], text="I am Alma Ardent")
    certificate = erase_member(by="test", member=members["001"], reason="Asked for")
    said = said_of(roll.organisation)
    assert [word for word in ("Alma", "Ardent", "alma@example.org") if word in said] == []
    entry = RollEntry.objects.filter(roll=roll).get(number="001")
    assert (entry.member, entry.name, entry.branch.code, entry.standing) == (None, "", "alderby", "entitled")
    assert check_roll(roll) == []
    assert (certificate.number, certificate.erased, certificate.kept) == (
        1,
        {"records": 1, "changes": 1, "requests": 1, "belongings": 0, "rows": 0, "entries": 1, "accounts": 0},
        {"entries": 1},
    )


def test_account_goes_with_the_member_unless_it_serves_an_office(
    members: dict[str, Member], member: User, officer: User
) -> None:
    link_account(by="test", member=members["001"], user=member)
    link_account(by="test", member=members["002"], user=officer)
    for number in ("001", "002"):
        erase_member(by="test", member=members[number], reason="Asked for")
    assert [user.email for user in User.objects.all()] == [officer.email]


def test_erased_names_leave_counts_and_fingerprint(roll: FrozenRoll) -> None:
    size, sha256, counts = roll.size, roll.sha256, roll.counts
    certificate = erase_names(by="test", roll=roll, reason="Twelve months are over")
    entries = RollEntry.objects.filter(roll=roll)
    assert set(entries.values_list("name", "email", "address", "member")) == {("", "", "", None)}
    held = FrozenRoll.objects.of(roll.organisation).get()
    assert (held.size, held.sha256, held.counts, check_roll(held)) == (size, sha256, counts, [])
    assert (certificate.erased, certificate.kept) == ({"names": 8}, {"entries": 8, "changes": 0})
    assert Member.objects.of(roll.organisation).count() == 8
    with pytest.raises(ValidationError, match="erased already"):
        erase_names(by="test", roll=held, reason="Again")


def test_what_an_election_still_needs_is_not_erased(
    roll: FrozenRoll, members: dict[str, Member], needed: set[int]
) -> None:
    needed.add(roll.pk)
    with pytest.raises(ValidationError, match=r"still needed\. The election is not final\."):
        erase_member(by="test", member=members["001"], reason="Asked for")
    with pytest.raises(ValidationError, match=r"still needed\. The election is not final\."):
        erase_names(by="test", roll=roll, reason="Over")
    assert due_for_erasure(roll.organisation, today=datetime(2027, 1, 1, tzinfo=UTC)) == []


def test_roll_is_due_for_erasure_when_its_months_are_over(roll: FrozenRoll) -> None:
    days = [datetime(2026, 6, 14, tzinfo=UTC), datetime(2026, 6, 15, tzinfo=UTC)]
    assert [due_for_erasure(roll.organisation, today=day) for day in days] == [[], [roll]]


def test_check_22_two_officers_erase(roll: FrozenRoll, members: dict[str, Member], officer: User) -> None:
    second = appoint_returning_officer(by="test", email="tam@example.org", name="Tam")
    member = propose_erasing_member(by=officer.scope, member=members["001"], reason="Asked for")
    names = propose_erasing_names(by=officer.scope, roll=roll, reason="Over")
    assert (member.title, names.title) == (
        "Erase everything held of member 001 (Alderby). It cannot be brought back.",
        "Erase the 8 names and their addresses on the roll of “Everybody”. They cannot be brought back.",
    )
    assert Erasure.objects.of(roll.organisation).count() == 0
    assert approve(by=second.scope, proposal=member) == "Certificate of erasure 1"
    assert approve(by=second.scope, proposal=names) == "Certificate of erasure 2"


def test_erasure_without_a_reason(roll: FrozenRoll, members: dict[str, Member]) -> None:
    with pytest.raises(ValidationError, match="Say why"):
        propose_erasing_member(by="user:1", member=members["001"], reason=" ")
