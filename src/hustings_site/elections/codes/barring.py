"""Codes of electors who were struck from a roll, or whose vote is held apart: taken out of use in the booth.

Who decides on the roll does not have the passphrase that opens the book. So the decision leaves something to be done,
which stands on the desk until the code office has done it. What is written down is the same whether a code had voted
or not: a ballot that it cast before stays on the board and counts, and nothing marks it (docs/decisions/0270).
"""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hustings_site.elections import secrecy
from hustings_site.elections.codes.enums import DeliveryState
from hustings_site.elections.codes.models import CodeBarred, CodeHolder, Delivery, Issue
from hustings_site.elections.codes.selectors import to_bar
from hustings_site.journal import clock
from hustings_site.roll.models import RollEntry


@transaction.atomic
def bar(*, by: str, issue: Issue, passphrase: str) -> int:
    """Take out of use whatever is to be, with the passphrase of the book; how many. Raises ValidationError."""
    entries = _due(issue)
    secrecy.bar_codes(by=by, issue=issue, entries=entries, passphrase=passphrase)
    return _written_down(issue, entries)


@transaction.atomic
def bar_by_office(*, by: str, issue: Issue, listed: Sequence[str]) -> int:
    """The same, from the list of an independent code office; how many. Raises ValidationError where it does not fit."""
    entries = _due(issue)
    secrecy.bar_listed(by=by, issue=issue, entries=entries, listed=listed)
    return _written_down(issue, entries)


def _due(issue: Issue) -> list[RollEntry]:
    Issue.objects.select_for_update().get(pk=issue.pk)
    entries = list(to_bar(issue))
    if not entries:
        raise ValidationError(_("No code is to be taken out of use."))
    return entries


def _written_down(issue: Issue, entries: Sequence[RollEntry]) -> int:
    """A line of the public log for each, and a step in the story of its code."""
    now, first = clock.now(), issue.codes_barred.count() + 1
    CodeBarred.objects.bulk_create(
        CodeBarred(issue=issue, entry=entry, number=number, standing=entry.standing, at=now)
        for number, entry in enumerate(entries, start=first)
    )
    holders = {holder.number: holder for holder in CodeHolder.objects.filter(issue=issue)}
    Delivery.objects.bulk_create(
        Delivery(
            holder=holders[entry.number],
            at=now,
            state=DeliveryState.BARRED,
            channel=entry.channel,
            note=entry.roll.electorate.name[:500],
        )
        for entry in entries
    )
    return len(entries)
