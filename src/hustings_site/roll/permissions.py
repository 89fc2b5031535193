"""Who may keep an organisation's roll, and who may look at it."""

from hustings_site.accounts.enums import Office
from hustings_site.accounts.permissions import Person, holds, person
from hustings_site.accounts.places import place_of
from hustings_site.roll.models import FrozenRoll, Organisation
from hustings_site.roll.use import places_of

KEEPERS = (Office.ADMINISTRATOR, Office.RETURNING_OFFICER, Office.DEPUTY)


def may_keep_roll(user: Person, organisation: Organisation) -> bool:
    """Whether the person enters members, imports them, and answers what members ask for."""
    return holds(user, *KEEPERS, scopes=[organisation.scope])


def may_enter_organisation(user: Person) -> bool:
    """Whether the person may enter an organisation that is new here: who holds an office of the whole installation."""
    return holds(user, *KEEPERS)


def may_inspect_roll(user: Person, roll: FrozenRoll) -> bool:
    """Whether the person may read a frozen roll name by name: who may change it, and the scrutineer."""
    return holds(user, *KEEPERS, Office.SCRUTINEER, scopes=places_of(roll))


def may_change_roll(user: Person, roll: FrozenRoll) -> bool:
    """Whether the person may ask for late changes: officers of the organisation, and of the election it is for."""
    return holds(user, *KEEPERS, scopes=places_of(roll))


def may_approve_for_roll(by: str, place: str) -> bool:
    """Whether whoever `by` names ("user:3") may approve what is proposed for a roll in this place ("election:1")."""
    somebody, where = person(by), place_of(place)
    return somebody is not None and where is not None and holds(somebody, *KEEPERS, scopes=where.chain)
