"""How often something may be tried: counted in the database, so that it holds for every process and after a restart.

Who tries is kept as a keyed hash: no list of addresses comes of it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from hustings_site.accounts.models import Tries

KEPT = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Limit:
    """So many tries of one thing within a time, by one person or from one address."""

    what: str
    most: int
    within: timedelta


CODE_ASKED_FOR = Limit("code asked for an account", 5, timedelta(minutes=15))
CODES_ASKED_FROM = Limit("codes asked from an address", 30, timedelta(minutes=15))
CODE_TYPED = Limit("code typed for an account", 15, timedelta(minutes=30))
CODES_TYPED_FROM = Limit("codes typed from an address", 100, timedelta(minutes=30))
PASSKEYS_FROM = Limit("passkeys tried from an address", 60, timedelta(minutes=15))


class TooManyTriesError(ValidationError):
    """Tried too often; `until` is when it may be tried again."""

    def __init__(self, until: datetime) -> None:
        self.until = until
        super().__init__(
            _("Tried too often. Nothing was done; try again after %(time)s.")
            % {"time": time_format(timezone.localtime(until), "H:i")},
            code="too_many_tries",
        )


def use(limit: Limit, who: str, *, now: datetime | None = None) -> None:
    """Count one try. Raises TooManyTriesError where this one would be too many; it then counts for nothing."""
    at = now or timezone.now()
    key = salted_hmac(f"hustings.limits.{limit.what}", who.strip().lower(), algorithm="sha256").hexdigest()
    with transaction.atomic():
        tries, _new = Tries.objects.select_for_update().get_or_create(key=key, defaults={"began": at, "count": 0})
        if at >= tries.began + limit.within:
            tries.began, tries.count = at, 0
        until = tries.began + limit.within
        full = tries.count >= limit.most
        if not full:
            tries.count += 1
            tries.save(update_fields=["began", "count"])
    if full:
        raise TooManyTriesError(until)
    Tries.objects.filter(began__lt=at - KEPT).delete()


def address_of(request: HttpRequest) -> str:
    """The network address that a request came from; behind the site's own proxy, what that proxy wrote down last."""
    if settings.HTTPS:
        forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip()
        if forwarded:
            return forwarded
    return str(request.META.get("REMOTE_ADDR", ""))
