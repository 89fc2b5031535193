"""Drafts: from an empty form to a published result. Nothing that was typed or uploaded is lost on the way."""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from hustings import __version__
from hustings.count.transcript_file import read_transcript
from hustings.report.names import printed_names
from hustings.rules import find_rule
from hustings_site.accounts.models import User
from hustings_site.elections.enums import ContestState
from hustings_site.elections.models import Contest
from hustings_site.elections.services import enter_contest, enter_election, publish_lists
from hustings_site.elections.two_officers import require_two
from hustings_site.results.after_publication import let_stand
from hustings_site.results.ballot_files import keep
from hustings_site.results.before_publication import require_publishable
from hustings_site.results.counting import count_draft
from hustings_site.results.enums import DraftState, Kind, OtherCount, Unit
from hustings_site.results.models import Draft, Result
from hustings_site.results.services import SamePapers, publish_count, publish_totals
from hustings_site.results.taking_part import keep_account
from hustings_site.roll.services import organisation_named

COUNTED_AT_ONCE = 1_000_000
"""Bytes up to which a file is counted while its sender waits; a larger one is counted by a process of its own."""

PUBLISH = "results.publish"

SILENCE = timedelta(seconds=60)
"""After so long without a sign a count is taken for dead."""


def begin_draft(*, by: User, kind: Kind, contest: Contest | None = None) -> Draft:
    """An empty draft, or one that corrects the result of a contest."""
    return Draft.objects.create(by=by, kind=kind, contest=contest)


def keep_fields(*, draft: Draft, fields: Mapping[str, str], papers: tuple[str, bytes] | None = None) -> None:
    """Keep the form as it was sent, right or wrong, and the ballot file (name, bytes) if one came with it."""
    draft.fields = {**draft.fields, **fields}
    if papers is not None:
        draft.ballot_file = keep(*papers)
    draft.state = DraftState.WRITING
    draft.message, draft.fault, draft.lot_needed, draft.transcript = "", None, None, ""
    draft.seated, draft.vacant, draft.comparisons = [], [], []
    draft.save()


def discard_draft(*, draft: Draft) -> None:
    """Throw a draft away; nothing of it was public."""
    draft.delete()


def start_count(*, draft: Draft) -> None:
    """Count the draft's papers: at once where that is quick, else in a process of its own."""
    draft.state = DraftState.COUNTING
    draft.message, draft.fault, draft.lot_needed, draft.step = "", None, None, gettext_noop("waiting to begin")
    draft.counting_since = draft.heard_at = timezone.now()
    draft.save()
    if draft.ballot_file is not None and draft.ballot_file.size <= COUNTED_AT_ONCE:
        count_draft(draft.pk)
        return
    subprocess.Popen(  # noqa: S603 - our own program and an id of ours
        [sys.executable, "-m", "hustings_site", "count_draft", str(draft.pk)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )


def seems_dead(draft: Draft) -> bool:
    """Whether a count that should be going on has not been heard of for a minute."""
    heard = draft.heard_at
    return draft.state == DraftState.COUNTING and heard is not None and timezone.now() - heard > SILENCE


def held_here(contest: Contest) -> bool:
    """Whether the contest was held on this site, not entered with a result that was counted elsewhere."""
    return contest.state != ContestState.RECORDED


@transaction.atomic
def publish_draft(*, by: User, draft: Draft, given: Mapping[str, Any]) -> Result:
    """Publish what a draft holds; `given` is its form's cleaned data. Raises ValidationError and publishes nothing.

    The result of a contest held here needs a second officer, or an organisation that lets one act alone.
    """
    if draft.contest is None or not held_here(draft.contest):
        return _publish(by, draft, given)
    require_two(by.scope, draft, PUBLISH)
    require_publishable(draft)
    result = _publish(by, draft, given)
    let_stand(by=by.scope, result=result)
    keep_account(result)
    return result


@transaction.atomic
def _publish(by: User, draft: Draft, given: Mapping[str, Any]) -> Result:
    held = Draft.objects.select_for_update().get(pk=draft.pk)
    if held.state == DraftState.PUBLISHED:
        raise ValidationError(_("This draft has just been published."))
    result = _publish_papers(by, held, given) if held.kind == Kind.COUNTED else _publish_totals(by, held, given)
    held.state = DraftState.PUBLISHED
    held.save(update_fields=["state", "changed_at"])
    return result


@contextmanager
def rehearsal(*, by: User, draft: Draft, given: Mapping[str, Any]) -> Iterator[Result]:
    """The result exactly as publishing would make it; on leaving, everything is as before."""
    with transaction.atomic():
        yield _publish(by, draft, given)
        transaction.set_rollback(True)


def _publish_totals(by: User, draft: Draft, given: Mapping[str, Any]) -> Result:
    table = given["table"]
    contest = draft.contest or _enter(by, given, given["vacancies"], [row.name for row in table.rows])
    return publish_totals(
        by=by.scope,
        contest=contest,
        table=table,
        unit=Unit(given["unit"]),
        method=given["method"],
        source=given["source"],
        certainty=given["certainty"],
        turnout=given["turnout"],
        correction=given.get("correction", ""),
    )


def _publish_papers(by: User, draft: Draft, given: Mapping[str, Any]) -> Result:
    transcript = read_transcript(draft.transcript.encode())
    ballot_file = draft.ballot_file
    if ballot_file is None:
        msg = "a draft with a transcript has its papers"
        raise AssertionError(msg)
    held = transcript.contest
    contest = draft.contest or _enter(by, given, held.vacancies, printed_names(held))
    return publish_count(
        by=by.scope,
        contest=contest,
        ballot_file=ballot_file,
        rule=find_rule(transcript.rule),
        library_version=__version__,
        transcript=transcript,
        lots=given["lots"],
        contest_file=given["contest_file"],
        seated=draft.seated,
        vacant=draft.vacant,
        electorate=given["electorate"],
        source=given["source"],
        same_papers=_others(draft),
        correction=given.get("correction", ""),
    )


def _others(draft: Draft) -> list[SamePapers]:
    return [
        SamePapers(
            OtherCount(kept["kind"]), read_transcript(kept["transcript"].encode()), kept["reading"], kept["short"]
        )
        for kept in draft.comparisons
    ]


def _enter(by: User, given: Mapping[str, Any], vacancies: int, candidates: list[str]) -> Contest:
    election = enter_election(
        by=by.scope,
        organisation=organisation_named(by=by.scope, name=given["organisation"]),
        title=given["election_title"],
        closed_on=given["closed_on"],
        about=given["about"],
    )
    contest = enter_contest(
        by=by.scope,
        election=election,
        title=given["contest_title"],
        vacancies=vacancies,
        candidates=candidates,
        unnamed_candidates=given.get("unnamed_candidates") or 0,
    )
    if given["lists"]:
        publish_lists(
            by=by.scope,
            contest=contest,
            publisher=given["lists_publisher"],
            source=given["lists_source"],
            lists=given["lists"],
        )
    return contest
