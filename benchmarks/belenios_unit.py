"""libsodium's own primitives, timed in the same run: the unit that the protocol's speed is told in."""

import os
import platform
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

from nacl.bindings import (
    crypto_core_ed25519_add,
    crypto_core_ed25519_is_valid_point,
    crypto_scalarmult_ed25519_base_noclamp,
    crypto_scalarmult_ed25519_noclamp,
)

from hustings.belenios.v1.group import ED25519

ROUNDS = 1000


class Unit(NamedTuple):
    """Seconds of processor time: g^n, P^n (membership of P checked), membership of P, P.Q."""

    base: float
    power: float
    member: float
    times: float

    def __str__(self) -> str:
        return (
            f"libsodium here: g^n {self.base * 1e6:.1f} us, P^n {self.power * 1e6:.1f} us, "
            f"membership {self.member * 1e6:.1f} us, P.Q {self.times * 1e6:.1f} us; "
            f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, "
            f"Python {platform.python_version()}"
        )


def measure() -> Unit:
    """Each primitive on points and scalars of full size."""
    scalars = [pow(7, 100 + n, ED25519.order).to_bytes(32, "little") for n in range(ROUNDS)]
    points = [crypto_scalarmult_ed25519_base_noclamp(scalar) for scalar in scalars]
    pairs = list(zip(scalars, points, strict=True))
    return Unit(
        _each(lambda: [crypto_scalarmult_ed25519_base_noclamp(scalar) for scalar in scalars]),
        _each(lambda: [crypto_scalarmult_ed25519_noclamp(scalar, point) for scalar, point in pairs]),
        _each(lambda: [crypto_core_ed25519_is_valid_point(point) for point in points]),
        _each(lambda: [crypto_core_ed25519_add(point, points[0]) for point in points]),
    )


def _each(work: Callable[[], Sequence[object]]) -> float:
    start = time.process_time()
    return len(work()) and (time.process_time() - start) / ROUNDS
