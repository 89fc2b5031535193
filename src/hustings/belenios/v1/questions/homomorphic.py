"""Belenios spec 3.1, sections 4.9 and 4.11 to 4.13: questions whose encrypted marks are added up.

Each answer gets an encrypted bit with a proof that it is 0 or 1, and the whole a proof that the number of marks is
allowed. With `blank`, bit 0 says "blank vote": then either it is 1 and every other is 0, or it is 0 and the number of
marks lies in [min, max].
"""

from collections.abc import Sequence
from dataclasses import dataclass

from hustings.belenios.v1.encoding import Json, Malformed, boolean, fields, items, number, string
from hustings.belenios.v1.group import Ciphertext, Element, Group, product_of_pairs
from hustings.belenios.v1.proofs import Statement, one_of_holds, prove_one_of, read_proofs
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
    require_bits,
    sum_prefix,
    value_statement,
)
from hustings.belenios.v1.randomness import Randomness, scalars


@dataclass(frozen=True, slots=True)
class Homomorphic:
    """Choose between `minimum` and `maximum` of the answers, or nothing where `blank` is set to true."""

    question: str
    answers: tuple[str, ...]
    minimum: int
    maximum: int
    blank: bool | None = None

    kind = "homomorphic"

    @property
    def marks(self) -> int:
        """How many encrypted bits an answer has."""
        return len(self.answers) + (1 if self.blank else 0)

    @property
    def rows(self) -> tuple[int, ...] | None:
        """Lengths of the inner arrays of choices; None where the array is flat."""
        return None

    def to_json(self) -> Json:
        """As election.json carries it."""
        blank = {} if self.blank is None else {"blank": self.blank}
        return {
            "answers": list(self.answers),
            **blank,
            "min": self.minimum,
            "max": self.maximum,
            "question": self.question,
        }

    def flatten(self, choice: Json) -> list[int]:
        """A choice as voters' files carry it ([0,1,0]) checked against the question. Raises `ChoiceError`."""
        marks = [mark if type(mark) is int else -1 for mark in choice] if isinstance(choice, list) else []
        require_bits(marks, self.marks, self.question)
        counted = sum(marks[1:]) if self.blank else sum(marks)
        if self.blank and marks[0]:
            if counted:
                raise ChoiceError(f"{self.question}: a blank vote marks nothing else")
        elif not self.minimum <= counted <= self.maximum:
            raise ChoiceError(f"{self.question}: {self.minimum} to {self.maximum} marks are allowed, not {counted}")
        return marks

    def encrypt(self, group: Group, y: Element, context: str, choice: Json, rng: Randomness) -> Json:
        """The answer for a choice, with its proofs. `context` is election fingerprint | credential (S0)."""
        return self.encrypt_marks(group, y, context, self.flatten(choice), rng)

    def encrypt_marks(self, group: Group, y: Element, context: str, marks: Sequence[int], rng: Randomness) -> Json:
        """`encrypt`, for marks already checked."""
        secrets = scalars(rng, group.order, len(marks))
        pairs = [encrypt_bit(group, y, mark, r) for mark, r in zip(marks, secrets, strict=True)]
        individual = [
            prove_one_of(group, y, bit_prefix(group, context, pair), bit_statements(group, pair), mark, r, rng)
            for pair, mark, r in zip(pairs, marks, secrets, strict=True)
        ]
        prefix = f"{context}|{pair_texts(group, pairs)}"
        statements = self._overall_statements(group, pairs)
        answer: dict[str, Json] = {
            "choices": [ciphertext_json(group, pair) for pair in pairs],
            "individual_proofs": [[proof.to_json() for proof in proofs] for proofs in individual],
        }
        if not self.blank:
            total = product_of_pairs(group, pairs)
            overall = prove_one_of(
                group, y, sum_prefix(group, prefix, total), statements, sum(marks) - self.minimum, sum(secrets), rng
            )
            answer["overall_proof"] = [proof.to_json() for proof in overall]
            return answer
        rest = sum(secrets[1:])
        true, secret = (0, secrets[0]) if marks[0] else (1 + sum(marks[1:]) - self.minimum, rest)
        overall = prove_one_of(group, y, f"bproof1|{prefix}|", statements, true, secret, rng)
        blank_true, blank_secret = (1, rest) if marks[0] else (0, secrets[0])
        blank = prove_one_of(
            group, y, f"bproof0|{prefix}|", _blank_statements(group, pairs), blank_true, blank_secret, rng
        )
        answer["overall_proof"] = [proof.to_json() for proof in overall]
        answer["blank_proof"] = [proof.to_json() for proof in blank]
        return answer

    def check(self, group: Group, y: Element, context: str, answer: Json) -> CheckedAnswer:
        """The ciphertexts, and what proofs fail. Raises `Malformed` or `NotInGroup` where nothing can be counted."""
        names = ("choices", "individual_proofs", "overall_proof") + (("blank_proof",) if self.blank else ())
        found = fields(answer, names)
        pairs = [decode_ciphertext(group, pair) for pair in items(found["choices"], self.marks)]
        individual = [read_proofs(p, group.order, 2) for p in items(found["individual_proofs"], self.marks)]
        statements = self._overall_statements(group, pairs)
        overall = read_proofs(found["overall_proof"], group.order, len(statements))
        failures = [
            Failure("answer-individual-proof", f"mark {at}")
            for at, (pair, proofs) in enumerate(zip(pairs, individual, strict=True))
            if not one_of_holds(group, y, bit_prefix(group, context, pair), bit_statements(group, pair), proofs)
        ]
        prefix = f"{context}|{pair_texts(group, pairs)}"
        if self.blank:
            overall_prefix = f"bproof1|{prefix}|"
            blank = read_proofs(found["blank_proof"], group.order, 2)
            if not one_of_holds(group, y, f"bproof0|{prefix}|", _blank_statements(group, pairs), blank):
                failures.append(Failure("answer-blank-proof", "blank proof"))
        else:
            overall_prefix = sum_prefix(group, prefix, product_of_pairs(group, pairs))
        if not one_of_holds(group, y, overall_prefix, statements, overall):
            failures.append(Failure("answer-overall-proof", "overall proof"))
        return CheckedAnswer(tuple(pairs), tuple(failures))

    def _overall_statements(self, group: Group, pairs: Sequence[Ciphertext]) -> list[Statement]:
        """The sum lies in [min, max]; with `blank`, or bit 0 is one (statement 0)."""
        allowed = range(self.minimum, self.maximum + 1)
        if not self.blank:
            total = product_of_pairs(group, pairs)
            return [value_statement(group, total, value) for value in allowed]
        rest = product_of_pairs(group, pairs[1:])
        return [value_statement(group, pairs[0], 1), *(value_statement(group, rest, value) for value in allowed)]


def _blank_statements(group: Group, pairs: Sequence[Ciphertext]) -> list[Statement]:
    """Bit 0 is zero, or the sum of the others is zero."""
    rest = product_of_pairs(group, pairs[1:])
    return [value_statement(group, pairs[0], 0), value_statement(group, rest, 0)]


def read_homomorphic(value: Json) -> Homomorphic:
    """A bare question of election.json."""
    found = fields(
        value, ("answers", "min", "max", "question"), ("blank",), ("answers", "blank", "min", "max", "question")
    )
    answers = tuple(string(answer) for answer in items(found["answers"]))
    blank = boolean(found["blank"]) if "blank" in found else None
    minimum, maximum = number(found["min"]), number(found["max"])
    if not answers or not minimum <= maximum <= len(answers):
        raise Malformed(f"min {minimum} and max {maximum} do not fit {len(answers)} answers")
    return Homomorphic(string(found["question"]), answers, minimum, maximum, blank)
