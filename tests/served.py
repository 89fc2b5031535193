"""The site on a real server: gunicorn on this computer, a poll open in a database of its own, and voters' requests."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from random import Random
from typing import Self
from uuid import uuid4

import psycopg
from stands import ROOT, bare_environment, free_port, tables_on, with_tables

STAND_IN = ROOT / "tests" / "site" / "booth" / "template.html"
GUNICORN = [sys.executable, "-m", "gunicorn", "-c", "python:hustings_site.config.gunicorn_settings"]
PATIENCE = 60
"""Seconds: a busy machine is slow, not wrong."""

PREPARE = """
import json, sys
import django
django.setup()
from django.conf import settings
settings.BOOTH_TEMPLATE = {template!r}
import polls
from hustings.belenios.v1.questions import read_question
question = read_question(json.loads({question!r}))
vote = polls.prepared(question, voters=(1,) * {voters}, seed={seed!r})
from hustings_site.booth import services
services.open_booth(by="test", booth=vote.poll.booth)
print(json.dumps([vote.poll.booth.uuid, vote.poll.uuid]))
"""


def environment(data: Path, database: str) -> dict[str, str]:
    """What the site's processes read; nothing of the test's own settings."""
    return {
        **bare_environment(),
        "DJANGO_SETTINGS_MODULE": "hustings_site.config.settings",
        "HUSTINGS_DATA": str(data),
        "HUSTINGS_SECRET_KEY": "a key for tests",
        "DATABASE_URL": database,
    }


@contextmanager
def own_database(given: str, like: str | None = None) -> Iterator[str]:
    """A new database on the PostgreSQL of this address, dropped afterwards: a copy of another, or empty tables.

    "" is SQLite, in the folder of the data.
    """
    if not given:
        yield ""
        return
    name = f"served_{uuid4().hex[:12]}"
    server = given.rpartition("/")[0]
    template = like.rpartition("/")[2] if like else tables_on(given)
    with psycopg.connect(given, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield f"{server}/{name}"
    finally:
        with psycopg.connect(given, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A booth with one open poll, in a folder and a database of its own."""

    data: Path
    database: str
    booth: str
    poll: str


def prepare(
    data: Path, database: str, *, question: str, voters: int, seed: bytes = b"booth", template: Path = STAND_IN
) -> Prepared:
    """A poll of one question (its JSON); its codes are those of `play.set_up` with this seed."""
    if database:
        data.mkdir()
    else:
        with_tables(data)
    program = PREPARE.format(template=str(template), question=question, voters=voters, seed=seed)
    said = subprocess.run(
        [sys.executable, "-c", program], env=environment(data, database), cwd=ROOT, check=True, stdout=subprocess.PIPE
    )
    return Prepared(data, database, *json.loads(said.stdout))


@dataclass
class Served:
    """A poll on a running server; `log` is what the server has written."""

    environment: dict[str, str]
    port: int
    log: Path
    booth: str
    poll: str
    options: Sequence[str] = ()
    before: Sequence[str] = ()
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def cast_path(self) -> str:
        return f"/booth/{self.booth}/polls/{self.poll}/ballots"

    def start(self) -> None:
        """Run the server in a process group of its own, and wait until it answers."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*self.before, *GUNICORN, "--bind", f"127.0.0.1:{self.port}", *self.options],
                env=self.environment,
                cwd=ROOT,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        until = time.monotonic() + PATIENCE
        while True:
            try:
                assert get(self.port, f"/booth/{self.booth}/state.json")[0] == 200
            except (OSError, HTTPException):
                if self.process.poll() is not None or time.monotonic() > until:
                    raise AssertionError(self.log.read_text()) from None
                time.sleep(0.05)
            else:
                return

    def kill(self) -> None:
        """SIGKILL to every process of the server at once."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = None

    def kill_a_worker(self, draw: Random) -> None:
        """SIGKILL to one of the processes that answer requests, as soon as one is there."""
        assert self.process is not None
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            living = [child for child in map(int, children.read_text().split()) if _lives(child)]
            with suppress(ProcessLookupError):  # it ended in this very moment: another is to be killed
                if living:
                    os.kill(draw.choice(living), signal.SIGKILL)
                    return
            time.sleep(0.01)
        raise AssertionError(self.log.read_text())

    def stop(self) -> None:
        """Let the server end in peace."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait()
            self.process = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process is not None:
            self.kill()


def _lives(process: int) -> bool:
    """Whether a process runs: neither gone, nor killed and not yet taken note of by its parent."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in {"Z", "X"}


def served(prepared: Prepared, *, options: Sequence[str] = (), before: Sequence[str] = ()) -> Served:
    """The poll on a server that is not started yet; `before` are words that stand before its command."""
    settings = environment(prepared.data, prepared.database)
    return Served(settings, free_port(), prepared.data / "server.log", prepared.booth, prepared.poll, options, before)


def get(port: int, path: str) -> tuple[int, bytes]:
    """Status and body."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


@dataclass
class Voter:
    """One browser's line to the server, kept open between ballots."""

    server: Served
    connection: HTTPConnection | None = None
    seconds: list[float] = field(default_factory=list)
    """How long each answer took."""

    def cast(self, body: bytes) -> tuple[int, dict[str, object]]:
        """Send a ballot, once. Raises `OSError` or `HTTPException` where the server is gone."""
        if self.connection is None:
            self.connection = HTTPConnection("127.0.0.1", self.server.port, timeout=PATIENCE)
        started = time.perf_counter()
        try:
            self.connection.request("POST", self.server.cast_path, body, {"Content-Type": "text/plain"})
            response = self.connection.getresponse()
            answer = json.loads(response.read())
        except (OSError, HTTPException, ValueError):
            self.close()
            raise
        self.seconds.append(time.perf_counter() - started)
        return response.status, answer

    def close(self) -> None:
        if self.connection is not None:
            self.connection.close()
            self.connection = None
