"""Counting the papers of a draft, wherever that is done, and keeping what came of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from threading import Event, Thread
from uuid import UUID

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.analysis.block import same_papers_block_vote
from hustings.ballots.errors import BallotFileError
from hustings.ballots.files import PaperFile
from hustings.ballots.formats import read_papers
from hustings.ballots.paper import MarkKind
from hustings.ballots.profile import Profile
from hustings.contests.lots_file import read_lots
from hustings.contests.toml_text import ContestFileError
from hustings.count.contest import contest_of
from hustings.count.errors import CountError
from hustings.count.lots import NO_LOTS, LotNeeded
from hustings.count.rule import Rule
from hustings.count.transcript import Transcript
from hustings.rules import find_rule, hold_count
from hustings_site.results.ballot_files import content_of
from hustings_site.results.enums import DraftState
from hustings_site.results.models import BallotFile, Draft

LOTS_NAME = "lots.toml"
PULSE = 5
"""Seconds between two signs of life."""


def papers_of(ballot_file: BallotFile) -> PaperFile:
    """The stored file as the library reads files; its name is that with which it came, without folders."""
    return PaperFile(PurePath(ballot_file.name).name, content_of(ballot_file))


def count_draft(pk: UUID) -> None:
    """Count, and leave the draft ready, or stopped with what is to be mended, or waiting for a lot."""
    draft = Draft.objects.select_related("ballot_file").get(pk=pk)
    with _signs_of_life(draft):
        try:
            _count(draft)
        except LotNeeded as needed:
            draft.state = DraftState.STOPPED
            draft.message = needed.question
            draft.lot_needed = {"names": list(needed.names), "purpose": needed.purpose.value, "stage": needed.stage}
        except (BallotFileError, ContestFileError, CountError) as fault:
            draft.state, draft.message = DraftState.STOPPED, str(fault)
    draft.save()


def _count(draft: Draft) -> None:
    if draft.ballot_file is None:
        raise CountError(_("there are no papers; choose the file that holds them"))
    fields = draft.fields
    _say(draft, _("reading the papers"))
    rule = find_rule(str(fields["rule"]))
    profile = read_papers(papers_of(draft.ballot_file), keep_order=rule.needs_order)
    vacancies = str(fields.get("vacancies", "")).strip()
    contest = contest_of(profile, int(vacancies) if vacancies else None)
    lots_text = str(fields.get("lots", ""))
    lots = read_lots(lots_text, LOTS_NAME, contest) if lots_text.strip() else NO_LOTS
    _say(draft, _("counting {papers:,} papers").format(papers=profile.papers))
    transcript = hold_count(rule, profile, contest, lots)
    draft.transcript = transcript.to_bytes().decode()
    if profile.kind is rule.marks is MarkKind.RANKING:
        _say(draft, _("counting the same papers by block vote"))
        _compare(draft, rule, profile, transcript)
    draft.state = DraftState.READY


def _compare(draft: Draft, rule: Rule, profile: Profile, held: Transcript) -> None:
    """Block vote of the same papers; left out where its last places are tied and no lot tells."""
    try:
        same = same_papers_block_vote(rule, profile, held)
    except LotNeeded:
        return
    draft.comparison, draft.short = same.block.to_bytes().decode(), same.short


def _say(draft: Draft, step: str) -> None:
    draft.step, draft.heard_at = step, timezone.now()
    draft.save(update_fields=["step", "heard_at"])


@contextmanager
def _signs_of_life(draft: Draft) -> Iterator[None]:
    """Leave a sign every few seconds while a long step goes on."""
    done = Event()

    def beat() -> None:
        while not done.wait(PULSE):
            Draft.objects.filter(pk=draft.pk).update(heard_at=timezone.now())
        connection.close()

    pulse = Thread(target=beat, daemon=True)
    pulse.start()
    try:
        yield
    finally:
        done.set()
        pulse.join()
