"""Where random numbers come from: always an argument, so that an election can be repeated from its seed."""

from hashlib import shake_256
from secrets import token_bytes
from typing import Protocol


class Randomness(Protocol):
    """A source of uniform bytes."""

    def draw(self, count: int) -> bytes:
        """`count` fresh bytes."""


class SystemRandomness:
    """The operating system's generator: for every real election."""

    def draw(self, count: int) -> bytes:
        """`count` fresh bytes."""
        return token_bytes(count)


class SeededRandomness:
    """SHAKE-256 of a seed and a label, block after block: for demonstrations and tests only.

    Whoever has the seed has every secret drawn from it.
    """

    _block = 4096

    def __init__(self, seed: bytes, label: str = "") -> None:
        self._start = len(seed).to_bytes(8, "big") + seed + label.encode()
        self._blocks = 0
        self._left = b""

    def draw(self, count: int) -> bytes:
        """The next `count` bytes of the stream."""
        while len(self._left) < count:
            block = shake_256(self._start + b"|" + self._blocks.to_bytes(8, "big")).digest(self._block)
            self._left += block
            self._blocks += 1
        taken, self._left = self._left[:count], self._left[count:]
        return taken


def scalar(rng: Randomness, order: int) -> int:
    """Uniform in [0, order), up to a bias of 2^-128."""
    return int.from_bytes(rng.draw((order.bit_length() + 7) // 8 + 16), "big") % order


def scalars(rng: Randomness, order: int, count: int) -> list[int]:
    """`count` independent scalars."""
    return [scalar(rng, order) for _ in range(count)]


def below(rng: Randomness, bound: int) -> int:
    """Uniform in [0, bound), exactly, by rejection."""
    size = (bound.bit_length() + 7) // 8
    limit = (1 << 8 * size) - (1 << 8 * size) % bound
    while True:
        drawn = int.from_bytes(rng.draw(size), "big")
        if drawn < limit:
            return drawn % bound


def permutation(rng: Randomness, count: int) -> list[int]:
    """A uniform order of 0..count-1 (Fisher and Yates)."""
    order = list(range(count))
    for last in range(count - 1, 0, -1):
        other = below(rng, last + 1)
        order[last], order[other] = order[other], order[last]
    return order
