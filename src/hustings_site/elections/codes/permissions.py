"""Who handles voting codes: the code office of an election, and whoever runs it. The passphrase opens the book."""

from hustings_site.accounts.conflicts import parts_taken
from hustings_site.accounts.enums import Office
from hustings_site.accounts.models import User
from hustings_site.accounts.permissions import Person, holds
from hustings_site.elections.models import Election
from hustings_site.elections.permissions import scopes_of

CODE_OFFICERS = (Office.CODE_OFFICE, Office.RETURNING_OFFICER, Office.DEPUTY)


def may_handle_codes(user: Person, election: Election) -> bool:
    """Whether the person prepares the polls, sends codes and helps whoever has none; who takes part may not."""
    return holds(user, *CODE_OFFICERS, scopes=scopes_of(election)) and not (
        isinstance(user, User) and parts_taken(user, election.scope)
    )
