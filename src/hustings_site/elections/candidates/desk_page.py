"""What the returning officer sees of everybody named: answer, link, statement, photograph, proof, nominations."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist

from hustings_site.elections.candidates.enums import Delivery
from hustings_site.elections.candidates.models import CandidateFile
from hustings_site.elections.candidates.publishing import Prospect, prospects
from hustings_site.elections.candidates.selectors import with_people
from hustings_site.elections.candidates.words import count_words
from hustings_site.elections.enums import ContestState, Standing
from hustings_site.elections.models import Candidate, Contest, Election

AT_WORK = (ContestState.NOMINATIONS, ContestState.NOMINATIONS_CLOSED)


@dataclass(frozen=True, slots=True)
class Row:
    """One candidate on the desk. `words` None: no statement."""

    prospect: Prospect
    file: CandidateFile | None
    words: int | None
    over: int
    photo: bool
    signed: bool

    @property
    def candidate(self) -> Candidate:
        return self.prospect.candidate


@dataclass(frozen=True, slots=True)
class Post:
    """A contest with everybody named for it, in alphabetical order."""

    contest: Contest
    rows: Sequence[Row]
    incomplete: int


def desk_page(election: Election) -> list[Post]:
    """Every contest of an election, in ten queries each, however many are named."""
    contests = election.contests.exclude(state=ContestState.RECORDED).select_related("election__organisation")
    return [_post(contest) for contest in contests]


def waiting_for_a_key(election: Election) -> list[Candidate]:
    """Those named and not yet sent a link, while it is of use."""
    rows = Candidate.objects.filter(
        contest__election=election, contest__state__in=AT_WORK, standing=Standing.NOMINATED
    ).select_related("contest__election__organisation", "member", "file")
    return [candidate for candidate in rows if _delivery(candidate) in {Delivery.NONE, Delivery.FAILED}]


def _post(contest: Contest) -> Post:
    people = {candidate.pk: candidate for candidate in with_people(contest)}
    rows = [_row(prospect, people[prospect.candidate.pk], contest) for prospect in prospects(contest)]
    incomplete = sum(bool(n.missing()) for n in contest.nominations.filter(state="stands"))
    return Post(contest, rows, incomplete)


def _row(prospect: Prospect, candidate: Candidate, contest: Contest) -> Row:
    statements = list(candidate.statements.all())
    words = count_words(statements[-1].text) if statements else None
    return Row(
        prospect=prospect,
        file=_file(candidate),
        words=words,
        over=max((words or 0) - contest.statement_words, 0),
        photo=_has_photo(candidate),
        signed=bool(candidate.signatures.all()),
    )


def _file(candidate: Candidate) -> CandidateFile | None:
    try:
        return candidate.file
    except ObjectDoesNotExist:
        return None


def _has_photo(candidate: Candidate) -> bool:
    try:
        return candidate.photo is not None
    except ObjectDoesNotExist:
        return False


def _delivery(candidate: Candidate) -> Delivery:
    file = _file(candidate)
    return Delivery(file.delivery) if file else Delivery.NONE
