"""Act 6 beside the screen: paper, the kiosk, a vote held apart, a contest voided, an outage made good."""

import random
from collections.abc import Sequence
from datetime import timedelta

from hustings_site.accounts.enums import Office
from hustings_site.demonstration import cast, post_room
from hustings_site.demonstration.act_4 import EXECUTIVE
from hustings_site.demonstration.act_6 import (
    AT_KIOSK,
    ON_PAPER,
    PASSPHRASE,
    VOTED,
    Paper,
    in_drawn_order,
    paper_voters,
    voters_of,
)
from hustings_site.demonstration.stage import Stage
from hustings_site.elections import life, secrecy
from hustings_site.elections.again import run_again
from hustings_site.elections.approved_acts import propose_extension
from hustings_site.elections.codes import sending
from hustings_site.elections.codes.models import Issue
from hustings_site.elections.complaints.enums import Effect, Matter
from hustings_site.elections.complaints.services import complain, rule_on_complaint, sum_up
from hustings_site.elections.enums import ContestState
from hustings_site.elections.models import Contest, Election
from hustings_site.elections.papers.entry import adjudicate, enter_batch
from hustings_site.elections.papers.enums import BatchState, EnvelopeState
from hustings_site.elections.papers.envelopes import count_found, open_envelopes, receive_envelope, rule_on_envelope
from hustings_site.elections.papers.marks import BLANK, letter_of
from hustings_site.elections.papers.models import Envelope
from hustings_site.elections.papers.number_list import make_list_key
from hustings_site.elections.papers.printing import print_packs
from hustings_site.elections.papers.requests import ask_for_paper, entries_of
from hustings_site.elections.papers.votes import names_of
from hustings_site.journal.models import Proposal
from hustings_site.roll.late_changes import propose_change

BOTH_WAYS, LATE = 3, 4
"""Members who vote on screen and on paper, and whose envelope comes after the close."""

LOST = timedelta(minutes=20)
WATCHED_BY = "Una Snuffer, scrutineer"


def hold_apart(stage: Stage, election: Election) -> None:
    """Week 6: a member is suspended after the freeze, and appeals: the vote is held apart until a ruling."""
    for entry in entries_of(election, _held_apart(election)):
        why = "Appeals against a suspension"
        stage.agree(propose_change(by=stage.officer, entry=entry, what="tender", reason=why))


def hand_over(stage: Stage, election: Election, issue: Issue) -> None:
    """Week 7: some come to the kiosk, show who they are, and get their code there."""
    by = stage.user(Office.CODE_OFFICE)
    come = set(in_drawn_order(election.contests.get(title=EXECUTIVE))[VOTED - ON_PAPER - AT_KIOSK : VOTED - ON_PAPER])
    for each in secrecy.mailing(by=by, issue=issue, passphrase=PASSPHRASE):
        if each.holder.number in come:
            sending.hand_over(by=by, issue=issue, given=each)


def void_elmwick(stage: Stage, contest: Contest) -> None:
    """Day 2 of the poll: a name is missing on the paper. A complaint is upheld, the contest voided and run again."""
    election = contest.election
    complaint = complain(
        election=election,
        contest=contest,
        matter=Matter.POLL,
        text="Our branch named three people, and the paper has two of them.",
        name=cast.SECRETARIES[4].name,
        email=cast.SECRETARIES[4].email,
    )
    sum_up(by=stage.officer, complaint=complaint, summary="A name is said to be missing on Elmwick’s paper.")
    rule_on_complaint(
        by=stage.officer,
        ruled_by="Orla Wick",
        complaint=complaint,
        upheld=True,
        reason="The branch’s minutes name three people: its secretary certified two of them only.",
        effect=Effect.VOID,
    )
    stage.agree(Proposal.objects.get(subject=contest.scope, act="elections.void", state="waiting"))
    contest.refresh_from_db()
    run_again(by=stage.officer, contest=contest, same_candidates=False, reason="A name was missing on the paper.")


def send_papers(stage: Stage, election: Election) -> None:
    """Week 7: who asks for paper gets it by post; the numbers on the papers stand in the scrutineer's list alone."""
    make_list_key(by=stage.user(Office.SCRUTINEER), election=election, passphrase=PASSPHRASE)
    in_order = in_drawn_order(election.contests.get(title=EXECUTIVE))
    late = in_order[VOTED : VOTED + LATE]
    for number in [*paper_voters(election), *late, *in_order[:BOTH_WAYS], _held_apart(election)]:
        ask_for_paper(by=stage.officer, election=election, number=number)
    packs = print_packs(
        by=stage.officer,
        election=election,
        large=False,
        language=election.organisation.language,
        return_to="Lanternmakers’ House, 1 Quay Street, Alderby",
        shuffle=random.Random("packs").shuffle,  # noqa: S311 - the order in which packs are printed, to be played again
    )
    post_room.keep(f"papers-{election.slug}.pdf", packs)


def receive(stage: Stage, election: Election) -> None:
    """Week 8: envelopes come; three of people who have voted on screen too, one that is held apart."""
    both = in_drawn_order(election.contests.get(title=EXECUTIVE))[:BOTH_WAYS]
    for number in [*paper_voters(election), *both, _held_apart(election)]:
        receive_envelope(by=stage.officer, election=election, number=number)


def lose_twenty_minutes(stage: Stage, contests: Sequence[Contest]) -> None:
    """The last day: the server stands still, and the time is made good to the minute."""
    reason = "The machine stood still for twenty minutes."
    for contest in contests:
        life.pause_poll(by=stage.officer, contest=contest, reason=reason)
        life.resume_poll(by=stage.officer, contest=contest)
        stage.agree(
            propose_extension(
                by=stage.officer, contest=contest, lost_minutes=int(LOST.total_seconds()) // 60, reason=reason
            )
        )


def open_papers(stage: Stage, election: Election) -> None:
    """After the close: late envelopes are kept closed, the others opened together; papers are entered twice."""
    late = in_drawn_order(election.contests.get(title=EXECUTIVE))[VOTED : VOTED + LATE]
    for number in late:
        receive_envelope(by=stage.officer, election=election, number=number)
    held = Envelope.objects.get(election=election, state=EnvelopeState.HELD)
    reason = "The appeal was dismissed: the suspension stood on the day of the freeze."
    rule_on_envelope(by=stage.officer, envelope=held, counts=False, reason=reason)
    opening = open_envelopes(by=stage.officer, election=election, watched_by=WATCHED_BY, passphrase=PASSPHRASE)
    for contest in election.contests.exclude(poll=None).exclude(state=ContestState.VOIDED):
        lines = [line_of(names_of(contest), paper) for paper in voters_of(contest).on_paper.values()]
        envelopes = len(set(in_drawn_order(contest)) & set(paper_voters(election)))
        batches = count_found(
            by=stage.officer, opening=opening, contest=contest, papers=len(lines), without=envelopes - len(lines)
        )
        for batch in batches:
            own, lines = lines[: batch.papers], lines[batch.papers :]
            enter_batch(by=stage.officer, batch=batch, text="\n".join(own))
            # the second reader takes one paper of each post's first batch for a blank one
            misread = [BLANK, *own[1:]] if batch.number == 1 else own
            done = enter_batch(by=stage.user(Office.DEPUTY), batch=batch, text="\n".join(misread))
            if done.state == BatchState.DIFFERS:
                why = "The mark is faint, and plain to all who looked."
                adjudicate(by=stage.officer, batch=done, decided={1: own[0]}, reason=why, watched_by=WATCHED_BY)


def line_of(names: Sequence[str], paper: Paper) -> str:
    """A paper as it is written down when it is entered."""
    letter = {name: letter_of(place, len(names)) for place, name in enumerate(names, start=1)}
    return " ".join("=".join(sorted(letter[name] for name in level)) for level in paper) or BLANK


def complain_about_the_count(stage: Stage, contest: Contest) -> None:
    """Count night: two more complaints, neither upheld."""
    for text, summary, reason in (
        (
            "My receipt number is not in the list.",
            "A receipt number is said to be missing in the ballot list.",
            "It is there: the number had been written down with two letters changed.",
        ),
        (
            "The lot should have been drawn a second time.",
            "A second draw of the lot is asked for.",
            "The lot was drawn once, as the rule says, with two people watching.",
        ),
    ):
        made = complain(election=contest.election, contest=contest, matter=Matter.COUNT, text=text)
        sum_up(by=stage.officer, complaint=made, summary=summary)
        rule_on_complaint(by=stage.officer, ruled_by="Orla Wick", complaint=made, upheld=False, reason=reason)


def _held_apart(election: Election) -> str:
    """The number of the member whose vote is held apart: nobody who votes otherwise."""
    return in_drawn_order(election.contests.get(title=EXECUTIVE))[VOTED + LATE]
