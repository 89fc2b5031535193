"""The voters' machines: they encrypt and prove. They know no database, so that other processes can do their work."""

from collections.abc import Sequence

from hustings.belenios.v1.ballots import make_ballot
from hustings.belenios.v1.election import read_election
from hustings.belenios.v1.encoding import Json
from hustings.belenios.v1.randomness import SeededRandomness


def rng(label: str) -> SeededRandomness:
    """Everything drawn in the demonstration comes from one seed: it can be played again."""
    return SeededRandomness(b"Lanternmakers' Union", label)


def make_run(body: bytes, codes: Sequence[str], choices: Sequence[Json], label: str) -> list[bytes]:
    """The ballots of some voters: a unit of work for another process."""
    election, drawn = read_election(body), rng(label)
    return [make_ballot(election, code, [choice], drawn) for code, choice in zip(codes, choices, strict=True)]
