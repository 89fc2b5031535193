"""Sending voting codes, and the story of each sending. A code is in memory between the book and the carrier only."""

import smtplib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import override

from hustings_site.elections.codes.enums import DeliveryState, Half
from hustings_site.elections.codes.letters import letters, paragraphs, part_of, voting_address
from hustings_site.elections.codes.models import CodeHolder, Delivery, Issue
from hustings_site.elections.secrecy import Given
from hustings_site.journal import clock
from hustings_site.journal.services import record
from hustings_site.roll.enums import Channel

GONE = (DeliveryState.SENT, DeliveryState.PRINTED, DeliveryState.HANDED_OVER)
"""States in which a code is on its way to its holder, or there."""
Told = Callable[[int, int], None]
"""How many mails have been sent so far, and how many could not be."""


def by_channel(given: Iterable[Given], channel: Channel) -> list[Given]:
    """Those whom the roll says to reach so."""
    return [each for each in given if each.holder.entry.channel == channel]


def not_yet(given: Sequence[Given], half: Half = Half.WHOLE) -> list[Given]:
    """Those of one issue to whom this part has not gone by any channel: where a sending was interrupted, the rest."""
    if not given:
        return []
    issue = given[0].holder.issue
    gone = Delivery.objects.filter(holder__in=CodeHolder.objects.filter(issue=issue), half__in={half, Half.WHOLE})
    reached = set(gone.filter(state__in=GONE).values_list("holder_id", flat=True))
    return [each for each in given if each.holder.pk not in reached]


def mail(
    *, by: str, issue: Issue, given: Sequence[Given], half: Half = Half.WHOLE, told: Told = lambda _sent, _failed: None
) -> tuple[int, int]:
    """Send codes by e-mail, each as soon as the one before has left; how many were sent, and how many could not be.

    Each sending is written down when the server has taken it, so an interrupted run goes on where it stopped. A server
    that breaks the line off is called once more. Raises OSError or SMTPException where it does not answer at all.
    """
    sent = failed = 0
    so_far = _deliveries_so_far(given)
    with override(issue.election.organisation.language), get_connection() as connection:
        address = voting_address(issue)
        for each in given:
            message = EmailMessage(
                subject=_("Your voting code: %(election)s") % {"election": issue.election.title},
                body=_mail_text(issue, address, each, half),
                to=[each.holder.entry.email],
                headers={"Message-ID": message_id(each.holder, so_far[each.holder.pk])},
                connection=connection,
            )
            if why := refused(message, connection):
                _note([each], DeliveryState.FAILED, Channel.EMAIL, half, why)
                failed += 1
            else:
                _note([each], DeliveryState.SENT, Channel.EMAIL, half)
                sent += 1
            told(sent, failed)
    record(by=by, act="elections.mail_codes", subject=issue.scope, details={"sent": sent, "failed": failed})
    return sent, failed


def refused(message: EmailMessage, connection: BaseEmailBackend) -> str:
    """Send a message; "" once the server has taken it, else in a word why this one could not be sent."""
    if not message.recipients():
        return _("no e-mail address on the roll")
    try:
        return _refused_once(message)
    except OSError:
        connection.close()
        connection.open()
        return _refused_once(message)


def _refused_once(message: EmailMessage) -> str:
    try:
        message.send()
    except smtplib.SMTPServerDisconnected:
        raise
    except smtplib.SMTPResponseException as error:
        return f"{type(error).__name__} {error.smtp_code}"
    except smtplib.SMTPRecipientsRefused as error:
        codes = sorted({code for code, _text in error.recipients.values()})
        return f"{type(error).__name__} {' '.join(map(str, codes))}"
    return ""


# The name of a mail, by which a report of its delivery is matched ---------------------------------------------------


def message_id(holder: CodeHolder, number: int) -> str:
    """The Message-ID of a holder's mail, `number` deliveries being written down before it; nothing of it is secret."""
    name = f"{holder.pk}.{number}"
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"
    return f"<code.{name}.{_tag(name)}@{domain}>"


def holder_of_message(message: str) -> int | None:
    """The key of the holder to whom the mail of this Message-ID went; None: this site sent no such mail."""
    left = message.strip().strip("<>").partition("@")[0].split(".")
    if len(left) != 4 or left[0] != "code" or not left[1].isdigit():
        return None
    return int(left[1]) if constant_time_compare(left[3], _tag(f"{left[1]}.{left[2]}")) else None


def _tag(name: str) -> str:
    return salted_hmac("hustings.codes.message", name, algorithm="sha256").hexdigest()[:20]


def _deliveries_so_far(given: Sequence[Given]) -> Counter[int]:
    """How many deliveries are written down for each holder."""
    issues = {each.holder.issue_id for each in given}
    holders = CodeHolder.objects.filter(issue__in=issues)
    if len(given) == 1:
        holders = holders.filter(pk=given[0].holder.pk)
    return Counter(Delivery.objects.filter(holder__in=holders).values_list("holder_id", flat=True))


# Other ways ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def print_letters(*, by: str, issue: Issue, given: Sequence[Given], half: Half = Half.WHOLE) -> bytes:
    """The letters of these codes as one PDF, to be printed and posted now."""
    made = letters(issue, given, half)
    _note(given, DeliveryState.PRINTED, Channel.POST, half)
    record(by=by, act="elections.print_letters", subject=issue.scope, details={"letters": len(given)})
    return made


@transaction.atomic
def hand_over(*, by: str, issue: Issue, given: Given) -> str:
    """A code for somebody who stands at the kiosk, known to the officer: shown once."""
    _note([given], DeliveryState.HANDED_OVER, Channel.POST, Half.WHOLE)
    record(by=by, act="elections.hand_over_code", subject=issue.scope)
    return given.code


@transaction.atomic
def note_asked_again(*, holder: CodeHolder, channel: Channel) -> None:
    """The holder, or the helpline for them, asked for a code again; the same whether another was given or not."""
    Delivery.objects.create(holder=holder, at=clock.now(), state=DeliveryState.AGAIN, channel=channel)


@transaction.atomic
def note_bounce(*, by: str, holder: CodeHolder, channel: Channel, note: str) -> None:
    """A mail or a letter came back."""
    Delivery.objects.create(
        holder=holder, at=clock.now(), state=DeliveryState.BOUNCED, channel=channel, note=note[:500]
    )
    record(by=by, act="elections.note_bounce", subject=holder.issue.scope, details={"channel": channel})


def _note(given: Sequence[Given], state: DeliveryState, channel: Channel, half: Half, note: str = "") -> None:
    now = clock.now()
    Delivery.objects.bulk_create(
        Delivery(holder=each.holder, at=now, state=state, channel=channel, half=half, note=note) for each in given
    )


def _mail_text(issue: Issue, address: str, given: Given, half: Half) -> str:
    lines = [
        _("Dear %(name)s,") % {"name": given.holder.entry.name},
        _("This is your voting code for %(election)s:") % {"election": issue.election.title},
        part_of(given.code, half),
    ]
    if half == Half.WHOLE:
        lines += [_("Open this address, and the code is filled in:"), f"{address}#{given.code}"]
    else:
        lines += [
            _("This is one half. The other half comes by another way; type both, with a dash between."),
            address,
        ]
    return "\n\n".join([*lines, *paragraphs(issue)]) + "\n"
