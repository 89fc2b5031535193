"""Belenios spec 3.1, sections 4.9 and 4.11: questions whose answers are shuffled and then decrypted one by one.

An answer is a list of integers 0..255, one for each candidate, in one ciphertext. By convention a ranking gives each
candidate its preference (1 first, 0 unranked) and a grading its grade. The proof shows that the voter knew what was
encrypted, not that it is a ranking: what comes out is classified when it is counted.
"""

from dataclasses import dataclass

from hustings.belenios.v1.encoding import Json, Malformed, fields, items, string
from hustings.belenios.v1.group import Ciphertext, Element, Group, NotInGroup
from hustings.belenios.v1.proofs import knowledge_holds, prove_knowledge, read_proof
from hustings.belenios.v1.questions.shared import (
    CheckedAnswer,
    ChoiceError,
    Failure,
    ciphertext_json,
    decode_ciphertext,
)
from hustings.belenios.v1.randomness import Randomness, scalar


@dataclass(frozen=True, slots=True)
class NonHomomorphic:
    """`extra` is a hint for counting (a dictionary with a "type"), covered by the election's fingerprint."""

    question: str
    answers: tuple[str, ...]
    extra: Json = None

    kind = "non-homomorphic"

    def to_json(self) -> Json:
        """As election.json carries it."""
        extra = {} if self.extra is None else {"extra": self.extra}
        value: Json = {"answers": list(self.answers), "question": self.question}
        return {"type": "NonHomomorphic", "value": value, **extra}

    def flatten(self, choice: Json) -> list[int]:
        """A choice as voters' files carry it ([3,1,2]), checked against the question. Raises `ChoiceError`."""
        values = [value if type(value) is int else -1 for value in choice] if isinstance(choice, list) else []
        if len(values) != len(self.answers) or any(not 0 <= value <= 255 for value in values):
            raise ChoiceError(f"{self.question}: {len(self.answers)} integers 0 to 255 were expected")
        return values

    def encrypt(self, group: Group, y: Element, context: str, choice: Json, rng: Randomness) -> Json:
        """The answer for a choice, with its proof. `context` is election fingerprint | credential (S0)."""
        return self.encrypt_element(group, y, context, group.embed(self.flatten(choice)), rng)

    def encrypt_element(self, group: Group, y: Element, context: str, plain: Element, rng: Randomness) -> Json:
        """The answer that carries any element at all, as a voter's own program may send it."""
        r = scalar(rng, group.order)
        pair = Ciphertext(group.generator_power(r), group.times(group.power(y, r), plain))
        proof = prove_knowledge(group, _prefix(group, y, context, pair), r, rng)
        return {"choices": ciphertext_json(group, pair), "proof": proof.to_json()}

    def check(self, group: Group, y: Element, context: str, answer: Json) -> CheckedAnswer:
        """The ciphertext, and what proofs fail. Raises `Malformed` or `NotInGroup` where nothing can be counted."""
        found = fields(answer, ("choices", "proof"))
        pair = decode_ciphertext(group, found["choices"])
        proof = read_proof(found["proof"], group.order)
        if not group.is_member(pair.beta):
            raise NotInGroup("beta is not in the prime-order subgroup")
        holds = knowledge_holds(group, _prefix(group, y, context, pair), pair.alpha, proof)
        return CheckedAnswer((pair,), () if holds else (Failure("answer-plaintext-proof", "proof of knowledge"),))


def _prefix(group: Group, y: Element, context: str, pair: Ciphertext) -> str:
    return f"raweg|{context}|{group.text(y)},{group.text(pair.alpha)},{group.text(pair.beta)}|"


def read_non_homomorphic(value: Json) -> NonHomomorphic:
    """A question of type NonHomomorphic of election.json."""
    found = fields(value, ("type", "value"), ("extra",))
    inner = fields(found["value"], ("answers", "question"))
    answers = tuple(string(answer) for answer in items(inner["answers"]))
    if not answers:
        raise Malformed("a question needs an answer")
    return NonHomomorphic(string(inner["question"]), answers, found.get("extra"))
