"""Zero-knowledge proofs that several sections share: knowledge of a logarithm, and one statement out of several.

Source: Belenios spec 3.1, sections 4.5 (keys), 4.12 to 4.14 (proofs of membership), 4.16 (signatures).
A proof shows that its maker knew the secret when making it for exactly this prefix. It does not show when, nor that
only one person knows the secret.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from hustings.belenios.v1.encoding import Json, fields, items, scalar
from hustings.belenios.v1.group import Element, Group
from hustings.belenios.v1.hashing import challenge
from hustings.belenios.v1.randomness import Randomness
from hustings.belenios.v1.randomness import scalar as random_scalar


class ProofError(ValueError):
    """A proof that does not hold. `check` names the rule, as in `verify.CHECKS`."""

    def __init__(self, check: str, message: str) -> None:
        super().__init__(message)
        self.check = check


@dataclass(frozen=True, slots=True)
class Proof:
    """(challenge, response), two scalars."""

    challenge: int
    response: int

    def to_json(self) -> Json:
        """As every record carries it."""
        return {"challenge": str(self.challenge), "response": str(self.response)}


def read_proof(value: Json, order: int) -> Proof:
    """A proof from JSON; both scalars below the order."""
    found = fields(value, ("challenge", "response"))
    return Proof(scalar(found["challenge"], order), scalar(found["response"], order))


def read_proofs(value: Json, order: int, length: int) -> tuple[Proof, ...]:
    """Exactly `length` proofs."""
    return tuple(read_proof(item, order) for item in items(value, length))


def prove_knowledge(group: Group, prefix: str, secret: int, rng: Randomness) -> Proof:
    """Knowledge of x in g^x: A = g^w, c = H(prefix, A), r = w - x.c."""
    w = random_scalar(rng, group.order)
    c = challenge(group, prefix, [group.generator_power(w)])
    return Proof(c, (w - secret * c) % group.order)


def knowledge_holds(group: Group, prefix: str, public: Element, proof: Proof) -> bool:
    """c = H(prefix, g^r.X^c). Raises `NotInGroup` where X is no member of the group."""
    a = group.times(group.generator_power(proof.response), group.power(public, proof.challenge))
    return challenge(group, prefix, [a]) == proof.challenge


def prove_equal_logarithms(group: Group, prefix: str, base: Element, secret: int, w: int) -> Proof:
    """The same x in g^x and base^x, for a random w used once: A = g^w, B = base^w, c = H(prefix, A, B), r = w - x.c."""
    c = challenge(group, prefix, [group.generator_power(w), group.power(base, w)])
    return Proof(c, (w - secret * c) % group.order)


def equal_logarithms_hold(
    group: Group, prefix: str, base: Element, public: Element, image: Element, proof: Proof
) -> bool:
    """c = H(prefix, g^r.X^c, base^r.F^c). Raises `NotInGroup` where X, base or F is no member."""
    a = group.times(group.generator_power(proof.response), group.power(public, proof.challenge))
    b = group.times(group.power(base, proof.response), group.power(image, proof.challenge))
    return challenge(group, prefix, [a, b]) == proof.challenge


Statement = tuple[Element, Element]
"""(alpha, beta), stated to be (g^r, y^r) for some r."""


def prove_one_of(
    group: Group, y: Element, prefix: str, statements: Sequence[Statement], true: int, secret: int, rng: Randomness
) -> tuple[Proof, ...]:
    """Statement number `true` holds with r = `secret`, without saying which it is.

    The others are simulated: their challenge and response are drawn first and A, B computed from them.
    Source: Belenios spec 3.1, section 4.12, iprove.
    """
    drawn: dict[int, Proof] = {}
    commitments: list[Element] = []
    w = random_scalar(rng, group.order)
    for index, (alpha, beta) in enumerate(statements):
        if index == true:
            commitments += [group.generator_power(w), group.power(y, w)]
        else:
            drawn[index] = fake = Proof(random_scalar(rng, group.order), random_scalar(rng, group.order))
            commitments += _commitments(group, y, alpha, beta, fake)
    c = (challenge(group, prefix, commitments) - sum(fake.challenge for fake in drawn.values())) % group.order
    drawn[true] = Proof(c, (w - secret * c) % group.order)
    return tuple(drawn[index] for index in range(len(statements)))


def one_of_holds(
    group: Group, y: Element, prefix: str, statements: Sequence[Statement], proofs: Sequence[Proof]
) -> bool:
    """The sum of the challenges is the hash of all commitments; as many proofs as statements are required."""
    if len(proofs) != len(statements):
        return False
    commitments: list[Element] = []
    for (alpha, beta), proof in zip(statements, proofs, strict=True):
        commitments += _commitments(group, y, alpha, beta, proof)
    return challenge(group, prefix, commitments) == sum(proof.challenge for proof in proofs) % group.order


def _commitments(group: Group, y: Element, alpha: Element, beta: Element, proof: Proof) -> list[Element]:
    """A = g^r.alpha^c and B = y^r.beta^c."""
    return [
        group.times(group.generator_power(proof.response), group.power(alpha, proof.challenge)),
        group.times(group.power(y, proof.response), group.power(beta, proof.challenge)),
    ]
