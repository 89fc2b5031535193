"""Why a key holder's file is not taken, in the reader's language. What a check found word for word is for auditors."""

from django.utils.translation import gettext as _

from hustings.belenios.v1.group import NotInGroup
from hustings.belenios.v1.proofs import ProofError
from hustings.belenios.v1.steps import Refused


def why(error: Exception) -> str:
    """The reason, to stand behind a colon; with the name of the check, as `hustings verify` has it, if any."""
    if isinstance(error, Refused):
        check = error.findings[0].check
        return f"{_of(check)} ({check})"
    if isinstance(error, ProofError):
        return f"{_of('proof')} ({error.check})"
    return _of("membership" if isinstance(error, NotInGroup) else "form")


def _of(check: str) -> str:
    if check == "event-grammar":
        return _("the board has gone on meanwhile")
    if check.endswith("owner-distinct"):
        return _("yours has been taken already")
    if check.endswith("proof"):
        return _("its proof does not hold")
    if check.endswith("membership"):
        return _("a number in it does not belong to the group in which the ballots are encrypted")
    if check.endswith("form"):
        return _("it cannot be read as such a file")
    return _("it does not fit this board")
