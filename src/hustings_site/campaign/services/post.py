"""The post that goes out: a row for each message, written in the act's own transaction, sent by the worker.

No message is sent twice: it is taken up in a transaction of its own before the mail server hears of it, and one whose
end nobody knows, since the worker broke off just then, is never tried again by itself.
"""

import smtplib
from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from hustings_site.campaign.enums import Event, MailState
from hustings_site.campaign.models import Contact, OutgoingMail, Request
from hustings_site.journal import clock
from hustings_site.journal.enums import ActState
from hustings_site.journal.models import ScheduledAct

SEND = "campaign.send_post"
POST = "campaign-post"
WAIT = timedelta(minutes=10)
BATCH = 25
"""Messages handed over in one go, so that a large mailing never keeps other writers waiting for long."""
ATTEMPTS = 5
"""How often a message is tried before it counts as failed."""
PATIENCE = timedelta(hours=1)
"""How long a message may be under way; after that nobody knows whether it went out."""


def put_in_post(
    *,
    about: str,
    to: str,
    subject: str,
    text: str,
    request: Request | None = None,
    event: Event | None = None,
    calendar: str = "",
) -> OutgoingMail:
    """Queue one message; the worker is told at once. It counts as sent when a mail server has taken it."""
    mail = OutgoingMail.objects.create(
        about=about,
        to=to,
        subject=subject,
        text=text,
        request=request,
        event=event or "",
        calendar=calendar,
        written_at=clock.now(),
    )
    promise_post()
    return mail


def promise_post() -> None:
    """Tell the worker that something waits."""
    _promise(POST, clock.now())


def send_waiting(now: datetime | None = None) -> str:
    """Hand what waits to the mail server, a batch of it; how it went, in a sentence.

    To be called outside any transaction, so that what was taken up and sent is known at once, message by message.
    """
    now = now or clock.now()
    _give_up_what_broke_off(now)
    sent = failed = 0
    waiting = OutgoingMail.objects.filter(state=MailState.WAITING).order_by("attempts", "pk")
    for pk in list(waiting.values_list("pk", flat=True)[:BATCH]):
        if not _take_up(pk, now):
            continue
        if _send(OutgoingMail.objects.select_related("request").get(pk=pk), now):
            sent += 1
        else:
            failed += 1
    return _("%(sent)d sent, %(failed)d not") % {"sent": sent, "failed": failed}


def not_sent(about: str) -> QuerySet[OutgoingMail]:
    """Messages about something (its scope) that were given up, in order; their addresses are erased."""
    return OutgoingMail.objects.filter(about=about, state=MailState.FAILED)


def waiting_now() -> int:
    """How many messages the next batch holds."""
    return min(OutgoingMail.objects.filter(state=MailState.WAITING).count(), BATCH)


def try_the_rest_again(now: datetime | None = None) -> None:
    """Promise the next batch at once, and another attempt at what could not be handed over, later each time."""
    waiting = OutgoingMail.objects.filter(state=MailState.WAITING).order_by("attempts").first()
    if waiting:
        due = (now or clock.now()) + WAIT * waiting.attempts
        _promise(f"{POST}:{waiting.pk}:{waiting.attempts}", due)


def _promise(subject: str, due: datetime) -> None:
    """A promised act that everybody sees; one that is promised already stands."""
    ScheduledAct.objects.get_or_create(
        subject=subject,
        act=SEND,
        state=ActState.DUE,
        defaults={"title": _("Send the campaign’s post"), "due": due},
    )


def _take_up(pk: int, now: datetime) -> bool:
    """Take one message up, if no other worker has."""
    row = OutgoingMail.objects.filter(pk=pk, state=MailState.WAITING)
    return row.update(state=MailState.SENDING, attempts=F("attempts") + 1, tried_at=now) == 1


def _give_up_what_broke_off(now: datetime) -> None:
    """What was taken up long ago may have gone out or not: it is not sent a second time."""
    said = _("it broke off while the message was handed over: it may have gone out, and is not sent twice")
    for mail in OutgoingMail.objects.filter(state=MailState.SENDING, tried_at__lte=now - PATIENCE):
        _end(mail, MailState.FAILED, now, said)


def _send(mail: OutgoingMail, now: datetime) -> bool:
    """Try once. A refused address is a bounce; a server that cannot be reached is tried again."""
    message = EmailMessage(mail.subject, mail.text, to=[mail.to])
    if mail.calendar:
        message.attach("hustings.ics", mail.calendar, "text/calendar; method=REQUEST")
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as refused:
        with transaction.atomic():
            _end(mail, MailState.FAILED, now, _("the address was refused: %(reply)s") % {"reply": _reply_of(refused)})
            _enter(mail, mail.event, now)
            _enter(mail, Event.BOUNCED, now)
        return False
    except (OSError, smtplib.SMTPException) as trouble:
        mail.said = str(trouble)[:300]
        if mail.attempts >= ATTEMPTS:
            _end(mail, MailState.FAILED, now, mail.said)
        else:
            mail.state = MailState.WAITING
            mail.save(update_fields=["state", "said"])
        return False
    with transaction.atomic():
        _end(mail, MailState.SENT, now, "")
        _enter(mail, mail.event, now)
    return True


def _enter(mail: OutgoingMail, event: str, now: datetime) -> None:
    """In the ledger of the candidate, where the message is a request's."""
    if mail.request and event:
        Contact.objects.create(request=mail.request, event=event, at=now)


def _end(mail: OutgoingMail, state: MailState, now: datetime, said: str) -> None:
    """It is over: address and text are erased."""
    mail.state, mail.ended_at, mail.said = state, now, said[:300]
    mail.to = mail.text = mail.calendar = ""
    mail.save()


def _reply_of(refused: smtplib.SMTPRecipientsRefused) -> str:
    """What the server said, without the address."""
    return ", ".join(str(code) for code, _text in refused.recipients.values())
