"""Elections through the API: what is public, to everybody, as JSON and as CSV."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop
from ninja import Router
from ninja.decorators import decorate_view

from hustings_site.elections.public_data import (
    CandidateShown,
    ComplaintShown,
    ElectionInBrief,
    NominationShown,
    OfficerShown,
    PromisedDate,
    PromiseShown,
    candidates_shown,
    complaints_shown,
    dates_shown,
    in_brief,
    nominations_shown,
    officers_shown,
    promises_shown,
    public_contest,
    public_election,
    public_elections,
)
from hustings_site.pages.open_data import open_to_all, table

router = Router(tags=[gettext_noop("elections")])


@router.get("", response=list[ElectionInBrief], summary=gettext_noop("Every public election, newest first"))
@decorate_view(open_to_all)
def elections(request: HttpRequest) -> list[ElectionInBrief]:
    return [in_brief(election) for election in public_elections()]


@router.get("/contests.csv", summary=gettext_noop("Every contest of every public election, as a table"))
def contests_csv(request: HttpRequest) -> HttpResponse:
    rows = (
        (e.slug, e.organisation, e.title, e.kind, c.slug, c.title, c.vacancies, c.state, c.rule)
        for e in map(in_brief, public_elections())
        for c in e.contests
    )
    columns = ("election", "organisation", "title", "kind", "contest", "post", "vacancies", "state", "rule")
    return table("contests", columns, rows)


@router.get("/{slug:election}", response=ElectionInBrief, summary=gettext_noop("One election with its contests"))
@decorate_view(open_to_all)
def election(request: HttpRequest, election: str) -> ElectionInBrief:
    return in_brief(public_election(election))


@router.get("/{slug:election}/dates", response=list[PromisedDate], summary=gettext_noop("The dates of its timetable"))
@decorate_view(open_to_all)
def dates(request: HttpRequest, election: str) -> list[PromisedDate]:
    return dates_shown(public_election(election))


@router.get("/{slug:election}/dates.csv", summary=gettext_noop("The dates of its timetable, as a table"))
def dates_csv(request: HttpRequest, election: str) -> HttpResponse:
    rows = ((d.name, d.title, d.at.isoformat()) for d in dates_shown(public_election(election)))
    return table(f"{election}-dates", ("name", "title", "at"), rows)


@router.get(
    "/{slug:election}/officers", response=list[OfficerShown], summary=gettext_noop("Who holds which office in it")
)
@decorate_view(open_to_all)
def officers(request: HttpRequest, election: str) -> list[OfficerShown]:
    return officers_shown(public_election(election))


@router.get("/{slug:election}/officers.csv", summary=gettext_noop("Who holds which office in it, as a table"))
def officers_csv(request: HttpRequest, election: str) -> HttpResponse:
    shown = officers_shown(public_election(election))
    rows = ((o.name, o.office, o.since.isoformat(), o.until and o.until.isoformat(), o.interests) for o in shown)
    return table(f"{election}-officers", ("name", "office", "since", "until", "interests"), rows)


@router.get(
    "/{slug:election}/timetable",
    response=list[PromiseShown],
    summary=gettext_noop("What was promised, and how it went"),
)
@decorate_view(open_to_all)
def timetable(request: HttpRequest, election: str) -> list[PromiseShown]:
    return promises_shown(public_election(election))


@router.get("/{slug:election}/timetable.csv", summary=gettext_noop("What was promised, and how it went, as a table"))
def timetable_csv(request: HttpRequest, election: str) -> HttpResponse:
    shown = promises_shown(public_election(election))
    rows = ((p.title, p.due.isoformat(), p.state, p.ended_at and p.ended_at.isoformat(), p.outcome) for p in shown)
    return table(f"{election}-timetable", ("title", "due", "state", "ended_at", "outcome"), rows)


@router.get(
    "/{slug:election}/complaints",
    response=list[ComplaintShown],
    summary=gettext_noop("The register of complaints and rulings, without names"),
)
@decorate_view(open_to_all)
def complaints(request: HttpRequest, election: str) -> list[ComplaintShown]:
    return complaints_shown(public_election(election))


@router.get(
    "/{slug:election}/complaints.csv", summary=gettext_noop("The register of complaints and rulings, as a table")
)
def complaints_csv(request: HttpRequest, election: str) -> HttpResponse:
    rows = (
        (c.number, c.received_at.isoformat(), c.matter, c.contest, c.summary, c.state, c.upheld, c.effect)
        for c in complaints_shown(public_election(election))
    )
    columns = ("number", "received_at", "matter", "contest", "summary", "state", "upheld", "effect")
    return table(f"{election}-complaints", columns, rows)


@router.get(
    "/{slug:election}/{slug:contest}/candidates",
    response=list[CandidateShown],
    summary=gettext_noop("Who stands, in the order of the ballot paper, with the history of their standing"),
)
@decorate_view(open_to_all)
def candidates(request: HttpRequest, election: str, contest: str) -> list[CandidateShown]:
    return candidates_shown(public_contest(election, contest))


@router.get("/{slug:election}/{slug:contest}/candidates.csv", summary=gettext_noop("Who stands, as a table"))
def candidates_csv(request: HttpRequest, election: str, contest: str) -> HttpResponse:
    shown = candidates_shown(public_contest(election, contest))
    rows = ((c.position, c.name, c.standing) for c in shown)
    return table(f"{election}-{contest}-candidates", ("position", "name", "standing"), rows)


@router.get(
    "/{slug:election}/{slug:contest}/nominations",
    response=list[NominationShown],
    summary=gettext_noop("Who nominated whom, where the terms make it public"),
)
@decorate_view(open_to_all)
def nominations(request: HttpRequest, election: str, contest: str) -> list[NominationShown]:
    return nominations_shown(public_contest(election, contest))


@router.get("/{slug:election}/{slug:contest}/nominations.csv", summary=gettext_noop("Who nominated whom, as a table"))
def nominations_csv(request: HttpRequest, election: str, contest: str) -> HttpResponse:
    shown = nominations_shown(public_contest(election, contest))
    rows = ((n.candidate, n.nominator, n.kind, n.met_on, n.state) for n in shown)
    columns = ("candidate", "nominator", "kind", "met_on", "state")
    return table(f"{election}-{contest}-nominations", columns, rows)
