"""Publishing results. What is published stays; a correction is a new result with its reason."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from hustings.count.rule import Rule
from hustings.count.transcript import Elected, Transcript
from hustings.report.names import printed_names
from hustings_site.elections.models import Candidate, Contest
from hustings_site.elections.tallying import release
from hustings_site.journal import clock
from hustings_site.journal.services import record
from hustings_site.results.enums import Kind, OtherCount, Unit
from hustings_site.results.models import (
    BallotFile,
    Comparison,
    ElectedPlace,
    Fact,
    Result,
    Tally,
    TallyEntry,
)
from hustings_site.results.totals_file import OUT, TotalsTable
from hustings_site.results.turnout import Turnout


@dataclass(frozen=True, slots=True)
class StatedFact:
    """Something that a source says of a result; an empty value is not known."""

    label: str
    value: str = ""
    certainty: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class SamePapers:
    """The papers of a result counted another way; `reading` says how they were read for it, `short` how many bear fewer
    marks than they could."""

    kind: OtherCount
    transcript: Transcript
    reading: str
    short: int = 0


@transaction.atomic
def publish_totals(
    *,
    by: str,
    contest: Contest,
    table: TotalsTable,
    unit: Unit,
    method: str,
    source: str,
    turnout: Turnout,
    certainty: str = "",
    facts: Sequence[StatedFact] = (),
    correction: str = "",
) -> Result:
    """Publish totals counted elsewhere, with their source.

    The names in the table are the contest's candidates, all of them. Raises ValidationError where they differ, where
    more are elected than there are vacancies, or where the figures of turnout contradict each other.
    """
    candidates = _candidates_named(contest, [row.name for row in table.rows])
    elected = table.elected()
    if len(elected) > contest.vacancies:
        raise ValidationError(
            _("%(elected)d are marked as elected for %(vacancies)d vacancies: correct one of the two.")
            % {"elected": len(elected), "vacancies": contest.vacancies}
        )
    result = _new_result(
        contest=contest,
        kind=Kind.IMPORTED,
        method=method,
        source=source,
        certainty=certainty,
        turnout=turnout,
        correction=correction,
    )
    ElectedPlace.objects.bulk_create(
        ElectedPlace(result=result, candidate=candidates[row.name], position=place, when=row.when)
        for place, row in enumerate(elected, start=1)
    )
    for place, title in enumerate(table.tallies):
        tally = Tally.objects.create(result=result, position=place + 1, title=title, unit=unit)
        TallyEntry.objects.bulk_create(
            TallyEntry(
                tally=tally,
                candidate=candidates[row.name],
                value=None if figure is OUT else figure,
                out=figure is OUT,
            )
            for row, figure in ((row, row.figures[place]) for row in table.rows)
        )
    Fact.objects.bulk_create(
        Fact(result=result, position=place, label=f.label, value=f.value, certainty=f.certainty, source=f.source)
        for place, f in enumerate(facts, start=1)
    )
    _record_publication(by, result)
    return result


@transaction.atomic
def publish_count(
    *,
    by: str,
    contest: Contest,
    ballot_file: BallotFile,
    rule: Rule,
    library_version: str,
    transcript: Transcript,
    electorate: int | None,
    lots: str = "",
    contest_file: str = "",
    seated: Collection[int] | None = None,
    vacant: Sequence[str] = (),
    source: str = "",
    same_papers: Iterable[SamePapers] = (),
    facts: Sequence[StatedFact] = (),
    correction: str = "",
) -> Result:
    """Publish a count of papers held here, with everything needed to repeat it.

    `lots` and `contest_file` are the files of that name (TOML); `seated` are the numbers of those who take a
    place (None: everybody elected), `vacant` a reason for each place that nobody takes.
    """
    names = printed_names(transcript.contest)
    candidates = _candidates_named(contest, names)
    if transcript.contest.vacancies != contest.vacancies:
        raise ValidationError(
            _(
                "The papers were counted for %(counted)d vacancies, but the contest has %(vacancies)d: "
                "count them for those."
            )
            % {"counted": transcript.contest.vacancies, "vacancies": contest.vacancies}
        )
    papers = transcript.papers
    result = _new_result(
        contest=contest,
        kind=Kind.COUNTED,
        method=rule.title,
        source=source,
        certainty="",
        turnout=Turnout(
            electorate=electorate,
            papers=papers.valid + papers.invalid + papers.blank + papers.only_withdrawn,
            valid=papers.valid,
            invalid=papers.invalid + papers.only_withdrawn,
            blank=papers.blank,
        ),
        correction=correction,
        ballot_file=ballot_file,
        rule=rule.name,
        rule_source=rule.source,
        library_version=library_version,
        transcript=transcript.to_bytes().decode(),
        transcript_hash=transcript.digest(),
        lots=lots,
        contest_file=contest_file,
        vacant=list(vacant),
    )
    elected = [event for event in transcript.events if isinstance(event, Elected)]
    ElectedPlace.objects.bulk_create(
        ElectedPlace(
            result=result,
            candidate=candidates[names[event.candidate]],
            position=event.place,
            when=f"stage {event.stage}",  # said in the reader's language when it is shown
        )
        for event in elected
        if seated is None or event.candidate in seated
    )
    Comparison.objects.bulk_create(
        Comparison(
            result=result,
            kind=same.kind,
            reading=same.reading,
            short=same.short,
            transcript=same.transcript.to_bytes().decode(),
        )
        for same in same_papers
    )
    Fact.objects.bulk_create(
        Fact(result=result, position=place, label=f.label, value=f.value, certainty=f.certainty, source=f.source)
        for place, f in enumerate(facts, start=1)
    )
    _record_publication(by, result)
    return result


def _new_result(*, contest: Contest, turnout: Turnout, correction: str, **fields: object) -> Result:
    if contradictions := turnout.contradictions():
        raise ValidationError(contradictions)
    last = contest.results.aggregate(last=Max("number"))["last"] or 0
    if last and not correction.strip():
        raise ValidationError(_("This contest has a published result: say why the new one replaces it."))
    result = Result(
        contest=contest,
        number=last + 1,
        correction=correction,
        electorate=turnout.electorate,
        papers=turnout.counted,
        valid=turnout.valid,
        invalid=turnout.invalid,
        blank=turnout.blank,
        turnout_note=turnout.note,
        published_at=clock.now(),
        **fields,
    )
    result.full_clean()
    result.save(force_insert=True)
    return result


def _candidates_named(contest: Contest, names: Sequence[str]) -> dict[str, Candidate]:
    """The contest's candidates by name; all of them and nobody else are named, or ValidationError."""
    candidates = {candidate.printed_name: candidate for candidate in contest.candidates.on_the_paper()}
    strangers = [name for name in names if name not in candidates]
    absent = [name for name in candidates if name not in names]
    if strangers or absent:
        raise ValidationError(
            [
                _("%(name)s is not a candidate of this contest: write the name as there.") % {"name": n}
                for n in strangers
            ]
            + [_("%(name)s stands in this contest but has no row: add one.") % {"name": n} for n in absent]
        )
    return candidates


def _record_publication(by: str, result: Result) -> None:
    """Write it into the journal; from now on everybody may have the whole ballot list too."""
    release(by=by, contest=result.contest)
    record(
        by=by,
        act="results.publish",
        subject=result.scope,
        details={
            "contest": result.contest.scope,
            "number": result.number,
            "kind": result.kind,
            "rule": result.rule,
            "papers": result.ballot_file.sha256 if result.ballot_file else "",
            "transcript": result.transcript_hash,
            "correction": result.correction,
        },
    )
