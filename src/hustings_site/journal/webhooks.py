"""Telling an organisation's own programs of public acts, driven by the journal: signed, tried again, and shown.

A message is JSON; its header `Hustings-Signature` is `t=SECONDS,v1=HEX`, where HEX is the HMAC-SHA256 of
`SECONDS.BODY` by the webhook's secret, so that an old message cannot be sent again as a new one.
"""

import hashlib
import hmac
import http.client
import json
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings_site.accounts.at_rest import sealed, unsealed
from hustings_site.accounts.enums import Office
from hustings_site.accounts.permissions import require
from hustings_site.accounts.places import Place, place_of
from hustings_site.journal.enums import DeliveryState
from hustings_site.journal.models import Delivery, Entry, Webhook
from hustings_site.journal.posting import AddressRefusedError, checked_address, post
from hustings_site.journal.public_acts import names, told_of
from hustings_site.journal.services import record

AGAIN_AFTER = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=12),
)
"""How long after each attempt that failed the next one is made; after the last it is given up."""

CLAIM = timedelta(minutes=2)
"""For so long a message that is being sent is left alone by other workers."""

AT_ONCE = 50
SEED = "webhook"

Post = Callable[[str, bytes, Mapping[str, str]], int]


@transaction.atomic
def add_webhook(*, by: str, place: Place, url: str) -> str:
    """Tell this address from now on; the secret, which is shown this once.

    Raises PermissionDenied, and ValidationError where nothing would be sent to the address.
    """
    require(by, Office.ADMINISTRATOR, scopes=place.chain)
    try:
        checked_address(url, loopback=settings.DEMONSTRATION)
    except AddressRefusedError as refusal:
        raise ValidationError(_("Nothing can be sent to this address: %(why)s.") % {"why": str(refusal)}) from refusal
    secret = secrets.token_urlsafe(32)
    newest = Entry.objects.order_by("-number").values_list("number", flat=True).first() or 0
    webhook = Webhook.objects.create(
        scope=place.chain[-1], url=url, secret=sealed(secret, SEED), made_at=timezone.now(), told=newest
    )
    record(by=by, act="journal.add_webhook", subject=webhook.scope, details={"webhook": webhook.pk})
    return secret


@transaction.atomic
def stop_webhook(*, by: str, webhook: Webhook) -> None:
    """Tell it no more; what waits is given up. Twice changes nothing. Raises PermissionDenied."""
    place = place_of(webhook.scope)
    require(by, Office.ADMINISTRATOR, scopes=place.chain if place else ())
    now = timezone.now()
    if Webhook.objects.filter(pk=webhook.pk, stopped_at=None).update(stopped_at=now):
        waiting = webhook.deliveries.filter(state=DeliveryState.WAITING)
        waiting.update(state=DeliveryState.GIVEN_UP, ended_at=now)
        record(by=by, act="journal.stop_webhook", subject=webhook.scope, details={"webhook": webhook.pk})


def read_journal() -> int:
    """Make a message of each public act that a webhook has not been told of; how many were made."""
    return sum(_read_for(pk) for pk in Webhook.objects.filter(stopped_at=None).values_list("pk", flat=True))


@transaction.atomic
def _read_for(pk: int) -> int:
    webhook = Webhook.objects.select_for_update().get(pk=pk)
    newest = Entry.objects.order_by("-number").values_list("number", flat=True).first() or 0
    fresh = Entry.objects.filter(number__gt=webhook.told, number__lte=newest, act__in=names()).order_by("number")
    made = 0
    for entry in fresh.iterator():
        told = told_of(entry.act, entry.subject)
        if told is not None and told.organisation == webhook.scope:
            body = {"event": entry.act, "number": entry.number, "at": entry.at.isoformat(), "path": told.path}
            Delivery.objects.create(
                webhook=webhook,
                entry=entry.number,
                act=entry.act,
                body=json.dumps(body, separators=(",", ":")),
                next_at=timezone.now(),
            )
            made += 1
    webhook.told = newest
    webhook.save(update_fields=["told"])
    return made


def send_what_is_due(*, now: datetime | None = None, send: Post | None = None) -> int:
    """Send the messages whose time has come; how many were tried."""
    at = now or timezone.now()
    due = Delivery.objects.filter(state=DeliveryState.WAITING, next_at__lte=at).order_by("next_at", "pk")
    tried = 0
    for delivery in due.select_related("webhook")[:AT_ONCE]:
        mine = Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.WAITING, next_at=delivery.next_at)
        if mine.update(next_at=at + CLAIM):
            _send(delivery, at, send or _post)
            tried += 1
    return tried


def _send(delivery: Delivery, at: datetime, send: Post) -> None:
    body = delivery.body.encode()
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Hustings",
        "Hustings-Delivery": str(delivery.pk),
        "Hustings-Signature": signature(unsealed(delivery.webhook.secret, SEED), body, at),
    }
    try:
        status = send(delivery.webhook.url, body, headers)
        well, outcome = 200 <= status < 300, str(status)
    except (OSError, http.client.HTTPException, AddressRefusedError) as failure:
        well, outcome = False, f"{type(failure).__name__}: {failure}"[:300]
    _write_down(delivery, at, well=well, outcome=outcome)


def _write_down(delivery: Delivery, at: datetime, *, well: bool, outcome: str) -> None:
    attempts = delivery.attempts + 1
    change: dict[str, Any] = {"attempts": attempts, "outcome": outcome}
    if well:
        change |= {"state": DeliveryState.DELIVERED, "ended_at": at}
    elif attempts > len(AGAIN_AFTER):
        change |= {"state": DeliveryState.GIVEN_UP, "ended_at": at}
    else:
        change["next_at"] = at + AGAIN_AFTER[attempts - 1]
    Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.WAITING).update(**change)


def signature(secret: str, body: bytes, at: datetime) -> str:
    """The header by which a receiver knows who sent a message and when."""
    seconds = int(at.timestamp())
    digest = hmac.new(secret.encode(), f"{seconds}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={seconds},v1={digest}"


def _post(url: str, body: bytes, headers: Mapping[str, str]) -> int:
    return post(url, body, headers, loopback=settings.DEMONSTRATION)
