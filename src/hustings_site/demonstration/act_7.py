"""Act 7: the opened papers are counted like any other, a lot is drawn where the count asks, and results declared."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hustings.belenios.v1.workers import THIS_PROCESS
from hustings_site.accounts.models import User
from hustings_site.demonstration import act_6, cast
from hustings_site.demonstration.stage import Stage
from hustings_site.elections.codes.models import Issue
from hustings_site.elections.enums import ContestState
from hustings_site.elections.keys.enums import KeyKind
from hustings_site.elections.life import closes_of
from hustings_site.elections.models import Contest
from hustings_site.elections.opening import running
from hustings_site.elections.opening.models import BoardOpening
from hustings_site.journal import clock
from hustings_site.results import lanternmakers
from hustings_site.results.approving import propose_publishing
from hustings_site.results.declaring import begin_count
from hustings_site.results.drafting import start_count
from hustings_site.results.enums import DraftState
from hustings_site.results.lots import with_draw
from hustings_site.results.models import Draft, Result


def count(stage: Stage, contest: Contest) -> Result:
    """Count, with a lot drawn from the seed where one is needed, publish, and declare provisionally."""
    officer = stage.users[next(each.email for each in cast.OFFICERS if each.name == "Orla Wick")]
    draft = begin_count(by=officer, contest=contest)
    while draft.state == DraftState.STOPPED and draft.lot_needed:
        _draw(draft)
    result = _publish(stage, officer, draft)
    act_6.declare(stage, contest)
    return result


def close_and_count(stage: Stage) -> Result:
    """The poll that was left open: put the clock past its close, close it, open the ballots and count them.

    Raises ValidationError where no poll is open.
    """
    contest = Contest.objects.filter(
        election__organisation=stage.union, state=ContestState.POLL_OPEN, election__keys__kind=KeyKind.SERVER
    ).first()
    closes = closes_of(contest) if contest else None
    if contest is None or closes is None:
        raise ValidationError(_("No poll of the story is open."))
    clock.set_ahead(clock.ahead() + max(closes - clock.now(), timedelta()) + timedelta(minutes=1))
    issue = Issue.objects.get(election=contest.election)
    act_6.close(stage, contest.election, issue)
    contest.refresh_from_db()
    act_6.erase(stage, issue)
    BoardOpening.objects.create(contest=contest)
    running.work(contest.pk, stage.officer, THIS_PROCESS)
    return count(stage, contest)


def _draw(draft: Draft) -> None:
    """Orla Wick draws, two people watch: the order comes from the seed, so that the story can be played again."""
    needed = draft.lot_needed or {}
    draws = lanternmakers.Draws(f"{lanternmakers.SEED}, lot at stage {needed['stage']}")
    lots = with_draw(
        str(draft.fields.get("lots", "")),
        purpose=str(needed["purpose"]),
        order=draws.in_order(list(needed["names"])),
        note="drawn by Orla Wick, returning officer; Tam Rill and Una Snuffer watched",
    )
    draft.fields = {**draft.fields, "lots": lots}
    start_count(draft=draft)
    draft.refresh_from_db()


def _publish(stage: Stage, officer: User, draft: Draft) -> Result:
    if draft.state != DraftState.READY:
        raise ValidationError(draft.message)
    stage.agree(propose_publishing(by=officer, draft=draft))
    return Result.objects.filter(contest=draft.contest).latest("number")
