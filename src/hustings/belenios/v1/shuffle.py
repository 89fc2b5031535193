"""Belenios spec 3.1, sections 4.19 and 6: shuffles and their proofs (Terelius and Wikstrom, as in CHVote 1.3.2).

A trustee re-encrypts the ciphertexts of each non-homomorphic question in a secret order and proves that it did that and
nothing else. Long products are cut into runs, each a pure function, so that any number of processes can share them;
all random numbers are drawn first and in order, so the result does not depend on who does the work.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from hustings.belenios.v1.election import Election
from hustings.belenios.v1.encoding import Json, fields, items, read, scalar, string, write
from hustings.belenios.v1.group import Ciphertext, Element, Group, NotInGroup, product
from hustings.belenios.v1.groups import GROUPS
from hustings.belenios.v1.hashing import hex_digest, number_digest
from hustings.belenios.v1.questions.shared import ciphertext_json, decode_ciphertext
from hustings.belenios.v1.randomness import Randomness, permutation, scalars
from hustings.belenios.v1.tally import Tally
from hustings.belenios.v1.workers import THIS_PROCESS, Workers

_RUN = 256
"""Ciphertexts in one unit of work."""


@dataclass(frozen=True, slots=True)
class ShuffleProof:
    """(t, s, c, c-hat) with the letters of the specification; t = (t1, t2, t3, (t41, t42), t-hat)."""

    t1: Element
    t2: Element
    t3: Element
    t41: Element
    t42: Element
    t_hat: tuple[Element, ...]
    s1: int
    s2: int
    s3: int
    s4: int
    s_hat: tuple[int, ...]
    s_prime: tuple[int, ...]
    c: tuple[Element, ...]
    c_hat: tuple[Element, ...]

    def to_json(self, group: Group) -> Json:
        """Tuples as arrays, points as text, scalars as decimal strings."""

        def points(elements: Iterable[Element]) -> list[Json]:
            return [group.text(element) for element in elements]

        def numbers(values: Iterable[int]) -> list[Json]:
            return [str(value) for value in values]

        t: list[Json] = [*points((self.t1, self.t2, self.t3)), points((self.t41, self.t42)), points(self.t_hat)]
        s: list[Json] = [*numbers((self.s1, self.s2, self.s3, self.s4)), numbers(self.s_hat), numbers(self.s_prime)]
        return [t, s, points(self.c), points(self.c_hat)]


@dataclass(frozen=True, slots=True)
class Shuffle:
    """For each non-homomorphic question, in order, the new ciphertexts and the proof."""

    ciphertexts: tuple[tuple[Ciphertext, ...], ...]
    proofs: tuple[ShuffleProof, ...]


def write_shuffle(group: Group, shuffle: Shuffle) -> bytes:
    """The body of the record."""
    return write(
        {
            "ciphertexts": [[ciphertext_json(group, pair) for pair in column] for column in shuffle.ciphertexts],
            "proofs": [proof.to_json(group) for proof in shuffle.proofs],
        }
    )


def read_shuffle(group: Group, body: bytes, lengths: Sequence[int]) -> Shuffle:
    """A shuffle of columns of these lengths. Membership of its points is checked by `broken_equations`."""
    found = fields(read(body), ("ciphertexts", "proofs"))
    columns = items(found["ciphertexts"], len(lengths))
    proofs = items(found["proofs"], len(lengths))
    return Shuffle(
        tuple(
            tuple(decode_ciphertext(group, pair) for pair in items(column, length))
            for column, length in zip(columns, lengths, strict=True)
        ),
        tuple(_read_proof(group, proof, length) for proof, length in zip(proofs, lengths, strict=True)),
    )


def _read_proof(group: Group, value: Json, length: int) -> ShuffleProof:
    def points(value: Json, count: int) -> tuple[Element, ...]:
        return tuple(group.decode(string(item)) for item in items(value, count))

    def numbers(value: Json, count: int) -> tuple[int, ...]:
        return tuple(scalar(item, group.order) for item in items(value, count))

    json_t, json_s, json_c, json_c_hat = items(value, 4)
    t, s = items(json_t, 5), items(json_s, 6)
    t1, t2, t3 = points(t[:3], 3)
    t41, t42 = points(t[3], 2)
    s1, s2, s3, s4 = numbers(s[:4], 4)
    return ShuffleProof(
        t1=t1,
        t2=t2,
        t3=t3,
        t41=t41,
        t42=t42,
        t_hat=points(t[4], length),
        s1=s1,
        s2=s2,
        s3=s3,
        s4=s4,
        s_hat=numbers(s[4], length),
        s_prime=numbers(s[5], length),
        c=points(json_c, length),
        c_hat=points(json_c_hat, length),
    )


@lru_cache(maxsize=200_000)
def _generator(group: Group, index: int) -> Element:
    return group.independent_generator(index)


def generators(group: Group, start: int, count: int) -> list[Element]:
    """h_i for i = start+1 .. start+count (the specification's h_i is GetGenerator(i-1)); pure and remembered."""
    return [_generator(group, index) for index in range(start, start + count)]


def _text_of_pairs(group: Group, pairs: Iterable[Ciphertext]) -> str:
    return "".join(f"{group.text(pair.alpha)},{group.text(pair.beta)}," for pair in pairs)


def _text_of(group: Group, elements: Iterable[Element]) -> str:
    return "".join(f"{group.text(element)}," for element in elements)


def expand_challenges(group: Group, text: str, count: int) -> list[int]:
    """u_1 .. u_N from the statement. The hash of an index is appended as text, as everything hashed here is."""
    start = hex_digest(text.encode())
    return [number_digest(start + hex_digest(str(index).encode())) % group.order for index in range(count)]


def _challenge(
    group: Group,
    fingerprint: str,
    y: Element,
    t: Sequence[Element],
    t_hat: Sequence[Element],
    text: str,
    c_hat: Sequence[Element],
) -> int:
    commitments = _text_of(group, t) + _text_of(group, t_hat) + text + _text_of(group, c_hat)
    hashed = f"shuffle-challenge|{fingerprint}|{commitments}{group.text(y)}"
    return number_digest(hashed) % group.order


def shuffle_tally(election: Election, columns: Tally, rng: Randomness, workers: Workers = THIS_PROCESS) -> Shuffle:
    """Shuffle each column in an order of its own, with proofs. `columns` are those of the shuffled questions only."""
    done = [_shuffle_column(election, column, rng, workers) for column in columns]
    return Shuffle(tuple(column for column, _ in done), tuple(proof for _, proof in done))


def _shuffle_column(
    election: Election, e: Sequence[Ciphertext], rng: Randomness, workers: Workers
) -> tuple[tuple[Ciphertext, ...], ShuffleProof]:
    """e'_i = re-encryption of e_{j_i} with r'_{j_i}, and the proof. Letters are the specification's."""
    group, y, q, n = election.group, election.public_key, election.group.order, len(e)
    j = permutation(rng, n)
    r_prime, r, r_hat = (scalars(rng, q, n) for _ in range(3))
    omega1, omega2, omega3, omega4 = scalars(rng, q, 4)
    omega_hat, omega_prime = scalars(rng, q, n), scalars(rng, q, n)

    spans = [(start, min(start + _RUN, n)) for start in range(0, n, _RUN)]
    shuffled: list[Ciphertext] = []
    c: list[Element] = [group.identity] * n
    places = [j[lo:hi] for lo, hi in spans]
    tasks = (
        (group.name, y, lo, [e[i] for i in run], [r_prime[i] for i in run], [r[i] for i in run])
        for (lo, _), run in zip(spans, places, strict=True)
    )
    for run, (pairs, commitments) in zip(places, workers.each(_reencrypt_run, tasks), strict=True):
        shuffled += pairs
        for i, commitment in zip(run, commitments, strict=True):
            c[i] = commitment

    text = _text_of_pairs(group, e) + _text_of_pairs(group, shuffled) + _text_of(group, c)
    u = expand_challenges(group, f"shuffle-challenges|{election.fingerprint}|{text}", n)
    u_prime = [u[i] for i in j]

    # c-hat_i = g^{r-hat_i} c-hat_{i-1}^{u'_i} = g^{a_i} h^{b_i}, so that the chain needs no order of work.
    a, b = [0], [1]
    for i in range(n):
        a.append((r_hat[i] + u_prime[i] * a[i]) % q)
        b.append(u_prime[i] * b[i] % q)
    c_hat: list[Element] = []
    t_hat: list[Element] = []
    sums: list[list[Element]] = [[], [], []]
    tasks_hat = (
        (
            group.name, lo, shuffled[lo:hi], a[lo + 1 : hi + 1], b[lo + 1 : hi + 1],
            [(omega_hat[i] + omega_prime[i] * a[i]) % q for i in range(lo, hi)],
            [omega_prime[i] * b[i] % q for i in range(lo, hi)],
            omega_prime[lo:hi],
        )
        for lo, hi in spans
    )  # fmt: skip
    for run_c_hat, run_t_hat, products in workers.each(_commit_run, tasks_hat):
        c_hat += run_c_hat
        t_hat += run_t_hat
        for total, value in zip(sums, products, strict=True):
            total.append(value)
    h_total, alpha_total, beta_total = (product(group, total) for total in sums)
    t = (
        group.generator_power(omega1),
        group.generator_power(omega2),
        group.times(group.generator_power(omega3), h_total),
        group.times(group.power(y, -omega4), beta_total),
        group.times(group.generator_power(-omega4), alpha_total),
    )
    x = _challenge(group, election.fingerprint, y, t, t_hat, text, c_hat)

    v = [1] * (n + 1)
    for i in range(n - 1, 0, -1):
        v[i] = u_prime[i] * v[i + 1] % q
    r_sum = sum(r)
    r_hat_sum = sum(r_hat[i] * v[i + 1] for i in range(n))
    r_tilde = sum(r[i] * u[i] for i in range(n))
    r_prime_sum = sum(r_prime[i] * u[i] for i in range(n))
    return tuple(shuffled), ShuffleProof(
        *t,
        tuple(t_hat),
        (omega1 + x * r_sum) % q,
        (omega2 + x * r_hat_sum) % q,
        (omega3 + x * r_tilde) % q,
        (omega4 + x * r_prime_sum) % q,
        tuple((omega_hat[i] + x * r_hat[i]) % q for i in range(n)),
        tuple((omega_prime[i] + x * u_prime[i]) % q for i in range(n)),
        tuple(c),
        tuple(c_hat),
    )


def _reencrypt_run(
    name: str, y: Element, start: int, pairs: Sequence[Ciphertext], r_prime: Sequence[int], r: Sequence[int]
) -> tuple[list[Ciphertext], list[Element]]:
    """Re-encryptions e'_i, and c_{j_i} = g^{r_{j_i}}.h_i, the commitment to where each came from."""
    group = GROUPS[name]
    shuffled = [
        Ciphertext(group.times(pair.alpha, group.generator_power(s)), group.times(pair.beta, group.power(y, s)))
        for pair, s in zip(pairs, r_prime, strict=True)
    ]
    h = generators(group, start, len(pairs))
    return shuffled, [group.times(group.generator_power(s), h_i) for s, h_i in zip(r, h, strict=True)]


def _commit_run(
    name: str, start: int, shuffled: Sequence[Ciphertext], a: Sequence[int], b: Sequence[int],
    t_a: Sequence[int], t_b: Sequence[int], omega_prime: Sequence[int],
) -> tuple[list[Element], list[Element], list[Element]]:  # fmt: skip
    """c-hat and t-hat of a run, and its part of the products of h, alpha' and beta' to the omega'."""
    group = GROUPS[name]
    h = _generator(group, -1)

    def commit(exponents_g: Sequence[int], exponents_h: Sequence[int]) -> list[Element]:
        return [
            group.times(group.generator_power(left), group.power(h, right))
            for left, right in zip(exponents_g, exponents_h, strict=True)
        ]

    products = [
        _product_of_powers(group, bases, omega_prime)
        for bases in (
            generators(group, start, len(a)),
            [pair.alpha for pair in shuffled],
            [pair.beta for pair in shuffled],
        )
    ]
    return commit(a, b), commit(t_a, t_b), products


def _product_of_powers(group: Group, bases: Sequence[Element], exponents: Sequence[int]) -> Element:
    return product(group, (group.power(base, exponent) for base, exponent in zip(bases, exponents, strict=True)))


def broken_equations(
    election: Election, before: Sequence[Sequence[Ciphertext]], shuffle: Shuffle, workers: Workers = THIS_PROCESS
) -> list[str]:
    """The equations of the proofs that do not hold, as "question K: t1"; none for a shuffle that is proved.

    `before` are the columns that were shuffled, every point a member of the group. Raises `NotInGroup` where a point of
    the shuffle is no member.
    """
    found = []
    for column, after, proof, place in zip(before, shuffle.ciphertexts, shuffle.proofs, election.shuffled, strict=True):
        found += [
            f"question {place + 1}: {name}" for name in _broken_equations(election, column, after, proof, workers)
        ]
    return found


def _broken_equations(
    election: Election, e: Sequence[Ciphertext], e_prime: Sequence[Ciphertext], proof: ShuffleProof, workers: Workers
) -> list[str]:
    """Letters are the specification's, section 6, CheckShuffleProof."""
    group, y, q, n = election.group, election.public_key, election.group.order, len(e)
    for point in (proof.t1, proof.t2, proof.t3, proof.t41, proof.t42):
        if not group.is_member(point):
            raise NotInGroup(f"{group.text(point)} in a shuffle proof is not in the prime-order subgroup")
    text = _text_of_pairs(group, e) + _text_of_pairs(group, e_prime) + _text_of(group, proof.c)
    u = expand_challenges(group, f"shuffle-challenges|{election.fingerprint}|{text}", n)
    t = (proof.t1, proof.t2, proof.t3, proof.t41, proof.t42)
    x = _challenge(group, election.fingerprint, y, t, proof.t_hat, text, proof.c_hat)
    h = _generator(group, -1)
    chain = [h, *proof.c_hat]
    spans = [(start, min(start + _RUN, n)) for start in range(0, n, _RUN)]
    tasks = (
        (
            group.name, lo, e[lo:hi], e_prime[lo:hi], proof.c[lo:hi], u[lo:hi], proof.s_prime[lo:hi],
            proof.s_hat[lo:hi], chain[lo : hi + 1], x,
        )
        for lo, hi in spans
    )  # fmt: skip
    t_hat: list[Element] = []
    totals: list[list[Element]] = [[] for _ in range(8)]
    for run_t_hat, products in workers.each(_check_run, tasks):
        t_hat += run_t_hat
        for total, value in zip(totals, products, strict=True):
            total.append(value)
    c_all, h_all, c_u, alpha_u, beta_u, h_s, alpha_s, beta_s = (product(group, total) for total in totals)
    u_all = 1
    for weight in u:
        u_all = u_all * weight % q
    c_bar = group.over(c_all, h_all)
    c_last = group.over(chain[-1], group.power(h, u_all))

    def equation(
        left: Element, statement: Element, base: Callable[[int], Element], s: int, rest: Element | None
    ) -> bool:
        right = group.times(group.power(statement, -x), base(s))
        return left == (right if rest is None else group.times(right, rest))

    def y_power(s: int) -> Element:
        return group.power(y, -s)

    def g_inverse(s: int) -> Element:
        return group.generator_power(-s)

    held = {
        "t1": equation(proof.t1, c_bar, group.generator_power, proof.s1, None),
        "t2": equation(proof.t2, c_last, group.generator_power, proof.s2, None),
        "t3": equation(proof.t3, c_u, group.generator_power, proof.s3, h_s),
        "t41": equation(proof.t41, beta_u, y_power, proof.s4, beta_s),
        "t42": equation(proof.t42, alpha_u, g_inverse, proof.s4, alpha_s),
    }
    broken = [name for name, holds in held.items() if not holds]
    return broken + [
        f"t^_{i + 1}" for i, (given, right) in enumerate(zip(proof.t_hat, t_hat, strict=True)) if given != right
    ]


def _check_run(
    name: str, start: int, e: Sequence[Ciphertext], e_prime: Sequence[Ciphertext], c: Sequence[Element],
    u: Sequence[int], s_prime: Sequence[int], s_hat: Sequence[int], chain: Sequence[Element], x: int,
) -> tuple[list[Element], tuple[Element, ...]]:  # fmt: skip
    """t-hat of a run by its equation, and the run's part of each product. Every point is raised to a power."""
    group = GROUPS[name]
    h = generators(group, start, len(e))
    t_hat = [
        product(group, (group.power(after, -x), group.generator_power(sh), group.power(previous, sp)))
        for (previous, after), sh, sp in zip(pairwise(chain), s_hat, s_prime, strict=True)
    ]
    return t_hat, (
        product(group, c),
        product(group, h),
        _product_of_powers(group, c, u),
        _product_of_powers(group, [pair.alpha for pair in e], u),
        _product_of_powers(group, [pair.beta for pair in e], u),
        _product_of_powers(group, h, s_prime),
        _product_of_powers(group, [pair.alpha for pair in e_prime], s_prime),
        _product_of_powers(group, [pair.beta for pair in e_prime], s_prime),
    )
