"""Somebody who sits or sat on a committee, as the other rooms know them: as a candidate, as who signs in."""

from hustings_site.accounts.models import User
from hustings_site.committees.enums import Happening
from hustings_site.committees.models import SeatEvent
from hustings_site.elections.models import Candidate


def was_seated(candidate: Candidate) -> bool:
    """Whether a candidate took a seat, by whatever way: elected, next in a pool, after a recount."""
    taken = SeatEvent.objects.filter(what=Happening.TAKES, corrected_by=None, struck=False)
    return taken.filter(candidate=candidate).exists()


def accounts_of(candidate: Candidate) -> list[User]:
    """The account with which they report and reply, where the clerk has linked one."""
    return list(User.objects.filter(seats_held__candidacies=candidate).distinct())
