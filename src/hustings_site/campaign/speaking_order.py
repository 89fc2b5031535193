"""The order of speaking, drawn by lot: anybody can draw it again from the published seed."""

import hashlib
from collections.abc import Sequence

from hustings_site.elections.models import Candidate


def speaking_order(candidates: Sequence[Candidate], seed: str, question: int) -> list[Candidate]:
    """Candidates in the order of SHA-256(seed, a newline, the question's number, a newline, the printed name), in
    hexadecimal, smallest first; so nobody is first throughout."""

    def drawn(candidate: Candidate) -> str:
        return hashlib.sha256(f"{seed}\n{question}\n{candidate.printed_name}".encode()).hexdigest()

    return sorted(candidates, key=drawn)
