"""Who may do what with an election."""

from django.contrib.auth.models import AnonymousUser

from hustings_site.accounts.models import User
from hustings_site.accounts.permissions import is_returning_officer


def may_open_desk(user: User | AnonymousUser) -> bool:
    """Whether the person runs elections of this installation."""
    return is_returning_officer(user)
