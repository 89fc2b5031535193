"""Whether this database has on disk what it says it has committed: no poll is opened and no ballot taken otherwise."""

from weakref import WeakSet

from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext as _

_found_durable: WeakSet[BaseDatabaseWrapper] = WeakSet()


class NotDurable(RuntimeError):
    """A database that may lose what it has committed; the message says which setting, and how to set it."""


def require_durable(connection: BaseDatabaseWrapper) -> None:
    """Raises `NotDurable`. Asked once of each connection when it is made, over the connection itself."""
    if connection not in _found_durable:
        if lacks := what_is_not_durable(connection):
            raise NotDurable(" ".join(lacks))
        _found_durable.add(connection)


def ask_again(connection: BaseDatabaseWrapper, **_: object) -> None:
    """A connection was made anew (Django's signal `connection_created`): what was found of the old one is void."""
    _found_durable.discard(connection)


def what_is_not_durable(connection: BaseDatabaseWrapper) -> list[str]:
    """What the settings of this connection leave to chance; nothing on a database that flushes each commit.

    A database in memory, which only tests use, has no disk to ask about.
    """
    wanted = _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite" and _in_memory(connection):
            return []
        found = {}
        for name in wanted:
            cursor.execute(f"SHOW {name}" if connection.vendor == "postgresql" else f"PRAGMA {name}")
            found[name] = str(cursor.fetchone()[0])
    return [
        _("%(name)s is %(found)s; a poll needs it to be %(wanted)s.")
        % {"name": name, "found": found[name], "wanted": " / ".join(allowed)}
        for name, allowed in wanted.items()
        if found[name] not in allowed
    ]


_POSTGRESQL = {"fsync": ("on",), "synchronous_commit": ("on", "remote_write", "remote_apply")}
_SQLITE = {"journal_mode": ("wal", "delete", "truncate", "persist"), "synchronous": ("2", "3")}
"""Settings and what they may be; for SQLite 2 is FULL and 3 is EXTRA."""


def _in_memory(connection: BaseDatabaseWrapper) -> bool:
    name = str(connection.settings_dict["NAME"])
    return name == ":memory:" or "mode=memory" in name
