"""Sentences said to people in their language: a whole pattern, and what stands in its places.

What is wrong with a file or a count is raised as a `FaultError`, whose message is English. `Words.told` of
`hustings.report.words` says the same sentence in the reader's language, by the catalogue in which every pattern stands.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Sentence(NamedTuple):
    """A pattern with named places, "{rows} rows", and what stands in them: figures, names, other sentences.

    A place whose name ends in "_said" holds an English text from elsewhere: from Python, or from a transcript. Where
    `counts`, a language may have several forms for the place "number"; the English here has one.
    """

    pattern: str
    values: "Mapping[str, int | str | Sentence]"
    counts: bool = False

    def __str__(self) -> str:
        """In English."""
        return self.pattern.format(**self.values)

    def filled(self, **values: "int | str | Sentence") -> "Sentence":
        """With what stands in places that were left open."""
        return self._replace(values={**self.values, **values})

    def kept(self) -> dict[str, object]:
        """For JSON; `sentence_kept` has it back."""
        values = {name: each.kept() if isinstance(each, Sentence) else each for name, each in self.values.items()}
        return {"pattern": self.pattern, "values": values, "counts": self.counts}


class FaultError(Exception):
    """What is wrong, as a sentence; the message of the exception is its English."""

    def __init__(self, said: Sentence) -> None:
        super().__init__(str(said))
        self.said = said


def say(pattern: str, /, **values: int | str | Sentence) -> Sentence:
    """A sentence. The pattern is written out at the call: that is where the catalogue takes it up."""
    return Sentence(pattern, values)


def say_many(pattern: str, /, *, number: int, **values: int | str | Sentence) -> Sentence:
    """A sentence about a number of things."""
    return Sentence(pattern, {"number": number, **values}, counts=True)


def sentence_kept(kept: Mapping[str, object]) -> Sentence:
    """The sentence that was `kept`. Raises TypeError for what never was one."""
    values = kept["values"]
    if not isinstance(values, Mapping):
        raise TypeError(values)
    found: dict[str, int | str | Sentence] = {
        str(name): sentence_kept(each) if isinstance(each, Mapping) else each for name, each in values.items()
    }
    return Sentence(str(kept["pattern"]), found, bool(kept["counts"]))
