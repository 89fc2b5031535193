"""Who says what a branch passed, who keeps the list of motions, and who decides what cannot be undone."""

from django.contrib.auth.models import AnonymousUser

from hustings_site.accounts.enums import Office
from hustings_site.accounts.models import User
from hustings_site.accounts.permissions import holds, person
from hustings_site.elections.nominations.permissions import branches_of, may_nominate_for
from hustings_site.roll.models import Branch, Organisation

OFFICERS = (Office.RETURNING_OFFICER, Office.DEPUTY)
__all__ = ["branches_of", "may_approve_motions", "may_certify_for", "may_keep_motions"]


def may_certify_for(user: User | AnonymousUser, branch: Branch) -> bool:
    """Whether the person certifies the branch's meetings: its officer or deputy, as with nominations."""
    return may_nominate_for(user, branch)


def may_keep_motions(user: User | AnonymousUser, organisation: Organisation) -> bool:
    """Whether the person enters for branches, groups, rules, and holds votes: the organisation's returning officer."""
    return holds(user, *OFFICERS, scopes=[organisation.scope])


def may_approve_motions(by: str, place: str) -> bool:
    """Whether whoever `by` names ("user:3") may approve what is proposed in this place ("organisation:1")."""
    somebody = person(by)
    return somebody is not None and holds(somebody, *OFFICERS, scopes=[place])
