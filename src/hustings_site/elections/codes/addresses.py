"""Correcting where an elector is reached, once they have shown who they are: on every roll of the election at once."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hustings_site.elections.codes.enums import DeliveryState
from hustings_site.elections.codes.models import Delivery
from hustings_site.elections.codes.selectors import Elector, rolls_of
from hustings_site.elections.models import Election
from hustings_site.journal import clock
from hustings_site.journal.services import record
from hustings_site.roll.enums import Channel
from hustings_site.roll.models import RollEntry


@transaction.atomic
def correct_address(*, by: str, election: Election, elector: Elector, email: str, address: str) -> None:
    """Put these addresses on the roll; by e-mail where there is one. The fingerprint of the roll is over numbers only.

    Neither the journal nor the story keeps an address. Raises ValidationError where both are empty.
    """
    if not (email.strip() or address.strip()):
        raise ValidationError(_("Give an e-mail address or a postal address: a code has to go somewhere."))
    channel = Channel.EMAIL if email.strip() else Channel.POST
    rows = RollEntry.objects.filter(roll__in=rolls_of(election), number=elector.entry.number)
    rows.update(email=email.strip(), address=address.strip(), channel=channel, why_post="")
    if elector.holder is not None:
        Delivery.objects.create(holder=elector.holder, at=clock.now(), state=DeliveryState.CORRECTED, channel=channel)
    record(by=by, act="elections.correct_address", subject=election.scope, details={"entry": elector.entry.pk})
