"""Reading who holds the key of an election, and who is asked to do what next."""

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext_lazy

from hustings_site.accounts.conflicts import parts_taken
from hustings_site.accounts.enums import Office
from hustings_site.accounts.models import Role, User
from hustings_site.accounts.permissions import holds
from hustings_site.elections.keys.enums import KeyKind
from hustings_site.elections.keys.models import KeyHolder, KeySet
from hustings_site.elections.models import Election
from hustings_site.elections.permissions import scopes_of

KEYS = gettext_lazy("The key of the ballots")


def keys_path(election: Election) -> str:
    """The page of the key on the election's desk."""
    return reverse("elections:keys", args=[election.slug])


def keys_of(election: Election) -> KeySet | None:
    """The key of an election, made or being made."""
    return KeySet.objects.filter(election=election).first()


def appointed(election: Election) -> list[User]:
    """Who holds the office of key holder in this election, and takes no part in it; by name."""
    roles = Role.objects.in_force().filter(office=Office.KEY_HOLDER, scope__in=scopes_of(election))
    people = User.objects.filter(pk__in=roles.values("user"), is_active=True).order_by("name", "pk")
    return [person for person in people if not parts_taken(person, election.scope)]


def held_by(user: User) -> list[KeyHolder]:
    """Every part of a key that the person holds and still may act on, newest election first."""
    rows = KeyHolder.objects.filter(user=user).select_related("keys__election__organisation").order_by("-keys__pk")
    return [row for row in rows if _may_act(user, row.keys.election)]


def holder_of(user: User, election: str) -> KeyHolder:
    """The person's part of the key of the election at this address. Raises PermissionDenied: they hold none."""
    rows = KeyHolder.objects.select_related("keys__election__organisation")
    holder = rows.filter(user=user, keys__election__slug=election).first()
    if holder is None or not _may_act(user, holder.keys.election):
        raise PermissionDenied
    return holder


def server_holds(keys: KeySet) -> bool:
    """The simple set-up: secrecy rests on one operator."""
    return keys.kind == KeyKind.SERVER


def _may_act(user: User, election: Election) -> bool:
    return holds(user, Office.KEY_HOLDER, scopes=scopes_of(election)) and not parts_taken(user, election.scope)
