"""Bodies that send members to a committee, and what happens to them: founded, merged, succeeded, ended."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hustings_site.committees.enums import PASSES_ON, Change
from hustings_site.committees.models import Body, BodyChange
from hustings_site.journal import clock
from hustings_site.journal.services import record
from hustings_site.roll.models import Organisation


@transaction.atomic
def enter_body(*, by: str, organisation: Organisation, name: str, kind: str = "", source: str = "") -> Body:
    """A body that elects or appoints members. Raises ValidationError where one of that name is there."""
    body = Body(organisation=organisation, name=name.strip(), kind=kind, source=source)
    body.full_clean()
    body.save()
    record(by=by, act="committees.enter_body", subject=organisation.scope, details={"name": body.name})
    return body


@transaction.atomic
def change_body(
    *, by: str, body: Body, what: Change, on: date, source: str, into: Body | None = None, now: datetime | None = None
) -> BodyChange:
    """What happened to a body on a day. Raises ValidationError where it is not said which body stands in its place, or
    where it is said of a change after which none does."""
    _refuse_nameless(body, what, into)
    change = BodyChange(body=body, what=what, on=on, into=into, source=source, recorded_at=now or clock.now())
    change.full_clean()
    change.save()
    record(by=by, act="committees.change_body", subject=body.organisation.scope, details={"what": str(what)})
    return change


@transaction.atomic
def strike_change(*, by: str, old: BodyChange, reason: str, now: datetime | None = None) -> BodyChange:
    """Say that a change never happened, with the reason; what was recorded first stays readable."""
    if not reason.strip():
        raise ValidationError(_("Say why it is corrected: the reason is published beside what stood there before."))
    if BodyChange.objects.filter(corrects=old).exists():
        raise ValidationError(_("This has been corrected already: correct the newest account of it."))
    struck = BodyChange(
        body=old.body,
        what=old.what,
        on=old.on,
        into=old.into,
        source=old.source,
        corrects=old,
        struck=True,
        reason=reason,
        recorded_at=now or clock.now(),
    )
    struck.full_clean()
    struck.save()
    record(by=by, act="committees.strike_change", subject=old.body.organisation.scope, details={"reason": reason})
    return struck


def _refuse_nameless(body: Body, what: Change, into: Body | None) -> None:
    if what in PASSES_ON and into is None:
        raise ValidationError(_("Say which body stands in its place."))
    if what not in PASSES_ON and into is not None:
        raise ValidationError(_("No body stands in its place after this: leave that empty."))
    if into == body:
        raise ValidationError(_("A body cannot stand in its own place."))
