"""The fingerprint of a frozen roll: SHA-256 over a text that anybody who holds the roll can make again.

docs/specs/roll.md describes the text. It holds membership numbers, branches and votes, no name and no address, so that
it can still be made when names are erased; what was changed after the freeze is in the public log and not in the text.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from hustings_site.roll.models import FrozenRoll, RollEntry

Line = tuple[str, str, int]
"""(membership number, code of the branch, votes)."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the lines: whose roll, by which rule, of which moment."""

    organisation: str
    electorate: str
    frozen_at: datetime
    rule: object

    @classmethod
    def of(cls, roll: FrozenRoll) -> "Heading":
        """The heading of a roll that is frozen."""
        return cls(roll.organisation.slug, roll.electorate.slug, roll.frozen_at, roll.rule)


def roll_text(heading: Heading, lines: Iterable[Line]) -> Iterator[str]:
    """The text, line by line, each with its line feed; lines sorted by the code points of the number."""
    in_order = sorted(lines)
    moment = heading.frozen_at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    yield "hustings roll 1\n"
    yield f"organisation {heading.organisation}\n"
    yield f"electorate {heading.electorate}\n"
    yield f"frozen {moment}\n"
    yield f"rule {json.dumps(heading.rule, sort_keys=True, separators=(',', ':'), ensure_ascii=False)}\n"
    yield f"entries {len(in_order)}\n"
    for number, branch, votes in in_order:
        yield f"{number}\t{branch}\t{votes}\n"


def fingerprint(heading: Heading, lines: Iterable[Line]) -> str:
    """SHA-256 of the text, in hexadecimal."""
    digest = hashlib.sha256()
    for line in roll_text(heading, lines):
        digest.update(line.encode())
    return digest.hexdigest()


def lines_of(roll: FrozenRoll) -> Iterator[Line]:
    """The lines of a frozen roll as it was at the freeze: without those added late, with those struck since."""
    entries = RollEntry.objects.filter(roll=roll, late=False)
    return entries.values_list("number", "branch__code", "weight").iterator(chunk_size=5000)
