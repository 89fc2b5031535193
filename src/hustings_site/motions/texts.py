"""When two texts of motions are the same: letter by letter, or but for capitals, blanks and punctuation."""

import hashlib
import unicodedata


def words_of(text: str) -> str:
    """The letters and digits of a text in small letters, words divided by one blank: what its sameness rests on.

    Typed in other quotation marks, with other capitals, line ends or numbers written in other figures of the same
    value (NFKC), a text has the same words. Any other word makes another text.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join("".join(letter if letter.isalnum() else " " for letter in plain).split())


def sameness(text: str) -> str:
    """SHA-256 of the words of a text, in hexadecimal."""
    return hashlib.sha256(words_of(text).encode()).hexdigest()
