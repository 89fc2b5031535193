"""What a clock and a second officer set off in recall, and what is printed with the ballot."""

from hustings_site.committees.recall.ballots import DECIDE, decide_by_act, may_approve, printed_with
from hustings_site.committees.recall.services import CLOSE, close_by_clock
from hustings_site.elections import beside
from hustings_site.journal.acts import Act, register


def register_acts() -> None:
    """Make this package's acts known; called once as the room starts."""
    register(Act(CLOSE, close_by_clock, _nobody))
    register(Act(DECIDE, decide_by_act, may_approve))
    beside.register(printed_with)


def _nobody(by: str, place: str) -> bool:
    """The clock alone sets it off."""
    return False
