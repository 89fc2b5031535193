"""How far a contest has come from the close to its final result, step by step, and what can be done now."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings_site.booth.enums import PollState
from hustings_site.elections.boards import poll_of
from hustings_site.elections.enums import ContestState, ElectionKind
from hustings_site.elections.life import is_inquorate
from hustings_site.elections.models import Contest, Election
from hustings_site.elections.opening.page import Step
from hustings_site.elections.papers.account import account_of_contest, must_balance
from hustings_site.journal import clock
from hustings_site.journal.enums import ProposalState
from hustings_site.journal.models import Proposal
from hustings_site.pages.words import readers_words
from hustings_site.results.approving import waiting
from hustings_site.results.before_publication import not_verified
from hustings_site.results.enums import DraftState
from hustings_site.results.models import Draft, Embargo, Result

DECLARE = gettext_lazy("Count and declare")
DECLARED = (ContestState.PROVISIONAL, ContestState.UNDER_COMPLAINT, ContestState.FINAL)


@dataclass(frozen=True, slots=True)
class DeclarePage:
    """The steps, the draft and the result as far as there are any, and which acts stand open."""

    contest: Contest
    steps: tuple[Step, ...]
    draft: Draft | None
    result: Result | None
    embargo: Embargo | None
    voted: int | None
    inquorate: bool
    certifying: Proposal | None
    publishing: Proposal | None
    may_count: bool
    may_certify: bool
    may_tell: bool
    may_publish: bool
    may_end: bool


def declare_path(election: Election) -> str | None:
    """Where counting and declaring begin: at the first contest with a board; None: nothing is polled, or a motion is,
    of which votes are added and nobody is elected."""
    if election.kind == ElectionKind.MOTION:
        return None
    first = election.contests.exclude(poll=None).order_by("position").first()
    return reverse("results:declare", args=[election.slug, first.slug]) if first else None


def declare_page(contest: Contest) -> DeclarePage:
    """The page of a contest that was polled here."""
    poll, now = poll_of(contest), clock.now()
    opened = poll is not None and poll.state == PollState.DECRYPTED and not not_verified(contest)
    lacking = _lacking(contest) if opened else []
    draft = newest_draft(contest)
    result = Result.objects.filter(contest=contest).order_by("-number").first()
    embargo = Embargo.objects.filter(draft=draft).first() if draft else None
    account = account_of_contest(contest) if opened else None
    voted = account.counted if account else None
    declared = contest.state in DECLARED
    ready = draft is not None and draft.state == DraftState.READY
    inquorate = voted is not None and contest.quorum_percent > 0 and is_inquorate(contest, voted)
    counted = ready or result is not None
    steps = (
        Step(_("The ballots are opened, and the whole archive is verified"), opened, now=not opened),
        Step(
            _("The ballot account balances"),
            opened and not lacking,
            now=opened and bool(lacking),
            told=" ".join(lacking),
        ),
        Step(
            _("The papers are counted, those on paper with those from the screen"),
            counted,
            now=opened and not lacking and not counted,
            told=_told_of(draft),
        ),
        Step(
            _("Two officers certify the result: it is declared provisionally"), declared, now=counted and not declared
        ),
        Step(
            _("The candidates are told by mail"),
            embargo is not None or result is not None,
            now=declared and ready and embargo is None,
            told=_until(embargo.until) if embargo else "",
        ),
        Step(
            _("The result is public"),
            result is not None,
            now=declared and ready and (embargo is None or now >= embargo.until),
        ),
        Step(
            _("Complaints are settled: the result is final"),
            contest.state == ContestState.FINAL,
            now=result is not None and contest.state in {ContestState.PROVISIONAL, ContestState.UNDER_COMPLAINT},
            told=_complaints(contest),
        ),
    )
    return DeclarePage(
        contest=contest,
        steps=steps,
        draft=draft,
        result=result,
        embargo=embargo,
        voted=voted,
        inquorate=inquorate and contest.state == ContestState.CLOSED,
        certifying=_waiting_declaration(contest),
        publishing=waiting(draft) if draft else None,
        may_count=opened
        and not lacking
        and contest.state in {*DECLARED, ContestState.CLOSED} - {ContestState.FINAL}
        and (draft is None or draft.state != DraftState.COUNTING),
        may_certify=counted and contest.state == ContestState.CLOSED and not inquorate,
        may_tell=ready and declared and contest.state != ContestState.FINAL,
        may_publish=ready and declared,
        may_end=result is not None and contest.state == ContestState.PROVISIONAL,
    )


def newest_draft(contest: Contest) -> Draft | None:
    """The draft of a contest that is not published yet, the one changed last."""
    return Draft.objects.filter(contest=contest).exclude(state=DraftState.PUBLISHED).order_by("-changed_at").first()


def lot_asked(draft: Draft) -> str:
    """The question of a count that waits: “Lot needed: X or Y, stage 6”; "" where it needs no lot."""
    needed = draft.lot_needed
    if not needed:
        return ""
    names = _(" or ").join(str(name) for name in needed["names"])
    return _("Lot needed: %(names)s, stage %(stage)s") % {"names": names, "stage": needed["stage"]}


def _told_of(draft: Draft | None) -> str:
    if draft is None:
        return ""
    if draft.lot_needed:
        return lot_asked(draft)
    if draft.state == DraftState.STOPPED:
        return readers_words().said(draft.message)
    return str(draft.get_state_display())


def _lacking(contest: Contest) -> list[str]:
    try:
        must_balance(contest.election, contest)
    except ValidationError as refusal:
        return refusal.messages[1:]
    return []


def _waiting_declaration(contest: Contest) -> Proposal | None:
    rows = Proposal.objects.filter(subject=contest.scope, act="elections.declare", state=ProposalState.WAITING)
    return rows.first()


def _until(moment: datetime) -> str:
    when = date_format(timezone.localtime(moment), "j F Y, H:i")
    return _("public on %(when)s") % {"when": when}


def _complaints(contest: Contest) -> str:
    until = contest.election.complaints_by
    if until is None:
        return ""
    return _("complaints until %(when)s") % {"when": date_format(timezone.localtime(until), "j F Y, H:i")}
