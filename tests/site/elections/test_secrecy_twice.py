"""Once the book is erased, nothing that the server keeps tells who cast which ballot.

The same election is played twice with the same clock, the same seeds and the same board, but with the codes of those
who voted dealt among them in two different ways. If anything the server keeps depended on whose ballot is whose, the
two would differ: every byte of every file (with SQLite's free pages), and on PostgreSQL every row of every table in
physical order with its system columns. Nothing is left out of the comparison: what is random in a real election (keys,
identifiers) comes from the same seeds here. Mail that was sent is not on the server.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from stands import tables_on, with_tables

PLAY = Path(__file__).parents[2] / "secrecy_play.py"
URL = os.environ.get("DATABASE_URL", "")
DEALINGS = {"one": "0123", "other": "3120", "leaking": "0123leak", "leaking otherwise": "3120leak"}
Kept = Callable[[str], dict[str, bytes]]


def play(data: Path, dealing: str, url: str = "") -> None:
    path = os.pathsep.join([str(PLAY.parent), *sys.path])
    environment = os.environ | {"PYTHONPATH": path, "DATABASE_URL": url}
    ran = subprocess.run(
        [sys.executable, PLAY, data, dealing], env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    """What the server keeps after each play, piece by piece; all begin as copies of one empty installation."""
    base = tmp_path_factory.mktemp("secrecy")
    yield from on_postgresql(base) if URL else on_sqlite(base)


def on_sqlite(base: Path) -> Iterator[Kept]:
    for name, dealing in DEALINGS.items():
        play(with_tables(base / name), dealing)
    yield lambda name: files(base / name)


def on_postgresql(base: Path) -> Iterator[Kept]:
    import psycopg

    names = {name: f"secrecy_{os.getpid()}_{place}" for place, name in enumerate(DEALINGS)}
    template = tables_on(URL)
    with psycopg.connect(URL, autocommit=True) as server:
        for name, dealing in DEALINGS.items():
            server.execute(f"CREATE DATABASE {names[name]} TEMPLATE {template}")
            (base / name).mkdir()
            play(base / name, dealing, of_database(names[name]))
        yield lambda name: files(base / name) | rows(of_database(names[name]))
        for name in names.values():
            server.execute(f"DROP DATABASE {name}")


def of_database(name: str) -> str:
    return urlunsplit(urlsplit(URL)._replace(path=f"/{name}"))


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def rows(url: str) -> dict[str, bytes]:
    """Every table in physical order; the transactions that wrote its rows by their order in this database."""
    import psycopg

    with psycopg.connect(url) as connection:
        tables = [row[0] for row in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
        read = {
            table: connection.execute(f'SELECT ctid::text, xmin::text, * FROM "{table}" ORDER BY ctid').fetchall()
            for table in tables
        }
    written = sorted({int(row[1]) for found in read.values() for row in found})
    order = {str(transaction): place for place, transaction in enumerate(written)}
    return {
        table: repr([(at, order[by], *values) for at, by, *values in found]).encode() for table, found in read.items()
    }


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def test_check_4_nothing_kept_depends_on_who_cast_which_ballot(kept: Kept) -> None:
    assert differing(kept("one"), kept("other")) == []


def test_one_character_of_a_code_written_down_would_show(kept: Kept) -> None:
    found = differing(kept("leaking"), kept("leaking otherwise"))
    assert found == (["elections_delivery"] if URL else ["hustings.sqlite3"])
