"""Slates, alliances and recommendations through the API: what their pages show, the same for every group."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop
from ninja import Router
from ninja.decorators import decorate_view

from hustings_site.pages.open_data import open_to_all, table
from hustings_site.slates.public_data import (
    AllianceShown,
    RecommendationShown,
    SlateInBrief,
    SlateShown,
    alliance_at,
    alliance_shown,
    recommendations_shown,
    recommended_in,
    slate_at,
    slate_in_brief,
    slate_shown,
)
from hustings_site.slates.selectors.slates import public_slates

TAG = gettext_noop("slates")
slates = Router(tags=[TAG])
alliances = Router(tags=[TAG])
recommendations = Router(tags=[TAG])


@slates.get("", response=list[SlateInBrief], summary=gettext_noop("Every slate whose page is open, newest first"))
@decorate_view(open_to_all)
def all_slates(request: HttpRequest) -> list[SlateInBrief]:
    return [slate_in_brief(each) for each in public_slates()]


@slates.get("/slates.csv", summary=gettext_noop("Every slate whose page is open, as a table"))
def slates_csv(request: HttpRequest) -> HttpResponse:
    columns = ("slug", "name", "election", "group", "alliance", "made", "public_since")
    shown = [slate_in_brief(each) for each in public_slates()]
    rows = ((s.slug, s.name, s.election, s.group, s.alliance, s.made, s.public_since.isoformat()) for s in shown)
    return table("slates", columns, rows)


@slates.get(
    "/{slug:slug}",
    response=SlateShown,
    summary=gettext_noop("A slate: how it is made, its plan, who applied, what it recommends now"),
)
@decorate_view(open_to_all)
def slate(request: HttpRequest, slug: str) -> SlateShown:
    return slate_shown(slate_at(slug))


@slates.get("/{slug:slug}/plan.csv", summary=gettext_noop("The plan of a slate: done, late, to come, as a table"))
def plan_csv(request: HttpRequest, slug: str) -> HttpResponse:
    columns = ("number", "what", "due", "state", "days_late", "added_later")
    plan = slate_shown(slate_at(slug)).plan
    rows = ((p.number, p.what, p.due.isoformat(), p.state, p.days_late, p.added_later) for p in plan)
    return table(f"{slug}-plan", columns, rows)


@alliances.get(
    "/{slug:alliance}",
    response=AllianceShown,
    summary=gettext_noop("An alliance: charter, groups with weights and delegates, ledger, who is bound, minutes"),
)
@decorate_view(open_to_all)
def alliance(request: HttpRequest, alliance: str) -> AllianceShown:
    return alliance_shown(alliance_at(alliance))


@alliances.get(
    "/{slug:alliance}/ledger.csv",
    summary=gettext_noop("Whom an alliance asked and who asked, with the answer or the days without one, as a table"),
)
def ledger_csv(request: HttpRequest, alliance: str) -> HttpResponse:
    columns = ("name", "kind", "made_on", "answer", "answered_on", "days", "reason")
    rows = (
        (r.name, r.kind, r.made_on.isoformat(), r.answer, r.answered_on and r.answered_on.isoformat(), r.days, r.reason)
        for r in alliance_shown(alliance_at(alliance)).ledger
    )
    return table(f"{alliance}-ledger", columns, rows)


@recommendations.get(
    "/{slug:election}",
    response=list[RecommendationShown],
    summary=gettext_noop("What every group recommends now in an election, with how, why, pool and substitutions"),
)
@decorate_view(open_to_all)
def recommended(request: HttpRequest, election: str) -> list[RecommendationShown]:
    return recommendations_shown(recommended_in(election))


@recommendations.get(
    "/{slug:election}.csv", summary=gettext_noop("What every group recommends now in an election, as a table")
)
def recommended_csv(request: HttpRequest, election: str) -> HttpResponse:
    columns = ("contest", "group", "slate", "kind", "interim", "region", "candidate", "place", "pool", "stands_in_for")
    rows = [row for each in recommendations_shown(recommended_in(election)) for row in _rows(each)]
    return table(f"{election}-recommendations", columns, rows)


def _rows(r: RecommendationShown) -> list[tuple[object, ...]]:
    """A row for each candidate named; one without a name where nobody is."""
    head = (r.contest, r.group, r.slate, r.kind, r.interim)
    orders = [(o.branch, o.recommended) for o in r.regions] or [("", r.recommended)]
    rows: list[tuple[object, ...]] = [
        (*head, region, each.name, each.place or None, None, each.stands_in_for)
        for region, named in orders
        for each in named
    ]
    rows += [(*head, "", each.name, None, n, each.stands_in_for) for n, each in enumerate(r.pool, start=1)]
    return rows or [(*head, "", None, None, None, None)]
