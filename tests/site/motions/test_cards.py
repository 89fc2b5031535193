"""Card votes recorded by name: the list first, then the cards, then two officers declare."""

import hashlib
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from motions_stand import TEXT

from hustings_site.accounts.enums import Office
from hustings_site.accounts.models import User
from hustings_site.accounts.services import give_office, open_account
from hustings_site.elections.enums import Majority
from hustings_site.journal import clock
from hustings_site.journal.approvals import approve
from hustings_site.motions.enums import Shown
from hustings_site.motions.models import CardVote, DelegationList
from hustings_site.motions.services.cards import (
    About,
    Line,
    announce_card_vote,
    declaring,
    newest,
    propose_declaring,
    publish_delegations,
    record_cards,
)
from hustings_site.roll.members import MemberDetails, enter_members
from hustings_site.roll.models import Branch, Electorate, Member, Organisation

VOTES = {"Alderby": 500, "Brackford": 400, "Cloverley": 390, "Dunmarsh": 870, "Elmwick": 150}
"""1,290 for, 870 against, 150 abstained, of 2,310."""
SAID = {
    "Alderby": Shown.FOR,
    "Brackford": Shown.FOR,
    "Cloverley": Shown.FOR,
    "Dunmarsh": Shown.AGAINST,
    "Elmwick": Shown.ABSTAINED,
}
DAY = date(2026, 7, 1)


@pytest.fixture
def listed(union: Organisation, eight: list[Branch]) -> DelegationList:
    by_name = {branch.name: branch for branch in eight}
    lines = [Line(name, votes, by_name[name]) for name, votes in VOTES.items()]
    return publish_delegations(by="test", organisation=union, title="Conference", source="Dues 2025", lines=lines)


@pytest.fixture
def vote(listed: DelegationList) -> CardVote:
    about = About("STV", TEXT, Majority.SIMPLE, "Rule 7", "Conference", DAY)
    return announce_card_vote(by="test", delegations=listed, about=about)


def officer(union: Organisation, name: str) -> User:
    user = open_account(by="test", email=f"{name}@example.org", name=name)
    give_office(by="test", user=user, office=Office.RETURNING_OFFICER, scope=union.scope)
    return user


def shown(vote: CardVote, said: dict[str, Shown]) -> dict[object, Shown]:
    return {vote.delegations.delegations.get(name=name): what for name, what in said.items()}


def test_list_is_published_with_its_fingerprint(listed: DelegationList) -> None:
    text = "delegation,votes\nAlderby,500\nBrackford,400\nCloverley,390\nDunmarsh,870\nElmwick,150\n"
    assert (listed.text, listed.sha256) == (text, hashlib.sha256(text.encode()).hexdigest())
    assert [(each.name, each.votes, each.branch.code) for each in listed.delegations.select_related("branch")] == [
        (name, votes, name.lower()) for name, votes in VOTES.items()
    ]
    with pytest.raises(DatabaseError), transaction.atomic():
        listed.delegations.update(votes=1)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([], "Name at least one delegation."),
        ([Line("Alderby", 1), Line("Alderby", 2)], "Line 2: each delegation has a name of its own."),
        ([Line("Alderby", 0)], "Line 1: Alderby needs at least one vote."),
    ],
)
def test_list_that_cannot_be_is_refused_by_line(union: Organisation, lines: list[Line], message: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        publish_delegations(by="test", organisation=union, title="x", source="x", lines=lines)
    assert refusal.value.messages == [message]


def test_list_for_the_booth_gives_its_votes_to_who_carries_the_cards(union: Organisation, eight: list[Branch]) -> None:
    people = [MemberDetails(number=f"{n:04}", name=f"M {n}", branch="alderby") for n in (1, 2, 3)]
    enter_members(by="test", organisation=union, members=people)
    lines = [Line("Alderby", 500, carrier="0001"), Line("Brackford", 400, carrier="0003")]
    listed = publish_delegations(
        by="test", organisation=union, title="Conference", source="Dues", lines=lines, secret=True
    )
    assert dict(Member.objects.of(union).values_list("number", "weight")) == {"0001": 500, "0002": 1, "0003": 400}
    electorate = Electorate.objects.of(union).get()
    assert (listed.electorate, electorate.weighted, electorate.rule) == (electorate, True, {"category": "cards-1"})


@pytest.mark.parametrize(
    ("carriers", "message"),
    [
        (("0001", ""), "Line 2: Brackford needs a member of its own to carry its card: give the membership number."),
        (
            ("0001", "0001"),
            "Line 2: Brackford needs a member of its own to carry its card: give the membership number.",
        ),
        (("0001", "9999"), "No member has the number 9999."),
    ],
)
def test_card_needs_somebody_to_carry_it(
    union: Organisation, eight: list[Branch], carriers: tuple[str, str], message: str
) -> None:
    enter_members(by="test", organisation=union, members=[MemberDetails(number="0001", name="M", branch="alderby")])
    lines = [Line("Alderby", 5, carrier=carriers[0]), Line("Brackford", 4, carrier=carriers[1])]
    with pytest.raises(ValidationError) as refusal:
        publish_delegations(by="test", organisation=union, title="x", source="x", lines=lines, secret=True)
    assert refusal.value.messages == [message]


def test_cards_are_counted_in_votes_and_declared_by_two(union: Organisation, vote: CardVote) -> None:
    orla, tam = officer(union, "orla"), officer(union, "tam")
    record_cards(by=orla.scope, vote=vote, shown=shown(vote, SAID))
    proposal = propose_declaring(by=orla.scope, vote=vote)
    assert proposal.title == "STV: declare 1290 for, 870 against, 150 abstained: carried"
    assert declaring(vote) == proposal
    assert approve(by=tam.scope, proposal=proposal) == "Declared: carried."
    found = vote.declared
    assert (found.votes_for, found.against, found.abstained, found.not_cast, found.needed, found.carried) == (
        1290,
        870,
        150,
        0,
        1081,
        True,
    )
    with pytest.raises(ValidationError) as refusal:
        record_cards(by=orla.scope, vote=vote, shown=shown(vote, {"Elmwick": Shown.FOR}), reason="x")
    assert refusal.value.messages == ["This card vote is declared."]


def test_card_not_cast_counts_neither_way_but_for_the_absolute_majority(listed: DelegationList) -> None:
    about = About("STV", TEXT, Majority.ABSOLUTE, "Rule 7", "Conference", DAY)
    vote = announce_card_vote(by="test", delegations=listed, about=about)
    listed.organisation.two_officers = False
    listed.organisation.save()
    said = SAID | {"Cloverley": Shown.NOT_CAST}
    record_cards(by="test", vote=vote, shown=shown(vote, said))
    vote.organisation.refresh_from_db()
    propose_declaring(by="test", vote=vote)
    assert (vote.declared.votes_for, vote.declared.not_cast, vote.declared.needed, vote.declared.carried) == (
        900,
        390,
        1156,
        False,
    )


def test_nothing_is_declared_while_a_card_is_not_recorded(vote: CardVote) -> None:
    record_cards(by="test", vote=vote, shown=shown(vote, {"Alderby": Shown.FOR}))
    with pytest.raises(ValidationError) as refusal:
        propose_declaring(by="test", vote=vote)
    assert refusal.value.messages == [
        "Record what these delegations did, or that they did not vote: Brackford, Cloverley, Dunmarsh, Elmwick."
    ]


def test_card_is_corrected_with_a_reason_and_what_stood_there_stays(vote: CardVote) -> None:
    record_cards(by="test", vote=vote, shown=shown(vote, SAID))
    other = shown(vote, {"Elmwick": Shown.FOR})
    with pytest.raises(ValidationError) as refusal, transaction.atomic():
        record_cards(by="test", vote=vote, shown=other)
    assert refusal.value.messages == ["Say why: everybody reads the reason."]
    record_cards(by="test", vote=vote, shown=other | shown(vote, {"Alderby": Shown.FOR}), reason="Misread")
    assert [(card.shown, card.reason) for card in vote.cards.filter(delegation__name="Elmwick")] == [
        ("abstained", ""),
        ("for", "Misread"),
    ]
    assert len(newest(vote)) == 5
    assert vote.cards.count() == 6


def test_cards_corrected_meanwhile_stop_the_second_officer(union: Organisation, vote: CardVote) -> None:
    orla, tam = officer(union, "orla"), officer(union, "tam")
    record_cards(by=orla.scope, vote=vote, shown=shown(vote, SAID))
    proposal = propose_declaring(by=orla.scope, vote=vote)
    record_cards(by=orla.scope, vote=vote, shown=shown(vote, {"Elmwick": Shown.FOR}), reason="Misread")
    with pytest.raises(ValidationError) as refusal:
        approve(by=tam.scope, proposal=proposal)
    assert refusal.value.messages == ["The cards were corrected since this was proposed: propose it again."]


def test_no_card_before_the_day_nor_of_another_list(union: Organisation, vote: CardVote) -> None:
    with clock.standing_at(datetime(2026, 6, 30, 12, tzinfo=UTC)), pytest.raises(ValidationError) as refusal:
        record_cards(by="test", vote=vote, shown=shown(vote, SAID))
    assert refusal.value.messages == ["The card vote is announced for a later day."]
    other = publish_delegations(by="test", organisation=union, title="x", source="x", lines=[Line("Hazelport", 9)])
    with pytest.raises(ValidationError) as refusal:
        record_cards(by="test", vote=vote, shown={other.delegations.get(): Shown.FOR})
    assert refusal.value.messages == ["Hazelport is not on the published list."]
