"""Ballots checked per second: python -m benchmarks.belenios_ballots [BALLOTS]."""

import sys
import time

from benchmarks import belenios_unit

from hustings.belenios.v1.ballots import check_ballots
from hustings.belenios.v1.play import Plan, planned_ballots, set_up
from hustings.belenios.v1.questions import Homomorphic, NonHomomorphic, Question
from hustings.belenios.v1.workers import Workers, all_cores

NAMES = tuple(f"Candidate {number}" for number in range(1, 21))
SEED = b"benchmark"
RUN = 64


def main() -> None:
    """Measure, print a table."""
    ballots = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    unit = belenios_unit.measure()
    print(unit)
    print("\n| ballots | one core, per second | multiplications | time against them | all cores, wall, per second |")
    print("|---|---|---|---|---|")
    ranking = NonHomomorphic("Rank", NAMES)
    # A signature and a proof of knowledge: g^r.X^c twice; and the membership of beta, a multiplication by the order.
    row("ranking of 20", ranking, list(range(1, 21)), ballots, 2 * unit.base + 2 * unit.power + unit.member)
    nine = Homomorphic("Choose", NAMES[:9], 0, 9)
    # Signature; 9 marks of 2 statements, and a sum of 10, each g^r.alpha^c and y^r.beta^c.
    statements = 9 * 2 + 10
    must = (1 + statements) * unit.base + (1 + 3 * statements) * unit.power
    row("9 choices, 0 to 9", nine, [1] * 5 + [0] * 4, max(20, ballots // 20), must)


def row(name: str, question: Question, choice: list[int], ballots: int, must: float) -> None:
    """One line of the table; `must` is seconds of multiplications for one ballot."""
    plan = Plan(
        name=name, questions=(question,), votes=tuple((n, (choice,)) for n in range(ballots)), voters=(1,) * ballots
    )
    election, _, _, secrets = set_up(plan, SEED)
    with all_cores() as workers:
        bodies = list(planned_ballots(plan, SEED, election, secrets, 0, workers))
        start = time.process_time()
        assert not any(ballot.findings for ballot in check_ballots(election.body, bodies))
        alone = (time.process_time() - start) / ballots
        together = wall(workers, election.body, bodies)
    print(f"| {name} | {1 / alone:,.0f} | {must * 1e6:.0f} us | {alone / must:.2f} | {1 / together:,.0f} |")


def wall(workers: Workers, election: bytes, bodies: list[bytes]) -> float:
    """Seconds on the wall for one ballot."""
    start = time.perf_counter()
    tasks = ((election, bodies[at : at + RUN]) for at in range(0, len(bodies), RUN))
    assert sum(len(run) for run in workers.each(check_ballots, tasks)) == len(bodies)
    return (time.perf_counter() - start) / len(bodies)


if __name__ == "__main__":
    main()
