"""A motion put to an electorate through the real booth, and to delegations with weighted cards: from desk to result."""

import json
from datetime import date
from pathlib import Path

import pytest
from desks import BEGIN, OPEN, Desk, at, desk
from django.core.exceptions import ValidationError
from motions_stand import AFTER, PASSPHRASE, TEXT, declared, opened, poll_opens, put, votes

from hustings_site.booth.enums import PaperKind
from hustings_site.booth.models import Credential
from hustings_site.elections import secrecy
from hustings_site.elections.ballot_papers import instructions_of, kind_of
from hustings_site.elections.codes.models import Issue
from hustings_site.elections.enums import ContestState, Majority, MotionAnswer
from hustings_site.elections.models import Contest
from hustings_site.elections.papers.account import account_of_contest
from hustings_site.elections.setting_up import add_contest, begin_election, change_election, remove_contest
from hustings_site.elections.terms import lacking
from hustings_site.motions.models import DelegationList, MotionResult
from hustings_site.motions.services.cards import Line, publish_delegations
from hustings_site.motions.services.votes import Question, other_votes, publish_outcome, put_to_vote
from hustings_site.roll.models import Member, RollEntry

pytestmark = pytest.mark.django_db
FOR, AGAINST, ABSTAIN = MotionAnswer


def cards(made: Desk, *votes: int) -> DelegationList:
    lines = [Line(f"Delegation {n}", each, carrier=f"{n:04}") for n, each in enumerate(votes, start=1)]
    with at(BEGIN):
        return publish_delegations(
            by=made.orla.scope,
            organisation=made.organisation,
            title="Conference",
            source="Dues",
            lines=lines,
            secret=True,
        )


def figures(result: MotionResult) -> tuple[object, ...]:
    return (
        (result.votes_for, result.against, result.abstained, result.possible),
        (result.voted, result.electors),
        (result.needed, result.carried),
    )


def test_motion_is_put_voted_opened_declared_and_published(tmp_path: Path, settings: object) -> None:
    made = desk()
    contest = put(made)
    assert (contest.state, kind_of(contest)) == (ContestState.VALIDATED, PaperKind.YES_NO)
    assert [each.name for each in contest.candidates.on_the_paper()] == ["For", "Against", "Abstain"]
    terms = json.loads(made.election.terms.get().text)["contests"][0]
    assert (terms["motion"], terms["majority"], terms["weighted"]) == (TEXT, "simple", False)
    poll_opens(made, contest, tmp_path, settings)
    votes(made, contest, {"0001": AGAINST, "0002": FOR, "0003": FOR, "0004": AGAINST, "0005": ABSTAIN})
    votes(made, contest, {"0001": FOR})  # the last ballot of a code counts
    opened(made, contest)
    with at(AFTER), pytest.raises(ValidationError) as refusal:
        publish_outcome(by=made.orla.scope, contest=contest)
    assert refusal.value.messages == ["Two officers declare the result first."]
    declared(made, contest)
    with at(AFTER):
        result = publish_outcome(by=made.orla.scope, contest=contest)
    assert figures(result) == ((3, 1, 1, 10), (5, 10), (3, True))
    assert not result.weighted
    with at(AFTER), pytest.raises(ValidationError) as refusal:
        publish_outcome(by=made.orla.scope, contest=contest)
    assert refusal.value.messages == ["This result is public already."]


def test_cards_count_their_votes_on_the_board_and_heads_in_the_account(tmp_path: Path, settings: object) -> None:
    made = desk()
    listed = cards(made, 1290, 870, 150, 90)
    contest = put(made, majority=Majority.ABSOLUTE, delegations=listed, spares=1)
    poll_opens(made, contest, tmp_path, settings)
    weights = Credential.objects.filter(poll__uuid=contest.poll).order_by("weight").values_list("weight", flat=True)
    assert list(weights) == [1, 90, 150, 870, 1290]  # the spare has one vote
    votes(made, contest, {"0001": FOR, "0002": AGAINST, "0003": ABSTAIN})
    opened(made, contest)
    account = account_of_contest(contest)
    assert (account.electors, account.counted, account.codes.balances, account.pieces.balances) == (4, 3, True, True)
    declared(made, contest)
    with at(AFTER):
        result = publish_outcome(by=made.orla.scope, contest=contest)
    assert figures(result) == ((1290, 870, 150, 2400), (3, 4), (1201, True))
    assert result.weighted


def test_lost_code_of_a_card_is_not_replaced_since_a_spare_has_one_vote(tmp_path: Path, settings: object) -> None:
    made = desk()
    contest = put(made, delegations=cards(made, 3, 2))
    poll_opens(made, contest, tmp_path, settings)
    issue = Issue.objects.get(election=made.election)
    entry = RollEntry.objects.get(roll=contest.roll, number="0001")
    with at(OPEN), pytest.raises(ValidationError) as refusal:
        secrecy.reissue(by=made.orla.scope, issue=issue, entry=entry, passphrase=PASSPHRASE)
    assert refusal.value.messages == ["No other code can be given: spares weigh one; this voter's code does not."]


def test_roll_with_other_votes_than_the_published_list_is_found() -> None:
    made = desk()
    listed = cards(made, 3, 2)
    Member.objects.of(made.organisation).filter(number="0002").update(weight=7)
    contest = put(made, delegations=listed)
    assert other_votes(contest) == ["Delegation 2"]


def test_what_a_motion_needs_stands_before_it_is_announced() -> None:
    made = desk()
    with at(BEGIN):
        election = begin_election(
            by=made.orla.scope,
            organisation=made.organisation,
            title="Motion",
            kind="motion",  # type: ignore[arg-type]
        )
        contest = add_contest(by=made.orla.scope, election=election, version=0, terms={"title": "Motion"})
        election.refresh_from_db()
        lacks = [what for field, what in lacking(election) if field.startswith("contest:")]
    assert lacks == [
        "Motion: Say who may vote: choose an electorate.",
        "Motion: Give the text of the motion.",
        "Motion: Choose the majority by which it is carried.",
        "Motion: Say who adopted the rule, and when.",
    ]
    remove_contest(by=made.orla.scope, contest=contest, version=election.version)
    assert not Contest.objects.filter(election=election).exists()


def test_cards_are_not_cast_on_paper() -> None:
    made = desk()
    question = Question("STV", TEXT, Majority.SIMPLE, "Rule 7", date(2099, 5, 1), delegations=cards(made, 3, 2))
    with at(BEGIN):
        contest = put_to_vote(by=made.orla.scope, organisation=made.organisation, question=question)
        election = change_election(
            by=made.orla.scope,
            election=contest.election,
            version=contest.election.version,
            changes={"paper_rule": "board_stands"},
        )
        lacks = [what for field, what in lacking(election) if field.startswith("contest:")]
    assert lacks == ["STV: Cards with several votes are not cast on paper: hold this vote without paper."]


def test_kind_is_not_changed_once_there_is_a_contest() -> None:
    made = desk()
    question = Question("STV", TEXT, Majority.SIMPLE, "Rule 7", date(2099, 5, 1), electorate=made.electorate)
    with at(BEGIN):
        contest = put_to_vote(by=made.orla.scope, organisation=made.organisation, question=question)
        with pytest.raises(ValidationError) as refusal:
            change_election(
                by=made.orla.scope,
                election=contest.election,
                version=contest.election.version,
                changes={"kind": "members"},
            )
    assert refusal.value.message_dict == {"kind": ["A vote on a motion begins as one, and stays one."]}


def test_voter_reads_the_text_and_what_carries_it() -> None:
    made = desk()
    contest = put(made, majority=Majority.TWO_THIRDS)
    assert instructions_of(contest) == (
        f"{TEXT} Choose one answer. Carried by: two thirds of the votes for and against; abstentions are not counted."
    )


def test_nobody_asked_is_refused() -> None:
    made = desk()
    by_name = publish_delegations(
        by="test", organisation=made.organisation, title="x", source="x", lines=[Line("Alderby", 3)]
    )
    for given, message in (
        ({}, "Say who votes: an electorate, or a list of delegations."),
        (
            {"delegations": by_name},
            "This list was made for a vote by name: nobody carries its cards to the booth.",
        ),
    ):
        question = Question("STV", TEXT, Majority.SIMPLE, "Rule 7", date(2099, 5, 1), **given)  # type: ignore[arg-type]
        with pytest.raises(ValidationError) as refusal:
            put_to_vote(by=made.orla.scope, organisation=made.organisation, question=question)
        assert refusal.value.messages == [message]
