"""The API: public data to everybody, an organisation's roll to its own administrators' programs alone."""

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hustings_site.accounts.api_keys import make_key, revoke_key
from hustings_site.accounts.enums import Office
from hustings_site.accounts.models import ApiKey, User
from hustings_site.accounts.places import place_of
from hustings_site.accounts.services import give_office
from hustings_site.elections.complaints.enums import Matter
from hustings_site.elections.complaints.services import complain
from hustings_site.elections.enums import ContestState
from hustings_site.elections.models import Contest
from hustings_site.journal.schedule import promise
from hustings_site.pages.open_data import as_table
from hustings_site.results.models import Result
from hustings_site.roll.models import Member, Organisation
from hustings_site.roll.services import enter_branch, organisation_named

pytestmark = pytest.mark.django_db
ELECTION = "/api/elections/lampwrights-branch-election"


def rows(response: object) -> list[list[str]]:
    return list(csv.reader(io.StringIO(response.content.decode())))


def test_description_names_every_operation_and_the_page_shows_it(visitor: Client, db: None) -> None:
    described = visitor.get("/api/openapi.json").json()
    page = visitor.get("/api/").text
    assert described["openapi"].startswith("3.1")
    assert [path for path in described["paths"] if path not in page] == []
    assert "<script" not in page


def test_elections_are_open_to_pages_of_other_sites(contest: Contest, visitor: Client) -> None:
    response = visitor.get("/api/elections")
    assert response["Access-Control-Allow-Origin"] == "*"
    (election,) = response.json()
    assert (election["slug"], election["organisation"]) == ("lampwrights-branch-election", "Lampwrights")
    assert election["contests"] == [
        {"slug": "secretary", "title": "Secretary", "vacancies": 1, "state": "recorded", "rule": ""}
    ]
    assert rows(visitor.get("/api/elections/contests.csv"))[1] == [
        "lampwrights-branch-election",
        "Lampwrights",
        "Branch election",
        "members",
        "secretary",
        "Secretary",
        "1",
        "recorded",
        "",
    ]


def test_election_in_preparation_is_not_there(contest: Contest, visitor: Client) -> None:
    Contest.objects.update(state=ContestState.DRAFT)
    assert visitor.get("/api/elections").json() == []
    for path in ("", "/dates", "/officers", "/secretary/candidates", "/secretary/nominations"):
        assert visitor.get(ELECTION + path).status_code == 404


def test_candidates_stand_in_ballot_order_with_the_history_of_their_standing(contest: Contest, visitor: Client) -> None:
    at = timezone.now()
    contest.candidates.get(position=2).changes.create(standing="withdrawn", at=at, source="Letter to the officer")
    contest.candidates.create(name="Not yet published")
    found = visitor.get(f"{ELECTION}/secretary/candidates").json()
    assert [(each["position"], each["name"]) for each in found] == [
        (1, "Alma Ardent"),
        (2, "Bela Brook"),
        (3, "Ida Inch"),
    ]
    assert [each["source"] for each in found[1]["history"]] == ["Letter to the officer"]
    assert rows(visitor.get(f"{ELECTION}/secretary/candidates.csv"))[1] == ["1", "Alma Ardent", "validated"]


def test_officers_and_dates_of_an_announced_election(contest: Contest, member: User, visitor: Client) -> None:
    election = contest.election
    election.announced_at = election.poll_closes = timezone.now()
    election.save()
    give_office(by="test", user=member, office=Office.RETURNING_OFFICER, scope=election.scope)
    (officer,) = visitor.get(f"{ELECTION}/officers").json()
    assert (officer["name"], officer["office"], officer["conflicts"]) == ("Mab Rush", "returning_officer", [])
    assert rows(visitor.get(f"{ELECTION}/officers.csv"))[1][:2] == ["Mab Rush", "returning_officer"]
    (date,) = visitor.get(f"{ELECTION}/dates").json()
    assert (date["name"], date["title"]) == ("poll_closes", "poll closes")
    assert rows(visitor.get(f"{ELECTION}/dates.csv"))[1][0] == "poll_closes"


def test_timetable_and_register_of_complaints(contest: Contest, visitor: Client) -> None:
    election, at = contest.election, timezone.now()
    election.announced_at = at
    election.save()
    promise(by="test", act="elections.open_poll", subject=election.scope, title="The poll opens", due=at)
    complain(election=election, matter=Matter.OTHER, text="Somebody named Orla did it.", name="Mab Rush")
    (promised,) = visitor.get(f"{ELECTION}/timetable").json()
    assert (promised["title"], promised["state"]) == ("The poll opens", "due")
    assert rows(visitor.get(f"{ELECTION}/timetable.csv"))[1][0] == "The poll opens"
    found = visitor.get(f"{ELECTION}/complaints")
    (complaint,) = found.json()
    assert (complaint["number"], complaint["matter"], complaint["upheld"]) == (1, "other", None)
    assert [name for name in ("Orla", "Mab") if name in found.text] == []
    assert rows(visitor.get(f"{ELECTION}/complaints.csv"))[1][0] == "1"


def test_result_is_that_of_the_result_page(result: Result, visitor: Client) -> None:
    of_page = reverse("results:result_json", args=["lampwrights-branch-election", "secretary", 1])
    response = visitor.get("/api/results/lampwrights-branch-election/secretary")
    assert response.json() == visitor.get(of_page).json()
    assert rows(visitor.get("/api/results/lampwrights-branch-election/secretary.csv"))[1][0] == "Alma Ardent"


def test_formula_of_a_spreadsheet_is_no_formula_in_a_table() -> None:
    assert as_table(("a", "b", "c"), [("=1+1", None, -1)]) == "a,b,c\n'=1+1,,-1\n"


# An organisation's own ---------------------------------------------------------------------------------------------


def with_members(name: str, count: int = 1) -> Organisation:
    organisation = organisation_named(by="test", name=name)
    branch = enter_branch(by="test", organisation=organisation, code="alderby", name="Alderby")
    for number in range(count):
        Member.objects.create(
            organisation=organisation, branch=branch, number=f"{number:05}", name=f"{name} member {number}"
        )
    return organisation


@pytest.fixture
def key(member: User) -> str:
    """A key of the Lampwrights' administrator, beside the Wickmakers' members."""
    organisation = with_members("Lampwrights")
    with_members("Wickmakers")
    give_office(by="test", user=member, office=Office.ADMINISTRATOR, scope=organisation.scope)
    return make_key(by=member.scope, user=member, place=place_of(organisation.scope), name="members' system")


def ask(path: str, key: str) -> object:
    return Client(headers={"host": "127.0.0.1", "authorization": f"Bearer {key}"}).get(f"/api/roll/{path}")


def test_key_reads_the_members_of_its_organisation_and_of_no_other(key: str) -> None:
    assert [each["name"] for each in ask("members", key).json()["members"]] == ["Lampwrights member 0"]
    assert [each["path"] for each in ask("branches", key).json()] == ["alderby/"]
    assert ask("rolls", key).json() == []
    assert "Access-Control-Allow-Origin" not in ask("members", key).headers


def test_members_come_in_parts(member: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hustings_site.roll.api.MOST", 2)
    organisation = with_members("Lampwrights", 5)
    give_office(by="test", user=member, office=Office.ADMINISTRATOR, scope=organisation.scope)
    key = make_key(by=member.scope, user=member, place=place_of(organisation.scope), name="x")
    numbers, after = [], ""
    while after is not None:
        part = ask(f"members?after={after}", key).json()
        numbers.append([each["number"] for each in part["members"]])
        after = part["next"]
    assert numbers == [["00000", "00001"], ["00002", "00003"], ["00004"]]


def test_key_is_kept_as_a_fingerprint_and_opens_nothing_once_revoked(key: str, member: User) -> None:
    (kept,) = ApiKey.objects.all()
    assert key not in (kept.sha256, kept.name)
    assert ask("members", key).status_code == 200
    kept.refresh_from_db()
    assert kept.used_at is not None
    revoke_key(by=member.scope, key=kept)
    assert ask("members", key).status_code == 401


def test_key_opens_nothing_once_its_maker_is_no_administrator(key: str, member: User) -> None:
    member.roles.update(until=timezone.now())
    assert ask("members", key).status_code == 401


@pytest.mark.parametrize("wrong", ["", "hustings_x", "x"])
def test_wrong_key_opens_nothing(key: str, wrong: str) -> None:
    assert [ask(path, wrong).status_code for path in ("members", "branches", "rolls")] == [401] * 3


def test_session_of_an_administrator_is_no_key(key: str, member: User) -> None:
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(member)
    assert client.get("/api/roll/members").status_code == 401
