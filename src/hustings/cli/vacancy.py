"""`hustings vacancy`: who takes the seat of a member who has left, from the stored papers."""

import os
from typing import NamedTuple

import click

from hustings.ballots.formats import read_papers
from hustings.ballots.paper import CandidateId
from hustings.ballots.profile import Profile
from hustings.ballots.sentences import FaultError, say
from hustings.cli.count import Refused, lots_of, named_rule, opened, rendered, stop_for_lot
from hustings.contests.outcome import Arrangements, hold_contest
from hustings.contests.vacancies import (
    Filled,
    RunnerUp,
    countback,
    last_excluded,
    most_first_preferences,
    most_votes_at_the_end,
    next_runner_up,
    recount,
)
from hustings.count.contest import Contest, contest_of
from hustings.count.errors import CountError
from hustings.count.lots import NO_LOTS, LotNeeded, Lots
from hustings.count.rule import Rule
from hustings.report.names import listed
from hustings.report.result import Ballots, CountResult
from hustings.rules import find_rule

MEANINGS: dict[str, RunnerUp] = {
    "last-excluded": last_excluded,
    "most-votes": most_votes_at_the_end,
    "most-first-preferences": most_first_preferences,
}


@click.command()
@click.argument("file", type=click.Path())
@click.option("--rule", "rule_name", metavar="RULE", required=True, help="The rule by which the contest was counted.")
@click.option("--vacancies", type=click.IntRange(min=1), metavar="N", help="As at the contest [default: as in FILE].")
@click.option("--left", metavar="NAME", required=True, help="The elected member whose seat is to be filled.")
@click.option("--consents", metavar="NAME", multiple=True, help="A candidate who agrees to serve; once for each.")
@click.option(
    "--way",
    type=click.Choice(["recount", "countback", "next"]),
    required=True,
    help="Which clause applies: all papers again, the leaver's papers alone, or the next runner-up.",
)
@click.option(
    "--meaning",
    type=click.Choice(list(MEANINGS)),
    default="last-excluded",
    show_default=True,
    help="What the next runner-up is.",
)
@click.option("--lots", "lots_name", metavar="FILE", help="The lots of the contest; those drawn then stand.")
def command(
    file: str,
    rule_name: str,
    vacancies: int | None,
    left: str,
    consents: tuple[str, ...],
    way: str,
    meaning: str,
    lots_name: str | None,
) -> None:
    """Fill a casual vacancy from the papers in FILE, as they were counted.

    recount: all papers are counted again without the member who left; those who still sit may not be excluded, and the
    first newly elected takes the seat. countback: the papers that elected the member, each worth what it was then, are
    counted by the alternative vote among those who consent. next: the first count is read on below those elected.

    Exit status: 0 somebody takes the seat; 1 nobody does; 2 wrong use; 3 a lot is needed.
    """
    try:
        papers = opened(file)
        profile = read_papers(papers)
        contest = contest_of(profile, vacancies)
        lots = NO_LOTS if lots_name is None else lots_of(lots_name, contest)
        rule = find_rule(named_rule(rule_name))
        seat = Seat(
            rule, profile, contest, lots, named(contest, left), tuple(named(contest, name) for name in consents)
        )
        filled = WAYS[way](seat, MEANINGS[meaning])
    except FaultError as fault:
        raise Refused(str(fault)) from fault
    except LotNeeded as needed:
        stop_for_lot(needed, "text")
    click.echo(told(filled, contest, seat.left))
    if filled.transcript:
        click.echo()
        counted_by = rule if filled.transcript.rule == rule.name else find_rule(filled.transcript.rule)
        ballots = Ballots(os.path.basename(papers.name))  # noqa: PTH119 - as in count
        click.echo(rendered(CountResult(counted_by, filled.transcript, ballots), "text"), nl=False)
    if filled.candidate is None:
        raise SystemExit(1)


class Seat(NamedTuple):
    """The seat to be filled: how the contest was counted, who left, who consents."""

    rule: Rule
    profile: Profile
    contest: Contest
    lots: Lots
    left: CandidateId
    consents: tuple[CandidateId, ...]


def by_recount(seat: Seat, _meaning: RunnerUp) -> Filled:
    """All papers again; those elected with the leaver sit."""
    elected = hold_contest(seat.rule, seat.profile, Arrangements(seat.contest), seat.lots).seated
    if seat.left not in elected:
        msg = say(
            "{name} was not elected by these papers under {rule}",
            name=seat.contest.name(seat.left),
            rule=seat.rule.name,
        )
        raise CountError(msg)
    sitting = [c for c in elected if c != seat.left]
    return recount(seat.rule, seat.profile, seat.contest, seat.left, sitting, seat.consents, seat.lots)


def by_countback(seat: Seat, _meaning: RunnerUp) -> Filled:
    """The leaver's papers alone, by the alternative vote."""
    irv = find_rule("irv")
    return countback(seat.rule, seat.profile, seat.contest, seat.left, seat.consents, seat.lots, by=irv)


def by_next(seat: Seat, meaning: RunnerUp) -> Filled:
    """The first count, read on below those elected."""
    outcome = hold_contest(seat.rule, seat.profile, Arrangements(seat.contest), seat.lots)
    return next_runner_up(outcome, [c for c in seat.consents if c != seat.left], meaning)


WAYS = {"recount": by_recount, "countback": by_countback, "next": by_next}


def named(contest: Contest, name: str) -> CandidateId:
    """The candidate of this name, or of this number on the list."""
    found = [i for i, c in enumerate(contest.candidates) if name in (c.name, c.id)]
    if len(found) == 1:
        return CandidateId(found[0])
    if found:
        numbers = ", ".join(contest.candidates[i].id for i in found)
        msg = f"{len(found)} candidates are called {name}; use their numbers on the list: {numbers}"
    else:
        msg = f"no candidate is called {name!r}; the candidates are: {', '.join(c.name for c in contest.candidates)}"
    raise Refused(msg)


def told(filled: Filled, contest: Contest, left: CandidateId) -> str:
    """Whom the seat goes to, and who had consented, in a sentence or two."""
    consented = f"Who consented to serve: {listed(contest.names(filled.consented))}." if filled.consented else ""
    if filled.candidate is None:
        why = "none of those who consented is left" if filled.consented else "nobody consented to serve"
        return f"The seat of {contest.name(left)} stays vacant: {why}.\n{consented}".rstrip()
    return f"The seat of {contest.name(left)} goes to {contest.name(filled.candidate)}.\n{consented}"
