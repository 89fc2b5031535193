"""Belenios spec 3.1, section 4.20: partial decryptions, each factor with a proof, and how they combine."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hustings.belenios.v1.election import Election
from hustings.belenios.v1.encoding import Json, fields, items, read, string, write
from hustings.belenios.v1.group import Element, Group, product
from hustings.belenios.v1.groups import GROUPS
from hustings.belenios.v1.proofs import Proof, equal_logarithms_hold, prove_equal_logarithms, read_proof
from hustings.belenios.v1.randomness import Randomness, scalars
from hustings.belenios.v1.shuffle import Shuffle
from hustings.belenios.v1.tally import Tally, flattened, nested
from hustings.belenios.v1.trustees import Pedersen, Trustee
from hustings.belenios.v1.workers import THIS_PROCESS, Workers

_RUN = 256


@dataclass(frozen=True, slots=True)
class PartialDecryption:
    """For each question its factors alpha^x and their proofs, flat."""

    factors: tuple[tuple[Element, ...], ...]
    proofs: tuple[tuple[Proof, ...], ...]


def opened_tally(election: Election, tally: Tally, last: Shuffle | None) -> Tally:
    """What is decrypted: the encrypted tally with its shuffled columns as the last shuffle left them."""
    if last is None:
        return tally
    columns = list(tally)
    for place, column in zip(election.shuffled, last.ciphertexts, strict=True):
        columns[place] = column
    return tuple(columns)


def decrypt_tally(
    election: Election, tally: Tally, secret: int, rng: Randomness, workers: Workers = THIS_PROCESS
) -> PartialDecryption:
    """One trustee's factors. `secret` is a single trustee's private key or a member's share."""
    group = election.group
    prefix = _prefix(election, group.generator_power(secret))
    factors, proofs = [], []
    for column in tally:
        alphas = [pair.alpha for pair in column]
        ws = scalars(rng, group.order, len(alphas))
        done = [
            item
            for run in workers.each(
                _factor_run,
                (
                    (group.name, prefix, secret, alphas[at : at + _RUN], ws[at : at + _RUN])
                    for at in range(0, len(alphas), _RUN)
                ),
            )
            for item in run
        ]
        factors.append(tuple(factor for factor, _ in done))
        proofs.append(tuple(proof for _, proof in done))
    return PartialDecryption(tuple(factors), tuple(proofs))


def _prefix(election: Election, public: Element) -> str:
    return f"decrypt|{election.fingerprint}|{election.group.text(public)}|"


def _factor_run(
    name: str, prefix: str, secret: int, alphas: Sequence[Element], ws: Sequence[int]
) -> list[tuple[Element, Proof]]:
    group = GROUPS[name]
    done = []
    for alpha, w in zip(alphas, ws, strict=True):
        done.append((group.power(alpha, secret), prove_equal_logarithms(group, prefix, alpha, secret, w)))
    return done


def write_decryption(election: Election, decryption: PartialDecryption) -> bytes:
    """The body of the record."""
    text = election.group.text
    return write(
        {
            "decryption_factors": [
                nested(question, [text(factor) for factor in column])
                for question, column in zip(election.questions, decryption.factors, strict=True)
            ],
            "decryption_proofs": [
                nested(question, [proof.to_json() for proof in column])
                for question, column in zip(election.questions, decryption.proofs, strict=True)
            ],
        }
    )


def read_decryption(election: Election, body: bytes, tally: Tally) -> PartialDecryption:
    """A partial decryption of this tally; membership of its factors is checked by `broken_factors`."""
    found = fields(read(body), ("decryption_factors", "decryption_proofs"))
    group = election.group

    def columns(value: Json) -> list[list[Json]]:
        return [
            flattened(question, column, len(pairs))
            for question, column, pairs in zip(election.questions, items(value, len(tally)), tally, strict=True)
        ]

    return PartialDecryption(
        tuple(tuple(group.decode(string(item)) for item in column) for column in columns(found["decryption_factors"])),
        tuple(
            tuple(read_proof(item, group.order) for item in column) for column in columns(found["decryption_proofs"])
        ),
    )


def broken_factors(
    election: Election, tally: Tally, key: Element, decryption: PartialDecryption, workers: Workers = THIS_PROCESS
) -> list[str]:
    """The factors whose proof does not hold under the owner's key, as "question K, factor N"; membership included."""
    prefix = _prefix(election, key)
    found = []
    for place, (column, factors, proofs) in enumerate(zip(tally, decryption.factors, decryption.proofs, strict=True)):
        alphas = [pair.alpha for pair in column]
        tasks = (
            (election.group.name, prefix, key, alphas[at : at + _RUN], factors[at : at + _RUN], proofs[at : at + _RUN])
            for at in range(0, len(alphas), _RUN)
        )
        held = [holds for run in workers.each(_check_run, tasks) for holds in run]
        found += [f"question {place + 1}, factor {at + 1}" for at, holds in enumerate(held) if not holds]
    return found


def _check_run(
    name: str, prefix: str, key: Element, alphas: Sequence[Element], factors: Sequence[Element], proofs: Sequence[Proof]
) -> list[bool]:
    """Raises `NotInGroup` where a factor is no member: power checks its base."""
    group = GROUPS[name]
    return [
        equal_logarithms_hold(group, prefix, alpha, key, factor, proof)
        for alpha, factor, proof in zip(alphas, factors, proofs, strict=True)
    ]


def lagrange(group: Group, chosen: Sequence[int]) -> list[int]:
    """The coefficients at zero of the 1-based places `chosen`."""
    found = []
    for place in chosen:
        top, bottom = 1, 1
        for other in chosen:
            if other != place:
                top, bottom = top * other % group.order, bottom * (other - place) % group.order
        found.append(top * pow(bottom, -1, group.order) % group.order)
    return found


def missing_trustees(trustees: Sequence[Trustee], owners: Sequence[int]) -> list[str]:
    """Which items of the trustees cannot be opened by these owners, and how many they lack."""
    found, first = [], 1
    for trustee in trustees:
        present = sum(first <= owner < first + trustee.size for owner in owners)
        if present < trustee.needed:
            last = first + trustee.size - 1
            who = f"trustee {first}" if trustee.size == 1 else f"trustees {first} to {last}"
            found.append(f"{who}: {present} of {trustee.needed} needed")
        first += trustee.size
    return found


def combine(
    election: Election,
    trustees: Sequence[Trustee],
    decryptions: Mapping[int, PartialDecryption],
    tally: Tally,
    workers: Workers = THIS_PROCESS,
) -> tuple[tuple[Element, ...], ...]:
    """beta / F for each ciphertext. `decryptions` by owner, all checked and enough of them (`missing_trustees`)."""
    weights = decrypting_weights(election.group, trustees, sorted(decryptions))
    opened = []
    for place, column in enumerate(tally):
        tasks = (
            (
                election.group.name,
                [pair.beta for pair in column[at : at + _RUN]],
                [(weight, decryptions[owner].factors[place][at : at + _RUN]) for owner, weight in weights],
            )
            for at in range(0, len(column), _RUN)
        )
        opened.append(tuple(element for run in workers.each(_combine_run, tasks) for element in run))
    return tuple(opened)


def decrypting_weights(group: Group, trustees: Sequence[Trustee], owners: Sequence[int]) -> list[tuple[int, int]]:
    """The owners whose factors are used, each with its exponent: 1 for a single trustee, Lagrange for the first T."""
    found: list[tuple[int, int]] = []
    first = 1
    for trustee in trustees:
        present = [owner for owner in owners if first <= owner < first + trustee.size][: trustee.needed]
        if isinstance(trustee, Pedersen):
            places = [owner - first + 1 for owner in present]
            found += zip(present, lagrange(group, places), strict=True)
        else:
            found += [(owner, 1) for owner in present]
        first += trustee.size
    return found


def _combine_run(name: str, betas: Sequence[Element], parts: Sequence[tuple[int, Sequence[Element]]]) -> list[Element]:
    group = GROUPS[name]
    opened = []
    for at, beta in enumerate(betas):
        factor = product(
            group, (factors[at] if weight == 1 else group.power(factors[at], weight) for weight, factors in parts)
        )
        opened.append(group.over(beta, factor))
    return opened
