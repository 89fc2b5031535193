"""What the worker and a second officer set off in this room."""

from hustings_site.campaign.permissions import may_approve_paper
from hustings_site.campaign.services.answers import RECORD_PAPER, record_paper
from hustings_site.campaign.services.places import ERASE, erase_registrations
from hustings_site.campaign.services.post import SEND, send_waiting, try_the_rest_again
from hustings_site.journal.acts import Act, Details, register


def register_acts() -> None:
    """Make this room's acts known; called once as it starts."""
    register(Act(RECORD_PAPER, record_paper, may_approve_paper))
    register(Act(SEND, _send, _nobody))
    register(Act(ERASE, erase_registrations, _nobody))


def _send(subject: str, details: Details, by: str) -> str:
    outcome = send_waiting()
    try_the_rest_again()
    return outcome


def _nobody(by: str, place: str) -> bool:
    """The clock alone sets it off."""
    return False
