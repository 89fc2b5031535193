"""A file of members from upload to undo: nothing is dropped in silence, nothing is done twice."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from hustings_site.journal.models import Entry
from hustings_site.roll.freezing import freeze
from hustings_site.roll.imports import running
from hustings_site.roll.imports.faults import in_words
from hustings_site.roll.members import change_member, details_of
from hustings_site.roll.models import ImportRow, Member, MemberChange, MemberImport, Organisation
from hustings_site.roll.services import enter_electorate
from hustings_site.roll.tasks import go_on, work_on

pytestmark = pytest.mark.django_db

HEADINGS = "Number,Name,Branch,E-mail,Joined,Paid up to\n"
GOOD = [
    "001,Alma Ardent,Alderby,alma@example.org,2020-05-01,2026-12-31",
    "002,Bela Brook,Alderby,bela@example.org,2020-05-01,2026-12-31",
    "003,Cato Dunn,Brackford,cato@example.org,2020-05-01,2026-12-31",
]
FAULTY = [
    "004,,Alderby,d@example.org,2020-05-01,2026-12-31",
    "005,Edda Elm,Aldreby,e@example.org,2020-05-01,2026-12-31",
    "001,Alma Again,Alderby,a@example.org,2020-05-01,2026-12-31",
    "006,Finn Frost,Alderby,finn,2020-05-01,2026-12-31",
]
Take = Callable[..., MemberImport]


@pytest.fixture
def take(lampwrights: Organisation) -> Take:
    """Upload these rows; `until` "checked" or "done" goes on so far."""

    def taken(*rows: str, headings: str = HEADINGS, until: str = "uploaded") -> MemberImport:
        content = (headings + "".join(f"{row}\n" for row in rows)).encode()
        found = running.take_file(by="test", organisation=lampwrights, file=io.BytesIO(content), name="members.csv")
        if until != "uploaded":
            running.choose_columns(by="test", member_import=found, columns=found.columns, month_first=False)
            go_on(fresh(found))
        if until == "done":
            running.confirm(by="test", member_import=found)
            go_on(fresh(found))
        return fresh(found)

    return taken


def fresh(member_import: MemberImport) -> MemberImport:
    return MemberImport.objects.of(member_import.organisation).get(pk=member_import.pk)


def counts(member_import: MemberImport) -> tuple[int, int, int, int, int]:
    m = member_import
    return m.rows, m.new, m.changed, m.unchanged, m.rejected


def rejected(member_import: MemberImport) -> list[tuple[int, str]]:
    rows = ImportRow.objects.filter(member_import=member_import, verdict="rejected")
    return [(row.line, in_words(fault).problem) for row in rows for fault in row.faults]


def names(organisation: Organisation) -> list[str]:
    return [member.name for member in Member.objects.of(organisation)]


def test_check_2_totals_in_are_stored_and_rejected_with_reasons(lampwrights: Organisation, take: Take) -> None:
    done = take(*GOOD, *FAULTY, "", until="done")
    assert (counts(done), done.blank) == ((7, 3, 0, 0, 4), 1)
    assert names(lampwrights) == ["Alma Ardent", "Bela Brook", "Cato Dunn"]
    assert rejected(done) == [
        (5, "No name."),
        (6, "There is no branch “Aldreby” (perhaps Alderby)."),
        (7, "Number 001 stands in line 2 already."),
        (8, "“finn” is no e-mail address."),
    ]


def test_columns_are_guessed_and_what_was_told_is_remembered(take: Take) -> None:
    first = take(*GOOD, headings="Card,Who,Branch,E-mail,Joined,Paid up to\n")
    assert first.columns == ["", "", "branch", "email", "joined", "paid_until"]
    running.choose_columns(
        by="test", member_import=first, columns=["number", "name", "branch", "email", "", ""], month_first=False
    )
    again = take(*GOOD[:2], headings="Branch,Card,Who,Joined,E-mail,Paid up to\n")
    assert again.columns == ["branch", "number", "name", "", "email", ""]


def test_several_columns_make_the_address_and_nothing_else(take: Take) -> None:
    assert take("", headings="Number,Name,Branch,Address 1,Address 2,Name\n").columns == [
        "number",
        "name",
        "branch",
        "address",
        "address",
        "",
    ]


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (["", "name", "branch", "", "", ""], ["No column is told to be “Membership number”: choose one; without it"]),
        (
            ["number", "given_name", "", "", "", ""],
            ["No column is told to be “Home branch", "No column is told to be th"],
        ),
        (
            ["number", "name", "branch", "email", "email", ""],
            ["Two columns are told to be “E-mail address”: leave one"],
        ),
    ],
)
def test_columns_that_do_not_do(take: Take, columns: list[str], said: list[str]) -> None:
    found = take(*GOOD)
    with pytest.raises(ValidationError) as refusal:
        running.choose_columns(by="test", member_import=found, columns=columns, month_first=False)
    assert [message[: len(start)] for message, start in zip(refusal.value.messages, said, strict=True)] == said


def test_preview_writes_nothing(lampwrights: Organisation, take: Take) -> None:
    checked = take(*GOOD, until="checked")
    assert (checked.state, counts(checked)) == ("checked", (3, 3, 0, 0, 0))
    assert names(lampwrights) == []


def test_import_again_shows_the_difference_and_who_is_missing(lampwrights: Organisation, take: Take) -> None:
    take(*GOOD, until="done")
    again = take(
        GOOD[0], "002,Bela Brook,Cloverley,bela@example.org,2020-05-01,", "009,Ida Inch,Alderby,,,", until="checked"
    )
    assert counts(again) == (3, 1, 1, 1, 0)
    (row,) = ImportRow.objects.filter(member_import=again, verdict="changed")
    assert row.difference == {"branch": ["alderby", "cloverley"], "paid_until": ["2026-12-31", None]}
    assert (again.absent, [member.number for member in running.absent_members(again)]) == (1, ["003"])
    running.confirm(by="test", member_import=again)
    go_on(fresh(again))
    assert names(lampwrights) == ["Alma Ardent", "Bela Brook", "Cato Dunn", "Ida Inch"]
    bela = Member.objects.of(lampwrights).get(number="002")
    assert (bela.branch.code, bela.paid_until, bela.version) == ("cloverley", None, 2)
    assert MemberChange.objects.filter(member=bela).first().changes == row.difference


def test_field_without_a_column_stays_as_it_is(lampwrights: Organisation, take: Take) -> None:
    take(*GOOD, until="done")
    take("001,Alma Amber,Alderby", headings="Number,Name,Branch\n", until="done")
    alma = details_of(Member.objects.of(lampwrights).get(number="001"))
    assert (alma.name, alma.email, alma.joined) == ("Alma Amber", "alma@example.org", date(2020, 5, 1))


def test_email_twice_is_kept_and_remarked_upon(take: Take) -> None:
    take(*GOOD, until="done")
    checked = take(
        "007,Gale,Alderby,g@example.org,,",
        "008,Hild,Alderby,G@example.org,,",
        "009,Ida,Alderby,alma@example.org,,",
        until="checked",
    )
    assert counts(checked) == (3, 3, 0, 0, 0)
    rows = ImportRow.objects.filter(member_import=checked)
    assert [(row.line, in_words(remark).problem) for row in rows for remark in row.remarks] == [
        (2, "“g@example.org” is the e-mail address of another row too (line 3)."),
        (3, "“g@example.org” is the e-mail address of another row too (line 2)."),
        (4, "“alma@example.org” is the e-mail address of member 001 too."),
    ]


def test_same_file_sent_twice_is_one_import(take: Take) -> None:
    assert take(*GOOD) == take(*GOOD)


def test_confirming_twice_does_it_once(lampwrights: Organisation, take: Take) -> None:
    done = take(*GOOD, until="done")
    running.confirm(by="test", member_import=done)
    go_on(fresh(done))
    assert (fresh(done).state, MemberChange.objects.of(lampwrights).count()) == ("done", 3)
    assert [entry.act for entry in Entry.objects.filter(subject=done.scope)] == [
        "roll.take_file",
        "roll.confirm_import",
        "roll.apply_import",
    ]


def test_file_that_was_imported_before_says_so(take: Take) -> None:
    take(*GOOD, until="done")
    assert [note["code"] for note in take(*GOOD).notes] == ["before"]


def test_import_that_was_interrupted_goes_on_where_it_was(
    lampwrights: Organisation, take: Take, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "AT_ONCE", 2)
    found = take(*GOOD, *FAULTY)
    running.choose_columns(by="test", member_import=found, columns=found.columns, month_first=False)
    judge = running.Judge(
        found.headings, found.columns, running.Known.of(lampwrights, today=timezone.localdate(), month_first=False)
    )
    assert running._some_judged(found, judge)
    assert (fresh(found).done, fresh(found).state) == (2, "checking")
    work_on(lampwrights.pk, found.pk)
    assert (counts(fresh(found)), fresh(found).state) == ((7, 3, 0, 0, 4), "checked")
    running.confirm(by="test", member_import=found)
    assert running._some_applied(found)
    assert (len(names(lampwrights)), fresh(found).state) == (2, "applying")
    work_on(lampwrights.pk, found.pk)
    assert (len(names(lampwrights)), fresh(found).state, counts(fresh(found))) == (3, "done", (7, 3, 0, 0, 4))


def test_import_not_heard_of_for_a_minute_seems_interrupted(take: Take) -> None:
    found = take(*GOOD)
    running.choose_columns(by="test", member_import=found, columns=found.columns, month_first=False)
    found = fresh(found)
    assert not running.seems_interrupted(found)
    found.heard_at -= timedelta(seconds=61)
    assert running.seems_interrupted(found)


def test_member_changed_by_hand_after_the_preview_is_not_overwritten(lampwrights: Organisation, take: Take) -> None:
    take(*GOOD, until="done")
    second = take("001,Alma Amber,Alderby,alma@example.org,2020-05-01,2026-12-31", *GOOD[1:], until="checked")
    alma = Member.objects.of(lampwrights).get(number="001")
    change_member(by="other", member=alma, version=1, details=replace(details_of(alma), name="Alma Azure"))
    running.confirm(by="test", member_import=second)
    go_on(fresh(second))
    assert (counts(fresh(second)), names(lampwrights)[0]) == ((3, 0, 0, 2, 1), "Alma Azure")
    assert rejected(second) == [(2, "The record was changed here while this import was looked at.")]


def test_undo_takes_back_what_was_entered_and_what_was_changed(lampwrights: Organisation, take: Take) -> None:
    take(*GOOD, until="done")
    before = {member.number: details_of(member) for member in Member.objects.of(lampwrights)}
    second = take(
        "001,Alma Amber,Cloverley,,,",
        "009,Ida Inch,Alderby,,,",
        headings=HEADINGS.replace("Joined", "Status since"),
        until="done",
    )
    assert len(names(lampwrights)) == 4
    running.undo(by="test", member_import=second)
    assert {member.number: details_of(member) for member in Member.objects.of(lampwrights)} == before
    running.undo(by="test", member_import=second)
    assert fresh(second).state == "undone"


def test_undo_is_refused_as_soon_as_something_depends_on_it(lampwrights: Organisation, take: Take) -> None:
    done = take(*GOOD, until="done")
    alma = Member.objects.of(lampwrights).get(number="001")
    change_member(by="other", member=alma, version=1, details=replace(details_of(alma), phone="1"))
    everybody = enter_electorate(by="test", organisation=lampwrights, name="Everybody", rule={})
    freeze(by="test", electorate=everybody)
    with pytest.raises(ValidationError) as refusal:
        running.undo(by="test", member_import=fresh(done))
    assert refusal.value.messages == [
        "A roll has been frozen since: it stays as it is, and so does what it was made from.",
        "One of its members has been changed since: undo that by hand, or leave it.",
        "Somebody entered by it is spoken of elsewhere since: entries of rolls.",
    ]
    assert len(names(lampwrights)) == 3


def test_rolls_frozen_before_an_import_do_not_stand_against_its_undoing(lampwrights: Organisation, take: Take) -> None:
    take(*GOOD, until="done")
    everybody = enter_electorate(by="test", organisation=lampwrights, name="Everybody", rule={})
    freeze(by="test", electorate=everybody, at=datetime(2026, 1, 1, tzinfo=UTC))
    second = take("001,Alma Amber,Alderby,alma@example.org,2020-05-01,2026-12-31", until="done")
    assert running.why_not_undone(fresh(second)) == []


def test_discard_throws_an_import_away_that_was_not_applied(lampwrights: Organisation, take: Take) -> None:
    running.discard(by="test", member_import=take(*GOOD, until="checked"))
    assert not MemberImport.objects.of(lampwrights).exists()


def test_discard_of_what_is_done_throws_the_rejected_rows_away_and_keeps_the_counts(take: Take) -> None:
    done = take(*GOOD, *FAULTY, until="done")
    running.discard(by="test", member_import=done)
    assert (rejected(done), counts(fresh(done))) == ([], (7, 3, 0, 0, 4))


def test_rows_that_are_stored_are_not_kept_a_second_time(take: Take) -> None:
    done = take(*GOOD, *FAULTY, until="done")
    assert {row.verdict for row in ImportRow.objects.filter(member_import=done)} == {"rejected"}
