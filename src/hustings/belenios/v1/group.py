"""Belenios spec 3.1, section 5.2: the group Ed25519, and what any group offers the protocol.

An element is handled as bytes. For Ed25519 they are libsodium's 32 little-endian bytes; the text of the specification
is the same number in big-endian hexadecimal. All arithmetic on points is libsodium's.

Membership: `power` refuses, with `NotInGroup`, every base outside the prime-order subgroup, so an equation that raises
an element to a power needs no check of its own for that element. `read` checks; `decode` does not.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple, NewType, Protocol

from nacl.bindings import (
    crypto_core_ed25519_add,
    crypto_core_ed25519_is_valid_point,
    crypto_core_ed25519_sub,
    crypto_scalarmult_ed25519_base_noclamp,
    crypto_scalarmult_ed25519_noclamp,
)
from nacl.exceptions import RuntimeError as LibsodiumRefused

Element = NewType("Element", bytes)


class NotInGroup(ValueError):
    """A text or a point that is no element of the group."""


class Ciphertext(NamedTuple):
    """An ElGamal pair (alpha, beta); pairs sort as the encrypted tally orders them."""

    alpha: Element
    beta: Element


class Group(Protocol):
    """What the protocol asks of a group of prime order; scalars are integers modulo `order`."""

    name: str
    order: int
    identity: Element
    generator: Element
    embedding_limit: int
    """How many integers 0..255 one element can carry."""

    def __hash__(self) -> int:
        """There is one object for each group, so that what is computed from it can be remembered."""

    def decode(self, text: str) -> Element:
        """The element written so, its one canonical spelling required; membership is *not* checked."""

    def read(self, text: str) -> Element:
        """`decode`, and the element is proved a member of the subgroup; the identity passes."""

    def text(self, element: Element) -> str:
        """The canonical spelling of an element, as JSON and hash inputs carry it."""

    def is_member(self, element: Element) -> bool:
        """Whether these bytes are a canonical element of the prime-order subgroup."""

    def power(self, base: Element, exponent: int) -> Element:
        """base^exponent. Raises `NotInGroup` for every base that is no member, whatever the exponent."""

    def generator_power(self, exponent: int) -> Element:
        """g^exponent."""

    def times(self, left: Element, right: Element) -> Element:
        """left . right."""

    def over(self, left: Element, right: Element) -> Element:
        """left . right^-1."""

    def independent_generator(self, index: int) -> Element:
        """The generator GetGenerator(index), whose logarithm nobody knows; index -1 is allowed."""

    def embed(self, values: Sequence[int]) -> Element:
        """The element that carries these integers, each 0..255."""

    def extract(self, element: Element, count: int) -> tuple[int, ...]:
        """The `count` integers that `embed` put in; arbitrary bytes for an element not made by `embed`."""


class Ed25519:
    """The group of RFC 8032's curve, in the spelling of Belenios spec 3.1, section 5.2.1."""

    name = "Ed25519"
    order = 2**252 + 27742317777372353535851937790883648493
    identity = Element((1).to_bytes(32, "little"))
    generator = Element(bytes.fromhex("66" * 31 + "58")[::-1])
    embedding_limit = 30
    padding = 14
    """Bits below the embedded bytes that are searched for a point."""

    def decode(self, text: str) -> Element:
        """64 lower-case hexadecimal digits; not checked to be a point at all."""
        try:
            raw = bytes.fromhex(text)
        except (ValueError, TypeError):
            raw = b""
        if len(raw) != 32 or raw.hex() != text:
            raise NotInGroup(f"{text!r:.80} is not 64 lower-case hexadecimal digits")
        return Element(raw[::-1])

    def read(self, text: str) -> Element:
        """An element of the prime-order subgroup in canonical spelling, the identity included."""
        element = self.decode(text)
        if not self.is_member(element):
            raise NotInGroup(f"{text} is not in the prime-order subgroup")
        return element

    def text(self, element: Element) -> str:
        """Big-endian hexadecimal."""
        return element[::-1].hex()

    def is_member(self, element: Element) -> bool:
        """libsodium's check (canonical, on the curve, of prime order), which excludes the identity; that is added."""
        return element == self.identity or crypto_core_ed25519_is_valid_point(element)

    def power(self, base: Element, exponent: int) -> Element:
        """libsodium refuses a base outside the subgroup, but also the identity and a zero exponent: treated apart."""
        exponent %= self.order
        if exponent == 0 or base == self.identity:
            if not self.is_member(base):
                raise NotInGroup(f"{self.text(base)} is not in the prime-order subgroup")
            return self.identity
        try:
            return Element(crypto_scalarmult_ed25519_noclamp(exponent.to_bytes(32, "little"), base))
        except LibsodiumRefused:
            raise NotInGroup(f"{self.text(base)} is not in the prime-order subgroup") from None

    def generator_power(self, exponent: int) -> Element:
        """libsodium's fixed-base multiplication; the zero exponent is treated apart."""
        exponent %= self.order
        if exponent == 0:
            return self.identity
        return Element(crypto_scalarmult_ed25519_base_noclamp(exponent.to_bytes(32, "little")))

    def times(self, left: Element, right: Element) -> Element:
        """Raises `NotInGroup` for bytes that are no point of the curve; does not see the subgroup."""
        try:
            return Element(crypto_core_ed25519_add(left, right))
        except LibsodiumRefused:
            raise NotInGroup("a product was asked of bytes that are no point of the curve") from None

    def over(self, left: Element, right: Element) -> Element:
        """Raises `NotInGroup` for bytes that are no point of the curve; does not see the subgroup."""
        try:
            return Element(crypto_core_ed25519_sub(left, right))
        except LibsodiumRefused:
            raise NotInGroup("a quotient was asked of bytes that are no point of the curve") from None

    def independent_generator(self, index: int) -> Element:
        """SHA256("ggen|index") >> 2, increased until it is the y of a point, times eight.

        Source: Belenios spec 3.1, section 6, GetGenerator for Ed25519.
        """
        candidate = int.from_bytes(sha256(f"ggen|{index}".encode()).digest(), "big") >> 2
        while True:
            point = candidate.to_bytes(32, "little")
            try:
                doubled = crypto_core_ed25519_add(point, point)
            except LibsodiumRefused:
                candidate += 1
                continue
            fourfold = crypto_core_ed25519_add(doubled, doubled)
            result = Element(crypto_core_ed25519_add(fourfold, fourfold))
            if result in (self.identity, self.generator):
                raise NotInGroup(f"generator {index} is trivial")
            return result

    def embed(self, values: Sequence[int]) -> Element:
        """The bytes, big-endian, above 14 bits that are searched upwards for a point of the subgroup."""
        if len(values) > self.embedding_limit or any(not 0 <= value <= 255 for value in values):
            raise ValueError(f"at most {self.embedding_limit} integers 0..255 can be encrypted, not {list(values)}")
        start = int.from_bytes(bytes(values), "big") << self.padding
        for candidate in range(start, start + (1 << self.padding)):
            element = Element(candidate.to_bytes(32, "little"))
            if self.is_member(element):
                return element
        raise ValueError(f"no point of the group carries {list(values)}")

    def extract(self, element: Element, count: int) -> tuple[int, ...]:
        """The low `count` bytes of the number above the padding; total for every element."""
        number = int.from_bytes(element, "little") >> self.padding
        return tuple((number & ((1 << 8 * count) - 1)).to_bytes(count, "big"))


ED25519 = Ed25519()


def product(group: Group, elements: Iterable[Element]) -> Element:
    """The product of the elements, the identity for none."""
    total = None
    for element in elements:
        total = element if total is None else group.times(total, element)
    return group.identity if total is None else total


def times_pair(group: Group, left: Ciphertext, right: Ciphertext) -> Ciphertext:
    """The ciphertext of the sum of what two ciphertexts carry."""
    return Ciphertext(group.times(left.alpha, right.alpha), group.times(left.beta, right.beta))


def product_of_pairs(group: Group, pairs: Iterable[Ciphertext]) -> Ciphertext:
    """The ciphertext of the sum of what the ciphertexts carry; the identity pair for none."""
    chosen = list(pairs)
    return Ciphertext(product(group, (p.alpha for p in chosen)), product(group, (p.beta for p in chosen)))


@lru_cache(maxsize=4096)
def small_power(group: Group, exponent: int) -> Element:
    """g^exponent for the small exponents that votes are."""
    return group.generator_power(exponent)
