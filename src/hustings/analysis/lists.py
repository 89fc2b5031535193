"""Published lists in a count: their share of the vote beside the vacancies they won.

Who stands on which list is a claim of whoever published it, with a source, and is handed in; several publishers may
draw the lists differently. "On no list" is a list like any other. Candidates on several lists at once are counted
apart, under all their names, so that the shares add up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from hustings.analysis.standing import standing_candidates
from hustings.ballots.paper import CandidateId
from hustings.ballots.sentences import say
from hustings.count.errors import CountError
from hustings.count.transcript import Transcript


class PublishedList(NamedTuple):
    """A list as somebody published it: its name, its candidates in its order, who says so, and where."""

    name: str
    candidates: tuple[CandidateId, ...]
    publisher: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class ListShare:
    """What the candidates of one list have.

    `names` are the lists that all of them stand on: one, several, or none at all. `votes` (in the transcript's units)
    are those of the first stage; `vote_share` and `vacancy_share` are exact, 0 to 1, of all votes and all vacancies.
    """

    names: tuple[str, ...]
    candidates: tuple[CandidateId, ...]
    votes: int
    vote_share: Fraction
    elected: tuple[CandidateId, ...]
    vacancy_share: Fraction


@dataclass(frozen=True, slots=True)
class ListShares:
    """The shares of all lists, in the order published, then those of several, then no list.

    `unit` is what was counted at the first stage: "first preferences" or "marks"; `votes` all of them, `vacancies`
    all that were to be filled: the denominators of every share.
    """

    unit: str
    votes: int
    decimals: int
    vacancies: int
    rows: tuple[ListShare, ...]


def list_shares(transcript: Transcript, lists: Sequence[PublishedList]) -> ListShares:
    """The share of the first stage's votes of each list, beside the vacancies that it won.

    Raises CountError where a list names a candidate who is not there, or two lists have one name.
    """
    check_lists(transcript, lists)
    first = transcript.stages()[0]
    total, vacancies = sum(first.votes), transcript.contest.vacancies
    rows = []
    for names, candidates in by_lists(transcript, lists):
        votes = sum(first.votes[c] for c in candidates)
        elected = tuple(c for c in transcript.elected if c in candidates)
        rows.append(
            ListShare(
                names=names,
                candidates=candidates,
                votes=votes,
                vote_share=Fraction(votes, total) if total else Fraction(0),
                elected=elected,
                vacancy_share=Fraction(len(elected), vacancies),
            )
        )
    return ListShares(first.action, total, transcript.decimals, vacancies, tuple(rows))


def by_lists(
    transcript: Transcript, lists: Sequence[PublishedList]
) -> list[tuple[tuple[str, ...], tuple[CandidateId, ...]]]:
    """Candidates parted by the lists they stand on: (names of the lists, candidates in the order of the ballot paper).

    Single lists first, in the order given, also those nobody of whom stands; then combinations; then no list. Those
    who did not stand are left out.
    """
    parts: dict[tuple[str, ...], list[CandidateId]] = {(each.name,): [] for each in lists}
    for candidate in standing_candidates(transcript):
        names = tuple(each.name for each in lists if candidate in each.candidates)
        parts.setdefault(names, []).append(candidate)
    single = [names for names in parts if len(names) == 1]
    several = [names for names in parts if len(names) > 1]
    return [(names, tuple(parts[names])) for names in (*single, *several, ()) if names in parts]


def check_lists(transcript: Transcript, lists: Sequence[PublishedList]) -> None:
    """Raise CountError for lists that cannot be read against this count."""
    number = len(transcript.contest.candidates)
    for each in lists:
        if unknown := [c for c in each.candidates if not 0 <= c < number]:
            msg = say(
                "the list {name} names candidate number {place}; the contest has {candidates}",
                name=repr(each.name),
                place=unknown[0] + 1,
                candidates=number,
            )
            raise CountError(msg)
    names = [each.name for each in lists]
    if twice := next((name for name in names if names.count(name) > 1), None):
        msg = say("two lists are called {twice}; give each one a name of its own", twice=repr(twice))
        raise CountError(msg)
