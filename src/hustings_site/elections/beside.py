"""What is printed with the question of a contest, said by the rooms that put questions (`questions.py`).

It is read when the ballot papers are made, and stands on the voter's page above the answers.
"""

from collections.abc import Callable, Iterable

from hustings_site.elections.models import Contest

Words = Callable[[Contest], Iterable[str]]

_WORDS: list[Words] = []


def register(words: Words) -> None:
    """Let a room say what is printed with the questions that it puts; it says nothing of another's contest."""
    _WORDS.append(words)


def printed_with(contest: Contest) -> list[str]:
    """What is printed with the question of a contest, in sentences."""
    return [sentence for words in _WORDS for sentence in words(contest)]
