"""Begin to fill a vacant seat: choose the clause, and see at once what it comes to."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from hustings_site.committees.doors import SignedInRequest, committee_to_keep
from hustings_site.committees.selectors.vacancies import clauses_for, not_yet_opened
from hustings_site.committees.services.vacancies import open_vacancy, what_follows


@login_required
def view(request: SignedInRequest, slug: str, event: int) -> HttpResponse:
    committee = committee_to_keep(request, slug)
    found = get_object_or_404(not_yet_opened(committee), pk=event)
    clauses = clauses_for(committee, found)
    refused = ""
    if request.method == "POST" and "clause" in request.POST:
        chosen = request.POST["clause"]
        clause = get_object_or_404(clauses, pk=int(chosen) if chosen.isdecimal() else 0)
        try:
            vacancy = open_vacancy(by=request.user.scope, event=found, clause=clause)
        except ValidationError as fault:
            refused = " ".join(fault.messages)
        else:
            return redirect("committees:desk_vacancy", committee.slug, vacancy.pk)
    sat = found.seat.events.filter(what="takes", on__lte=found.on).last()
    ends = sat.until if sat else None
    context = {
        "committee": committee,
        "event": found,
        "ends": ends,
        "ways": [(clause, what_follows(clause, found.on, ends)) for clause in clauses],
        "refused": refused,
        "place": "desk",
    }
    return render(request, "committees/desk_vacancy_open.html", context)
