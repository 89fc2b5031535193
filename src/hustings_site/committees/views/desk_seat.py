"""Seat those whom a result elected: a seat for each, staggered terms, refusals before the seat is taken, reserves."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hustings_site.committees.desk_form import asked_once
from hustings_site.committees.doors import SignedInRequest, committee_to_keep, today
from hustings_site.committees.enums import Next
from hustings_site.committees.seating_form import SeatingForm
from hustings_site.committees.selectors.elected import result_for
from hustings_site.committees.selectors.seats import sitting
from hustings_site.committees.services.reserves import keep_reserves
from hustings_site.committees.services.seats import seat_elected


@login_required
def view(request: SignedInRequest, slug: str, contest: int) -> HttpResponse:
    committee = committee_to_keep(request, slug)
    result = result_for(committee, contest)
    places = list(result.elected.select_related("candidate"))
    shown = sitting(committee, today())

    def act(form: SeatingForm) -> str:
        by, data = request.user.scope, form.cleaned_data
        seats = form.in_order()
        refused = form.refused()
        seat_elected(by=by, result=result, seats=seats, on=data["on"], terms_end=form.ends(), refused=refused)
        if data["reserves"]:
            source = f"{result.contest.election}, {result.contest}"
            keep_reserves(
                by=by,
                section=seats[0].section,
                result=result,
                meaning=Next(data["reserves"]),
                source=source,
                reason=_("A new election."),
            )
        seated = len(seats) - len(refused)
        said = ngettext("%(n)d is seated.", "%(n)d are seated.", seated) % {"n": seated}
        return f"{said} {refusals(len(refused))}".strip()

    form = SeatingForm(places, shown.seats, request.POST or None, initial={"on": today()}, contest=contest)
    return asked_once(
        request,
        committee,
        form,
        act,
        title=_("Seat those elected: %(contest)s") % {"contest": f"{result.contest.election.title}, {result.contest}"},
        button=_("Seat them, in sight of everybody"),
        lead=_("In the order of election. Whoever refuses sits nowhere; that seat is vacant, and a clause fills it."),
        seen=lambda: [result.pk, *(each.state.by for each in sitting(committee, today()).seats)],
        template="committees/desk_seat.html",
    )


def refusals(number: int) -> str:
    """How many refused, where anybody did."""
    if not number:
        return ""
    return ngettext("%(n)d refused: that seat is vacant.", "%(n)d refused: those seats are vacant.", number) % {
        "n": number
    }
