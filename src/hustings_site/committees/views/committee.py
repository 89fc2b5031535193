"""A committee today or on a day: its seats, who holds them, and the balance under each claim, side by side."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hustings_site.committees.doors import asked_day, asked_sitting, committee_at
from hustings_site.committees.links import links_of
from hustings_site.committees.permissions import may_keep
from hustings_site.committees.selectors.balance import ClaimShown, balances, hemicycle
from hustings_site.committees.selectors.bodies import bodies_of
from hustings_site.committees.selectors.vacancies import vacancies_of

RECENT = 20


@require_safe
def view(request: HttpRequest, slug: str) -> HttpResponse:
    committee = committee_at(slug)
    shown = asked_sitting(request, committee)
    claims = balances(shown)
    context = {
        "committee": committee,
        "shown": shown,
        "claims": claims,
        "drawn": drawn_by(request.GET.get("by", ""), claims),
        "chart": hemicycle(shown, drawn_by(request.GET.get("by", ""), claims)),
        "openings": committee.openings.all()[:RECENT],
        "vacancies": vacancies_of(committee)[:RECENT],
        "bodies": bodies_of(committee.organisation_id),
        "meetings": committee.meetings.all()[:RECENT],
        "motions": committee.motions.prefetch_related("amendments")[:RECENT],
        "links": links_of(committee),
        "asked": asked_day(request, "on"),
        "known": asked_day(request, "known"),
        "keeps": may_keep(request.user, committee),
        "place": "committees",
    }
    return render(request, "committees/committee.html", context)


def drawn_by(asked: str, claims: list[ClaimShown]) -> ClaimShown | None:
    """The claim in whose sides the seats are drawn: the one asked for, else the first that says who is where."""
    with_lines = [each for each in claims if each.balance]
    chosen = [each for each in with_lines if str(each.claim.pk) == asked]
    return next(iter([*chosen, *with_lines]), None) if asked != "sections" else None
