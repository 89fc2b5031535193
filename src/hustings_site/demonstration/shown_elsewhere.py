"""What the demonstration shows on other rooms' pages: a bar to change role, and three doors on the home page."""

from django.http import HttpRequest

from hustings_site.booth.enums import PollState
from hustings_site.booth.models import Poll
from hustings_site.pages.sections import Context
from hustings_site.results.models import Result


def bar_context(request: HttpRequest) -> Context:
    """Who is being played. The bar has no form, so that it sets no cookie on anybody."""
    return {"playing": getattr(request.user, "name", "")}


def doors_context(request: HttpRequest) -> Context:
    """Where one can vote now, and the newest finished election of the story."""
    finished = Result.objects.filter(contest__election__organisation__invented=True, contest__poll__isnull=False)
    return {
        "open": Poll.objects.filter(state=PollState.OPEN).order_by("closes").first(),
        "finished": finished.select_related("contest__election").order_by("contest__position").first(),
    }
