"""After the freeze: two officers, a public log without names, and nothing after the close."""

from collections.abc import Iterator

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from hustings_site.accounts.enums import Office
from hustings_site.accounts.models import User
from hustings_site.accounts.services import appoint_returning_officer, give_office, open_account
from hustings_site.elections.services import enter_contest, enter_election
from hustings_site.journal.approvals import approve
from hustings_site.journal.models import Proposal
from hustings_site.roll import use
from hustings_site.roll.freezing import freeze
from hustings_site.roll.late_changes import add_entry, change_entry, propose_addition, propose_change
from hustings_site.roll.models import FrozenRoll, Member, Organisation, RollEntry
from hustings_site.roll.selectors import changes_of, check_roll, electors_of, entitled_now, entry_numbered
from hustings_site.roll.services import enter_electorate
from hustings_site.roll.use import Use, register_use

pytestmark = pytest.mark.django_db


@pytest.fixture
def roll(lampwrights: Organisation, members: dict[str, Member]) -> FrozenRoll:
    north = enter_electorate(by="test", organisation=lampwrights, name="The North", rule={"branch": "north"})
    return freeze(by="test", electorate=north)


@pytest.fixture
def second(db: None) -> User:
    return appoint_returning_officer(by="test", email="tam@example.org", name="Tam")


@pytest.fixture
def closed() -> Iterator[set[int]]:
    """Rolls whose poll is closed, as a room above would tell."""
    rolls: set[int] = set()
    register_use(
        Use(
            why_fixed=lambda _electorate: "",
            why_closed=lambda roll: "The poll is closed." if roll.pk in rolls else "",
            why_kept=lambda _roll: "",
        )
    )
    yield rolls
    use._USES.pop()


def entry(roll: FrozenRoll, number: str) -> RollEntry:
    found = entry_numbered(roll, number)
    assert found is not None
    return found


def log(roll: FrozenRoll) -> list[tuple[int, str, str, str]]:
    return [(each.number, each.branch.name, each.standing, each.reason) for each in changes_of(roll)]


def test_check_5_late_changes_stand_in_the_public_log(roll: FrozenRoll, members: dict[str, Member]) -> None:
    add_entry(by="test", roll=roll, member=members["005"], reason="Left off by mistake")
    change_entry(by="test", entry=entry(roll, "001"), what="strike", reason="Not a member on the day")
    change_entry(by="test", entry=entry(roll, "008"), what="tender", reason="Appeal against suspension")
    assert log(roll) == [
        (1, "Cloverley", "added", "Left off by mistake"),
        (2, "Alderby", "struck", "Not a member on the day"),
        (3, "Alderby", "tendered", "Appeal against suspension"),
    ]
    assert {e.number: e.standing for e in electors_of(roll)} == {
        "002": "entitled",
        "003": "entitled",
        "004": "entitled",
        "005": "added",
        "008": "tendered",
    }
    assert (roll.size, entitled_now(roll)) == (5, 4)


def test_fingerprint_of_the_freeze_stands_whatever_is_changed_later(
    roll: FrozenRoll, members: dict[str, Member]
) -> None:
    add_entry(by="test", roll=roll, member=members["005"], reason="Left off by mistake")
    change_entry(by="test", entry=entry(roll, "001"), what="strike", reason="Not a member on the day")
    assert check_roll(roll) == []


def test_ruling_on_a_tendered_vote_puts_back_or_strikes(roll: FrozenRoll, members: dict[str, Member]) -> None:
    add_entry(by="test", roll=roll, member=members["005"], reason="Left off")
    for number, ruling in (("001", "reinstate"), ("005", "reinstate"), ("008", "strike")):
        change_entry(by="test", entry=entry(roll, number), what="tender", reason="Disputed")
        change_entry(by="test", entry=entry(roll, number), what=ruling, reason="Ruling 4")
    assert [entry(roll, number).standing for number in ("001", "005", "008")] == ["entitled", "added", "struck"]


def test_check_5_electorate_cannot_change_after_the_close(
    roll: FrozenRoll, members: dict[str, Member], closed: set[int], officer: User, second: User
) -> None:
    waiting = propose_change(by=officer.scope, entry=entry(roll, "001"), what="strike", reason="Expelled")
    closed.add(roll.pk)
    for attempt in (
        lambda: approve(by=second.scope, proposal=waiting),
        lambda: propose_change(by=officer.scope, entry=entry(roll, "002"), what="strike", reason="Expelled"),
        lambda: propose_addition(by=officer.scope, roll=roll, member=members["005"], reason="Left off"),
        lambda: change_entry(by="test", entry=entry(roll, "002"), what="strike", reason="Expelled"),
        lambda: add_entry(by="test", roll=roll, member=members["005"], reason="Left off"),
    ):
        with pytest.raises(ValidationError, match=r"can no longer be changed\. The poll is closed\."):
            attempt()
    assert (log(roll), entitled_now(roll)) == ([], 5)


def test_two_officers_strike_and_add(roll: FrozenRoll, members: dict[str, Member], officer: User, second: User) -> None:
    strike = propose_change(by=officer.scope, entry=entry(roll, "001"), what="strike", reason="Expelled on 2 April")
    add = propose_addition(by=officer.scope, roll=roll, member=members["005"], reason="Left off")
    assert (strike.title, add.title) == (
        "Strike member 001 (Alderby) from the roll of “The North”: no vote.",
        "Add member 005 (Cloverley) to the roll of “The North”.",
    )
    assert log(roll) == []
    with pytest.raises(ValidationError, match="somebody else has to approve"):
        approve(by=officer.scope, proposal=strike)
    assert approve(by=second.scope, proposal=strike) == "Change 1 in the public log"
    assert approve(by=second.scope, proposal=add) == "Change 2 in the public log"
    assert [standing for _number, _branch, standing, _reason in log(roll)] == ["struck", "added"]


@pytest.mark.parametrize(
    ("number", "before", "what"),
    [("001", [], "reinstate"), ("001", ["strike"], "strike"), ("001", ["strike"], "tender")],
)
def test_change_that_does_not_fit_the_standing(roll: FrozenRoll, number: str, before: list[str], what: str) -> None:
    for each in before:
        change_entry(by="test", entry=entry(roll, number), what=each, reason="Expelled")
    with pytest.raises(ValidationError, match=r"This cannot be done from there\."):
        change_entry(by="test", entry=entry(roll, number), what=what, reason="Again")


def test_addition_of_somebody_who_is_on_the_roll(roll: FrozenRoll, members: dict[str, Member]) -> None:
    with pytest.raises(ValidationError, match=r"Number 001 is on this roll already\."):
        add_entry(by="test", roll=roll, member=members["001"], reason="Again")


def test_change_without_a_reason(roll: FrozenRoll, officer: User) -> None:
    with pytest.raises(ValidationError, match="Say why"):
        propose_change(by=officer.scope, entry=entry(roll, "001"), what="strike", reason=" ")


def test_late_addition_with_an_address_that_is_on_the_roll_goes_by_post(
    roll: FrozenRoll, members: dict[str, Member]
) -> None:
    Member.objects.of(roll.organisation).filter(number="005").update(email="alma@example.org")
    member = Member.objects.of(roll.organisation).get(number="005")
    add_entry(by="test", roll=roll, member=member, reason="Left off")
    assert (entry(roll, "005").channel, entry(roll, "005").why_post) == ("post", "shared_email")


def test_officers_of_the_election_strike_and_its_scrutineer_looks_on(
    roll: FrozenRoll, members: dict[str, Member]
) -> None:
    election = enter_election(by="test", organisation=roll.organisation, title="Branch election")
    enter_contest(by="test", election=election, title="Treasurer", vacancies=1, candidates=[])
    election.contests.update(roll=roll, state="poll_open")
    offices = (Office.RETURNING_OFFICER, Office.DEPUTY, Office.SCRUTINEER)
    people = {}
    for office in offices:
        people[office] = open_account(by="test", email=f"{office}@example.org", name=office)
        give_office(by="test", user=people[office], office=office, scope=election.scope)
    where = f"/roll/lampwrights/rolls/{roll.pk}/"
    struck = f"{where}entries/{entry(roll, '001').pk}/"
    sent = {"what": "strike", "reason": "Expelled on 2 April"}

    def at(office: Office) -> Client:
        client = Client(headers={"host": "127.0.0.1"})
        client.force_login(people[office])
        return client

    assert [at(office).get(where).status_code for office in offices] == [200, 200, 200]
    assert [at(office).get(struck).status_code for office in offices] == [200, 200, 403]
    assert at(Office.RETURNING_OFFICER).get("/roll/lampwrights/members/").status_code == 403
    assert at(Office.RETURNING_OFFICER).post(struck, sent).status_code == 302
    proposal = Proposal.objects.get()
    assert proposal.place == election.scope
    with pytest.raises(PermissionDenied):
        approve(by=people[Office.SCRUTINEER].scope, proposal=proposal)
    assert approve(by=people[Office.DEPUTY].scope, proposal=proposal) == "Change 1 in the public log"
