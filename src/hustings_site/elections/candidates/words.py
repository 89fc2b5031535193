"""How many words a statement has, and where it is cut.

A word stands between spaces. A hyphenated word is one ("re-elected"), "a/b" is two, a web or e-mail address is one,
and so is a range of years ("1999-2001"). A dash between words parts them; signs alone are no word.
Source: the counting rules that UCU publishes for election addresses.
"""

import re
from typing import NamedTuple

ADDRESS = re.compile(
    r"""[("'<\[\u2018\u201c]*(?:
        [a-z][a-z0-9+.-]*://\S+            # https://example.org/a/b
      | www\.\S+                           # www.example.org/a
      | [^\s@/]+@[^\s@/]+\.[^\s@/]+        # name@example.org
      | [\w-]+(?:\.[\w-]+)+/\S*            # example.org/a/b
    )""",
    re.VERBOSE | re.IGNORECASE,
)
YEARS = re.compile(r"\W*\d{2,4}[\u2010-\u2015-]\d{2,4}\W*")
PARTS = re.compile(r"[^/\u2013\u2014]+")
CHUNK = re.compile(r"\S+")
SPOKEN = re.compile(r"\w")


class Word(NamedTuple):
    """Where a word begins in the text, and where it ends (the place behind it)."""

    start: int
    end: int


class Cut(NamedTuple):
    """A text cut behind its last word that is allowed: what is printed, and what is not."""

    printed: str
    dropped: str


def words(text: str) -> list[Word]:
    """Every word of the text, in order."""
    found = []
    for chunk in CHUNK.finditer(text):
        if ADDRESS.match(chunk[0]) or YEARS.fullmatch(chunk[0]):
            found.append(Word(chunk.start(), chunk.end()))
            continue
        found += [
            Word(chunk.start() + part.start(), chunk.start() + part.end())
            for part in PARTS.finditer(chunk[0])
            if SPOKEN.search(part[0])
        ]
    return found


def count_words(text: str) -> int:
    """How many words the text has."""
    return len(words(text))


def cut(text: str, most: int) -> Cut:
    """The text up to its word number `most`, and the rest."""
    found = words(text)
    if len(found) <= most:
        return Cut(text, "")
    end = found[most - 1].end if most else 0
    return Cut(text[:end], text[end:])
