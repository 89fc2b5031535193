"""Who is to be neutral cannot take part: what a person is in an election beside an office there.

The rooms above know who stands, nominates and endorses; each registers a finder, and this room asks them all before
it gives an office. The other way round, whoever becomes a party is asked for offices first: `refuse_officer`.
"""

from collections.abc import Callable, Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hustings_site.accounts.enums import Office
from hustings_site.accounts.models import Role, User

NEUTRAL = (
    Office.RETURNING_OFFICER,
    Office.DEPUTY,
    Office.SCRUTINEER,
    Office.KEY_HOLDER,
    Office.CODE_OFFICE,
    Office.MODERATOR,
)
"""Offices whose holders may be neither candidate, nominator nor endorser in the same election."""

Find = Callable[[User, str], Iterable[str]]
"""(person, scope of an election or an organisation) -> what the person is there, each a predicate in words:
"is a candidate for Treasurer"."""

_FINDERS: list[Find] = []


def register(find: Find) -> None:
    """Make a way of being a party known; called once by each room as it starts."""
    if find not in _FINDERS:
        _FINDERS.append(find)


def parts_taken(user: User, scope: str) -> list[str]:
    """What the person is in this place that an office of `NEUTRAL` forbids; empty: nothing."""
    return [part for find in _FINDERS for part in find(user, scope)]


def refuse_party(user: User, office: Office, scope: str) -> None:
    """Raise ValidationError where the person is a party in the place of an office that must be neutral."""
    if office in NEUTRAL and (parts := parts_taken(user, scope)):
        raise ValidationError(
            _("%(name)s %(part)s, and so cannot be %(office)s: give the office to somebody else.")
            % {"name": user.name, "part": parts[0], "office": Office(office).label}
        )


def neutral_offices(user: User, scopes: Iterable[str]) -> list[Role]:
    """The offices in these places that forbid the person to take part; who is suspended holds them still."""
    return list(user.roles.current().filter(office__in=NEUTRAL, scope__in=list(scopes)).order_by("pk"))


def refuse_officer(user: User | None, scopes: Iterable[str]) -> None:
    """Raise ValidationError where whoever is about to stand, nominate or endorse holds a neutral office here.

    `scopes` as in `permissions.holds`; an office of the whole installation ("*") does not count: it is held by
    whoever runs the machine. None: somebody without an account, who holds nothing.
    """
    if user is not None and (held := neutral_offices(user, scopes)):
        raise ValidationError(
            _("%(name)s is %(office)s in this election, and so can be neither candidate, nominator nor endorser.")
            % {"name": user.name, "office": held[0].get_office_display()}
        )
