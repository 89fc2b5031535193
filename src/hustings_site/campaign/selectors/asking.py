"""Who is asked, how each request stands, and the public ledger."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from hustings_site.campaign.enums import Event, Missing, Stance
from hustings_site.campaign.models import Contact, Programme, Request
from hustings_site.campaign.selectors.answers import Given, answers_given, in_force
from hustings_site.elections.enums import Standing
from hustings_site.elections.models import Candidate, Contest

STILL_STANDING = (
    Standing.ACCEPTED,
    Standing.VALIDATED,
    Standing.SUSPENDED,
    Standing.REINSTATED,
    Standing.ELECTED,
    Standing.NOT_ELECTED,
)


@dataclass(frozen=True, slots=True)
class Outreach:
    """How a request stands: `missing` None where at least one answer is in force."""

    candidate: Candidate
    request: Request | None
    contacts: tuple[Contact, ...]
    answered: int
    points: int

    @property
    def asked(self) -> int:
        """How many times the candidate was written to, letters and reminders included."""
        return sum(each.event in {Event.ASKED, Event.REMINDED, Event.LETTER} for each in self.contacts)

    @property
    def reminded(self) -> int:
        """How many times after the first."""
        return max(self.asked - 1, 0)

    @property
    def last(self) -> datetime | None:
        """When something last happened."""
        return self.contacts[-1].at if self.contacts else None

    @property
    def declined(self) -> Contact | None:
        """The refusal that stands: one that no reply has followed."""
        for each in reversed(self.contacts):
            if each.event == Event.DECLINED:
                return each
            if each.event == Event.REPLIED:
                return None
        return None

    @property
    def missing(self) -> Missing:
        """Why a point has no answer (check 16)."""
        if self.declined:
            return Missing.DECLINED
        if self.answered:
            return Missing.OPEN
        if not self.asked:
            return Missing.NOT_ASKED
        since_letter = [each.event for each in self.contacts]
        bounced = max((i for i, event in enumerate(since_letter) if event == Event.BOUNCED), default=-1)
        reached = max(
            (i for i, event in enumerate(since_letter) if event in {Event.LETTER, Event.DELIVERED}), default=-1
        )
        return Missing.BOUNCED if bounced > reached else Missing.NO_REPLY


def candidates_asked(contest: Contest) -> QuerySet[Candidate]:
    """Everybody who has accepted and has not gone, in the order of the ballot paper; who is only named is no candidate
    yet, and is asked after accepting."""
    return contest.candidates.filter(standing__in=STILL_STANDING).select_related("member")


def outreach(programme: Programme, candidates: Iterable[Candidate], given: Given | None = None) -> dict[int, Outreach]:
    """How the request to each candidate stands, in three queries at most."""
    given = answers_given(programme) if given is None else given
    points = len(programme.points.all())
    requests = {each.candidate_id: each for each in programme.requests.prefetch_related("contacts")}
    found = {}
    for candidate in candidates:
        request = requests.get(candidate.pk)
        answered = [a for a in in_force(given, candidate.pk).values() if a.stance != Stance.TAKEN_BACK]
        found[candidate.pk] = Outreach(
            candidate, request, tuple(request.contacts.all()) if request else (), len(answered), points
        )
    return found


def who_still_owes_answers(programme: Programme) -> list[Request]:
    """Requests with points left to answer, whose candidate still stands and has not declined; in ballot order."""
    found = outreach(programme, candidates_asked(programme.contest))
    return [
        each.request for each in found.values() if each.request and not each.declined and each.answered < each.points
    ]
