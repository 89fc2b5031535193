"""Sending voting codes, and the story of each sending. A code is in memory between the book and the carrier only."""

import smtplib
from collections.abc import Iterable, Sequence

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from hustings_site.elections.codes.enums import DeliveryState, Half
from hustings_site.elections.codes.letters import letters, paragraphs, part_of, voting_address
from hustings_site.elections.codes.models import CodeHolder, Delivery, Issue
from hustings_site.elections.secrecy import Given
from hustings_site.journal import clock
from hustings_site.journal.services import record
from hustings_site.roll.enums import Channel

_DONE = (DeliveryState.SENT, DeliveryState.PRINTED, DeliveryState.HANDED_OVER)


def by_channel(given: Iterable[Given], channel: Channel) -> list[Given]:
    """Those whom the roll says to reach so."""
    return [each for each in given if each.holder.entry.channel == channel]


def not_yet(given: Sequence[Given], channel: Channel, half: Half = Half.WHOLE) -> list[Given]:
    """Those of one issue to whom this part has not gone by this channel: where a sending was interrupted, the rest."""
    if not given:
        return []
    issue = given[0].holder.issue
    done = Delivery.objects.filter(holder__in=CodeHolder.objects.filter(issue=issue), channel=channel, half=half)
    reached = set(done.filter(state__in=_DONE).values_list("holder_id", flat=True))
    return [each for each in given if each.holder.pk not in reached]


def mail(*, by: str, issue: Issue, given: Sequence[Given], half: Half = Half.WHOLE) -> tuple[int, int]:
    """Send codes by e-mail, each as soon as the one before has left; how many were sent, and how many could not be.

    Each sending is written down when the server has taken it, so an interrupted run goes on where it stopped.
    """
    sent = failed = 0
    with override(issue.election.organisation.language), get_connection() as connection:
        address = voting_address(issue)
        for each in given:
            message = EmailMessage(
                subject=_("Your voting code: %(election)s") % {"election": issue.election.title},
                body=_mail_text(issue, address, each, half),
                to=[each.holder.entry.email],
                connection=connection,
            )
            try:
                message.send()
            except (smtplib.SMTPException, OSError) as error:
                _note([each], DeliveryState.FAILED, Channel.EMAIL, half, type(error).__name__)
                failed += 1
            else:
                _note([each], DeliveryState.SENT, Channel.EMAIL, half)
                sent += 1
    record(by=by, act="elections.mail_codes", subject=issue.scope, details={"sent": sent, "failed": failed})
    return sent, failed


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
