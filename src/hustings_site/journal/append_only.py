"""Make a table append-only in the database itself, for the migrations of any room."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import ProjectState, StateApps

_SQLITE = """
CREATE TRIGGER {table}_never_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only: add a new row instead'); END
"""
_POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only: add a new row instead', TG_TABLE_NAME; END $$
"""
_POSTGRES = "CREATE TRIGGER {table}_never_{verb} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change()"
_NO_MODELS = StateApps([], {})


class AppendOnly(migrations.RunPython):
    """The step that locks a table; it says which. It asks for no model, since to build them all is slow."""

    table = ""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        self.code(_NO_MODELS, schema_editor)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        if self.reverse_code is not None:
            self.reverse_code(_NO_MODELS, schema_editor)


def append_only(table: str) -> AppendOnly:
    """A migration step after which the database refuses UPDATE and DELETE on `table` (SQLite and PostgreSQL).

    On SQLite a later change of the table's columns makes the table anew and loses the lock: lock it again behind
    that change (tests/site/journal/test_append_only.py finds a table that was forgotten).
    """

    def lock(apps: StateApps, schema: BaseDatabaseSchemaEditor) -> None:
        postgres = schema.connection.vendor == "postgresql"
        if postgres:
            schema.execute(_POSTGRES_FUNCTION, params=None)  # the % is the function's own
        for verb in ("UPDATE", "DELETE"):
            schema.execute((_POSTGRES if postgres else _SQLITE).format(table=table, verb=verb))

    def unlock(apps: StateApps, schema: BaseDatabaseSchemaEditor) -> None:
        where = f" ON {table}" if schema.connection.vendor == "postgresql" else ""
        for verb in ("UPDATE", "DELETE"):
            schema.execute(f"DROP TRIGGER {table}_never_{verb}{where}")

    step = AppendOnly(lock, unlock)
    step.table = table
    return step
