"""Trigger ballots: the share published first, each body's decision, the outcome by two officers, and the contest."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client
from django.urls import reverse
from motions_stand import branches

from hustings_site.committees.enums import Filling
from hustings_site.committees.services.seats import SeatIs, add_section, found_committee, make_seat
from hustings_site.elections.enums import ContestState, Standing
from hustings_site.elections.nominations.models import Affiliate
from hustings_site.elections.nominations.services import enter_affiliate
from hustings_site.journal import clock
from hustings_site.motions.models import TriggerBallot
from hustings_site.motions.selectors.triggers import Figures, figures_of
from hustings_site.motions.services.triggers import (
    Decided,
    TriggerTerms,
    announce_trigger,
    decide_trigger,
    open_reselection,
    propose_ending,
)
from hustings_site.motions.shares import ShareError, bodies_needed, read_share
from hustings_site.roll.models import Branch, Organisation
from hustings_site.roll.services import organisation_named

BEGINS, ENDS = date(2100, 3, 1), date(2100, 3, 31)
BEFORE, DURING, AFTER = (datetime(2100, month, 15, 12, tzinfo=UTC) for month in (2, 3, 4))
YES = Decided(opens=True, met_on=date(2100, 3, 10), meeting="General meeting", certified_by="Ada, secretary")
NO = replace(YES, opens=False)


@pytest.fixture
def alone(union: Organisation) -> Organisation:
    """One officer acts alone; that two are needed is tried in test_pages.py."""
    union.two_officers = False
    union.save()
    return union


@pytest.fixture
def affiliates(alone: Organisation) -> list[Affiliate]:
    return [enter_affiliate(by="test", organisation=alone, code=code, name=code.title()) for code in ("wicks", "oil")]


@pytest.fixture
def terms(eight: list[Branch], affiliates: list[Affiliate]) -> TriggerTerms:
    return TriggerTerms(
        post="Representative for the north",
        holder="Hana Hook",
        branches=eight[:7],
        branches_share="1/3",
        affiliates=affiliates,
        affiliates_share="1/2",
        clause="Rule 9: one third of branches or half of affiliates.",
        begins=BEGINS,
        ends=ENDS,
    )


@pytest.fixture
def ballot(alone: Organisation, terms: TriggerTerms) -> TriggerBallot:
    with clock.standing_at(BEFORE):
        return announce_trigger(by="test", organisation=alone, terms=terms)


@pytest.fixture
def in_march() -> Iterator[None]:
    with clock.standing_at(DURING):
        yield


def decides(ballot: TriggerBallot, name: str, decided: Decided, **how: str) -> None:
    body = next(each for each in ballot.bodies.select_related("branch", "affiliate") if str(each) == name)
    decide_trigger(by="test", body=body, decided=decided, **how)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("share", "asked", "needed"),
    [("1/3", 7, 3), ("1/3", 6, 2), ("1/2", 2, 1), ("1/2", 3, 2), ("1/1", 5, 5), ("1/3", 0, 0)],
)
def test_share_is_reached_by_at_least_so_many(share: str, asked: int, needed: int) -> None:
    assert bodies_needed(read_share(share), asked) == needed


@pytest.mark.parametrize("text", ["", "third", "1/0", "0/3", "4/3", "0.5", "1/3/5", "-1/3"])
def test_share_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ShareError, match=r"is no share: write a fraction such as 1/3 or 1/2\.$"):
        read_share(text)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"begins": date(2100, 2, 14)}, "The terms are published before it begins: choose a later day."),
        ({"ends": date(2100, 2, 28)}, "The last day comes before the first."),
        ({"branches_share": "most"}, "“most” is no share: write a fraction such as 1/3 or 1/2."),
        ({"affiliates": ()}, "Name the share and the bodies that are asked, or neither."),
        (
            {"affiliates": (), "affiliates_share": "", "branches": (), "branches_share": ""},
            "Say which share of branches or of affiliates opens a contest.",
        ),
    ],
)
def test_terms_that_cannot_be_are_refused(
    alone: Organisation, terms: TriggerTerms, changes: dict[str, object], message: str
) -> None:
    with clock.standing_at(BEFORE), pytest.raises(ValidationError) as refusal:
        announce_trigger(by="test", organisation=alone, terms=replace(terms, **changes))  # type: ignore[arg-type]
    assert refusal.value.messages == [message]


def test_third_of_branches_asked_opens_the_contest(ballot: TriggerBallot, in_march: None) -> None:
    decides(ballot, "Alderby", YES)
    decides(ballot, "Brackford", YES)
    decides(ballot, "Cloverley", NO)
    two = figures_of(ballot)
    assert (two, two.opened) == (
        Figures(
            branches_asked=7,
            branches_for=2,
            branches_needed=3,
            affiliates_asked=2,
            affiliates_for=0,
            affiliates_needed=1,
            waiting=6,
        ),
        False,
    )
    decides(ballot, "Dunmarsh", YES)
    assert figures_of(ballot).opened


def test_half_of_affiliates_opens_it_without_any_branch(ballot: TriggerBallot, in_march: None) -> None:
    decides(ballot, "Oil", YES)
    assert figures_of(ballot).opened


@pytest.mark.parametrize(
    ("decided", "message"),
    [
        (replace(YES, met_on=date(2100, 2, 28)), "Bodies meet on this from 1 March 2100 to 31 March 2100."),
        (replace(YES, met_on=date(2100, 4, 1)), "Bodies meet on this from 1 March 2100 to 31 March 2100."),
        (replace(YES, met_on=date(2100, 3, 16)), "This day is still to come."),
        (replace(YES, votes_for=5, against=5), "The votes say otherwise: look at both again."),
        (replace(NO, votes_for=6, against=5), "The votes say otherwise: look at both again."),
    ],
)
def test_decision_that_cannot_be_is_refused(
    ballot: TriggerBallot, in_march: None, decided: Decided, message: str
) -> None:
    with pytest.raises(ValidationError) as refusal:
        decides(ballot, "Alderby", decided)
    assert refusal.value.messages == [message]


def test_decision_is_corrected_with_a_reason_and_both_stay(ballot: TriggerBallot, in_march: None) -> None:
    decides(ballot, "Oil", YES)
    with pytest.raises(ValidationError), transaction.atomic():
        decides(ballot, "Oil", NO)
    decides(ballot, "Oil", NO, reason="Minutes misread")
    assert not figures_of(ballot).opened
    body = ballot.bodies.get(affiliate__code="oil")
    assert [(vote.opens, vote.reason) for vote in body.votes.all()] == [(True, ""), (False, "Minutes misread")]


def test_outcome_waits_for_the_last_day_or_for_everybody(ballot: TriggerBallot) -> None:
    with clock.standing_at(DURING), pytest.raises(ValidationError) as refusal:
        propose_ending(by="test", ballot=ballot)
    assert refusal.value.messages == ["Not everybody has decided, and there is time until 31 March 2100."]
    with clock.standing_at(DURING):
        for body in ballot.bodies.all():
            decides(ballot, str(body), NO)
        propose_ending(by="test", ballot=ballot)
    ballot.refresh_from_db()
    assert (ballot.outcome.opened, ballot.outcome.branches_asked, ballot.outcome.branches_for) == (False, 7, 0)
    with clock.standing_at(DURING), pytest.raises(ValidationError) as refusal:
        decides(ballot, "Alderby", YES, reason="x")
    assert refusal.value.messages == ["The outcome of this trigger ballot is published."]


def test_ballot_its_contest_and_the_committee_lead_to_one_another(terms: TriggerTerms, alone: Organisation) -> None:
    committee = found_committee(by="test", organisation=alone, name="Executive")
    section = add_section(by="test", committee=committee, name="North")
    is_ = SeatIs(exists_from=date(2099, 1, 1), filling=Filling.SECTION, source="Rule 2")
    seat = make_seat(by="test", section=section, terms=is_)
    with clock.standing_at(BEFORE):
        ballot = announce_trigger(by="test", organisation=alone, terms=replace(terms, seat=seat))
    with clock.standing_at(DURING):
        decides(ballot, "Oil", YES)
    with clock.standing_at(AFTER):
        propose_ending(by="test", ballot=ballot)
        contest = open_reselection(by="test", ballot=ballot)
    of_committee = reverse("committees:committee", args=[committee.slug])
    of_ballot = reverse("motions:trigger", args=[alone.slug, ballot.pk])
    of_contest = reverse("elections:election", args=[contest.election.slug])
    visitor = Client(headers={"host": "127.0.0.1"})
    before = visitor.get(of_committee).text
    assert (f'href="{of_ballot}"' in before, f'href="{of_contest}"' in before) == (True, False)
    contest.election.announced_at = AFTER
    contest.election.save()
    pages = {path: visitor.get(path).text for path in (of_committee, of_ballot, of_contest)}
    assert [
        (path, other) for path in pages for other in pages if path != other and f'href="{other}"' not in pages[path]
    ] == []


def test_contest_follows_in_which_the_holder_stands_as_of_right(ballot: TriggerBallot) -> None:
    with clock.standing_at(DURING):
        decides(ballot, "Oil", YES)
    with clock.standing_at(AFTER):
        with pytest.raises(ValidationError) as refusal:
            open_reselection(by="test", ballot=ballot)
        assert refusal.value.messages == ["This trigger ballot opened no contest."]
        propose_ending(by="test", ballot=ballot)
        contest = open_reselection(by="test", ballot=ballot)
        with pytest.raises(ValidationError) as refusal:
            open_reselection(by="test", ballot=ballot)
        assert refusal.value.messages == ["The contest is opened already."]
    assert (contest.title, contest.state, contest.election.title) == (
        "Representative for the north",
        ContestState.DRAFT,
        "Reselection: Representative for the north",
    )
    holder = contest.candidates.get()
    assert (holder.name, holder.standing, holder.changes.get().source) == (
        "Hana Hook",
        Standing.VALIDATED,
        "holder of the post, as of right after the trigger ballot",
    )
    assert contest.opened_by_trigger.ballot == ballot


def test_branches_of_another_union_are_not_asked(alone: Organisation, terms: TriggerTerms) -> None:
    (strange,) = branches(organisation_named(by="test", name="Wicks"), ["Alderby"])
    with clock.standing_at(BEFORE), pytest.raises(ValidationError) as refusal:
        announce_trigger(by="test", organisation=alone, terms=replace(terms, branches=[strange]))
    assert refusal.value.messages == ["Only parts of Lanternmakers are asked here."]
