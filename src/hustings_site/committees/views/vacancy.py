"""How one vacancy is filled: the clause, what is left of the term, whom it yields, who consents, and the reasons."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hustings_site.committees.clauses import left
from hustings_site.committees.doors import committee_at
from hustings_site.committees.permissions import may_keep
from hustings_site.committees.selectors.vacancies import vacancy_at


@require_safe
def view(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    committee = committee_at(slug)
    vacancy = vacancy_at(committee, pk)
    context = {
        "committee": committee,
        "vacancy": vacancy,
        "left": left(vacancy.event.on, vacancy.term_ends) if vacancy.term_ends else None,
        "yielded": vacancy.yielded.all(),
        "keeps": may_keep(request.user, committee),
        "place": "committees",
    }
    return render(request, "committees/vacancy.html", context)
