"""Ballots taken by a real server: python -m benchmarks.board [CONNECTIONS [SECONDS]].

A server of its own on this computer, with as many processes as there are cores, on SQLite and, where it is installed,
on PostgreSQL; ballots made beforehand come over that many connections kept open, each the next one as soon as it is
answered. Beside it, the cost of checking the same ballots' proofs and doing nothing else.
"""

import os
import platform
import socket
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tools")]

from served import Served, get, own_database, prepare, served

import postgres
from hustings.belenios.v1.ballots import check_ballots
from hustings.belenios.v1.encoding import write
from hustings.belenios.v1.play import Plan, planned_ballots, set_up
from hustings.belenios.v1.questions import Homomorphic, NonHomomorphic, Question
from hustings.belenios.v1.workers import all_cores

NAMES = tuple(f"Candidate {number}" for number in range(1, 21))
SEED = b"benchmark"
RUN = 64


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of ballot: its question, a choice, and how many are made for a second of load."""

    name: str
    question: Question
    choice: list[int]
    a_second: int


KINDS = (
    Kind("9 choices, 0 to 9 marks", Homomorphic("Choose", NAMES[:9], 0, 9), [1] * 5 + [0] * 4, 350),
    Kind("ranking of 20", NonHomomorphic("Rank", NAMES), list(range(1, 21)), 1500),
)


@dataclass(frozen=True, slots=True)
class Taken:
    """What a run showed."""

    ballots: int
    wall: float
    processor: float
    """Seconds of all processes of the server, and of PostgreSQL."""
    waits: Sequence[float]


def main() -> None:
    """Measure, print a table."""
    connections = int(sys.argv[1]) if len(sys.argv) > 1 else 16
    seconds = int(sys.argv[2]) if len(sys.argv) > 2 else 8
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, "
        f"Python {platform.python_version()}; {connections} connections"
    )
    print("\n| ballot | database | a second | p50 | p99 | checking alone | ratio, wall | ratio, processor |")
    print("|---|---|---|---|---|---|---|---|")
    for kind in KINDS:
        bodies = ballots_of(kind, kind.a_second * seconds)
        for name, url in databases():
            alone_wall, alone = checking(kind, bodies[:: max(1, len(bodies) // 400)])
            taken = load(kind, url, bodies, connections, seconds)
            waits = sorted(taken.waits)
            each = taken.wall / taken.ballots
            print(
                f"| {kind.name} | {name} | {1 / each:,.0f} | {statistics.median(waits) * 1e3:.0f} ms | "
                f"{waits[len(waits) * 99 // 100] * 1e3:.0f} ms | {1 / alone_wall:,.0f} | {each / alone_wall:.2f} | "
                f"{taken.processor / taken.ballots / alone:.2f} |",
                flush=True,
            )


def ballots_of(kind: Kind, count: int) -> list[bytes]:
    """As many ballots, each of a voter of its own."""
    plan = Plan("Secretary", (kind.question,), tuple((n, (kind.choice,)) for n in range(count)), (1,) * count)
    election, _, _, secrets = set_up(plan, SEED)
    with all_cores() as workers:
        return list(planned_ballots(plan, SEED, election, secrets, 0, workers))


def checking(kind: Kind, bodies: Sequence[bytes]) -> tuple[float, float]:
    """Seconds for the proofs of one ballot: on the wall with all cores at work, and of one core's time."""
    election, _, _, _ = set_up(Plan("Secretary", (kind.question,), (), (1,)), SEED)
    with all_cores() as workers:
        tasks = [(election.body, bodies[at : at + RUN]) for at in range(0, len(bodies), RUN)]
        list(workers.each(check_ballots, tasks[:2]))  # the processes are started
        started = time.perf_counter()
        list(workers.each(check_ballots, tasks))
        wall = (time.perf_counter() - started) / len(bodies)
    started = time.process_time()
    check_ballots(election.body, bodies)
    return wall, (time.process_time() - started) / len(bodies)


def databases() -> Iterator[tuple[str, str]]:
    """SQLite, then PostgreSQL with its settings as they come, flushes included."""
    yield "SQLite", ""
    if (programs := postgres.server_programs()) is not None:
        with postgres.temporary_server(programs, ["listen_addresses="]) as url:
            yield "PostgreSQL", url


@contextmanager
def serving(kind: Kind, url: str, voters: int) -> Iterator[Served]:
    """A server with a poll of this kind open on it."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        database = stack.enter_context(own_database(url))
        question = write(kind.question.to_json()).decode()
        poll = prepare(folder / "data", database, question=question, voters=voters, seed=SEED)
        server = stack.enter_context(served(poll))
        server.start()
        yield server


def load(kind: Kind, url: str, bodies: Sequence[bytes], connections: int, seconds: int) -> Taken:
    """Cast over so many connections for so long, or until no ballot is left."""
    with serving(kind, url, len(bodies)) as server:
        waits: list[list[float]] = [[] for _ in range(connections)]
        until = time.perf_counter() + seconds
        lines = [
            threading.Thread(target=vote, args=(server, bodies[at::connections], until, waits[at]))
            for at in range(connections)
        ]
        before, started = processor_time(server, url), time.perf_counter()
        for line in lines:
            line.start()
        for line in lines:
            line.join()
        wall, processor = time.perf_counter() - started, processor_time(server, url) - before
        taken = sum(map(len, waits))
        assert f'"ballots":{taken},'.encode() in get(server.port, f"/booth/{server.booth}/state.json")[1]
        return Taken(taken, wall, processor, [wait for line in waits for wait in line])


def vote(server: Served, bodies: Sequence[bytes], until: float, waits: list[float]) -> None:
    """One connection: a ballot, its answer, the next ballot."""
    head = f"POST {server.cast_path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain\r\nContent-Length: "
    with socket.create_connection(("127.0.0.1", server.port)) as line:
        for body in bodies:
            begun = time.perf_counter()
            if begun > until:
                return
            line.sendall(f"{head}{len(body)}\r\n\r\n".encode() + body)
            answer = b""
            while not answer.endswith(b"}"):
                answer += line.recv(8192)
            assert answer.startswith(b"HTTP/1.1 201"), answer[:200]
            waits.append(time.perf_counter() - begun)


def processor_time(server: Served, url: str) -> float:
    """Seconds that the server's processes have used so far; with PostgreSQL, its processes too."""
    ours = [path for path in Path("/proc").glob("[0-9]*/stat") if belongs(path, server, url)]
    ticks = sum(sum(map(int, path.read_text().rpartition(")")[2].split()[11:15])) for path in ours)
    return ticks / os.sysconf("SC_CLK_TCK")


def belongs(stat: Path, server: Served, url: str) -> bool:
    """Whether this process is one of the server's, by its group, or a PostgreSQL's where that is measured."""
    assert server.process is not None
    name, _, rest = stat.read_text().partition(")")
    return int(rest.split()[2]) == server.process.pid or (bool(url) and name.endswith("(postgres"))


if __name__ == "__main__":
    main()
