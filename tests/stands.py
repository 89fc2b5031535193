"""Sites of their own for tests: ports that nobody else takes, tables made once and copied, a server while it serves."""

import fcntl
import hashlib
import json
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from itertools import count
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "src" / "hustings_site"
KEPT = ROOT / ".pytest_cache" / "tables"
PORTS = range(10_000, 32_000)
"""Below those that Linux gives to whoever connects (from 32768 on): no browser's own end of a line can take one of them
while a server is about to start, or is started again at the port it had."""

MIGRATE = 'import django; django.setup(); from django.core.management import call_command; call_command("migrate")'
_tried = count(int.from_bytes(os.urandom(2)))


def free_port() -> int:
    """A port of this computer at which nothing listens, never given twice by this process."""
    while True:
        port = PORTS[next(_tried) % len(PORTS)]
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port


def bare_environment() -> dict[str, str]:
    """What a program of the site's own reads; nothing of the test's own settings."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("HUSTINGS_", "DJANGO_", "DATABASE_"))}
    paths = os.pathsep.join(str(ROOT / each) for each in ("src", "tests", "tools"))
    return {**kept, "PYTHONPATH": paths, "PYTHONUNBUFFERED": "1"}


def tables() -> Path:
    """A database in which every migration is made and nothing else is, to be copied and never written to.

    Kept from one run to the next for as long as the migrations, what they import, and the packages are the same.
    """
    KEPT.mkdir(parents=True, exist_ok=True)
    made = KEPT / f"{_digest()}.sqlite3"
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            for old in KEPT.glob("*.sqlite3"):
                old.unlink()
            with tempfile.TemporaryDirectory(dir=KEPT) as folder:
                _migrate({"HUSTINGS_DATA": folder})
                _fold_the_log(Path(folder, "hustings.sqlite3"))
                Path(folder, "hustings.sqlite3").rename(made)
    return made


def tables_on(server: str) -> str:
    """The same on the PostgreSQL of this address: the name of a database to be a TEMPLATE, made by who first asks."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(1)")
        if not connection.execute("SELECT FROM pg_database WHERE datname = 'tables'").fetchall():
            connection.execute("CREATE DATABASE tables_in_the_making")
            _migrate({"DATABASE_URL": f"{server.rpartition('/')[0]}/tables_in_the_making"})
            connection.execute("ALTER DATABASE tables_in_the_making RENAME TO tables")
    return "tables"


def _migrate(settings: dict[str, str]) -> None:
    settings |= {"DJANGO_SETTINGS_MODULE": "hustings_site.config.settings", "HUSTINGS_SECRET_KEY": "a key for tests"}
    command = [sys.executable, "-c", MIGRATE]
    subprocess.run(command, env=bare_environment() | settings, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def _fold_the_log(database: Path) -> None:
    """Everything in one file, so that it can be copied, also into memory, where there is no log."""
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.close()


def _digest() -> str:
    """The migrations, the site's own modules that they import, and the packages that have tables."""
    migrations = sorted(SITE.glob("**/migrations/*.py"))
    texts = (file.read_text() for file in migrations)
    named = {name for text in texts for name in re.findall(r"(?:from|import) (hustings_site[\w.]+)", text)}
    imported = [SITE.parent / f"{name.replace('.', '/')}.py" for name in sorted(named)]
    made_of = hashlib.sha256(f"{sys.version} {sqlite3.sqlite_version}".encode())
    for package in ("django", "django-allauth", "django-tasks-db"):
        made_of.update(version(package).encode())
    for file in (*migrations, *(file for file in imported if file.exists())):
        made_of.update(str(file.relative_to(SITE.parent)).encode() + file.read_bytes())
    return made_of.hexdigest()[:20]


def with_tables(data: Path) -> Path:
    """A new folder of data whose database has its tables."""
    data.mkdir(parents=True)
    shutil.copyfile(tables(), data / "hustings.sqlite3")
    return data


@contextmanager
def standing(program: str, data: Path) -> Iterator[dict[str, object]]:
    """`tests/PROGRAM FOLDER PORT` while it serves: what it tells about itself, its `address` and its folder, `data`."""
    port = free_port()
    command = [sys.executable, ROOT / "tests" / program, with_tables(data), str(port)]
    server = subprocess.Popen(command, env=bare_environment(), stdout=subprocess.PIPE, text=True)
    with server:
        try:
            assert server.stdout is not None
            told = server.stdout.readline()
            assert server.stdout.readline() == "ready\n", f"{program} ended before it served"
            yield {**json.loads(told), "address": f"http://127.0.0.1:{port}", "data": str(data)}
        finally:
            server.terminate()
