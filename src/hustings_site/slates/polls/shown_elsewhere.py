"""What the desk shows of supporters' polls."""

from django.http import HttpRequest

from hustings_site.accounts.models import User
from hustings_site.elections.desk_selectors import organisations_run_by
from hustings_site.pages.sections import Context
from hustings_site.slates.polls.selectors import invitations_of


def polls_desk_context(request: HttpRequest) -> Context:
    """Polls in which the person's own bodies take part."""
    user = request.user
    if not isinstance(user, User):
        return {"mine": False, "asked": []}
    return {"mine": organisations_run_by(user).exists(), "asked": invitations_of(user)}
