"""Who may: predicates over a person and the places that count where something is to be done.

An office held in a wider place counts in the narrower one: whoever asks names the whole chain, nearest first, as in
`holds(user, Office.DEPUTY, scopes=[election.scope, organisation.scope])`. An office of the whole installation ("*")
always counts.
"""

from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from hustings_site.accounts.enums import Office
from hustings_site.accounts.models import User

Person = User | AnonymousUser


def holds(user: Person, *offices: Office, scopes: Iterable[str] = ()) -> bool:
    """Whether one of these offices is in force for the person in one of these places or everywhere.

    Whoever runs the installation holds all; who is suspended or whose term has ended holds none.
    """
    if not isinstance(user, User) or not user.is_active:
        return False
    return user.is_superuser or user.roles.in_force().filter(office__in=offices, scope__in=["*", *scopes]).exists()


def holds_anywhere(user: Person, *offices: Office) -> bool:
    """Whether one of these offices is in force for the person in any place."""
    if not isinstance(user, User) or not user.is_active:
        return False
    return user.is_superuser or user.roles.in_force().filter(office__in=offices).exists()


def is_returning_officer(user: Person, *scopes: str) -> bool:
    """Whether the person runs elections here: the returning officer, or the deputy, who is the second of two persons
    and goes on alone while the officer is suspended."""
    return holds(user, Office.RETURNING_OFFICER, Office.DEPUTY, scopes=scopes)


def is_administrator(user: Person, *scopes: str) -> bool:
    """Whether the person gives and takes offices here."""
    return holds(user, Office.ADMINISTRATOR, scopes=scopes)


def person(by: str) -> User | None:
    """The person whom a scope string names ("user:3"); None: a command, a clock, or nobody."""
    kind, _colon, key = by.partition(":")
    return User.objects.filter(pk=int(key), is_active=True).first() if kind == "user" and key.isdigit() else None


def require(by: str, *offices: Office, scopes: Iterable[str]) -> None:
    """Raise PermissionDenied where `by` names a person who holds none of these offices here.

    What is no person (the command line, the worker) has been let in by whoever runs the machine.
    """
    if by.startswith("user:"):
        somebody = person(by)
        if somebody is None or not holds(somebody, *offices, scopes=scopes):
            raise PermissionDenied
