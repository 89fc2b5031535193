"""Run programs one after the other, in rounds, and keep what each cost: CPU seconds and peak memory of the process."""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent


class Program(NamedTuple):
    """A command that is timed; `check` raises ValueError where what it printed is not right."""

    name: str
    command: Sequence[str | Path]
    check: Callable[[str], None] = lambda _printed: None


class Run(NamedTuple):
    """One run: CPU seconds of user and system together, peak memory in bytes, and what was printed."""

    cpu: float
    peak: int
    printed: str

    def part(self, name: str) -> float:
        """A figure that the program measured itself: see `timing.report_count`."""
        return float(json.loads(self.printed)[name])


class WrongResultError(ValueError):
    """A program that is timed gave a result that it should not."""


def run(program: Program) -> Run:
    """Run it once. Bytecode is kept, as it is where a program was installed."""
    environment = {k: v for k, v in os.environ.items() if k not in {"PYTHONDONTWRITEBYTECODE", "PYTHONPATH"}}
    environment["PYTHONPATH"] = str(ROOT / "benchmarks")
    with subprocess.Popen(program.command, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT) as process:
        assert process.stdout is not None
        printed = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        message = f"{program.name} ended with {process.returncode}: {' '.join(map(str, program.command))}"
        raise subprocess.SubprocessError(message)
    program.check(printed)
    return Run(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, printed)


def rounds(programs: Sequence[Program], number: int) -> dict[str, list[Run]]:
    """Every program once a round, in turn, so that each of a pair meets the same state of the machine."""
    found: dict[str, list[Run]] = {program.name: [] for program in programs}
    for at in range(number):
        for program in programs:
            print(f"  round {at + 1} of {number}: {program.name}", file=sys.stderr)
            found[program.name].append(run(program))
    return found


def elects(expected: Sequence[int]) -> Callable[[str], None]:
    """A check that exactly these candidates are elected."""

    def check(printed: str) -> None:
        elected = json.loads(printed)["elected"]
        if elected != list(expected):
            message = f"elected {elected}, not {list(expected)}"
            raise WrongResultError(message)

    return check


def middle(figures: Sequence[float], digits: int = 3) -> str:
    """Median and range, as "1.23 (1.20-1.31)", to so many significant digits."""
    median, least, most = (plain(figure, digits) for figure in (statistics.median(figures), min(figures), max(figures)))
    return f"{median} ({least}–{most})"


def plain(figure: float, digits: int) -> str:
    """A figure to so many significant digits, without an exponent where it is large."""
    return f"{float(f'{figure:.{digits}g}'):.0f}" if figure >= 10**digits else f"{figure:.{digits}g}"


def ratios(above: Sequence[float], below: Sequence[float]) -> list[float]:
    """Round by round, one over the other."""
    return [a / b for a, b in zip(above, below, strict=True)]
