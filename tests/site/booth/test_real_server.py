"""The board behind a real server: what it logs, what it keeps when it is killed, and when it answers."""

import json
import os
import random
import re
import shutil
import socket
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from http.client import HTTPException
from itertools import count
from pathlib import Path

import psycopg
import pytest
from served import PATIENCE, Prepared, Served, Voter, get, own_database, prepare, served

from hustings.belenios.v1.ballots import make_ballot, tracker
from hustings.belenios.v1.election import Election
from hustings.belenios.v1.encoding import write
from hustings.belenios.v1.hashing import hex_digest
from hustings.belenios.v1.play import Plan, Secrets, set_up
from hustings.belenios.v1.questions import NonHomomorphic
from hustings.belenios.v1.randomness import SystemRandomness
from hustings.belenios.v1.verify import verify

DATABASE = os.environ.get("DATABASE_URL", "")
QUESTION = NonHomomorphic("Secretary", ("Alma Ardent", "Bela Brook", "Ida Inch"))
VOTERS = 40
KILLS = 100
RNG = SystemRandomness()

Serve = Callable[..., Served]


@pytest.fixture(scope="module")
def world() -> tuple[Election, Secrets]:
    election, _, _, secrets = set_up(Plan("Secretary", (QUESTION,), (), (1,) * VOTERS), b"booth")
    return election, secrets


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prepared]:
    """An open poll on which nobody has voted, to be copied."""
    data = tmp_path_factory.mktemp("prepared") / "data"
    with own_database(DATABASE) as database:
        yield prepare(data, database, question=write(QUESTION.to_json()).decode(), voters=VOTERS)


@pytest.fixture
def serve(prepared: Prepared, tmp_path: Path) -> Iterator[Serve]:
    """A copy of that poll on a real server; it is killed afterwards."""
    with own_database(DATABASE, prepared.database) as database, ExitStack() as running:
        mine = replace(prepared, data=tmp_path / "data", database=database)
        shutil.copytree(prepared.data, mine.data)

        def started(*, unstarted: bool = False, **settings: object) -> Served:
            server = running.enter_context(served(mine, **settings))
            if not unstarted:
                server.start()
            return server

        yield started


def ballot(world: tuple[Election, Secrets], voter: int) -> bytes:
    election, secrets = world
    return make_ballot(election, secrets.codes[voter % VOTERS], [[1, 2, 3]], RNG)


def archive_of(server: Served) -> bytes:
    return get(server.port, f"/ballots/{server.poll}/board.bel")[1]


def test_ballots_that_arrive_together_each_have_their_place(serve: Serve, world: tuple[Election, Secrets]) -> None:
    server = serve(options=["--workers", "3"])
    bodies = [[ballot(world, 8 * line + turn) for turn in range(6)] for line in range(8)]
    same = bodies[0][0]
    receipts: list[tuple[bytes, int, dict[str, object]]] = []

    def vote(line: int) -> None:
        voter = Voter(server)
        for body in [*bodies[line], same]:
            status, answer = voter.cast(body)
            receipts.append((body, status, answer["receipt"]))
        voter.close()

    lines = [threading.Thread(target=vote, args=(line,)) for line in range(8)]
    for line in lines:
        line.start()
    for line in lines:
        line.join()
    report = verify(archive_of(server))
    assert (report.verdict, report.facts.board_ballots) == ("verified", 48)
    assert Counter(status for _, status, _ in receipts) == {201: 48, 200: 8}
    assert sorted({receipt["position"] for _, _, receipt in receipts}) == list(range(1, 49))
    assert all(receipt["tracker"] == tracker(body) for body, _, receipt in receipts)
    assert len({json.dumps(receipt) for body, _, receipt in receipts if body == same}) == 1


def test_hundred_kills_under_load_lose_no_ballot_that_has_a_receipt(
    serve: Serve, world: tuple[Election, Secrets]
) -> None:
    """A process that appends is killed at a random moment, a hundred times; every tenth time the whole server."""
    server = serve()
    draw = random.Random()
    numbers, over = count(), threading.Event()
    receipts: dict[bytes, dict[str, object]] = {}
    wrong: list[object] = []

    def vote() -> None:
        voter = Voter(server)
        while not over.is_set():
            body = ballot(world, next(numbers))
            while not over.is_set():
                try:
                    status, answer = voter.cast(body)
                except (OSError, HTTPException, ValueError):
                    time.sleep(0.01)
                    continue
                if status in {200, 201}:
                    receipts[body] = answer["receipt"]
                else:
                    wrong.append((status, answer))
                break
        voter.close()

    def more_than(before: int) -> None:
        """Wait until another voter has a receipt, however slow the machine."""
        until = time.monotonic() + PATIENCE
        while len(receipts) == before and time.monotonic() < until:
            time.sleep(0.01)

    lines = [threading.Thread(target=vote) for _ in range(4)]
    for line in lines:
        line.start()
    try:
        for kill in range(KILLS):
            more_than(len(receipts))
            time.sleep(draw.uniform(0.01, 0.25))
            if kill % 10 == 9:
                server.kill()
                server.start()
            else:
                server.kill_a_worker(draw)
    finally:
        over.set()
        for line in lines:
            line.join()
    archive = archive_of(server)
    board = [json.loads(row) for row in _rows(server)]
    assert verify(archive).verdict == "verified"
    places = {row["sha256"]: row["number"] for row in board}
    assert len(places) == len(board)
    assert wrong == []
    assert len(receipts) >= KILLS
    lost = [r for body, r in receipts.items() if places.get(hex_digest(body)) != r["position"]]
    assert lost == []
    chain = {row["number"]: row for row in board}
    assert all(chain[r["position"]]["receipt"] == r["tracker"] for r in receipts.values())


def _rows(server: Served) -> list[str]:
    text = get(server.port, f"/ballots/{server.poll}/ballots.json")[1].decode()
    return [line.rstrip(",") for line in text.splitlines()[1:-1]]


CALL = re.compile(r"(?P<at>[0-9.]+) (?P<name>\w+)\((?P<what>.*?)\) += (?P<result>-?\d+).* <(?P<took>[0-9.]+)>")
TRACE = ["strace", "-ff", "-ttt", "-T", "-s", "16", "-e", "trace=recvfrom,sendto,fsync,fdatasync"]


def calls(traces: Path) -> Iterator[list[tuple[float, float, str]]]:
    """For each thread, what it called: begun, ended, and "flush" or the first bytes that were received or sent."""
    for trace in traces.parent.glob(f"{traces.name}.*"):
        found = []
        for call in map(CALL.match, trace.read_text(errors="replace").splitlines()):
            if call is not None and int(call["result"]) >= 0:
                begun = float(call["at"])
                what = "flush" if "sync" in call["name"] else call["what"].partition('"')[2]
                found.append((begun, begun + float(call["took"]), what))
        yield found


@contextmanager
def database_traced(server: Served, traces: Path) -> Iterator[None]:
    """The processes of PostgreSQL traced too: they flush, not the server. SQLite flushes within the server."""
    if not DATABASE:
        yield
        return
    with psycopg.connect(server.environment["DATABASE_URL"]) as connection:
        folder = connection.execute("SHOW data_directory").fetchone()[0]
    postmaster = Path(folder, "postmaster.pid").read_text().split()[0]
    said = traces.with_name("said")
    with said.open("w") as told:
        tracer = subprocess.Popen([*TRACE, "-f", "-o", traces, "-p", postmaster], stderr=told)
    with tracer:
        while "attached" not in said.read_text() and tracer.poll() is None:
            time.sleep(0.05)
        yield
        tracer.terminate()


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_flush_is_completed_between_each_ballots_arrival_and_its_answer(
    serve: Serve, world: tuple[Election, Secrets], tmp_path: Path
) -> None:
    """Seen from outside, under load: the system calls of the server, and of PostgreSQL, with their times."""
    traces = tmp_path / "trace"
    server = serve(before=[*TRACE, "-o", str(traces)], unstarted=True)
    with database_traced(server, traces.with_name("database")):
        server.start()
        bodies = [[ballot(world, 10 * line + turn) for turn in range(10)] for line in range(6)]

        def vote(line: int) -> None:
            voter = Voter(server)
            for body in bodies[line]:
                voter.cast(body)
            voter.close()

        lines = [threading.Thread(target=vote, args=(line,)) for line in range(6)]
        for line in lines:
            line.start()
        for line in lines:
            line.join()
        server.kill()
    served = list(calls(traces))
    flushes = [
        call for thread in (*served, *calls(traces.with_name("database"))) for call in thread if call[2] == "flush"
    ]
    answered = 0
    for thread in served:
        arrived = None
        for begun, ended, what in thread:
            if what.startswith("POST /booth/"):
                arrived = ended
            elif what.startswith("HTTP/1.1 201") and arrived is not None:
                answered += 1
                within = [flush for flush in flushes if arrived <= flush[0] and flush[1] <= begun]
                assert within, f"a ballot that arrived at {arrived} was answered at {begun} without a flush"
    assert answered == 60


def test_no_address_is_logged_on_the_pages_of_the_vote(serve: Serve, world: tuple[Election, Secrets]) -> None:
    """With the access log turned on, a broken request, a refused ballot and an error, nothing says who asked."""
    server = serve(options=["--access-logfile", "-", "--log-level", "info", "--workers", "1"])
    voter = Voter(server)
    voter.cast(ballot(world, 0))
    voter.cast(b"none")
    voter.close()
    for path in (f"/booth/{server.booth}/", f"/ballots/{server.poll}/", f"/booth/{server.booth}/nothing"):
        get(server.port, path)
    for broken in (
        b"GET /booth/ HTTP/9.9\r\n\r\n",
        b"\0\0\r\n\r\n",
        b"GET /booth/ HTTP/1.1\r\nContent-Length: x\r\n\r\n",
    ):
        with socket.create_connection(("127.0.0.1", server.port)) as line:
            line.sendall(broken + b"\r\n")
            line.recv(1000)
    server.stop()
    said = server.log.read_text()
    assert "Invalid request: " in said
    assert f"POST {server.cast_path} HTTP/1.1" in said
    assert [line for line in said.splitlines() if "127.0.0.1" in line and "Listening at" not in line] == []
    assert re.findall("ython-|user.agent", said) == []
