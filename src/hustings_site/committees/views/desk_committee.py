"""A committee at the desk: what its clerk can enter."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render

from hustings_site.committees.doors import SignedInRequest, committee_to_keep, today
from hustings_site.committees.selectors.corrections import records
from hustings_site.committees.selectors.seats import sitting
from hustings_site.committees.selectors.vacancies import not_yet_opened, vacancies_of

RECENT = 20


@login_required
def view(request: SignedInRequest, slug: str) -> HttpResponse:
    committee = committee_to_keep(request, slug)
    context = {
        "committee": committee,
        "shown": sitting(committee, today()),
        "records": records(committee).reverse()[:RECENT],
        "meetings": committee.meetings.all()[:RECENT],
        "questions": committee.questions.filter(shown_at=None, refused="").select_related("person")[:RECENT],
        "vacant": not_yet_opened(committee)[:RECENT],
        "vacancies": vacancies_of(committee)[:RECENT],
        "place": "desk",
    }
    return render(request, "committees/desk_committee.html", context)
