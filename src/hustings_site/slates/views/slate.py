"""A slate: how it is made, by the same questions as every other, and what it recommends."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hustings_site.slates.door import slate_to_read
from hustings_site.slates.enums import StepEvent
from hustings_site.slates.permissions import may_edit_slate
from hustings_site.slates.selectors.pages import notices_of, recommendations_of_slate
from hustings_site.slates.selectors.slates import applications_of, plan_of, questions_of


def view(request: HttpRequest, slug: str) -> HttpResponse:
    slate = slate_to_read(request, slug)
    plan = plan_of(slate)
    context = {
        "slate": slate,
        "questions": questions_of(slate),
        "plan": plan,
        "done": sum(each.state == StepEvent.DONE for each in plan),
        "late": sum(each.state == "late" for each in plan),
        "applications": applications_of(slate),
        "shown": recommendations_of_slate(slate),
        "polls": slate.polls.filter(published_at__isnull=False),
        "notices": notices_of(slate.body).filter(contest__election=slate.election),
        "may_edit": may_edit_slate(request.user, slate),
        "place": "slates",
    }
    return render(request, "slates/slate.html", context)
