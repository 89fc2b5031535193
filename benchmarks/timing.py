"""What every program that is timed shares: it reads a BLT file the quick way, counts, and prints one line of JSON.

Run inside the environment of that program, so nothing but the standard library is imported here.
"""

import json
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple


class Election(NamedTuple):
    """The papers of a plain BLT file: `rankings` holds each distinct one (candidates from 0) and how many bear it."""

    candidates: int
    vacancies: int
    rankings: dict[tuple[int, ...], int]


def read(path: str) -> Election:
    """A file as `benchmarks.files` makes them: same lines are told apart before they are read."""
    with Path(path).open("rb") as file:
        candidates, vacancies = map(int, file.readline().split())
        lines = Counter(iter(file.readline, b"0\n"))
    rankings: dict[tuple[int, ...], int] = {}
    for line, times in lines.items():
        papers, *preferences = map(int, line.split()[:-1])
        ranking = tuple(c - 1 for c in preferences)
        rankings[ranking] = rankings.get(ranking, 0) + papers * times
    return Election(candidates, vacancies, rankings)


def report(prepare: Callable[[Election], Callable[[], list[int]]]) -> None:
    """Read the file named on the command line, let `prepare` make of it what the program counts, count, and print."""
    started = time.process_time()
    election = read(sys.argv[1])
    were_read = time.process_time()
    count = prepare(election)
    report_count(count, were_read - started, time.process_time() - were_read, once="once" in sys.argv)


def report_count(count: Callable[[], list[int]], read_in: float, prepared_in: float, *, once: bool) -> None:
    """Print who is elected (from 0, ascending), and CPU seconds of reading, preparing and counting.

    A count of less than a tenth of a second is held five times more, and the median of those is given; not if `once`.
    """
    counts = [0.0]
    elected: list[int] = []
    while len(counts) < (2 if once or counts[-1] > 0.1 else 7):
        before = time.process_time()
        elected = count()
        counts.append(time.process_time() - before)
    seconds = statistics.median(counts[2:] or counts[1:])
    print(json.dumps({"elected": sorted(elected), "read": read_in, "prepare": prepared_in, "count": seconds}))
