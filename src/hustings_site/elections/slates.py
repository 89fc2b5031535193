"""How lists look: a hue, a letter, in the order of the ballot paper, so that nobody chooses a colour."""

from collections.abc import Iterable
from dataclasses import dataclass

from hustings_site.elections.models import PublishedList

HUES = 8
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Slate:
    """A published list as pages show it; `hue` is 1 to 8, or 0 beyond eight lists: then the letter alone."""

    name: str
    letter: str
    hue: int
    publisher: str
    source: str
    candidates: tuple[int, ...]


def slates_in_ballot_order(lists: Iterable[PublishedList]) -> list[Slate]:
    """Lists of one contest, in the order of each list's first candidate on the ballot paper.

    `lists` come with their `places` and the places' candidates. The letter is the list's own initial where it is
    free, else the first free letter of the alphabet.
    """
    slates: list[Slate] = []
    taken: set[str] = set()
    in_order = sorted(lists, key=lambda each: min((p.candidate.place for p in each.places.all()), default=0))
    for place, each in enumerate(in_order, start=1):
        letter = next((x for x in each.name[:1].upper() + LETTERS if x in LETTERS and x not in taken), "·")
        taken.add(letter)
        slates.append(
            Slate(
                name=each.name,
                letter=letter,
                hue=place if place <= HUES else 0,
                publisher=each.publisher,
                source=each.source,
                candidates=tuple(p.candidate_id for p in each.places.all()),
            )
        )
    return slates
