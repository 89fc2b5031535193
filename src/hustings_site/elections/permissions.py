"""Who may do what with an election."""

from django.contrib.auth.models import AnonymousUser

from hustings_site.accounts.conflicts import parts_taken
from hustings_site.accounts.enums import Office
from hustings_site.accounts.models import User
from hustings_site.accounts.permissions import holds, holds_anywhere, is_returning_officer
from hustings_site.elections.models import Election


def scopes_of(election: Election) -> list[str]:
    """The places whose offices count in this election, nearest first."""
    return [election.scope, f"organisation:{election.organisation_id}"]


def may_open_desk(user: User | AnonymousUser) -> bool:
    """Whether the person runs or administers elections anywhere: what the desk shows is theirs alone."""
    return holds_anywhere(user, Office.ADMINISTRATOR, Office.RETURNING_OFFICER, Office.DEPUTY)


def may_publish_for_anybody(user: User | AnonymousUser) -> bool:
    """Whether the person publishes results of any organisation: a returning officer of the whole installation."""
    return is_returning_officer(user)


def may_run(user: User | AnonymousUser, election: Election) -> bool:
    """Whether the person runs this election: its returning officer or deputy, who takes no part in it."""
    return is_returning_officer(user, *scopes_of(election)) and not (
        isinstance(user, User) and parts_taken(user, election.scope)
    )


def may_watch(user: User | AnonymousUser, election: Election) -> bool:
    """Whether the person sees how this election is run without running it, or runs it."""
    offices = (Office.ADMINISTRATOR, Office.RETURNING_OFFICER, Office.DEPUTY, Office.SCRUTINEER, Office.OBSERVER)
    return holds(user, *offices, scopes=scopes_of(election))
