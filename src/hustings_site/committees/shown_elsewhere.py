"""What committees show on the home page and on the desk."""

from django.http import HttpRequest

from hustings_site.accounts.models import User
from hustings_site.committees.permissions import KEEPERS
from hustings_site.committees.selectors.seats import committees
from hustings_site.pages.sections import Context
from hustings_site.roll.models import Organisation

SHOWN = 20


def home_context(request: HttpRequest) -> Context:
    """The committees."""
    return {"committees": committees()[:SHOWN]}


def desk_context(request: HttpRequest) -> Context:
    """The committees whose records the reader keeps, and the organisations in which they enter new ones."""
    user = request.user
    if not isinstance(user, User):
        return {}
    roles = set(user.roles.in_force().filter(office__in=KEEPERS).values_list("scope", flat=True))
    everywhere = user.is_superuser or "*" in roles
    organisations = Organisation.objects.all()
    if not everywhere:
        organisations = organisations.filter(pk__in=keys(roles, "organisation"))
    kept = committees()
    if not everywhere:
        kept = kept.filter(pk__in=keys(roles, "committee")) | kept.filter(organisation__in=organisations)
    return {"committees": kept.distinct()[:SHOWN], "organisations": organisations[:SHOWN]}


def keys(scopes: set[str], kind: str) -> list[int]:
    """The numbers of the scopes of one kind."""
    found = (scope.partition(":") for scope in scopes)
    return [int(key) for name, _colon, key in found if name == kind and key.isdigit()]
