"""Keys by which an administrator's own programs read what is the organisation's, and of one organisation only."""

import hashlib
import secrets

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from hustings_site.accounts.enums import Office
from hustings_site.accounts.models import ApiKey, User
from hustings_site.accounts.permissions import is_administrator, require
from hustings_site.accounts.places import Place, place_of
from hustings_site.journal.services import record

PREFIX = "hustings_"


class OrganisationKey(HttpBearer):
    """`Authorization: Bearer hustings_…`; the view is given the scope of the key's organisation."""

    def authenticate(self, request: HttpRequest, token: str) -> str | None:
        return scope_of(token)


def scope_of(token: str) -> str | None:
    """The organisation that a key opens, while whoever made it is an administrator there; None: it opens nothing."""
    key = ApiKey.objects.select_related("user").filter(sha256=_fingerprint(token), revoked_at=None).first()
    if key is None:
        return None
    place = place_of(key.scope)
    if place is None or not is_administrator(key.user, *place.chain):
        return None
    ApiKey.objects.filter(pk=key.pk).update(used_at=timezone.now())
    return key.scope


@transaction.atomic
def make_key(*, by: str, user: User, place: Place, name: str) -> str:
    """A new key, shown this once and kept as a fingerprint. Raises PermissionDenied."""
    require(by, Office.ADMINISTRATOR, scopes=place.chain)
    token = PREFIX + secrets.token_urlsafe(32)
    key = ApiKey.objects.create(user=user, scope=place.chain[-1], name=name, sha256=_fingerprint(token))
    record(by=by, act="accounts.make_key", subject=key.scope, details={"key": key.pk, "name": name})
    return token


@transaction.atomic
def revoke_key(*, by: str, key: ApiKey) -> None:
    """Take a key out of use; twice changes nothing. Raises PermissionDenied."""
    place = place_of(key.scope)
    require(by, Office.ADMINISTRATOR, scopes=place.chain if place else ())
    if ApiKey.objects.filter(pk=key.pk, revoked_at=None).update(revoked_at=timezone.now()):
        record(by=by, act="accounts.revoke_key", subject=key.scope, details={"key": key.pk})


def _fingerprint(token: str) -> str:
    """The token holds 256 random bits, so a plain hash keeps it."""
    return hashlib.sha256(token.encode()).hexdigest()
