"""The matcher's part: in which body each member of several is counted, told to each body about its own hashes alone."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hustings.overlap.errors import OverlapError
from hustings.overlap.hashes import HashedList, hash_of, key_check_of, normalised, read_hashes, read_record

FORMAT = "hustings overlap answer 1"


@dataclass(frozen=True, slots=True)
class Answer:
    """What one body is told: which of its own hashes are counted in another body. It is not told in which."""

    body: str
    key_check: str
    own: int
    elsewhere: tuple[str, ...]

    @property
    def counted_here(self) -> int:
        """How many of its hashes are counted in this body."""
        return self.own - len(self.elsewhere)


@dataclass(frozen=True, slots=True)
class Overlap:
    """What the matcher found: an answer for each body, in the order of the lists, and two figures for everybody."""

    answers: tuple[Answer, ...]
    people: int
    """How many different hashes there are."""
    in_several: int
    """How many of them are on more than one list."""


def count_once(lists: Sequence[HashedList]) -> Overlap:
    """Count every hash in exactly one of the bodies that have it: where a paper weighs most; between bodies of one
    weight the hash itself decides, evenly, and nobody can steer it.

    The order of the lists changes nothing but the order of the answers. Raises OverlapError where there are not two
    lists at least, two of one body, or lists made with different keys.
    """
    _require_comparable(lists)
    holders: dict[str, list[HashedList]] = {}
    for each in sorted(lists, key=lambda one: one.body):
        for one in each.hashes:
            holders.setdefault(one, []).append(each)
    counted_in = {one: _counting_body(one, bodies).body for one, bodies in holders.items()}
    answers = tuple(
        Answer(
            each.body,
            each.key_check,
            len(each.hashes),
            tuple(one for one in each.hashes if counted_in[one] != each.body),
        )
        for each in lists
    )
    return Overlap(answers, len(holders), sum(len(bodies) > 1 for bodies in holders.values()))


def members_elsewhere(key: bytes, answer: Answer, members: Iterable[tuple[str, str]]) -> list[str]:
    """The numbers of a body's own members whom another body counts: `members` are (number, address), as they were
    hashed. Raises OverlapError where the answer is to a list made with another key."""
    if answer.key_check != key_check_of(key):
        msg = f"the answer to {answer.body} belongs to another key: use the one with which the list was made"
        raise OverlapError(msg)
    elsewhere = set(answer.elsewhere)
    return [number for number, address in members if hash_of(key, normalised(address)) in elsewhere]


def write_answer(answer: Answer) -> str:
    """As JSON, one hash a line."""
    record = {
        "format": FORMAT,
        "body": answer.body,
        "key_check": answer.key_check,
        "own": answer.own,
        "counted_elsewhere": list(answer.elsewhere),
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def read_answer(text: str, name: str = "answer") -> Answer:
    """An answer as `write_answer` writes it; `name` of the file stands in the message of what is wrong with it."""
    given = read_record(text, name, FORMAT)
    body, check, own = given.get("body"), given.get("key_check"), given.get("own")
    elsewhere = read_hashes(given, "counted_elsewhere", name)
    if not isinstance(body, str) or not isinstance(check, str) or type(own) is not int or own < len(elsewhere):
        msg = f"{name}: body, key_check and own are needed: ask the matcher for the answer again"
        raise OverlapError(msg)
    return Answer(body, check, own, elsewhere)


def _counting_body(one: str, bodies: Sequence[HashedList]) -> HashedList:
    heaviest = max(each.weight for each in bodies)
    level = [each for each in bodies if each.weight == heaviest]
    return level[int(one, 16) % len(level)]


def _require_comparable(lists: Sequence[HashedList]) -> None:
    if len(lists) < 2:
        msg = "one list alone has no overlap: give the lists of two bodies or more"
        raise OverlapError(msg)
    names = [each.body for each in lists]
    if twice := [name for name in names if names.count(name) > 1]:
        msg = f"two lists are of {twice[0]}: each body gives one"
        raise OverlapError(msg)
    for each in lists:
        if each.key_check != lists[0].key_check:
            msg = f"{each.body} and {lists[0].body} used different keys, so nothing can match: agree on one, hash again"
            raise OverlapError(msg)
