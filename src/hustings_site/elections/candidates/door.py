"""Who is let into a candidate's own page: whoever typed the code behind the link, or is signed in as that member."""

from django.http import HttpRequest

from hustings_site.accounts.models import User
from hustings_site.elections.candidates.models import CandidateFile

OPENED = "candidate"


def let_in(request: HttpRequest, file: CandidateFile) -> None:
    """Remember for this visit that the code was typed; the session gets a new key, and ends with the browser."""
    request.session.cycle_key()
    request.session[OPENED] = f"{file.pk}:{file.code[-16:]}"
    request.session.set_expiry(0)


def is_in(request: HttpRequest, file: CandidateFile) -> bool:
    """Whether this visitor may act as the candidate: a newer code closes what an older one opened."""
    if file.code and request.session.get(OPENED) == f"{file.pk}:{file.code[-16:]}":
        return True
    member = file.candidate.member
    return isinstance(request.user, User) and member is not None and member.user_id == request.user.pk


def leave(request: HttpRequest) -> None:
    """Close the candidate's page in this browser."""
    request.session.pop(OPENED, None)
