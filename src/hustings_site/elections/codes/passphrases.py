"""How hard a passphrase is to guess: an estimate for people, on the careful side.

Each try costs whoever has stolen the sealed book a scrypt of 32 MiB; at FEWEST_BITS that is more than a thousand years
of a hundred machines. The estimate knows neither the person nor a dictionary, so it counts words low.
"""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hustings.belenios.v1.credentials import draw_base58
from hustings.belenios.v1.randomness import Randomness, SystemRandomness
from hustings_site.elections.codes.book_file import SHORTEST

FEWEST_BITS = 44
_WORD = 11
"""Bits of a word, as if it came from a list of two thousand."""
_CHARACTER = 5
"""Bits of a character that belongs to no word: less than the 5.9 of one drawn from 58."""
_OPEN_SYSTEM = SystemRandomness()


def bits(passphrase: str) -> int:
    """The logarithm to base 2 of the tries that guessing takes, about; a word or character repeated counts once."""
    words = {word.lower() for word in re.findall(r"[^\W\d_]{3,}", passphrase)}
    rest = {character for character in re.sub(r"[^\W\d_]{3,}", "", passphrase) if not character.isspace()}
    short = {word for word in words if len(word) * 3 < _WORD}
    return sum(len(word) * 3 if word in short else _WORD for word in words) + _CHARACTER * len(rest)


def require_strong(passphrase: str) -> None:
    """Raise ValidationError for a passphrase that is too short or too easily guessed, saying what would do."""
    if len(passphrase) < SHORTEST:
        raise ValidationError(
            _(
                "This has %(has)d characters, and at least %(least)d are needed: take five words that have "
                "nothing to do with each other."
            )
            % {"has": len(passphrase), "least": SHORTEST}
        )
    if bits(passphrase) < FEWEST_BITS:
        raise ValidationError(
            _(
                "This is too easily guessed: about 2 to the power of %(has)d tries, and at least %(least)d are needed. "
                "Take five words that have nothing to do with each other."
            )
            % {"has": bits(passphrase), "least": FEWEST_BITS}
        )


def drawn(rng: Randomness = _OPEN_SYSTEM) -> str:
    """A passphrase drawn at random, in groups of four to be copied by hand: about 94 bits."""
    text = draw_base58(rng, 16)
    return "-".join(text[at : at + 4] for at in range(0, len(text), 4))
