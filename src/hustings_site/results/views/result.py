"""The public page of a result: who is elected, first."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from hustings_site.elections.public_selectors import announced_contest
from hustings_site.elections.stopping import said_of_rule
from hustings_site.journal.selectors import entries_about
from hustings_site.results.models import Result
from hustings_site.results.other_ways import has_other_ways
from hustings_site.results.proofs import proofs_of
from hustings_site.results.result_page import result_page
from hustings_site.results.selectors import published_result, turnout_of, versions_of
from hustings_site.results.taking_part import account_kept


def view(request: HttpRequest, election: str, contest: str, number: int | None = None) -> HttpResponse:
    """The version in force, or an older one by its number; before there is any, the way to the contest itself."""
    try:
        result = published_result(election, contest, number)
    except Http404:
        if number is not None:
            raise
        announced = announced_contest(election, contest)
        return redirect("elections:contest", announced.election.slug, announced.slug)
    return render(request, "results/result.html", result_context(result))


def result_context(result: Result) -> dict[str, object]:
    """What the template of a result is given."""
    return {
        "page": result_page(result),
        "result": result,
        "contest": result.contest,
        "election": result.contest.election,
        "turnout": turnout_of(result),
        "account": account_kept(result),
        "proofs": proofs_of(result),
        "versions": versions_of(result),
        "other_ways": has_other_ways(result),
        "stopping": said_of_rule(result.rule, result.contest.vacancies),
        "journal": entries_about(result.scope),
        "place": "elections",
    }
