"""Who may: predicates over a person and the place where something is to be done."""

from django.contrib.auth.models import AnonymousUser

from hustings_site.accounts.enums import Office
from hustings_site.accounts.models import User


def holds(user: User | AnonymousUser, office: Office, scope: str) -> bool:
    """Whether the person holds the office in this place or everywhere; whoever runs the installation holds all."""
    if not isinstance(user, User) or not user.is_active:
        return False
    return user.is_superuser or user.roles.filter(office=office, scope__in=["*", scope]).exists()


def is_returning_officer(user: User | AnonymousUser, scope: str = "*") -> bool:
    """Whether the person runs elections here."""
    return holds(user, Office.RETURNING_OFFICER, scope)
