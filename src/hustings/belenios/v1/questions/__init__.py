"""Belenios spec 3.1, sections 4.9 and 4.11: the three kinds of question, one module each."""

from hustings.belenios.v1.encoding import Json, Malformed, string
from hustings.belenios.v1.questions.homomorphic import Homomorphic, read_homomorphic
from hustings.belenios.v1.questions.lists import Lists, read_lists
from hustings.belenios.v1.questions.non_homomorphic import NonHomomorphic, read_non_homomorphic

Question = Homomorphic | NonHomomorphic | Lists

__all__ = ["Homomorphic", "Lists", "NonHomomorphic", "Question", "read_question"]


def read_question(value: Json) -> Question:
    """A question of an election; a homomorphic one is written bare, the others with their type."""
    if not isinstance(value, dict):
        raise Malformed("a question is an object")
    if "type" not in value:
        return read_homomorphic(value)
    kind = string(value["type"])
    if kind == "NonHomomorphic":
        return read_non_homomorphic(value)
    if kind == "Lists":
        return read_lists(value)
    raise Malformed(f"a question of type {kind!r:.40} is not known to this version")
