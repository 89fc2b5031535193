"""What an officer can do to an election or a contest from the desk: each act with its form and its plain warning.

An act that needs two officers is proposed here and done when another approves; the others are done at once.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hustings_site.elections import again, approved_acts, life
from hustings_site.elections.enums import ContestState
from hustings_site.elections.forms import (
    LostMinutesForm,
    NothingForm,
    ReasonForm,
    RunAgainForm,
    UntilForm,
    VacanciesForm,
    VotedForm,
)
from hustings_site.elections.models import Contest, Election
from hustings_site.elections.moves import MOVES

Service = Callable[..., object]
"""Called with `by`, `contest`, and what the form asks for under the names of the form's fields."""


@dataclass(frozen=True, slots=True)
class ContestAct:
    """An act on a contest: its title, what will happen to whom, from which states, by which form, and the service.

    `two`: with two officers on, the service proposes, and another officer approves.
    """

    title: str | Promise
    warning: str | Promise
    states: frozenset[ContestState]
    form: type[forms.BaseForm]
    do: Service
    two: bool = False


@dataclass(frozen=True, slots=True)
class ElectionAct:
    """The same for a whole election; `possible` says whether it stands open now."""

    title: str | Promise
    warning: str | Promise
    possible: Callable[[Election], bool]
    do: Service


def _move(
    name: str,
    warning: str | Promise,
    do: Service,
    form: type[forms.BaseForm] = NothingForm,
    *,
    two: bool = False,
) -> tuple[str, ContestAct]:
    return name, ContestAct(MOVES[name].title, warning, MOVES[name].start, form, do, two)


CONTEST_ACTS: Mapping[str, ContestAct] = dict(
    [
        _move(
            "open_nominations",
            _("Branches, members and affiliates can nominate from now on. The worker does this at the announced time."),
            life.open_nominations,
        ),
        _move(
            "take_back_opening",
            _("Nobody can nominate until nominations are opened again. Nominations that came are kept."),
            life.take_back_opening,
            ReasonForm,
        ),
        _move(
            "close_nominations",
            _("Nobody can nominate any more. The worker does this at the announced time."),
            life.close_nominations,
        ),
        _move(
            "reopen_nominations",
            _("Everybody can nominate for this post again. Who stands already goes on standing."),
            life.reopen_nominations,
            UntilForm,
        ),
        _move(
            "pause_poll",
            _("No ballot is taken until the poll is resumed; voters read your reason. Ballots cast stand."),
            life.pause_poll,
            ReasonForm,
        ),
        _move(
            "resume_poll",
            _("Ballots are taken again. Time that was lost is made good by extending the poll."),
            life.resume_poll,
        ),
        _move(
            "extend_poll",
            _("The poll closes later by the minutes that voters lost. It cannot be shortened again."),
            approved_acts.propose_extension,
            LostMinutesForm,
            two=True,
        ),
        _move(
            "close_poll",
            _("No ballot is taken any more, for good. The worker does this at the announced time."),
            life.close_poll,
        ),
        (
            "close_early",
            ContestAct(
                approved_acts.CLOSE_EARLY,
                _("No ballot is taken any more, for good, before the time that was promised to every voter."),
                MOVES["close_poll"].start,
                ReasonForm,
                approved_acts.propose_closing_early,
                True,
            ),
        ),
        _move(
            "find_inquorate",
            _("Nobody is declared elected. The contest can be run again on the same roll."),
            life.find_inquorate,
            VotedForm,
        ),
        _move(
            "void",
            _("Nobody is elected, and the ballots of this contest are never decrypted. It can be run again."),
            approved_acts.propose_void,
            ReasonForm,
            two=True,
        ),
        (
            "declare_unopposed",
            ContestAct(
                MOVES["declare"].title,
                _("Everybody who stands is declared elected, provisionally, without a poll; places left stay vacant."),
                frozenset({ContestState.UNOPPOSED, ContestState.TOO_FEW}),
                NothingForm,
                approved_acts.propose_declaration,
                True,
            ),
        ),
        _move(
            "make_final",
            _("The result can no longer be changed by a complaint."),
            approved_acts.propose_final,
            two=True,
        ),
        (
            "run_again",
            ContestAct(
                _("Run this contest again"),
                _("A new election is set up for this post alone, on the same frozen roll; you set its dates next."),
                frozenset(again.RUN_AGAIN_FROM),
                RunAgainForm,
                again.run_again,
            ),
        ),
        (
            "call_by_election",
            ContestAct(
                _("Call a by-election"),
                _("A new election is set up for the vacant places, with this rule and the rest of this term."),
                frozenset({ContestState.RECORDED, ContestState.FINAL}),
                VacanciesForm,
                again.call_by_election,
            ),
        ),
    ]
)

ELECTION_ACTS: Mapping[str, ElectionAct] = {
    "freeze_rolls": ElectionAct(
        _("Freeze the rolls"),
        _("Whoever passes the tests of an electorate at that moment may vote; later changes are public, one by one."),
        lambda election: election.announced_at is not None and election.contests.filter(roll=None).exists(),
        approved_acts.propose_freeze,
    ),
    "open_poll": ElectionAct(
        MOVES["open_poll"].title,
        _("Every elector can vote from the announced time on, and nothing on a ballot paper changes any more."),
        lambda election: election.contests.filter(state=ContestState.VALIDATED).exists(),
        approved_acts.propose_opening,
    ),
}


def acts_for(contest: Contest) -> list[tuple[str, ContestAct]]:
    """The acts that stand open for a contest, in the order in which they come in its life."""
    state = ContestState(contest.state)
    return [(name, act) for name, act in CONTEST_ACTS.items() if state in act.states]
