from datetime import UTC, datetime

import pytest
from click.testing import CliRunner
from django.db import DatabaseError, connection, transaction

from hustings_site.journal.models import Entry
from hustings_site.journal.seals import FIRST, seal
from hustings_site.journal.selectors import Finding, broken_seals, entries_about, last_seal
from hustings_site.journal.services import record

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


def three_entries() -> list[Entry]:
    return [
        record(by="user:1", act="roll.freeze", subject=f"election:{n}", details={"n": n}, now=NOON) for n in (1, 2, 3)
    ]


def let_me_change(table: str = "journal_entry") -> None:
    """What somebody with the database in hand can do: take the guards away."""
    with connection.cursor() as cursor:
        where = f" ON {table}" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER {table}_never_UPDATE{where}")
        cursor.execute(f"DROP TRIGGER {table}_never_DELETE{where}")


def test_record_numbers_entries_from_one() -> None:
    assert [entry.number for entry in three_entries()] == [1, 2, 3]


def test_record_seals_each_entry_with_the_one_before() -> None:
    first, second, _third = three_entries()
    common = {"at": NOON, "by": "user:1", "act": "roll.freeze"}
    assert first.sealed == seal(before=FIRST, number=1, subject="election:1", details={"n": 1}, **common)
    assert second.sealed == seal(before=first.sealed, number=2, subject="election:2", details={"n": 2}, **common)


def test_seal_is_the_hash_of_the_fields_as_json() -> None:
    sealed = seal(before=FIRST, number=1, at=NOON, by="user:1", act="a", subject="é", details={})
    assert sealed == "f8f0e2a5a7883f86c8d2a318b696957ec96602b24b2c1d782bb56dbcdba7eae5"


def test_record_falls_with_the_act_it_belongs_to() -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        record_and_fail()
    assert Entry.objects.count() == 0


def record_and_fail() -> None:
    record(by="user:1", act="roll.freeze", subject="election:1")
    Entry.objects.all().delete()


def test_entries_about_one_subject() -> None:
    _first, second, _third = three_entries()
    assert list(entries_about("election:2")) == [second]


def test_database_refuses_to_change_an_entry() -> None:
    entry = three_entries()[0]
    with (
        pytest.raises(DatabaseError, match="journal_entry is append-only: add a new row instead"),
        transaction.atomic(),
    ):
        Entry.objects.filter(pk=entry.pk).update(by="user:2")


def test_database_refuses_to_remove_an_entry() -> None:
    three_entries()
    with (
        pytest.raises(DatabaseError, match="journal_entry is append-only: add a new row instead"),
        transaction.atomic(),
    ):
        Entry.objects.all().delete()


def test_broken_seals_of_a_whole_journal() -> None:
    three_entries()
    assert broken_seals() == []


def test_broken_seals_of_an_empty_journal() -> None:
    assert (broken_seals(), last_seal()) == ([], FIRST)


def test_broken_seals_name_an_entry_that_was_changed() -> None:
    _first, second, third = three_entries()
    let_me_change()
    Entry.objects.filter(pk=second.pk).update(by="user:2")
    expected = seal(
        before=Entry.objects.get(number=1).sealed,
        number=2,
        at=NOON,
        by="user:2",
        act="roll.freeze",
        subject="election:2",
        details={"n": 2},
    )
    assert broken_seals() == [Finding("seal", "entry 2", expected, second.sealed)]
    assert last_seal() == third.sealed


def test_broken_seals_name_the_gap_that_a_removed_entry_leaves() -> None:
    _first, second, third = three_entries()
    let_me_change()
    Entry.objects.filter(pk=second.pk).delete()
    assert [(f.check, f.subject) for f in broken_seals()] == [("number", "entry 3"), ("seal", "entry 3")]
    assert broken_seals()[1].got == third.sealed


def test_broken_seals_after_a_changed_entry_is_sealed_anew_point_to_the_next() -> None:
    _first, second, third = three_entries()
    let_me_change()
    forged = seal(
        before=Entry.objects.get(number=1).sealed,
        number=2,
        at=NOON,
        by="user:2",
        act="roll.freeze",
        subject="election:2",
        details={"n": 2},
    )
    Entry.objects.filter(pk=second.pk).update(by="user:2", sealed=forged)
    assert [(f.subject, f.got) for f in broken_seals()] == [("entry 3", third.sealed)]


def test_audit_of_a_whole_journal() -> None:
    from hustings_site.journal.cli.audit import command

    third = three_entries()[-1]
    outcome = CliRunner().invoke(command)
    assert (outcome.exit_code, outcome.output) == (0, f"whole: 3 entries, last seal {third.sealed}\n")


def test_audit_of_a_broken_journal_lists_every_finding() -> None:
    from hustings_site.journal.cli.audit import command

    _first, second, third = three_entries()
    let_me_change()
    Entry.objects.filter(pk=second.pk).delete()
    outcome = CliRunner().invoke(command)
    assert outcome.exit_code == 1
    assert outcome.output.splitlines()[0] == "entry 3: number is 3, expected 2"
    assert outcome.output.splitlines()[1].startswith(f"entry 3: seal is {third.sealed}, expected ")
    assert outcome.output.splitlines()[2] == "broken: 2 findings in 2 entries"
