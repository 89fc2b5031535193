"""Who may do what in a campaign."""

from hustings_site.accounts.enums import Office
from hustings_site.accounts.models import User
from hustings_site.accounts.permissions import Person, holds, is_returning_officer, person
from hustings_site.campaign.models import Meeting, Programme
from hustings_site.elections.models import Election
from hustings_site.elections.permissions import may_run, scopes_of


def may_edit(user: Person, programme: Programme) -> bool:
    """Whether the person writes this programme's points: its editors, and whoever runs the election."""
    if may_run(user, programme.contest.election):
        return True
    return isinstance(user, User) and user.is_active and programme.editors.filter(pk=user.pk).exists()


def may_moderate(user: Person, election: Election) -> bool:
    """Whether the person rules on questions put to a hustings meeting."""
    return may_run(user, election) or holds(user, Office.MODERATOR, scopes=scopes_of(election))


def may_approve_paper(by: str, place: str) -> bool:
    """Whether a person may approve what another officer read from a paper."""
    user = person(by)
    return user is not None and is_returning_officer(user, place)


def may_chair(user: Person, meeting: Meeting) -> bool:
    """Whether the person runs the clock of a meeting: its chair, and whoever runs the election."""
    if may_run(user, meeting.contest.election):
        return True
    return isinstance(user, User) and user.is_active and meeting.chair_account_id == user.pk
