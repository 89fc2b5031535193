"""What the worker sets off in this room."""

from hustings_site.committees.services.reports import REMIND, remind
from hustings_site.journal.acts import Act, register


def register_acts() -> None:
    """Make this room's acts known; called once as it starts."""
    register(Act(REMIND, remind, _nobody))


def _nobody(by: str, place: str) -> bool:
    """The clock alone sets it off."""
    return False
