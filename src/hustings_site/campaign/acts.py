"""What the worker and a second officer set off in this room."""

from django.db import transaction
from django.utils.translation import gettext as _

from hustings_site.campaign.permissions import may_approve_paper
from hustings_site.campaign.services.answers import RECORD_PAPER, record_paper
from hustings_site.campaign.services.places import ERASE, erase_registrations
from hustings_site.campaign.services.post import SEND, send_waiting, try_the_rest_again, waiting_now
from hustings_site.journal.acts import Act, Details, register


def register_acts() -> None:
    """Make this room's acts known; called once as it starts."""
    register(Act(RECORD_PAPER, record_paper, may_approve_paper))
    register(Act(SEND, _send, _nobody))
    register(Act(ERASE, erase_registrations, _nobody))


def _send(subject: str, details: Details, by: str) -> str:
    """The batch is handed over once this act is written down: a failed commit leaves nothing sent and forgotten."""
    transaction.on_commit(_hand_over, robust=True)
    return _("%(count)d messages go to the mail server") % {"count": waiting_now()}


def _hand_over() -> None:
    send_waiting()
    try_the_rest_again()


def _nobody(by: str, place: str) -> bool:
    """The clock alone sets it off."""
    return False
