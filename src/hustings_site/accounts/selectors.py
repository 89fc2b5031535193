"""Reading who holds which office."""

from dataclasses import dataclass

from django.db.models import QuerySet

from hustings_site.accounts.appointments import in_words
from hustings_site.accounts.conflicts import NEUTRAL, parts_taken
from hustings_site.accounts.enums import Office
from hustings_site.accounts.models import Role, User
from hustings_site.accounts.permissions import is_administrator
from hustings_site.accounts.places import Place, place_of


@dataclass(frozen=True, slots=True)
class OfficeHeld:
    """A line of the page of officers."""

    role: Role
    office: str
    name: str
    term: str
    wider: str
    """The wider place in which it is held; "" where it is held here."""
    conflicts: list[str]
    """What the person is in this place that the office forbids: they cannot act."""


def officers_of(place: Place) -> list[OfficeHeld]:
    """Who holds an office that counts in this place, by office and then by name; suspended ones among them."""
    order = {office: number for number, office in enumerate(place.offices)}
    roles = (
        Role.objects.current()
        .filter(scope__in=place.chain, office__in=place.offices, user__is_active=True)
        .select_related("user")
    )
    in_order = sorted(roles, key=lambda role: (order[Office(role.office)], role.user.name, role.pk))
    titles = {scope: found.title for scope in place.chain[1:] if (found := place_of(scope))}
    return [
        OfficeHeld(
            role=role,
            office=role.get_office_display(),
            name=role.user.name,
            term=in_words(role),
            wider=titles.get(role.scope, ""),
            conflicts=parts_taken(role.user, place.scope) if role.office in NEUTRAL else [],
        )
        for role in in_order
    ]


@dataclass(frozen=True, slots=True)
class OwnOffice:
    """An office of the reader's own."""

    role: Role
    office: str
    term: str
    title: str
    url: str
    administers: bool


def offices_of(user: User) -> list[OwnOffice]:
    """The person's offices that have begun and not ended, oldest first."""
    found = []
    for role in current_roles(user):
        place = place_of(role.scope)
        found.append(
            OwnOffice(
                role=role,
                office=role.get_office_display(),
                term=in_words(role),
                title=place.title if place else "",
                url=place.url if place else "",
                administers=place is not None and is_administrator(user, *place.chain),
            )
        )
    return found


def current_roles(user: User) -> QuerySet[Role]:
    """The rows of `offices_of`."""
    return user.roles.current().order_by("since", "pk")


def may_see_officers(user: object, place: Place) -> bool:
    """Whether somebody may see who holds which office here."""
    if place.public:
        return True
    if not isinstance(user, User) or not user.is_active:
        return False
    return user.is_superuser or user.roles.current().filter(scope__in=["*", *place.chain]).exists()
