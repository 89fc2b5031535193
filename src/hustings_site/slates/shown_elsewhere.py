"""What this room shows on the desk, on each person's first page, and from an election's own page."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy

from hustings_site.accounts.models import User
from hustings_site.elections.models import Election
from hustings_site.pages.sections import Context
from hustings_site.slates.door import elections_run
from hustings_site.slates.enums import ApproachKind
from hustings_site.slates.models import Approach, Body, Recommendation
from hustings_site.slates.polls.selectors import public_polls
from hustings_site.slates.selectors.pages import elections_recommended_in

RECOMMENDATIONS = gettext_lazy("What groups recommend")


def home_context(request: HttpRequest) -> Context:
    """The newest elections in which groups recommend somebody, and the newest polls of supporters."""
    return {"elections": elections_recommended_in()[:3], "polls": public_polls()[:2]}


def desk_context(request: HttpRequest) -> Context | None:
    """The way to the groups of the organisations whose elections the reader runs."""
    return {} if elections_run(request.user) else None


def waiting_context(request: HttpRequest) -> Context | None:
    """The groups that the reader writes for, with invitations that wait; None: there are none."""
    if not isinstance(request.user, User):
        return None
    bodies = list(Body.objects.filter(editors=request.user).select_related("organisation"))
    waiting = Approach.objects.filter(body__in=bodies, kind=ApproachKind.INVITATION, answers=None)
    return {"bodies": bodies, "invitations": waiting.count()} if bodies else None


def recommendations_path(election: Election) -> str | None:
    """Where recommendations in an election stand side by side; None: nobody recommends anything yet."""
    if not Recommendation.objects.filter(contest__election=election).exists():
        return None
    return reverse("slates:election", args=[election.slug])
