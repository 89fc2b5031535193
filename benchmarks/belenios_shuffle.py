"""A shuffle with its proof, and its check: python -m benchmarks.belenios_shuffle [BALLOTS ...]."""

import resource
import sys
import time

from benchmarks import belenios_unit

from hustings.belenios.v1.group import ED25519, Ciphertext
from hustings.belenios.v1.play import Plan, set_up
from hustings.belenios.v1.questions import NonHomomorphic
from hustings.belenios.v1.randomness import SeededRandomness
from hustings.belenios.v1.shuffle import broken_equations, read_shuffle, shuffle_tally, write_shuffle
from hustings.belenios.v1.workers import THIS_PROCESS, Workers, all_cores

PROVE = (4, 6)
CHECK = (1, 8)
"""Multiplications a ballot: g^n and P^n."""


def main() -> None:
    """Measure, print a table."""
    sizes = [int(size) for size in sys.argv[1:]] or [1000, 10_000]
    unit = belenios_unit.measure()
    print(unit)
    prove, check = (g * unit.base + p * unit.power for g, p in (PROVE, CHECK))
    print("One core: processor time; all cores: time on the wall, and the processor time of the main process alone.")
    print(f"Multiplications that must be done: {prove * 1e6:.0f} us to prove, {check * 1e6:.0f} us to check a ballot")
    columns = "ballots | cores | shuffle and prove | check | a ballot, both | against multiplications | main process"
    print(f"\n| {columns} | memory |")
    print("|---|---|---|---|---|---|---|---|")
    with all_cores() as workers:
        for size in sizes:
            for crew in (THIS_PROCESS, workers):
                cpu = time.process_time()
                first, second = run(size, crew)
                cpu = time.process_time() - cpu
                ratio = (first + second) / size / (prove + check)
                both = (first + second) / size * 1e6
                print(
                    f"| {size:,} | {crew.count} | {first:.1f} s | {second:.1f} s | {both:.0f} us | {ratio:.2f} | "
                    f"{cpu:.1f} s | {memory():.0f} MB |",
                    flush=True,
                )


def run(size: int, workers: Workers) -> tuple[float, float]:
    """Seconds to shuffle and prove, and to check what was written and read again.

    Processor time where one process does all, time on the wall where several do.
    """
    clock = time.process_time if workers is THIS_PROCESS else time.perf_counter
    plan = Plan(name="Shuffle", questions=(NonHomomorphic("Rank", ("Ada", "Bob")),), votes=(), voters=(1,))
    election, _, _, _ = set_up(plan, b"benchmark")
    column = tuple(
        Ciphertext(ED25519.generator_power(2 * n + 3), ED25519.generator_power(2 * n + 4)) for n in range(size)
    )
    start = clock()
    body = write_shuffle(ED25519, shuffle_tally(election, (column,), SeededRandomness(b"benchmark"), workers))
    made = clock()
    assert broken_equations(election, (column,), read_shuffle(ED25519, body, [size]), workers) == []
    return made - start, clock() - made


def memory() -> float:
    """Peak megabytes of this process so far and of the largest of its workers."""
    both = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(resource.getrusage(who).ru_maxrss for who in both) / 1024


if __name__ == "__main__":
    main()
