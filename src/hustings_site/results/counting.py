"""Counting the papers of a draft, wherever that is done, and keeping what came of it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import PurePath
from threading import Event, Thread
from uuid import UUID

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_noop

from hustings.analysis.block import same_papers_block_vote
from hustings.ballots.files import PaperFile
from hustings.ballots.formats import read_papers
from hustings.ballots.paper import MarkKind
from hustings.ballots.profile import Profile
from hustings.ballots.sentences import FaultError
from hustings.contests.contest_file import read_contest
from hustings.contests.lots_file import read_lots
from hustings.contests.outcome import Arrangements, counted_contest, hold_contest
from hustings.count.contest import contest_of
from hustings.count.lots import NO_LOTS, LotNeeded
from hustings.count.rule import Rule
from hustings.count.transcript import Transcript
from hustings.rules import find_rule
from hustings_site.results.ballot_files import content_of
from hustings_site.results.enums import DraftState, OtherCount
from hustings_site.results.models import BallotFile, Draft
from hustings_site.results.services import SamePapers

LOTS_NAME = "lots.toml"
CONTEST_NAME = "contest.toml"
OUTCOME = ("state", "message", "fault", "lot_needed", "transcript", "seated", "vacant", "comparisons")
"""What a count writes into its draft."""

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
        except FaultError as fault:
            draft.state, draft.message, draft.fault = DraftState.STOPPED, str(fault), fault.said.kept()
    _keep_outcome(draft)


def _keep_outcome(draft: Draft) -> None:
    """Write down what came of the count, unless the form was sent again meanwhile: then it is out of date."""
    waiting = Draft.objects.filter(pk=draft.pk, state=DraftState.COUNTING, counting_since=draft.counting_since)
    waiting.update(**{name: getattr(draft, name) for name in OUTCOME})


@dataclass(frozen=True, slots=True)
class Held:
    """A count with what stands beside it: who takes a place, reasons for those that nobody takes, and the same papers
    counted other ways."""

    transcript: Transcript
    seated: tuple[int, ...]
    vacant: tuple[str, ...]
    others: tuple[SamePapers, ...]


def hold(
    ballot_file: BallotFile,
    rule: Rule,
    *,
    vacancies: int | None = None,
    contest_file: str = "",
    lots: str = "",
    say: Callable[[str], None] = lambda _step: None,
) -> Held:
    """Count the papers of a file as `hustings count` does with the same files; `say` is told each step.

    Raises BallotFileError, ContestFileError, CountError and LotNeeded.
    """
    say(gettext_noop("reading the papers"))
    profile = read_papers(papers_of(ballot_file), keep_order=rule.needs_order)
    if contest_file.strip():
        said = read_contest(contest_file, CONTEST_NAME, profile, vacancies)
        arrangements, known = said.arrangements, said.lots
    else:
        arrangements, known = Arrangements(contest_of(profile, vacancies)), NO_LOTS
    drawn = read_lots(lots, LOTS_NAME, counted_contest(arrangements)) if lots.strip() else known
    say(gettext_noop("counting the papers"))
    outcome = hold_contest(rule, profile, arrangements, drawn)
    say(gettext_noop("counting the same papers in other ways"))
    return Held(
        outcome.transcript,
        outcome.seated,
        outcome.vacant,
        tuple(_others(rule, profile, arrangements, outcome.transcript)),
    )


def _others(rule: Rule, profile: Profile, arrangements: Arrangements, held: Transcript) -> Iterator[SamePapers]:
    """Without the constraints, where there are any; by block vote, where voters ranked. Left out where a lot is lacking
    for it."""
    if arrangements.reopen is not None:
        return
    if arrangements.contest.constraints:
        free = replace(arrangements, contest=replace(arrangements.contest, constraints=()))
        with suppress(LotNeeded):
            without = hold_contest(rule, profile, free, held.lots).transcript
            yield SamePapers(OtherCount.WITHOUT_CONSTRAINTS, without, "")
    if profile.kind is rule.marks is MarkKind.RANKING:
        with suppress(LotNeeded):
            same = same_papers_block_vote(rule, profile, held)
            yield SamePapers(OtherCount.BLOCK_VOTE, same.block, same.assumption, same.short)


def _count(draft: Draft) -> None:
    assert draft.ballot_file is not None, "the form asks for the papers before a count begins"
    fields = draft.fields
    vacancies = str(fields.get("vacancies", "")).strip()
    held = hold(
        draft.ballot_file,
        find_rule(str(fields["rule"])),
        vacancies=int(vacancies) if vacancies else None,
        contest_file=str(fields.get("contest_file", "")),
        lots=str(fields.get("lots", "")),
        say=lambda step: _say(draft, step),
    )
    draft.transcript = held.transcript.to_bytes().decode()
    draft.seated, draft.vacant = list(held.seated), list(held.vacant)
    draft.comparisons = [
        {"kind": o.kind, "transcript": o.transcript.to_bytes().decode(), "reading": o.reading, "short": o.short}
        for o in held.others
    ]
    draft.state = DraftState.READY


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
