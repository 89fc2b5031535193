"""Places at a meeting and its waiting list (check 10)."""

from collections.abc import Mapping
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from hustings_site.campaign.enums import Seat
from hustings_site.campaign.models import Meeting, Registration
from hustings_site.campaign.services.pages import new_code
from hustings_site.campaign.services.post import put_in_post
from hustings_site.journal import clock
from hustings_site.journal.services import record

PAUSE = timedelta(minutes=10)
"""Between two messages to one address that somebody registers again."""
ERASE = "campaign.erase_registrations"
KEPT = timedelta(days=30)
"""How long after a meeting it is known who wanted to come."""
LONGEST_LIST = 500
"""On the waiting list of one meeting."""


@transaction.atomic
def register(*, meeting: Meeting, name: str, email: str, needs: str, site: str) -> Registration:
    """A place, or the waiting list where there is none left. The message says which, and holds the code to cancel.

    An address that is registered already keeps its place and gets a new code, but no sooner than after PAUSE, so that
    nobody is flooded by a stranger. The journal holds a number, no name.
    """
    held = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if held.cancelled_at:
        raise ValidationError(_("This meeting is cancelled."))
    if held.registrations.filter(seat=Seat.WAITING).count() >= LONGEST_LIST:
        raise ValidationError(_("The waiting list is full."))
    known = held.registrations.exclude(seat=Seat.CANCELLED).filter(email=email.lower()).first()
    registration = known or Registration.objects.create(
        meeting=held, name=name, email=email.lower(), needs=needs, at=clock.now()
    )
    if known is None:
        record(by="visitor", act="campaign.register", subject=held.scope, details={"registration": registration.pk})
        fill_places(held, site, tell=False)
        registration.refresh_from_db()
    if not registration.told_at or clock.now() - registration.told_at > PAUSE:
        _confirm(registration, site)
    return registration


@transaction.atomic
def cancel_registration(*, registration: Registration, site: str) -> None:
    """Give a place back; the first on the waiting list gets it and is told. Name and needs are erased."""
    registration.seat = Seat.CANCELLED
    registration.name = registration.needs = registration.email = ""
    registration.save()
    record(
        by="visitor",
        act="campaign.cancel_registration",
        subject=registration.meeting.scope,
        details={"registration": registration.pk},
    )
    fill_places(registration.meeting, site)


def fill_places(meeting: Meeting, site: str, *, tell: bool = True) -> list[Registration]:
    """Give every free place to whoever waits longest; who has a place keeps it, also where there are fewer now."""
    taken = meeting.registrations.filter(seat=Seat.PLACE).count()
    waiting = meeting.registrations.filter(seat=Seat.WAITING).order_by("pk")
    free = None if meeting.capacity is None else max(meeting.capacity - taken, 0)
    promoted = list(waiting if free is None else waiting[:free])
    for registration in promoted:
        registration.seat = Seat.PLACE
        registration.save(update_fields=["seat"])
        if tell:
            _confirm(registration, site)
    return promoted


@transaction.atomic
def erase_registrations(subject: str, details: Mapping[str, object], by: str) -> str:
    """What the worker does a month after a meeting: who wanted to come is forgotten; the journal keeps how many."""
    found = Registration.objects.filter(meeting=int(subject.rpartition(":")[2]))
    counts = {str(seat): found.filter(seat=seat).count() for seat in Seat}
    found.delete()
    record(by=by, act=ERASE, subject=subject, details=counts)
    return _("%(count)d registrations erased") % {"count": sum(counts.values())}


def tell_registered(meeting: Meeting, subject: str, text: str) -> None:
    """One message to everybody with a place or on the waiting list."""
    for registration in meeting.registrations.exclude(seat=Seat.CANCELLED):
        put_in_post(about=meeting.scope, to=registration.email, subject=subject, text=text)


def _confirm(registration: Registration, site: str) -> None:
    registration.told_at = clock.now()
    registration.save(update_fields=["told_at"])
    meeting = registration.meeting
    if registration.seat == Seat.PLACE:
        subject = _("You have a place: %(title)s") % {"title": meeting.title}
    else:
        subject = _("You are on the waiting list: %(title)s") % {"title": meeting.title}
    text = _(
        "Dear %(name)s,\n\n%(subject)s.\n\nThe meeting:\n%(page)s\n\n"
        "If you cannot come, open this page and type the code, so that somebody else gets the place:\n"
        "%(own)s\n%(code)s\n"
    ) % {
        "name": registration.name,
        "subject": subject,
        "page": site + reverse("campaign:meeting", args=[meeting.pk]),
        "own": site + reverse("campaign:registration", args=[registration.key]),
        "code": new_code(registration),
    }
    put_in_post(about=meeting.scope, to=registration.email, subject=subject, text=text)
