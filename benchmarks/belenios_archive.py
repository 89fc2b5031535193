"""A whole archive made and verified: python -m benchmarks.belenios_archive [BALLOTS ...]."""

import resource
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import belenios_unit

from hustings.belenios.v1.archive import open_archive
from hustings.belenios.v1.play import Plan, Threshold, play
from hustings.belenios.v1.questions import NonHomomorphic
from hustings.belenios.v1.verify import verify
from hustings.belenios.v1.workers import THIS_PROCESS, all_cores

NAMES = tuple(f"Candidate {number}" for number in range(1, 21))


def main() -> None:
    """Make, verify, print a table."""
    sizes = [int(size) for size in sys.argv[1:]] or [1000, 10_000]
    print(belenios_unit.measure())
    print(
        "\nOne ranking of 20, trustees 2 of 3, two shuffles, two partial decryptions.\n"
        "One core: processor time; all cores: time on the wall.\n"
    )
    print("| ballots | archive | cores | verified in | a ballot | memory of the main process |")
    print("|---|---|---|---|---|---|")
    with all_cores() as workers, tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            path = Path(folder, f"{size}.bel")
            votes = tuple((voter, (list(range(1, 21)),)) for voter in range(size))
            plan = Plan(
                name="Archive", questions=(NonHomomorphic("Rank", NAMES),), votes=votes, voters=(1,) * size,
                trustees=(Threshold(2, 3),), shuffling=(1, 2), decrypting=(1, 3),
            )  # fmt: skip
            play(plan, b"benchmark", path, workers)
            for crew in (THIS_PROCESS, workers):
                clock = time.process_time if crew is THIS_PROCESS else time.perf_counter
                start = clock()
                assert verify(open_archive(path), workers=crew).verdict == "verified"
                took = clock() - start
                megabytes = path.stat().st_size / 2**20
                memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
                print(
                    f"| {size:,} | {megabytes:.0f} MB | {crew.count} | {took:.1f} s | {took / size * 1e6:.0f} us | "
                    f"{memory:.0f} MB |",
                    flush=True,
                )


if __name__ == "__main__":
    main()
