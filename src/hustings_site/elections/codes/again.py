"""Giving one elector a code: the one that waits for them, or another where theirs did not come or was lost."""

from django.db import transaction

from hustings_site.elections.codes import sending
from hustings_site.elections.codes.enums import DeliveryState
from hustings_site.elections.codes.models import CodeHolder, Issue
from hustings_site.elections.secrecy import Given, mailing, reissue
from hustings_site.roll.enums import Channel
from hustings_site.roll.models import RollEntry

_NEVER_LEFT = ("", DeliveryState.QUEUED, DeliveryState.FAILED, DeliveryState.AGAIN)


@transaction.atomic
def give_code(*, by: str, issue: Issue, entry: RollEntry, passphrase: str, channel: Channel) -> Given:
    """The code for an elector, to be handed on at once. Raises ValidationError where none can be given.

    A code that never left is given as it is; for one that did, a spare takes its place, unless it has voted: then the
    same goes out again, and neither the elector nor the officer is told which it was (`secrecy.reissue`).
    """
    holder = CodeHolder.objects.filter(issue=issue, number=entry.number).first()
    if holder is not None:
        steps = holder.deliveries.exclude(state=DeliveryState.CORRECTED).order_by("-pk")
        newest = steps.values_list("state", flat=True).first() or ""
        if newest in _NEVER_LEFT:
            waiting = mailing(by=by, issue=issue, passphrase=passphrase)
            if own := next((each for each in waiting if each.holder.pk == holder.pk), None):
                return own
    given = reissue(by=by, issue=issue, entry=entry, passphrase=passphrase)
    sending.note_asked_again(holder=given.holder, channel=channel)
    return given
