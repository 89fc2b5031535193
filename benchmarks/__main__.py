"""Time ours beside other programs and write docs/benchmarks/counting.md.

    python -m benchmarks [--full] [PART ...]

PARTS are peers, large, ward and growth; all of them by default, which takes about ten minutes on two cores. With
--full, peers are also timed once on the large files c and d, which takes an hour. Only a run of all parts writes.
"""

import cProfile
import functools
import io
import json
import math
import os
import platform
import pstats
import statistics
import subprocess
import sys
import textwrap
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from benchmarks import independent, timing
from benchmarks.files import FILES
from benchmarks.runs import ROOT, Program, Run, elects, middle, ratios, rounds, run

PAGE = ROOT / "docs" / "benchmarks" / "counting.md"
OURS = ROOT / "benchmarks" / "ours.py"
HUSTINGS = Path(sys.executable).with_name("hustings")
MIB = 1 << 20
STORES = ("python", "numpy", "kernel")
ROUNDS = 5


class Peer(NamedTuple):
    """A program that ours is timed beside: its environment, its rule in words, the independent count of that rule, and
    how many times faster than its count alone ours is meant to be with NumPy (None: nothing was set)."""

    name: str
    title: str
    environment: str
    rule: str
    counted_by: Callable[[timing.Election], list[int]]
    aim: int | None = None


PEERS = (
    Peer("votekit", "VoteKit 3.5.0, FastSTV", "votekit", "weighted Gregory, all over the quota together",
         independent.weighted_together, 50),
    Peer("pyrankvote", "pyrankvote 2.0.6", "pyrankvote", "quota not rounded, all papers of a candidate at one value",
         independent.equal_values, 90),
    Peer("votelib", "votelib 0.4.0", "votelib", "weighted Gregory, all over the quota together, exact",
         independent.weighted_together, 400),
    Peer("pref_voting", "pref-voting 1.18.2, stv_scottish", "pref-voting", "Scottish", independent.scottish, 500),
    Peer("pyrcv", "pyrcv 1.2.6", "pyrcv", "weighted Gregory, papers also to others just elected",
         independent.weighted_in_turn),
    Peer("stvpoll", "STVPoll 0.5.6, Scottish", "stvpoll", "Scottish", independent.scottish),
)  # fmt: skip


def ours(file: str, store: str, *, once: bool = False) -> Program:
    """Ours by the Scottish rule on one of the files, checked by the independent count of that rule."""
    return Program(store, [sys.executable, OURS, FILES[file].path, store, *["once"] * once], elects(winners(file)))


def peer(program: Peer, file: str, *, once: bool = False) -> Program:
    """A peer on one of the files, checked by the independent count of its rule."""
    python = ROOT / ".venv-bench" / program.environment / "bin" / "python"
    script = ROOT / "benchmarks" / "peers" / f"{program.name}.py"
    command = [python, "-P", "-W", "ignore", script, FILES[file].path, *["once"] * once]
    return Program(program.name, command, elects(winners(file, program.counted_by)))


@functools.cache
def winners(file: str, rule: Callable[[timing.Election], list[int]] = independent.scottish) -> list[int]:
    """Who the independent count of a rule elects. In a process of its own: the memory of this one must stay small,
    since the peak of a program that it starts is never told as less."""
    print(f"  independent count of {file}: {rule.__name__}", file=sys.stderr)
    command = [sys.executable, "-m", "benchmarks.independent", FILES[file].made(), rule.__name__]
    found: list[int] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout)
    return found


# The parts -----------------------------------------------------------------------------------------------------------


def beside_peers(_full: bool) -> list[str]:
    """Count alone, and the whole process, on file b."""
    programs = [ours("b", store) for store in STORES] + [peer(each, "b") for each in PEERS]
    found = rounds(programs, ROUNDS)
    counts = {name: [each.part("count") for each in runs] for name, runs in found.items()}
    whole = rounds([ours("b", store, once=True) for store in STORES], ROUNDS) | {
        each.name: found[each.name] for each in PEERS
    }
    lines = [
        "## Count alone",
        "",
        *told(
            f"""File b: 135,000 papers, 100,552 of them distinct, 20 candidates for 9 vacancies. CPU seconds of the
            count, papers read and prepared beforehand: median and range of {ROUNDS} rounds, in each of which every
            program runs once; ratios are taken within a round. A count that takes less than 0.1 s is held six times in
            its process, and the median of the last five taken. The aim stands in brackets: so many times with NumPy,
            2.5 times as many with the kernel."""
        ),
        "",
        "| program | rule | seconds | ours, NumPy | ours, kernel |",
        "|---|---|---|---|---|",
    ]
    lines += [f"| Hustings, {store} | Scottish | {middle(counts[store])} | | |" for store in STORES]
    for each in PEERS:
        times = [
            f"× {middle(ratios(counts[each.name], counts[store]))}" + (f" [{each.aim * factor:g}]" if each.aim else "")
            for store, factor in (("numpy", 1.0), ("kernel", 2.5))
        ]
        lines.append(f"| {each.title} | {each.rule} | {middle(counts[each.name])} | {times[0]} | {times[1]} |")
    lines += [
        "",
        "The kernel beside NumPy, round by round: × " + middle(ratios(counts["numpy"], counts["kernel"])) + " [2.5].",
        "",
        "## Whole process",
        "",
        *told(
            """The same file from text to winners: CPU seconds of the process, Python's start and all imports included,
            and its peak memory. The peers have no reader of their own for BLT, or a slower one: all get their papers
            from one short reader (`benchmarks/timing.py`), which removes duplicate lines first."""
        ),
        "",
        "| program | seconds | peak MiB |",
        "|---|---|---|",
    ]
    lines += [f"| Hustings, {store} | {cost(whole[store])} |" for store in STORES]
    lines += [f"| {each.title} | {cost(whole[each.name])} |" for each in PEERS]
    return lines


def cost(runs: Sequence[Run]) -> str:
    """CPU seconds and peak memory, as two cells."""
    return f"{middle([each.cpu for each in runs])} | {statistics.median(each.peak for each in runs) / MIB:.0f}"


def large(full: bool) -> list[str]:
    """Text to winners on files of millions of papers."""
    file = FILES["c"].made()
    size = file.stat().st_size
    digest = Program("sha256sum", ["sha256sum", file])
    options = ["count", "--rule", "scotland_2011", "--lots", "candidate-order", file]
    command = Program("hustings count", [HUSTINGS, *options], whole_report)
    found = rounds([digest, ours("c", "numpy", once=True), ours("c", "kernel", once=True), command], ROUNDS)
    hashing = [each.cpu for each in found["sha256sum"]]
    lines = [
        "## Large files",
        "",
        *told(
            f"""File c: 5,000,000 papers, 975,825 of them distinct, 100 candidates for 6 vacancies, {size / 1e6:.0f} MB.
            From text to winners through the library, whole process, beside `sha256sum` of the same file in the same
            round; then `hustings count`, which also hashes the file and writes the report of every stage.
            The aims stand in brackets."""
        ),
        "",
        "| program | CPU seconds | beside sha256sum | peak memory, beside the file's size |",
        "|---|---|---|---|",
        f"| sha256sum | {middle(hashing)} | | |",
    ]
    for name, title, aim in (
        ("numpy", "Hustings, numpy", " [4]"),
        ("kernel", "Hustings, kernel", " [1.25]"),
        ("hustings count", "`hustings count`, kernel", ""),
    ):
        seconds = [each.cpu for each in found[name]]
        peak = max(each.peak for each in found[name])
        lines.append(
            f"| {title} | {middle(seconds)} | × {middle(ratios(seconds, hashing))}{aim} "
            f"| {peak / MIB:.0f} MiB, × {peak / size:.2f} [2] |"
        )
    lines += ["", "File d: 1,000,000 papers, all different, 30 candidates for 5 vacancies, 85 MB.", ""]
    lines += ["| program | CPU seconds | peak MiB |", "|---|---|---|"]
    small = rounds([ours("d", "numpy", once=True), ours("d", "kernel", once=True)], ROUNDS)
    lines += [f"| Hustings, {store} | {cost(small[store])} |" for store in ("numpy", "kernel")]
    if full:
        for name in ("c", "d"):
            for each in (each for each in PEERS if each.name in {"pyrankvote", "votelib"}):
                once = run(peer(each, name, once=True))
                lines.append(f"| {each.title}, file {name}, one run | {once.cpu:.0f} | {once.peak / MIB:.0f} |")
    return lines


def ward(_full: bool) -> list[str]:
    """A small election, whole process, with its full stage table."""
    options = ["count", "--rule", "scotland_2011", "--lots", "candidate-order", FILES["w"].made()]
    imports = Program("imports", [sys.executable, "-c", "import click, dataclasses, json"])
    count = Program("hustings count", [HUSTINGS, *options], whole_report)
    nothing = Program("python -c pass", [sys.executable, "-c", "pass"])
    run(count)
    found = {name: [each.cpu for each in runs] for name, runs in rounds([count, imports, nothing], 21).items()}
    script = "import sys; from hustings.cli import main; main(standalone_mode=False); assert 'numpy' not in sys.modules"
    run(Program("no NumPy", [sys.executable, "-c", script, *options]))
    return [
        "## A ward",
        "",
        *told(
            """File w: 2,700 papers for 9 candidates and 4 vacancies on 1,288 lines, as councils publish them. `hustings
            count`, whole process, with the stage table that it prints; NumPy is not imported."""
        ),
        "",
        "| process | CPU milliseconds |",
        "|---|---|",
        f"| `hustings count` | {middle([1000 * t for t in found['hustings count']])} |",
        f"| `python -c 'import click, dataclasses, json'` | {middle([1000 * t for t in found['imports']])} |",
        f"| `python -c pass` | {middle([1000 * t for t in found['python -c pass']])} |",
        "",
        f"Beside the imports, round by round: × {middle(ratios(found['hustings count'], found['imports']))} [1.5].",
    ]


def whole_report(printed: str) -> None:
    """The report has its stage table, and all vacancies are filled."""
    assert "first preferences" in printed
    assert "Elected: 4 of 4" in printed or "Elected: 6 of 6" in printed


def growth(_full: bool) -> list[str]:
    """How the count grows with papers and with candidates."""
    lines = [
        "## Growth",
        "",
        *told(
            """Count alone, in milliseconds, median of three processes. Papers: 10,000 to 300,000, all different, full
            rankings of 20 candidates. Candidates: 10 to 80, 30,000 papers of eight preferences. The power is fitted to
            the logarithms; it should be at most 1.1. Pure Python counts up to 20,000 distinct papers where no store is
            named."""
        ),
        "",
        "| store | 10k papers | 30k | 100k | 300k | power | 10 candidates | 20 | 40 | 80 | power |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    papers, candidates = (10, 30, 100, 300), (10, 20, 40, 80)
    for store in STORES:
        cells = []
        for letter, steps in (("n", papers), ("k", candidates)):
            programs = [ours(f"{letter}{step}", store)._replace(name=f"{letter}{step} {store}") for step in steps]
            found = rounds(programs, 3)
            seconds = [statistics.median(each.part("count") for each in found[program.name]) for program in programs]
            cells += [f"{1000 * each:.3g}" for each in seconds] + [f"**{power(steps, seconds):.2f}**"]
        lines.append(f"| {store} | {' | '.join(cells)} |")
    return lines


def power(steps: Sequence[int], seconds: Sequence[float]) -> float:
    """The exponent b of seconds = a * steps**b, by least squares of logarithms."""
    return statistics.linear_regression([math.log(x) for x in steps], [math.log(y) for y in seconds]).slope


def what_remains() -> list[str]:
    """Where the time goes."""
    lines = ["## What remains", "", "One whole process, in CPU seconds.", ""]
    lines += ["| file, store | start and imports | reading | counting |", "|---|---|---|---|"]
    for file in ("b", "c", "d"):
        for store in ("numpy", "kernel"):
            once = run(ours(file, store, once=True))
            reading, counting = once.part("read"), once.part("count")
            lines.append(f"| {file}, {store} | {once.cpu - reading - counting:.3f} | {reading:.3f} | {counting:.3f} |")
    for store in ("numpy", "kernel"):
        lines += ["", f"The count of file b in the {store} store, by a profiler (which slows calls down):", "", "```"]
        lines += [*profile_of_count(store), "```"]
    return lines


def profile_of_count(store: str) -> list[str]:
    """The ten functions of a count that take the most time themselves."""
    from hustings.ballots.formats import read_papers
    from hustings.count.contest import contest_of
    from hustings.count.lots import candidate_order
    from hustings.rules import find_rule, hold_count

    profile = read_papers(str(FILES["b"].path))
    contest, rule = contest_of(profile), find_rule("scotland_2011")
    lots = candidate_order(contest)
    hold_count(rule, profile, contest, lots, store=store)
    with cProfile.Profile() as profiler:
        hold_count(rule, profile, contest, lots, store=store)
    text = io.StringIO()
    pstats.Stats(profiler, stream=text).strip_dirs().sort_stats("tottime").print_stats(10)
    table = [line.rstrip() for line in text.getvalue().splitlines()]
    return [line for line in table[table.index("   Ordered by: internal time") + 3 :] if line]


PARTS = {"peers": beside_peers, "large": large, "ward": ward, "growth": growth}


def machine() -> list[str]:
    """What the figures were measured on."""
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in line
        ),
        platform.processor(),
    )
    return [
        "# How fast counting is",
        "",
        *told(
            f"""Measured on {datetime.now(UTC).date().isoformat()} with Python {platform.python_version()} on
            {os.cpu_count()} cores ({model}) by `make bench`, which makes the files from a fixed seed, installs every
            program in an environment of its own by locked version and hash, checks the winners of every timed run, and
            writes this page. CPU seconds are user and system time of the process. Every rule here is counted once more
            by a slow, obvious implementation of it (`benchmarks/independent.py`): a program whose winners differ from
            those of its own rule stops the run. On file b all rules elect the same nine, save pyrankvote's, which gives
            the last vacancy to somebody else."""
        ),
        "",
    ]


def told(text: str) -> list[str]:
    """A paragraph, in lines."""
    return textwrap.wrap(" ".join(text.split()), 120, break_on_hyphens=False)


def main(arguments: Sequence[str]) -> None:
    """Run the parts named, or all, and print the page; a run of all of them writes it."""
    full = "--full" in arguments
    named = [each for each in arguments if each != "--full"]
    for file in FILES.values():
        file.made()
    lines = machine()
    for part in named or PARTS:
        print(part, file=sys.stderr)
        lines += [*PARTS[part](full), ""]
    lines += what_remains()
    page = "\n".join(lines) + "\n"
    print(page)
    if not named:
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(page)


if __name__ == "__main__":
    main(sys.argv[1:])
