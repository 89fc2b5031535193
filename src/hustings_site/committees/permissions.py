"""Who keeps the records of a committee, and who speaks as a representative."""

from hustings_site.accounts.enums import Office
from hustings_site.accounts.models import User
from hustings_site.accounts.permissions import Person as Visitor
from hustings_site.accounts.permissions import holds
from hustings_site.committees.models import Committee, Person
from hustings_site.roll.models import Organisation

KEEPERS = (Office.CLERK, Office.ADMINISTRATOR, Office.RETURNING_OFFICER, Office.DEPUTY)


def may_keep(user: Visitor, committee: Committee) -> bool:
    """Whether the person keeps the records: the committee's clerk, and who runs or administers the organisation."""
    return holds(user, *KEEPERS, scopes=[committee.scope, f"organisation:{committee.organisation_id}"])


def may_found(user: Visitor, organisation: Organisation) -> bool:
    """Whether the person enters committees of an organisation."""
    return holds(user, *KEEPERS[1:], scopes=[organisation.scope])


def is_representative(user: Visitor, person: Person) -> bool:
    """Whether the account is that of this holder of a seat."""
    return isinstance(user, User) and user.is_active and person.user_id == user.pk
