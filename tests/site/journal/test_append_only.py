"""A table that a migration made append-only still is: a later change of its columns could have dropped the lock."""

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from hustings_site.journal.append_only import AppendOnly

pytestmark = pytest.mark.django_db


def tables_declared() -> set[str]:
    """Every table that a migration says is append-only."""
    found = MigrationLoader(connection).disk_migrations.values()
    return {step.table for migration in found for step in migration.operations if isinstance(step, AppendOnly)}


def tables_locked() -> set[str]:
    """Every table in which the database refuses UPDATE and DELETE."""
    if connection.vendor == "postgresql":
        question = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    else:
        question = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    with connection.cursor() as cursor:
        cursor.execute(question)
        names = {name.lower() for (name,) in cursor.fetchall()}
    stems = {name.rsplit("_never_", 1)[0] for name in names if "_never_" in name}
    return {stem for stem in stems if {f"{stem}_never_update", f"{stem}_never_delete"} <= names}


def test_every_table_declared_append_only_is_locked() -> None:
    assert tables_declared() - tables_locked() == set()
    assert {"journal_entry", "booth_ballot", "results_result"} <= tables_declared()
