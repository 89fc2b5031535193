"""Belenios spec 3.1, section 4.21: the result.

Homomorphic answers and lists give total weights by a discrete logarithm in [0, total weight]; non-homomorphic ones give
each ballot's integers, in the order in which the last shuffle left them.
"""

from collections.abc import Sequence
from math import isqrt

from hustings.belenios.v1.election import Election
from hustings.belenios.v1.encoding import LARGEST_TOTAL_WEIGHT, Json, items, number, read, weight, weight_json, write
from hustings.belenios.v1.encoding import fields as read_fields
from hustings.belenios.v1.group import Element, Group
from hustings.belenios.v1.questions import NonHomomorphic
from hustings.belenios.v1.tally import flattened, nested

Result = tuple[tuple[int, ...] | tuple[tuple[int, ...], ...], ...]
"""For each question: the weights of its marks, flat; or one tuple of integers for each ballot."""


class NotInRange(ValueError):
    """A total that is no discrete logarithm in the range that the ballots allow."""


class DiscreteLogarithms:
    """log_g by baby steps and giant steps, in [0, bound]; the steps are shared by all totals of an election."""

    def __init__(self, group: Group, bound: int) -> None:
        if bound > LARGEST_TOTAL_WEIGHT:
            raise NotInRange(f"total weight {bound} is above {LARGEST_TOTAL_WEIGHT}")
        self._group = group
        self._bound = bound
        self._width = isqrt(bound) + 1
        self._baby: dict[Element, int] = {}
        step = group.identity
        for exponent in range(self._width):
            self._baby[step] = exponent
            step = group.times(step, group.generator)
        self._giant = step

    def of(self, element: Element) -> int:
        """The exponent. Raises `NotInRange` where there is none in [0, bound]."""
        rest = element
        for giant in range(self._width + 1):
            if rest in self._baby and (found := giant * self._width + self._baby[rest]) <= self._bound:
                return found
            rest = self._group.over(rest, self._giant)
        raise NotInRange(f"{self._group.text(element)} is no total from 0 to {self._bound}")


def decode_result(election: Election, opened: Sequence[Sequence[Element]], total_weight: int) -> Result:
    """The result from decrypted elements. Raises `NotInRange` for a sum that no valid ballots can give.

    Any element at all is decoded for a non-homomorphic question: what a voter's program encrypted cannot stop a tally.
    """
    group = election.group
    logarithms: DiscreteLogarithms | None = None
    found: list[tuple[int, ...] | tuple[tuple[int, ...], ...]] = []
    for question, column in zip(election.questions, opened, strict=True):
        if isinstance(question, NonHomomorphic):
            found.append(tuple(group.extract(element, len(question.answers)) for element in column))
        else:
            logarithms = logarithms or DiscreteLogarithms(group, total_weight)
            found.append(tuple(logarithms.of(element) for element in column))
    return tuple(found)


def write_result(election: Election, result: Result) -> bytes:
    """The body of the record."""
    columns: list[Json] = []
    for question, column in zip(election.questions, result, strict=True):
        if isinstance(question, NonHomomorphic):
            columns.append([list(values) for values in column if isinstance(values, tuple)])
        else:
            columns.append(nested(question, [weight_json(total) for total in column if isinstance(total, int)]))
    return write({"result": columns})


def read_result(election: Election, body: bytes) -> Result:
    """A published result, of the shape that the questions require; its truth is the verifier's."""
    columns = items(read_fields(read(body), ("result",))["result"], len(election.questions))
    found: list[tuple[int, ...] | tuple[tuple[int, ...], ...]] = []
    for question, column in zip(election.questions, columns, strict=True):
        if isinstance(question, NonHomomorphic):
            found.append(tuple(tuple(map(number, items(values, len(question.answers)))) for values in items(column)))
        else:
            found.append(tuple(weight(total) for total in flattened(question, column, None)))
    return tuple(found)
