"""What the home page and the desk show of campaigns."""

from django.http import HttpRequest

from hustings_site.campaign.desk_door import contests_run_by
from hustings_site.campaign.models import Programme
from hustings_site.campaign.selectors.checklist import published_programmes
from hustings_site.campaign.selectors.meetings import meetings
from hustings_site.elections.enums import ContestState
from hustings_site.journal import clock
from hustings_site.pages.sections import Context


def home_context(request: HttpRequest) -> Context:
    """The newest programmes that have been put to candidates, and the next meetings."""
    coming = meetings().filter(ends_at__gte=clock.now(), cancelled_at=None).order_by("starts_at")[:4]
    return {"programmes": published_programmes().order_by("-published_at")[:4], "meetings": coming}


def desk_context(request: HttpRequest) -> Context:
    """Every programme, in preparation or public, and every meeting."""
    return {
        "programmes": Programme.objects.select_related("contest__election__organisation"),
        "meetings": meetings(),
        "contests": contests_run_by(request.user).exclude(state__in=[ContestState.RECORDED, ContestState.FINAL])[:20],
    }
