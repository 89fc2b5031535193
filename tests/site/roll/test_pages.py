"""The pages of the roll as people use them, and what each makes of a name that must not be there."""

import csv
import io
import json
import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hustings_site.accounts.models import User
from hustings_site.journal.models import Proposal
from hustings_site.roll.exporters import csv_lines, members_csv
from hustings_site.roll.freezing import freeze
from hustings_site.roll.imports.running import take_file
from hustings_site.roll.late_changes import add_entry
from hustings_site.roll.members import MemberDetails, details_of, enter_members, link_account
from hustings_site.roll.models import (
    CorrectionRequest,
    Electorate,
    FrozenRoll,
    ImportRow,
    Member,
    MemberImport,
    Organisation,
    RollEntry,
)
from hustings_site.roll.requests import ask_correction
from hustings_site.roll.services import enter_electorate

pytestmark = pytest.mark.django_db

FILE = (
    "Number,Name,Branch,E-mail,Joined,Remarks\n"
    "001,Alma Amber,Alderby,alma@example.org,2020-05-01,x\n"
    "009,Ida Inch,Aldreby,ida@example.org,2020-05-01,\n"
    "010,Jory Jade,Alderby,jory@example.org,1/5/20,\n"
    "011,Kit Kale,Alderby,kit@example.org,1/5/2020,\n"
)


@pytest.fixture
def roll(lampwrights: Organisation, members: dict[str, Member]) -> FrozenRoll:
    north = enter_electorate(by="test", organisation=lampwrights, name="The North", rule={"branch": "north"})
    return freeze(by="test", electorate=north)


@pytest.fixture
def members_browser(members: dict[str, Member], member: User) -> Client:
    """A browser in which member 006 is signed in."""
    link_account(by="test", member=members["006"], user=member)
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(member)
    return client


def upload(browser: Client, text: str = FILE, name: str = "members.csv") -> str:
    answer = browser.post("/roll/lampwrights/imports/", {"file": SimpleUploadedFile(name, text.encode())})
    return str(answer["Location"])


def slip_of(browser: Client, where: str) -> dict[str, str]:
    """What the form of a page carries, so that it is acted on once."""
    return dict(re.findall(r'name="(slip_\w+)" value="([^"]*)"', browser.get(where).text))


def columns(*names: str) -> dict[str, str]:
    return {"columns": "1", **{f"column_{position}": name for position, name in enumerate(names)}}


TOLD = columns("number", "name", "branch", "email", "joined", "")


def test_file_is_told_checked_looked_at_and_stored(
    lampwrights: Organisation, members: dict[str, Member], officers_browser: Client
) -> None:
    where = upload(officers_browser)
    page = officers_browser.get(where).text
    assert "<h1>4 rows in members.csv: what are its columns?</h1>" in page
    assert '<option value="joined" selected>Joined on</option>' in page
    officers_browser.post(where, TOLD)
    page = officers_browser.get(where).text
    assert "4 rows: 1 new, 1 changed, 0 unchanged, 2 rejected. Nothing is stored yet." in page
    assert "Columns that are not used: Remarks." in page
    assert "There is no branch “Aldreby” (perhaps Alderby)." in page
    assert "Write the branch as in the list of branches, or enter the branch first." in page
    assert "Name: Alma Ardent → Alma Amber" in page
    assert "7 members of the list are not in the file. Nothing is done to them." in page
    assert "002</a> Bela Brook, Alderby" in officers_browser.get(f"{where}absent/").text
    assert Member.objects.of(lampwrights).count() == 8
    officers_browser.post(where, {"confirm": "1"})
    page = officers_browser.get(where).text
    assert "<h1>members.csv is stored</h1>" in page
    assert "4 rows: 1 new, 1 changed, 0 unchanged, 2 rejected." in page
    assert Member.objects.of(lampwrights).count() == 9
    rejected = list(csv.reader(io.StringIO(b"".join(officers_browser.get(f"{where}rejected.csv")).decode())))
    assert rejected == [
        ["Line", "Problem", "Cure", "Number", "Name", "Branch", "E-mail", "Joined", "Remarks"],
        [
            "3",
            "There is no branch “Aldreby” (perhaps Alderby).",
            "Write the branch as in the list of branches, or enter the branch first.",
            "009",
            "Ida Inch",
            "Aldreby",
            "ida@example.org",
            "2020-05-01",
        ],
        [
            "4",
            "Joined: “1/5/20” has a year of two figures.",
            "Write the year in full: 2026, not 26.",
            "010",
            "Jory Jade",
            "Alderby",
            "jory@example.org",
            "1/5/20",
        ],
    ]
    officers_browser.post(f"{where}undo/")
    assert "The import of members.csv is undone" in officers_browser.get(where).text
    assert [m.name for m in Member.objects.of(lampwrights).filter(number__in=["001", "011"])] == ["Alma Ardent"]


def test_columns_that_do_not_do_are_asked_again(members: dict[str, Member], officers_browser: Client) -> None:
    answer = officers_browser.post(upload(officers_browser), columns("", "name", "branch", "name", "", ""))
    assert "No column is told to be “Membership number”: choose one" in answer.text
    assert "Two columns are told to be “Name”: leave one of them." in answer.text


def test_columns_can_be_told_anew_at_the_preview(members: dict[str, Member], officers_browser: Client) -> None:
    where = upload(officers_browser)
    officers_browser.post(where, TOLD)
    assert "what are its columns?" in officers_browser.get(f"{where}?again=1").text
    officers_browser.post(where, columns("number", "name", "branch", "", "", ""))
    assert "4 rows: 2 new, 1 changed, 0 unchanged, 1 rejected." in officers_browser.get(where).text


def test_file_that_is_no_table_is_refused_with_its_cure(officers_browser: Client, lampwrights: Organisation) -> None:
    file = SimpleUploadedFile("members.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    answer = officers_browser.post("/roll/lampwrights/imports/", {"file": file})
    assert "members.xls is an old Excel file: save it as .xlsx or .csv first." in answer.text


def test_import_at_work_looks_again_by_itself_until_it_seems_interrupted(
    members: dict[str, Member], officers_browser: Client
) -> None:
    where = upload(officers_browser)
    organisation = members["001"].organisation
    of_organisation = MemberImport.objects.of(organisation)
    of_organisation.update(state="checking", done=3, heard_at="2999-01-01T00:00Z")
    answer = officers_browser.get(where)
    assert (answer["Refresh"], "3 of 8 steps are done." in answer.text) == ("2", True)
    assert "Refresh" not in officers_browser.get(f"{where}?still=1")
    of_organisation.update(heard_at="2026-01-01T00:00Z")
    answer = officers_browser.get(where)
    assert ("Refresh" in answer, "The import was interrupted" in answer.text) == (False, True)
    officers_browser.post(where, {"go_on": "1"})
    assert of_organisation.get().state == "checked"


def test_discarded_file_is_gone(members: dict[str, Member], officers_browser: Client) -> None:
    where = upload(officers_browser)
    officers_browser.post(f"{where}discard/")
    assert officers_browser.get(where).status_code == 404


def test_members_are_found_by_what_is_known_of_them(members: dict[str, Member], officers_browser: Client) -> None:
    def found(**asked: str) -> list[str]:
        page = officers_browser.get("/roll/lampwrights/members/", asked).text
        return [number for number in members if f'<th scope="row">{number}</th>' in page]

    assert found(q="brook") == ["002", "003"]
    assert found(q="007") == ["007"]
    assert found(q="gale@works") == ["007"]
    assert found(branch="north") == ["001", "002", "003", "004", "008"]
    assert found(branch="north", status="suspended") == ["008"]
    assert found(category="youth") == ["001"]
    assert found(branch="nowhere") == []


def test_member_is_changed_on_a_page_and_the_stale_one_is_told(
    members: dict[str, Member], officers_browser: Client
) -> None:
    where = f"/roll/lampwrights/members/{members['001'].pk}/"
    sent = {
        "version": "1",
        "number": "001",
        "name": "Alma Amber",
        "branch": "cloverley",
        "others": ["night"],
        "categories": ["youth"],
        "status": "active",
        "joined": "2020-05-01",
        "paid_until": "2026-12-31",
        "email": "alma@example.org",
        "email_is_personal": "on",
        "weight": "1",
    }
    assert officers_browser.post(f"{where}change/", sent).status_code == 302
    page = officers_browser.get(where).text
    assert "Name: Alma Ardent → Alma Amber; Home branch (name or code): alderby → cloverley" in page
    stale = officers_browser.post(f"{where}change/", {**sent, "name": "Alma Azure"})
    assert "Somebody else changed this while you had the page open." in stale.text
    assert Member.objects.of(members["001"].organisation).get(number="001").name == "Alma Amber"


def test_member_is_entered_on_a_page(lampwrights: Organisation, officers_browser: Client) -> None:
    sent = {"version": "0", "number": "77", "name": "Una", "branch": "night", "status": "active", "weight": "1"}
    answer = officers_browser.post("/roll/lampwrights/members/new/", sent)
    assert answer.status_code == 302
    again = officers_browser.post("/roll/lampwrights/members/new/", sent)
    assert "already exists" in again.text


def test_electorate_is_set_up_by_fields_and_says_whom_it_finds(
    members: dict[str, Member], officers_browser: Client
) -> None:
    sent = {"name": "The North", "status": ["active"], "joined_by": "2026-01-03", "branches": ["north"]}
    sent |= slip_of(officers_browser, "/roll/lampwrights/electorates/new/")
    where = officers_browser.post("/roll/lampwrights/electorates/new/", sent)["Location"]
    assert officers_browser.post("/roll/lampwrights/electorates/new/", sent)["Location"].endswith("/electorates/")
    electorate = Electorate.objects.of(members["001"].organisation).get()
    assert electorate.rule == {
        "all": [{"status": ["active"]}, {"joined_by": "2026-01-03"}, {"any": [{"branch": "north"}]}]
    }
    page = officers_browser.get(where).text
    assert "Today it finds 4 of 8 members." in page
    assert "joined on or before 3 January 2026" in page
    assert '<option value="north" selected>' in page
    assert 'value="2026-01-03"' in page


def test_rule_beyond_the_fields_is_written_as_json(members: dict[str, Member], officers_browser: Client) -> None:
    rule = {"any": [{"belongs_to": "night"}, {"all": [{"category": "youth"}, {"not": {"branch": "cloverley"}}]}]}
    new = "/roll/lampwrights/electorates/new/"
    sent = {"name": "Some", "rule": json.dumps(rule)} | slip_of(officers_browser, new)
    where = officers_browser.post(new, sent)["Location"]
    page = officers_browser.get(where).text
    assert "Today it finds 2 of 8 members." in page
    assert "&quot;belongs_to&quot;: &quot;night&quot;" in page
    wrong = officers_browser.post(where, {"name": "Some", "version": "1", "rule": '{"any": [{"branch": "nowhere"}]}'})
    assert "There is no branch or category with the code “nowhere”" in wrong.text
    broken = officers_browser.post(where, {"name": "Some", "version": "1", "rule": '{"every": []}'})
    assert "This is no rule: rule: there is no test “every”" in broken.text
    kept = officers_browser.post(where, {"name": "Some", "version": "1", "category": "", "categories": ["youth"]})
    assert kept.status_code == 302
    stale = officers_browser.post(where, {"name": "Some", "version": "1", "without": ["youth"]})
    assert "Somebody else changed this" in stale.text


def test_freezing_and_late_changes_wait_for_a_second_officer(roll: FrozenRoll, officers_browser: Client) -> None:
    entry = RollEntry.objects.filter(roll=roll).get(number="001")
    freezing = "/roll/lampwrights/electorates/the-north/freeze/"
    officers_browser.post(freezing, slip_of(officers_browser, freezing))
    officers_browser.post(
        f"/roll/lampwrights/rolls/{roll.pk}/entries/{entry.pk}/", {"what": "strike", "reason": "Expelled in May"}
    )
    officers_browser.post(f"/roll/lampwrights/rolls/{roll.pk}/add/", {"number": "005", "reason": "Left off"})
    officers_browser.post(f"/roll/lampwrights/members/{entry.member_id}/erase/", {"reason": "Asked for"})
    officers_browser.post(f"/roll/lampwrights/rolls/{roll.pk}/erase/", {"reason": "Over"})
    waiting = Proposal.objects.filter(state="waiting").order_by("pk")
    assert [each.act for each in waiting] == [
        "roll.freeze",
        "roll.strike",
        "roll.add",
        "roll.erase_member",
        "roll.erase_names",
    ]
    assert [each.pk for each in FrozenRoll.objects.of(roll.organisation)] == [roll.pk]
    assert set(RollEntry.objects.filter(roll=roll).values_list("standing", flat=True)) == {"entitled"}


def test_freezing_sent_twice_freezes_once_and_from_a_stale_page_not_at_all(
    roll: FrozenRoll, officers_browser: Client
) -> None:
    Organisation.objects.update(two_officers=False)
    where = "/roll/lampwrights/electorates/the-north/freeze/"
    sent = slip_of(officers_browser, where)
    for _again in range(2):
        officers_browser.post(where, sent)
    assert FrozenRoll.objects.of(roll.organisation).count() == 2
    sent = slip_of(officers_browser, where)
    Electorate.objects.of(roll.organisation).update(version=9)
    answer = officers_browser.post(where, sent, follow=True)
    assert "Meanwhile somebody has changed this" in answer.text
    assert FrozenRoll.objects.of(roll.organisation).count() == 2


def test_addition_of_a_number_that_nobody_has(roll: FrozenRoll, officers_browser: Client) -> None:
    sent = {"number": "999", "reason": "Left off"}
    answer = officers_browser.post(f"/roll/lampwrights/rolls/{roll.pk}/add/", sent)
    assert "There is no member with this number: look it up in the members’ list." in answer.text


def named(members: dict[str, Member], said: str) -> list[str]:
    """Names and addresses of members that stand there, and their numbers where they are not digits of a moment."""
    words = [word for member in members.values() for word in (member.name, member.email) if word and word in said]
    return words + [number for number in members if re.search(rf"(?<!\w){number}(?!\w)", said)]


def test_public_pages_name_nobody(
    roll: FrozenRoll, members: dict[str, Member], visitor: Client, officers_browser: Client
) -> None:
    add_entry(by="test", roll=roll, member=members["005"], reason="Left off by mistake")
    said = "".join(
        visitor.get(f"/organisations/lampwrights/{rest}").text
        for rest in ("", f"rolls/{roll.pk}/", f"rolls/{roll.pk}/changes.csv")
    )
    assert named(members, said.replace(roll.sha256, "")) == []
    page = visitor.get(f"/organisations/lampwrights/rolls/{roll.pk}/").text
    assert "5 were entitled when the roll was frozen" in page
    assert "With the changes since, 6 may vote." in page
    assert "Left off by mistake" in page
    assert roll.sha256 in page
    assert page.count("kept back") >= 2
    assert (
        "What cannot be undone is done here by two officers together."
        in visitor.get("/organisations/lampwrights/").text
    )


def test_programs_read_what_the_public_pages_of_a_roll_say_and_no_name(
    roll: FrozenRoll, members: dict[str, Member], visitor: Client
) -> None:
    add_entry(by="test", roll=roll, member=members["005"], reason="Left off by mistake")
    where = "/api/organisations/lampwrights/rolls"
    (brief,) = visitor.get(where).json()
    assert (brief["number"], brief["electorate"], brief["size"]) == (roll.pk, "The North", 5)
    answer = visitor.get(f"{where}/{roll.pk}")
    told = answer.json()
    assert (told["entitled_now"], told["sha256"], len(told["rule"])) == (6, roll.sha256, 1)
    assert [(each["number"], each["reason"]) for each in told["changes"]] == [(1, "Left off by mistake")]
    assert (told["branches"]["counts"], told["branches"]["others"]) == ({}, None)
    assert named(members, answer.text.replace(roll.sha256, "")) == []
    assert visitor.get(f"{where}.csv").text.splitlines()[1].startswith(f"{roll.pk},The North,")
    assert "lampwrights" in [each["slug"] for each in visitor.get("/api/organisations").json()]
    assert visitor.get(f"/api/organisations/wickmakers/rolls/{roll.pk}").status_code == 404


def test_public_page_says_where_one_officer_acts_alone(lampwrights: Organisation, visitor: Client) -> None:
    Organisation.objects.update(two_officers=False)
    assert (
        "One officer acts alone here, also in what cannot be undone." in visitor.get("/organisations/lampwrights/").text
    )


def test_roll_page_makes_the_fingerprint_again(roll: FrozenRoll, officers_browser: Client) -> None:
    where = f"/roll/lampwrights/rolls/{roll.pk}/"
    assert "the roll is what it was when" not in officers_browser.get(where).text
    assert "the roll is what was frozen." in officers_browser.get(where).text
    text = b"".join(officers_browser.get(f"{where}roll.txt")).decode()
    assert text.startswith("hustings roll 1\norganisation lampwrights\n")
    RollEntry.objects.filter(roll=roll, number="001").update(weight=9)
    assert "The roll is not what was frozen." in officers_browser.get(where).text


def test_member_sees_why_they_may_not_vote_and_asks_for_a_correction(
    lampwrights: Organisation, members_browser: Client, officers_browser: Client
) -> None:
    rule = {"all": [{"status": ["active"]}, {"paid_up_to": "2026-03-31"}]}
    enter_electorate(by="test", organisation=lampwrights, name="All members", rule=rule)
    assert members_browser.get("/membership/")["Location"] == "/membership/lampwrights/"
    page = members_browser.get("/membership/lampwrights/").text
    assert "Would not be entitled to vote if it were frozen today." in page
    assert "You have paid up to 30 March 2026. If you have paid, ask for a correction" in page
    members_browser.post("/membership/lampwrights/", {"text": "I paid in April"})
    members_browser.post("/membership/lampwrights/", {"text": "I paid in April"})
    asked = CorrectionRequest.objects.of(lampwrights).get()
    assert "1 member asks for a correction" in officers_browser.get("/roll/lampwrights/").text
    assert "1 member asks for a correction" in officers_browser.get("/account/").text
    where = f"/roll/lampwrights/requests/{asked.pk}/"
    refused = officers_browser.post(where, {"state": "refused", "answer": ""})
    assert "Say why it is not corrected: the member reads it." in refused.text
    officers_browser.post(where, {"state": "done", "answer": "Entered."})
    again = officers_browser.post(where, {"state": "refused", "answer": "No."})
    assert "This has been answered meanwhile: corrected." in again.text
    assert "Entered." in members_browser.get("/membership/lampwrights/").text


def test_member_takes_all_that_is_held(members_browser: Client, roll: FrozenRoll, members: dict[str, Member]) -> None:
    ask_correction(by="test", member=members["006"], text="My name")
    held = json.loads(members_browser.get("/membership/lampwrights/held.json").text)
    assert held["record"] == details_of(members["006"]).as_json()
    assert [*held] == ["organisation", "record", "history", "rolls", "requests", "may_vote"]
    rows = dict(csv.reader(io.StringIO(members_browser.get("/membership/lampwrights/held.csv").text)))
    assert (rows["record.name"], rows["requests.1.text"], rows["may_vote.The North"]) == (
        "Finn Frost",
        "My name",
        "False",
    )
    assert members_browser.get("/membership/lampwrights/held.pdf").status_code == 404


# No page, query, export, task or log holds members of two organisations -----------------------------------------------


@pytest.fixture
def beside(members: dict[str, Member]) -> Organisation:
    """The Wickmakers, whose every member is called Nemo; with rolls, requests and an import of their own."""
    from hustings_site.roll.services import enter_branch, organisation_named

    beside = organisation_named(by="test", name="Wickmakers")
    enter_branch(by="test", organisation=beside, code="alderby", name="Alderby of Nemo")
    enter_members(by="test", organisation=beside, members=[MemberDetails("001", "Nemo", "alderby", "nemo@nemo.test")])
    ask_correction(by="test", member=Member.objects.of(beside).get(), text="Nemo asks")
    take_file(by="test", organisation=beside, file=io.BytesIO(b"Number,Name,Branch\n2,Nemo,Nemo\n"), name="nemo.csv")
    enter_electorate(by="test", organisation=beside, name="Nemo's electorate", rule={})
    freeze(by="test", electorate=Electorate.objects.of(beside).get())
    return beside


def test_no_page_or_export_shows_a_member_of_another_organisation(
    beside: Organisation, roll: FrozenRoll, officers_browser: Client, members: dict[str, Member]
) -> None:
    pages = [
        "",
        "branches/",
        "members/",
        "members/?q=001",
        "members.csv",
        f"members/{members['001'].pk}/",
        f"members/{members['001'].pk}/held.json",
        "imports/",
        "electorates/",
        f"rolls/{roll.pk}/",
        f"rolls/{roll.pk}/roll.txt",
        "requests/",
        "erasures/",
    ]
    for page in pages:
        answer = officers_browser.get(f"/roll/lampwrights/{page}")
        said = b"".join(answer) if answer.streaming else answer.content
        assert (answer.status_code, b"nemo" in said.lower()) == (200, False), page


def test_rows_of_another_organisation_are_not_found_under_this_one(
    beside: Organisation, lampwrights: Organisation, officers_browser: Client
) -> None:
    theirs = {
        "members": Member.objects.of(beside).get().pk,
        "imports": MemberImport.objects.of(beside).get().pk,
        "rolls": FrozenRoll.objects.of(beside).get().pk,
        "requests": CorrectionRequest.objects.of(beside).get().pk,
    }
    answers = {kind: officers_browser.get(f"/roll/lampwrights/{kind}/{pk}/").status_code for kind, pk in theirs.items()}
    assert answers == dict.fromkeys(theirs, 404)
    assert officers_browser.get(f"/organisations/lampwrights/rolls/{theirs['rolls']}/").status_code == 404


def test_import_meets_no_member_of_another_organisation(
    beside: Organisation, members: dict[str, Member], officers_browser: Client
) -> None:
    where = upload(officers_browser, "Number,Name,Branch,E-mail\n001,X,Alderby of Nemo,nemo@nemo.test\n")
    officers_browser.post(where, columns("number", "name", "branch", "email"))
    (row,) = ImportRow.objects.filter(member_import__organisation=members["001"].organisation)
    assert ([fault["code"] for fault in row.faults], row.remarks) == (["unknown_branch"], [])


def test_electorate_and_roll_find_nobody_of_another_organisation(
    beside: Organisation, lampwrights: Organisation
) -> None:
    everybody = enter_electorate(by="test", organisation=lampwrights, name="Everybody", rule={"branch": "alderby"})
    roll = freeze(by="test", electorate=everybody)
    assert [entry.name for entry in RollEntry.objects.filter(roll=roll)] == ["Alma Ardent", "Bela Brook", "Hild Hazel"]


def test_task_is_told_numbers_and_no_names(
    lampwrights: Organisation,
    officers_browser: Client,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:
    from django_tasks_db.models import DBTaskResult

    from hustings_site.roll import tasks

    monkeypatch.setattr(tasks, "AT_ONCE", 0)
    where = upload(officers_browser)
    with django_capture_on_commit_callbacks(execute=True):
        officers_browser.post(where, TOLD)
    (queued,) = DBTaskResult.objects.all()
    held = MemberImport.objects.of(lampwrights).get()
    assert queued.args_kwargs == {"args": [lampwrights.pk, held.pk], "kwargs": {}}
    queued.task.call(*queued.args_kwargs["args"])
    held.refresh_from_db()
    assert held.state == "checked"


# Exports, queries -----------------------------------------------------------------------------------------------------


def test_exported_list_is_imported_as_unchanged(
    lampwrights: Organisation, members: dict[str, Member], officers_browser: Client
) -> None:
    Member.objects.of(lampwrights).filter(number="001").update(phone="+44 1632 960001", name="=Alma")
    Member.objects.of(lampwrights).filter(number="002").update(address="-1 Mill Lane")
    text = "".join(members_csv(lampwrights))
    assert "'+44 1632 960001" in text
    where = upload(officers_browser, text)
    held = MemberImport.objects.of(lampwrights).get()
    officers_browser.post(where, columns(*held.columns))
    held.refresh_from_db()
    assert (held.rows, held.unchanged, held.rejected, held.absent) == (8, 8, 0, 0)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_no_exported_cell_acts_in_a_spreadsheet(cell: str) -> None:
    (row,) = csv.reader(csv_lines([[cell]]))
    assert row == [f"'{cell}"]


@pytest.mark.parametrize("path", ["members/", "branches/", "categories/", "imports/", "requests/", "electorates/"])
def test_lists_make_the_same_queries_for_few_rows_and_for_many(
    lampwrights: Organisation, officers_browser: Client, path: str
) -> None:
    def fill(start: int, end: int) -> None:
        enter_members(
            by="test",
            organisation=lampwrights,
            members=[MemberDetails(f"{n:04}", f"M {n}", "alderby", categories=("youth",)) for n in range(start, end)],
        )
        for n in range(start, end, 20):
            ask_correction(by="test", member=Member.objects.of(lampwrights).get(number=f"{n:04}"), text="x")
            enter_electorate(by="test", organisation=lampwrights, name=f"E{n}", rule={})
            file = io.BytesIO(f"Number,Name\n{n},x\n".encode())
            take_file(by="test", organisation=lampwrights, file=file, name="x.csv")

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as made:
            assert officers_browser.get(f"/roll/lampwrights/{path}").status_code == 200
        return len(made)

    fill(0, 1)
    queries()
    one = queries()
    fill(1, 500)
    assert queries() == one


def test_frozen_roll_makes_the_same_queries_for_few_rows_and_for_many(
    lampwrights: Organisation, members: dict[str, Member], officers_browser: Client
) -> None:
    few = enter_electorate(by="test", organisation=lampwrights, name="Few", rule={"category": "youth"})
    more = [MemberDetails(f"{n:04}", f"M {n}", "alderby") for n in range(500)]
    enter_members(by="test", organisation=lampwrights, members=more)
    many = enter_electorate(by="test", organisation=lampwrights, name="Many", rule={})
    made = []
    for electorate in (few, many):
        roll = freeze(by="test", electorate=electorate)
        for path in (f"/roll/lampwrights/rolls/{roll.pk}/", f"/organisations/lampwrights/rolls/{roll.pk}/"):
            officers_browser.get(path)
            with CaptureQueriesContext(connection) as captured:
                officers_browser.get(path)
            made.append(len(captured))
    assert made[:2] == made[2:]
