"""Entering the papers: twice, by two people; where they differ the returning officer decides, and somebody watches."""

from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hustings_site.elections.papers.enums import BatchState
from hustings_site.elections.papers.marks import read_line, read_lines
from hustings_site.elections.papers.models import Adjudication, Batch, BatchEntry, Challenge, PapersFound
from hustings_site.elections.papers.votes import mark_kind, names_of
from hustings_site.journal import clock
from hustings_site.journal.services import record


@transaction.atomic
def enter_batch(*, by: str, batch: Batch, text: str) -> Batch:
    """One person's reading of a batch, a line for each paper. The second reading is compared with the first.

    Raises ValidationError for a line that cannot be read, another number of lines than of papers, the same person
    a second time, or a batch that two have entered.
    """
    held = _held(batch)
    if held.state not in {BatchState.FIRST, BatchState.SECOND}:
        raise ValidationError(_("Two people have entered this batch."))
    first = BatchEntry.objects.filter(batch=held).first()
    if first is not None and first.by == by:
        raise ValidationError(_("You entered this batch the first time: somebody else enters it the second time."))
    contest = held.contest
    lines = read_lines(text, len(names_of(contest)), mark_kind(contest), held.papers)
    place = 1 if first is None else 2
    BatchEntry.objects.create(batch=held, place=place, by=by, at=clock.now(), lines=lines)
    if first is None:
        held.state = BatchState.SECOND
    elif first.lines == lines:
        held.state, held.agreed = BatchState.AGREED, lines
    else:
        held.state = BatchState.DIFFERS
    held.save()
    _note(by, "elections.enter_papers", held, place=place, state=held.state)
    return held


def differences(batch: Batch) -> list[tuple[int, str, str]]:
    """The papers of a batch (from 1) that its two readings read differently, and how."""
    readings: list[Sequence[str]] = list(BatchEntry.objects.filter(batch=batch).values_list("lines", flat=True))
    if len(readings) < 2:
        return []
    pairs = zip(readings[0], readings[1], strict=True)
    return [(paper, one, other) for paper, (one, other) in enumerate(pairs, start=1) if one != other]


@transaction.atomic
def adjudicate(*, by: str, batch: Batch, decided: Mapping[int, str], reason: str, watched_by: str) -> Batch:
    """Decide every paper on which the two readings differ (by its number in the batch); the batch is agreed then.

    Raises ValidationError unless each of them is decided, with a reason and somebody watching.
    """
    held = _held(batch)
    differing = differences(held)
    if held.state != BatchState.DIFFERS:
        raise ValidationError(_("Nothing is to be decided: %(state)s.") % {"state": held.get_state_display()})
    _require(reason, watched_by)
    if set(decided) != {paper for paper, _one, _other in differing}:
        raise ValidationError(_("Decide every paper on which the two entries differ."))
    (first, _second) = BatchEntry.objects.filter(batch=held)
    agreed = list(first.lines)
    for paper, one, other in differing:
        agreed[paper - 1] = _decide(held, paper, [one, other], decided[paper], reason, watched_by).decided
    held.state, held.agreed = BatchState.AGREED, agreed
    held.save()
    _note(by, "elections.adjudicate_papers", held, papers=len(differing))
    return held


@transaction.atomic
def challenge_paper(*, by: str, batch: Batch, paper: int, reason: str) -> Challenge:
    """Somebody who watches says that a paper of an agreed batch is read wrongly. Raises ValidationError."""
    held = _held(batch)
    if held.state != BatchState.AGREED or not 1 <= paper <= len(held.agreed):
        raise ValidationError(_("Only a paper of an agreed batch can be challenged."))
    if not reason.strip():
        raise ValidationError(_("Say what is wrong with how the paper is read."))
    if Challenge.objects.filter(batch=held, paper=paper, adjudication=None).exists():
        raise ValidationError(_("This paper is challenged already and waits for its ruling."))
    challenge = Challenge.objects.create(batch=held, paper=paper, by=by, reason=reason.strip(), at=clock.now())
    _note(by, "elections.challenge_paper", held, paper=paper)
    return challenge


@transaction.atomic
def rule_on_challenge(*, by: str, challenge: Challenge, decided: str, reason: str, watched_by: str) -> Adjudication:
    """Decide a challenged paper: as it was read, or otherwise. Once; another challenge may follow."""
    held = _held(challenge.batch)
    challenge = Challenge.objects.select_for_update().get(pk=challenge.pk)
    if challenge.adjudication_id is not None:
        raise ValidationError(_("This challenge has been ruled on meanwhile."))
    _require(reason, watched_by)
    before = held.agreed[challenge.paper - 1]
    ruling = _decide(held, challenge.paper, [before], decided, reason, watched_by)
    challenge.adjudication = ruling
    challenge.save()
    held.agreed[challenge.paper - 1] = ruling.decided
    held.save()
    _note(by, "elections.rule_on_paper", held, paper=challenge.paper, changed=ruling.decided != before)
    return ruling


@transaction.atomic
def recount_batch(*, by: str, batch: Batch, papers: int, reason: str) -> Batch:
    """Another number of papers is in a batch than was counted: the count is put right, and the batch entered anew.

    Raises ValidationError for a batch that is agreed, or without a reason.
    """
    held = _held(batch)
    if held.state == BatchState.AGREED:
        raise ValidationError(_("Two people agree on this batch: it has as many papers as they entered."))
    if not reason.strip():
        raise ValidationError(_("Say what was found."))
    found = PapersFound.objects.filter(contest=held.contest).order_by("-opening__number").select_for_update().first()
    assert found is not None, "a batch is made of papers that were found"
    found.papers += papers - held.papers
    found.save()
    BatchEntry.objects.filter(batch=held).delete()
    before, held.papers, held.state = held.papers, papers, BatchState.FIRST
    held.full_clean()
    held.save()
    _note(by, "elections.recount_batch", held, before=before, papers=papers, reason=reason.strip())
    return held


def _decide(batch: Batch, paper: int, before: list[str], decided: str, reason: str, watched_by: str) -> Adjudication:
    contest = batch.contest
    try:
        line = read_line(decided, len(names_of(contest)), mark_kind(contest))
    except ValidationError as fault:
        raise ValidationError(_("Paper %(paper)d: %(fault)s.") % {"paper": paper, "fault": fault.messages[0]}) from None
    return Adjudication.objects.create(
        batch=batch,
        paper=paper,
        before=before,
        decided=line,
        reason=reason.strip(),
        watched_by=watched_by.strip(),
        at=clock.now(),
    )


def _require(reason: str, watched_by: str) -> None:
    if not reason.strip():
        raise ValidationError(_("Say why it is read so."))
    if not watched_by.strip():
        raise ValidationError(_("Say who watches: nothing is decided by one person alone."))


def _held(batch: Batch) -> Batch:
    rows = Batch.objects.select_for_update(of=("self",)).select_related("contest__election")
    return rows.get(pk=batch.pk)


def _note(by: str, act: str, batch: Batch, **details: str | int | bool) -> None:
    record(by=by, act=act, subject=batch.contest.scope, details={"batch": batch.number, **details})
