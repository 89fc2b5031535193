"""Reading results: always the version in force, unless an older one is asked for."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.shortcuts import get_object_or_404
from django.urls import reverse

from hustings_site.elections.enums import Shown
from hustings_site.elections.models import Candidate, Contest, Election
from hustings_site.journal.public_acts import Told
from hustings_site.results.enums import DraftState
from hustings_site.results.models import Draft, ElectedPlace, Result, Tally
from hustings_site.results.turnout import Turnout


def results_in_force() -> QuerySet[Result]:
    """Of each contest the newest version, without the long texts."""
    newest = Result.objects.filter(contest=OuterRef("contest")).order_by("-number").values("pk")[:1]
    return Result.objects.filter(pk=Subquery(newest)).defer("transcript")


def published_elections() -> list[Election]:
    """Elections that have a result, newest first; each contest with its result in force as `in_force`."""
    contests = Contest.objects.filter(results__isnull=False).distinct()
    in_force = Prefetch(
        "results",
        queryset=results_in_force().prefetch_related(
            Prefetch("elected", queryset=ElectedPlace.objects.select_related("candidate"))
        ),
        to_attr="in_force",
    )
    elections = Election.objects.filter(contests__results__isnull=False).select_related("organisation").distinct()
    return list(elections.prefetch_related(Prefetch("contests", queryset=contests.prefetch_related(in_force))))


def published_result(election: str, contest: str, number: int | None = None) -> Result:
    """One result by its address; `number` None: the version in force. Raises Http404."""
    results = Result.objects.select_related("contest__election__organisation", "ballot_file").defer(
        "ballot_file__compressed"
    )
    of_contest = results.filter(contest__slug=contest, contest__election__slug=election)
    if number is not None:
        return get_object_or_404(of_contest, number=number)
    return get_object_or_404(of_contest.order_by("-number")[:1])


def drafts_on_desk() -> QuerySet[Draft]:
    """Drafts not yet published, last changed first."""
    return (
        Draft.objects.exclude(state=DraftState.PUBLISHED)
        .select_related("by", "contest")
        .defer("transcript", "comparisons")
    )


def draft_on_desk(pk: UUID) -> Draft:
    """One draft that is not yet published. Raises Http404."""
    drafts = Draft.objects.select_related("contest__election", "ballot_file").defer("ballot_file__compressed")
    return get_object_or_404(drafts.exclude(state=DraftState.PUBLISHED), pk=pk)


def turnout_of(result: Result) -> Turnout:
    """The figures of turnout that a result holds."""
    return Turnout(
        electorate=result.electorate,
        papers=result.papers,
        valid=result.valid,
        invalid=result.invalid,
        blank=result.blank,
        note=result.turnout_note,
    )


@dataclass(frozen=True, slots=True)
class Totals:
    """One tally of an imported result: figures by candidate, None not known; who is missing was out by then."""

    title: str
    unit: str
    figures: dict[int, Decimal | None]

    @property
    def known(self) -> Decimal:
        """The sum of the figures that are known."""
        return sum((figure for figure in self.figures.values() if figure is not None), Decimal(0))

    @property
    def unknown(self) -> int:
        """How many figures are not known."""
        return sum(figure is None for figure in self.figures.values())


def totals_of(result: Result) -> list[Totals]:
    """The tallies of an imported result, in order."""
    tallies = Tally.objects.filter(result=result).prefetch_related("entries")
    return [
        Totals(
            tally.title,
            tally.unit,
            {entry.candidate_id: entry.value for entry in tally.entries.all() if not entry.out},
        )
        for tally in tallies
    ]


def papers_are_public(result: Result) -> bool:
    """Whether everybody may have the papers: the terms of an election may keep them back."""
    return result.contest.election.papers_shown != Shown.NEVER


def candidates_of(contest: Contest) -> list[Candidate]:
    """The candidates in the order of the ballot paper."""
    return list(contest.candidates.on_the_paper())


@dataclass(frozen=True, slots=True)
class Version:
    """One of the published versions of a contest's result."""

    number: int
    published_at: datetime
    correction: str


def versions_of(result: Result) -> list[Version]:
    """Every published version of the contest's result, newest first."""
    rows = Result.objects.filter(contest=result.contest_id).order_by("-number")
    return [Version(*row) for row in rows.values_list("number", "published_at", "correction")]


def told(subject: str) -> Told | None:
    """Of which organisation a result is, and where it is read."""
    kind, _colon, key = subject.partition(":")
    if kind != "result" or not key.isdigit():
        return None
    result = Result.objects.select_related("contest__election").defer("transcript").filter(pk=key).first()
    if result is None:
        return None
    election, contest = result.contest.election, result.contest
    return Told(f"organisation:{election.organisation_id}", reverse("api:result", args=[election.slug, contest.slug]))
