"""What the database says of its own flushing, asked over the connection that ballots travel."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import DEFAULT_DB_ALIAS, ConnectionHandler, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from polls import BY, Vote
from pytest_django import DjangoDbBlocker

import postgres
from hustings_site.booth import casting, durability, services
from hustings_site.config.database import database

Connect = Callable[..., BaseDatabaseWrapper]


@pytest.fixture
def connect(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Connect]:
    """A connection of its own to a database, as the site's settings make it."""
    made = []

    def connected(url: str = "") -> BaseDatabaseWrapper:
        made.append(ConnectionHandler({DEFAULT_DB_ALIAS: database(url, tmp_path)})[DEFAULT_DB_ALIAS])
        return made[-1]

    with django_db_blocker.unblock():
        yield connected
        for connection in made:
            connection.close()


def test_sqlite_as_the_settings_open_it_flushes_each_commit(connect: Connect) -> None:
    connection = connect()
    with connection.cursor() as cursor:
        said = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")]
    assert said == ["wal", 2]
    assert durability.what_is_not_durable(connection) == []


@pytest.mark.parametrize(
    ("pragma", "said"),
    [
        ("synchronous=NORMAL", "synchronous is 1; a poll needs it to be 2 / 3."),
        ("synchronous=OFF", "synchronous is 0; a poll needs it to be 2 / 3."),
        ("journal_mode=OFF", "journal_mode is off; a poll needs it to be wal / delete / truncate / persist."),
    ],
)
def test_sqlite_that_may_forget_is_found_out(connect: Connect, pragma: str, said: str) -> None:
    connection = connect()
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")
    assert durability.what_is_not_durable(connection) == [said]


@pytest.mark.parametrize("setting", ["fsync", "synchronous_commit"])
def test_postgresql_that_may_forget_is_found_out(connect: Connect, setting: str) -> None:
    programs = postgres.server_programs()
    if programs is None:
        pytest.skip("no PostgreSQL here")
    forgetful = [f"{setting}=off", "listen_addresses="]
    with postgres.temporary_server(programs, forgetful) as url:
        connection = connect(url)
        assert durability.what_is_not_durable(connection) == [
            f"{setting} is off; a poll needs it to be on"
            + ("." if setting == "fsync" else " / remote_write / remote_apply.")
        ]


@pytest.mark.django_db
def test_no_poll_opens_and_no_ballot_is_taken_over_a_connection_that_may_forget(
    vote: Vote, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = connections[DEFAULT_DB_ALIAS]
    monkeypatch.setattr(durability, "_SQLITE", {"synchronous": ("9",)})
    monkeypatch.setattr(durability, "_POSTGRESQL", {"synchronous_commit": ("never",)})
    monkeypatch.setattr(durability, "_in_memory", lambda _: False)
    durability.ask_again(here)
    with pytest.raises(durability.NotDurable):
        casting.cast(poll=vote.poll, body=vote.ballot(0, [1, 2, 3]))
    with pytest.raises(durability.NotDurable):
        services.open_booth(by=BY, booth=vote.poll.booth)
    durability.ask_again(here)
