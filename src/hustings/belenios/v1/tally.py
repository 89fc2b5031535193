"""Belenios spec 3.1, sections 4.17 and 4.18: which ballots count, and the encrypted tally.

The last ballot of each credential counts. Homomorphic answers are multiplied together, each raised to its weight;
non-homomorphic ones are gathered in an order that hides who voted when.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hustings.belenios.v1.ballots import CheckedBallot
from hustings.belenios.v1.election import Election
from hustings.belenios.v1.encoding import Json, digest, fields, items, number, read, weight, weight_json, write
from hustings.belenios.v1.group import Ciphertext, Group, times_pair
from hustings.belenios.v1.questions import Lists, NonHomomorphic, Question
from hustings.belenios.v1.questions.shared import ciphertext_json, read_ciphertext

Tally = tuple[tuple[Ciphertext, ...], ...]
"""For each question its ciphertexts, flat: one for each mark, or one for each ballot where they are shuffled."""


@dataclass(frozen=True, slots=True)
class SizedTally:
    """How many ballots were tallied, with what total weight, and the hash of the encrypted tally."""

    num_tallied: int
    total_weight: int
    encrypted_tally: str

    def write(self) -> bytes:
        """The body of the record."""
        return write(
            {
                "num_tallied": self.num_tallied,
                "total_weight": weight_json(self.total_weight),
                "encrypted_tally": self.encrypted_tally,
            }
        )


def read_sized_tally(body: bytes) -> SizedTally:
    """The record that the EncryptedTally event points to."""
    found = fields(read(body), ("num_tallied", "total_weight", "encrypted_tally"))
    return SizedTally(number(found["num_tallied"]), weight(found["total_weight"]), digest(found["encrypted_tally"]))


def counted_ballots(ballots: Iterable[CheckedBallot]) -> list[CheckedBallot]:
    """The last readable ballot of each credential, in the order of those last ballots."""
    last: dict[str, CheckedBallot] = {}
    for ballot in ballots:
        if ballot.answers is not None:
            last.pop(ballot.credential, None)
            last[ballot.credential] = ballot
    return list(last.values())


def encrypted_tally(election: Election, ballots: Sequence[CheckedBallot], weights: Mapping[str, int]) -> Tally:
    """The tally of counted ballots; a credential that is not in `weights` weighs one."""
    group = election.group
    columns: list[tuple[Ciphertext, ...]] = []
    for at, question in enumerate(election.questions):
        answers = [
            (ballot.answers[at], weights.get(ballot.credential, 1)) for ballot in ballots if ballot.answers is not None
        ]
        if isinstance(question, NonHomomorphic):
            columns.append(tuple(sorted(answer[0] for answer, _ in answers)))
        else:
            totals = [Ciphertext(group.identity, group.identity)] * question.marks
            for answer, factor in answers:
                totals = [
                    times_pair(group, total, _weighted(group, pair, factor))
                    for total, pair in zip(totals, answer, strict=True)
                ]
            columns.append(tuple(totals))
    return tuple(columns)


def _weighted(group: Group, pair: Ciphertext, factor: int) -> Ciphertext:
    if factor == 1:
        return pair
    return Ciphertext(group.power(pair.alpha, factor), group.power(pair.beta, factor))


def nested(question: Question, flat: Sequence[Json]) -> list[Json]:
    """Values, one for each ciphertext of a question, in the arrays that the question's JSON has."""
    if not isinstance(question, Lists):
        return list(flat)
    rows: list[Json] = []
    at = 0
    for row in question.answers:
        rows.append(list(flat[at : at + len(row)]))
        at += len(row)
    return rows


def flattened(question: Question, value: Json, length: int | None) -> list[Json]:
    """The inverse of `nested`. Raises `Malformed` for other arrays; `length` is that of a shuffled column, if known."""
    if isinstance(question, NonHomomorphic):
        return items(value, length)
    if not isinstance(question, Lists):
        return items(value, question.marks)
    rows = items(value, len(question.answers))
    return [item for names, row in zip(question.answers, rows, strict=True) for item in items(row, len(names))]


def write_tally(election: Election, tally: Tally) -> bytes:
    """The body of the encrypted tally."""
    group = election.group
    return write(
        [
            nested(question, [ciphertext_json(group, pair) for pair in column])
            for question, column in zip(election.questions, tally, strict=True)
        ]
    )


def read_tally(election: Election, body: bytes) -> Tally:
    """The encrypted tally, every point a member of the group."""
    columns = items(read(body), len(election.questions))
    return tuple(
        tuple(read_ciphertext(election.group, pair) for pair in flattened(question, column, None))
        for question, column in zip(election.questions, columns, strict=True)
    )
