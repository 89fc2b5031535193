"""Belenios spec 3.1, sections 4.9, 4.14 and 4.15: choose exactly one list, and at least one candidate in it.

The first bit of each row is the list itself. Proofs: each bit is 0 or 1; exactly one list bit is one; in each row the
list bit is one or no candidate is marked; not all candidates are unmarked.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from hustings.belenios.v1.encoding import Json, Malformed, fields, items, scalar, string
from hustings.belenios.v1.group import Ciphertext, Element, Group, product, product_of_pairs
from hustings.belenios.v1.hashing import challenge
from hustings.belenios.v1.proofs import Proof, Statement, one_of_holds, prove_one_of, read_proof, read_proofs
from hustings.belenios.v1.questions.shared import (
    CheckedAnswer,
    ChoiceError,
    Failure,
    bit_prefix,
    bit_statements,
    ciphertext_json,
    decode_ciphertext,
    encrypt_bit,
    pair_texts,
    sum_prefix,
    value_statement,
)
from hustings.belenios.v1.randomness import Randomness, scalars
from hustings.belenios.v1.randomness import scalar as random_scalar


@dataclass(frozen=True, slots=True)
class NonZero:
    """The proof that a sum is not zero: commitment A0 = (beta/y^r)^s, challenge, two responses."""

    commitment: Element
    challenge: int
    responses: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Lists:
    """Each of `answers` is a row: the name of a list, then its candidates."""

    question: str
    answers: tuple[tuple[str, ...], ...]

    kind = "lists"

    @property
    def marks(self) -> int:
        """How many encrypted bits an answer has."""
        return sum(len(row) for row in self.answers)

    @property
    def rows(self) -> tuple[int, ...] | None:
        """Lengths of the inner arrays of choices."""
        return tuple(len(row) for row in self.answers)

    def to_json(self) -> Json:
        """As election.json carries it."""
        return {"type": "Lists", "value": {"answers": [list(row) for row in self.answers], "question": self.question}}

    def flatten(self, choice: Json) -> list[int]:
        """A choice as voters' files carry it ([[1,1,0],[0,0]]), flat and checked. Raises `ChoiceError`."""
        rows = [list(row) for row in choice if isinstance(row, list)] if isinstance(choice, list) else []
        marks = [mark for row in rows for mark in row]
        if [len(row) for row in rows] != [len(row) for row in self.answers] or any(
            mark not in (0, 1) for mark in marks
        ):
            raise ChoiceError(
                f"{self.question}: rows of {[len(row) for row in self.answers]} marks, each 0 or 1, were expected"
            )
        if sum(row[0] for row in rows) != 1 or any(sum(row[1:]) and not row[0] for row in rows):
            raise ChoiceError(f"{self.question}: exactly one list, and candidates of that list only")
        if not any(sum(row[1:]) for row in rows):
            raise ChoiceError(f"{self.question}: at least one candidate of the list chosen")
        return marks

    def split(self, flat: Sequence[Ciphertext]) -> list[list[Ciphertext]]:
        """Rows of what `flatten` or `check` gave flat."""
        rows, at = [], 0
        for row in self.answers:
            rows.append(list(flat[at : at + len(row)]))
            at += len(row)
        return rows

    def encrypt(self, group: Group, y: Element, context: str, choice: Json, rng: Randomness) -> Json:
        """The answer for a choice, with its proofs. `context` is election fingerprint | credential (S0)."""
        marks = self.flatten(choice)
        secrets = scalars(rng, group.order, len(marks))
        pairs = [encrypt_bit(group, y, mark, r) for mark, r in zip(marks, secrets, strict=True)]
        individual = [
            prove_one_of(group, y, bit_prefix(group, context, pair), bit_statements(group, pair), mark, r, rng)
            for pair, mark, r in zip(pairs, marks, secrets, strict=True)
        ]
        prefix = f"{context}|{pair_texts(group, pairs)}"
        starts = [sum(len(row) for row in self.answers[:at]) for at in range(len(self.answers))]
        total = product_of_pairs(group, (pairs[at] for at in starts))
        [overall] = prove_one_of(
            group,
            y,
            sum_prefix(group, prefix, total),
            [value_statement(group, total, 1)],
            0,
            sum(secrets[at] for at in starts),
            rng,
        )
        list_proofs = []
        for start, row in zip(starts, self.answers, strict=True):
            inside = range(start + 1, start + len(row))
            chosen = marks[start] == 1
            list_proofs.append(
                prove_one_of(
                    group,
                    y,
                    f"lproof|{prefix}|",
                    _row_statements(group, pairs[start : start + len(row)]),
                    0 if chosen else 1,
                    secrets[start] if chosen else sum(secrets[at] for at in inside),
                    rng,
                )
            )
        candidates = [at for at in range(len(marks)) if at not in starts]
        nonzero = _prove_nonzero(
            group,
            y,
            prefix,
            product_of_pairs(group, (pairs[at] for at in candidates)),
            sum(secrets[at] for at in candidates),
            rng,
        )
        proof_rows, at = [], 0
        for row in self.answers:
            proof_rows.append([[proof.to_json() for proof in proofs] for proofs in individual[at : at + len(row)]])
            at += len(row)
        return {
            "choices": [[ciphertext_json(group, pair) for pair in row] for row in self.split(pairs)],
            "individual_proofs": proof_rows,
            "overall_proof": overall.to_json(),
            "list_proofs": [[proof.to_json() for proof in proofs] for proofs in list_proofs],
            "nonzero_proof": {
                "commitment": group.text(nonzero.commitment),
                "challenge": str(nonzero.challenge),
                "response": [str(nonzero.responses[0]), str(nonzero.responses[1])],
            },
        }

    def check(self, group: Group, y: Element, context: str, answer: Json) -> CheckedAnswer:
        """The ciphertexts, and what proofs fail. Raises `Malformed` or `NotInGroup` where nothing can be counted."""
        found = fields(answer, ("choices", "individual_proofs", "overall_proof", "list_proofs", "nonzero_proof"))
        rows: list[list[Ciphertext]] = []
        proofs: list[list[tuple[Proof, ...]]] = []
        choices, individual = (
            items(found["choices"], len(self.answers)),
            items(found["individual_proofs"], len(self.answers)),
        )
        for names, row, row_proofs in zip(self.answers, choices, individual, strict=True):
            rows.append([decode_ciphertext(group, pair) for pair in items(row, len(names))])
            proofs.append([read_proofs(proof, group.order, 2) for proof in items(row_proofs, len(names))])
        overall = read_proof(found["overall_proof"], group.order)
        list_proofs = [read_proofs(p, group.order, 2) for p in items(found["list_proofs"], len(self.answers))]
        nonzero = _read_nonzero(group, found["nonzero_proof"])
        failures = [
            Failure("answer-individual-proof", f"list {at}, mark {place}")
            for at, (row, row_proofs) in enumerate(zip(rows, proofs, strict=True))
            for place, (pair, proof) in enumerate(zip(row, row_proofs, strict=True))
            if not one_of_holds(group, y, bit_prefix(group, context, pair), bit_statements(group, pair), proof)
        ]
        flat = [pair for row in rows for pair in row]
        prefix = f"{context}|{pair_texts(group, flat)}"
        total = product_of_pairs(group, (row[0] for row in rows))
        if not one_of_holds(group, y, sum_prefix(group, prefix, total), [value_statement(group, total, 1)], [overall]):
            failures.append(Failure("answer-overall-proof", "overall proof"))
        for at, (row, row_proof) in enumerate(zip(rows, list_proofs, strict=True)):
            if not one_of_holds(group, y, f"lproof|{prefix}|", _row_statements(group, row), row_proof):
                failures.append(Failure("answer-list-proof", f"list {at}"))
        candidates = product_of_pairs(group, (pair for row in rows for pair in row[1:]))
        if not _nonzero_holds(group, y, prefix, candidates, nonzero):
            failures.append(Failure("answer-nonzero-proof", "nonzero proof"))
        return CheckedAnswer(tuple(flat), tuple(failures))


def _row_statements(group: Group, row: Sequence[Ciphertext]) -> list[Statement]:
    """The list bit is one, or no candidate of the row is marked."""
    return [value_statement(group, row[0], 1), value_statement(group, product_of_pairs(group, row[1:]), 0)]


def _prove_nonzero(group: Group, y: Element, prefix: str, total: Ciphertext, r: int, rng: Randomness) -> NonZero:
    """A0 = beta^s.y^(-sr), A1 = alpha^w1.g^w2, A2 = beta^w1.y^w2; t1 = w1 - s.c, t2 = w2 + s.r.c."""
    s = 0
    while s == 0:
        s = random_scalar(rng, group.order)
    w1, w2 = scalars(rng, group.order, 2)
    a0 = group.times(group.power(total.beta, s), group.power(y, -s * r))
    a1 = group.times(group.power(total.alpha, w1), group.generator_power(w2))
    a2 = group.times(group.power(total.beta, w1), group.power(y, w2))
    c = challenge(group, f"nonzero|{prefix}|", [a0, a1, a2])
    return NonZero(a0, c, ((w1 - s * c) % group.order, (w2 + s * r * c) % group.order))


def _nonzero_holds(group: Group, y: Element, prefix: str, total: Ciphertext, proof: NonZero) -> bool:
    """A0 is not 1, and c = H(A0, alpha^t1.g^t2, beta^t1.y^t2.A0^c)."""
    if proof.commitment == group.identity:
        return False
    t1, t2 = proof.responses
    a1 = group.times(group.power(total.alpha, t1), group.generator_power(t2))
    a2 = product(
        group, [group.power(total.beta, t1), group.power(y, t2), group.power(proof.commitment, proof.challenge)]
    )
    return challenge(group, f"nonzero|{prefix}|", [proof.commitment, a1, a2]) == proof.challenge


def _read_nonzero(group: Group, value: Json) -> NonZero:
    found = fields(value, ("commitment", "challenge", "response"))
    first, second = (scalar(item, group.order) for item in items(found["response"], 2))
    return NonZero(group.read(string(found["commitment"])), scalar(found["challenge"], group.order), (first, second))


def read_lists(value: Json) -> Lists:
    """A question of type Lists of election.json; each list has a candidate."""
    found = fields(value, ("type", "value"))
    inner = fields(found["value"], ("answers", "question"))
    rows = tuple(tuple(string(name) for name in items(row)) for row in items(inner["answers"]))
    if not rows or any(len(row) < 2 for row in rows):
        raise Malformed("a question of lists needs a list, and each list a candidate")
    return Lists(string(inner["question"]), rows)
