"""Terms: fixed and public before nominations open, corrected in public alone."""

import hashlib
import json
from datetime import timedelta

import pytest
from desks import BEGIN, CLOSE, DAY, MINUTE, OPEN, OPEN_NOMINATIONS, TIMETABLE, Desk, at
from desks import desk as another_desk
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction

from hustings_site.elections.enums import BallotOrder, CodeIssue, ContestState, Shown
from hustings_site.elections.life import open_nominations, take_back_opening
from hustings_site.elections.models import Terms
from hustings_site.elections.setting_up import add_contest, change_contest, change_election, remove_contest
from hustings_site.elections.terms import CONTEST_TERMS, ELECTION_TERMS, announce, lacking, propose_correction
from hustings_site.journal.enums import ActState
from hustings_site.journal.models import Entry, ScheduledAct

pytestmark = pytest.mark.django_db

CARDS = (
    "“All members” is for card votes, and here each has one vote: choose another electorate, or take “a card vote” off "
    "this one."
)


# Setting up ---------------------------------------------------------------------------------------------------------


def test_change_election_on_a_page_that_is_out_of_date(desk: Desk) -> None:
    change_election(by=desk.orla.scope, election=desk.election, version=1, changes={"spares": 5})
    with pytest.raises(ValidationError, match="Meanwhile somebody else has changed"):
        change_election(by=desk.tam.scope, election=desk.election, version=1, changes={"spares": 9})
    desk.election.refresh_from_db()
    assert (desk.election.spares, desk.election.version) == (5, 2)


def test_change_election_by_whoever_runs_another_organisation(desk: Desk) -> None:
    stranger = another_desk(name="Wickmakers").orla
    with pytest.raises(PermissionDenied):
        change_election(by=stranger.scope, election=desk.election, version=1, changes={"spares": 5})


def test_add_contest_with_another_organisations_electorate(desk: Desk) -> None:
    other = another_desk(name="Wickmakers")
    with pytest.raises(ValidationError, match="another organisation’s"):
        desk.contest(electorate=other.electorate)


def test_add_contest_with_a_minimum_above_the_vacancies(desk: Desk) -> None:
    with pytest.raises(ValidationError, match="At least 3 of “women” are more than the vacancies \\(2\\)"):
        desk.contest(vacancies=2, constraints=[{"category": "women", "min": 3, "max": None}])


def test_add_contest_with_a_minimum_above_its_maximum(desk: Desk) -> None:
    with pytest.raises(ValidationError, match="At least 2 and at most 1 of “women” cannot both be"):
        desk.contest(vacancies=3, constraints=[{"category": "women", "min": 2, "max": 1}])


def test_contest_has_no_address_that_is_a_page_of_the_election(desk: Desk) -> None:
    assert [desk.contest(title).slug for title in ("Terms", "Terms", "Journal")] == ["terms-2", "terms-3", "journal-2"]


def test_add_contest_that_elects_people_with_an_electorate_for_card_votes(desk: Desk) -> None:
    desk.electorate.weighted = True
    desk.electorate.save()
    with pytest.raises(ValidationError) as refusal:
        desk.contest()
    assert refusal.value.message_dict == {"electorate": [CARDS]}


def test_remove_contest_in_preparation(desk: Desk) -> None:
    contest = desk.contest()
    desk.election.refresh_from_db()
    remove_contest(by=desk.orla.scope, contest=contest, version=desk.election.version)
    assert desk.election.contests.count() == 0


# Announcing ---------------------------------------------------------------------------------------------------------


def test_lacking_names_each_place_and_its_cure(desk: Desk) -> None:
    desk.contest(rule="", electorate=None, rule_adopted_by="")
    desk.election.accept_by = None
    desk.election.poll_opens, desk.election.poll_closes = CLOSE, OPEN
    with at(BEGIN):
        assert [what for _field, what in lacking(desk.election)] == [
            "Set “candidates accept by” in the timetable.",
            "“poll closes” has to come after “poll opens”: move one of them.",
            "Secretary: Say who may vote: choose an electorate.",
            "Secretary: Choose the rule by which it is counted.",
            "Secretary: Say who adopted the rule, and when.",
        ]


def test_announce_contest_whose_electorate_became_one_for_card_votes(desk: Desk) -> None:
    desk.contest("Secretary")
    desk.contest("Treasurer", electorate=None)
    desk.electorate.weighted = True
    desk.electorate.save()
    with at(BEGIN), pytest.raises(ValidationError) as refusal:
        announce(by=desk.orla.scope, election=desk.election)
    assert refusal.value.messages == [f"Secretary: {CARDS}", "Treasurer: Say who may vote: choose an electorate."]


def test_lacking_where_nominations_would_have_opened(desk: Desk) -> None:
    desk.contest()
    with at(OPEN_NOMINATIONS):
        assert lacking(desk.election) == [
            ("nominations_open", "“nominations open” is past already: choose a later time.")
        ]


def test_lacking_in_a_poll_that_the_law_prescribes(desk: Desk) -> None:
    desk.contest()
    desk.organisation.two_officers = False
    desk.organisation.save()
    desk.election.refresh_from_db()
    desk.election.statutory = True
    with at(BEGIN):
        assert [field for field, _what in lacking(desk.election)] == ["statutory", "scrutineer", "code_issue"]
        desk.election.scrutineer, desk.election.code_issue = "Ames & Co", CodeIssue.AUTHORITY
        assert [field for field, _what in lacking(desk.election)] == ["statutory"]


def test_announce_without_a_contest_changes_nothing(desk: Desk) -> None:
    with at(BEGIN), pytest.raises(ValidationError, match="Add at least one contest"):
        announce(by=desk.orla.scope, election=desk.election)
    desk.election.refresh_from_db()
    assert (desk.election.announced_at, Terms.objects.count(), ScheduledAct.objects.count()) == (None, 0, 0)


def test_announce_publishes_every_term_and_its_fingerprint_in_the_journal(desk: Desk) -> None:
    contest = desk.contest(constraints=[{"category": "women", "min": 1, "max": None}], vacancies=2)
    desk.announce()
    contest.refresh_from_db()
    terms = desk.election.terms.get()
    read = json.loads(terms.text)
    assert set(read["election"]) == set(ELECTION_TERMS)
    assert set(read["contests"][0]) == {*CONTEST_TERMS, "seed_sha256"}
    assert read["organisation"] == {"name": "Lampwrights", "two_officers": True}
    assert read["election"]["poll_closes"] == "2100-04-09T12:00:00Z"
    assert read["contests"][0]["electorate"] == {"name": "All members", "rule": {"status": ["active"]}}
    assert read["contests"][0]["rule"]["name"] == "scotland_2011"
    assert read["contests"][0]["constraints"] == [{"category": "women", "min": 1, "max": None}]
    assert terms.sha256 == hashlib.sha256(terms.text.encode()).hexdigest()
    entry = Entry.objects.get(act="elections.announce")
    assert entry.details == {"edition": 1, "sha256": terms.sha256}
    assert (entry.at, desk.election.announced_at) == (BEGIN, BEGIN)


def test_check_12_seed_of_the_order_is_committed_before_anybody_is_named(desk: Desk) -> None:
    contests = [desk.contest(policy.title(), ballot_order=policy) for policy in BallotOrder.values]
    desk.announce()
    published = json.loads(desk.election.terms.get().text)["contests"]
    for contest, said in zip(contests, published, strict=True):
        contest.refresh_from_db()
        drawn = contest.ballot_order != BallotOrder.FIXED
        assert len(contest.order_seed) == (32 if drawn else 0)
        assert said["seed_sha256"] == (hashlib.sha256(contest.order_seed.encode()).hexdigest() if drawn else "")
    assert all(contest.order_seed not in desk.election.terms.get().text for contest in contests[1:])


def test_check_1_announcing_makes_every_promised_act_a_visible_row(desk: Desk) -> None:
    desk.contest()
    desk.announce()
    assert list(ScheduledAct.objects.values_list("act", "due", "title", "state")) == [
        ("elections.open_nominations", TIMETABLE["nominations_open"], "Nominations open", "due"),
        ("elections.close_nominations", TIMETABLE["nominations_close"], "Nominations close", "due"),
        ("elections.freeze_rolls", TIMETABLE["freeze_at"], "The roll is frozen", "due"),
        ("elections.end_acceptance", TIMETABLE["accept_by"], "Last moment to accept a nomination", "due"),
        ("elections.end_proofs", TIMETABLE["proofs_by"], "Last moment to sign off a proof", "due"),
        ("elections.send_codes", TIMETABLE["codes_at"], "Voting codes are sent", "due"),
        ("elections.open_poll", OPEN, "The poll opens", "due"),
        (
            "elections.remind_midway",
            OPEN + (CLOSE - OPEN) / 2,
            "Reminder to those who have not voted, half-way",
            "due",
        ),
        (
            "elections.remind_last_day",
            CLOSE - timedelta(days=1),
            "Reminder to those who have not voted, a day before the close",
            "due",
        ),
        ("elections.close_poll", CLOSE, "The poll closes", "due"),
        ("elections.end_complaints", TIMETABLE["complaints_by"], "Last moment to complain", "due"),
    ]


def test_announce_twice(desk: Desk) -> None:
    desk.contest()
    desk.announce()
    with at(BEGIN), pytest.raises(ValidationError, match="announced already"):
        announce(by=desk.tam.scope, election=desk.election)
    assert Terms.objects.count() == 1


def test_terms_announced_cannot_be_changed_or_removed_in_the_database(desk: Desk) -> None:
    desk.contest()
    desk.announce()
    for change in (lambda: Terms.objects.update(reason="x"), lambda: Terms.objects.all().delete()):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()


def test_nothing_is_set_up_any_more_once_announced(desk: Desk) -> None:
    contest = desk.contest()
    desk.announce()
    by, version = desk.orla.scope, desk.election.version
    for change in (
        lambda: change_election(by=by, election=desk.election, version=version, changes={"spares": 5}),
        lambda: change_contest(by=by, contest=contest, version=version, terms={"vacancies": 2}),
        lambda: add_contest(by=by, election=desk.election, version=version, terms={"title": "Chair", "vacancies": 1}),
        lambda: remove_contest(by=by, contest=contest, version=version),
    ):
        with pytest.raises(ValidationError, match="public correction"):
            change()


# Correcting ---------------------------------------------------------------------------------------------------------


def test_correction_is_made_by_two_officers_in_public_with_its_reason(desk: Desk) -> None:
    contest = desk.contest()
    desk.announce()
    with at(BEGIN + DAY):
        proposal = propose_correction(
            by=desk.orla.scope,
            election=desk.election,
            of=contest,
            changes={"vacancies": 2, "statement_words": 250},
            reason="Misprint in the notice.",
        )
        assert proposal.title == "Correct the terms of Secretary: vacancies, words in a statement"
        assert desk.election.terms.count() == 1
        assert desk.agree(proposal) == "Edition 2 of the terms is in force."
    contest.refresh_from_db()
    assert (contest.vacancies, contest.statement_words) == (2, 250)
    newest, first = desk.election.terms.all()
    assert (newest.edition, newest.reason, newest.at) == (2, "Misprint in the notice.", BEGIN + DAY)
    assert json.loads(newest.text)["contests"][0]["vacancies"] == 2
    assert json.loads(first.text)["contests"][0]["vacancies"] == 1


def test_correction_of_a_date_moves_its_promise(desk: Desk) -> None:
    desk.contest()
    desk.announce()
    later = CLOSE + DAY
    with at(BEGIN):
        desk.agree(
            propose_correction(
                by=desk.orla.scope,
                election=desk.election,
                of=desk.election,
                changes={"poll_closes": later},
                reason="A public holiday.",
            )
        )
    acts = ScheduledAct.objects.filter(state=ActState.DUE)
    assert acts.get(act="elections.close_poll").due == later
    assert acts.count() == 11


def test_correction_after_nominations_opened_is_refused_until_the_opening_is_taken_back(desk: Desk) -> None:
    contest = desk.contest()
    desk.announce()
    terms = {"election": desk.election, "of": contest, "changes": {"vacancies": 2}, "reason": "Misprint."}
    with at(OPEN_NOMINATIONS + MINUTE):
        open_nominations(by=desk.orla.scope, contest=contest)
        with pytest.raises(ValidationError, match="take the opening back first"):
            propose_correction(by=desk.orla.scope, **terms)
        take_back_opening(by=desk.orla.scope, contest=contest, reason="The number of vacancies is wrong.")
        desk.agree(propose_correction(by=desk.orla.scope, **terms))
        assert open_nominations(by=desk.orla.scope, contest=contest).state == ContestState.NOMINATIONS
    contest.refresh_from_db()
    assert contest.vacancies == 2


def test_correction_of_a_later_date_is_possible_while_nominations_are_open(desk: Desk) -> None:
    contest = desk.contest()
    desk.announce()
    with at(OPEN_NOMINATIONS):
        open_nominations(by=desk.orla.scope, contest=contest)
        change = {"poll_closes": CLOSE + DAY}
        proposal = propose_correction(
            by=desk.orla.scope, election=desk.election, of=desk.election, changes=change, reason="A holiday."
        )
        desk.agree(proposal)
    desk.election.refresh_from_db()
    assert desk.election.poll_closes == CLOSE + DAY


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"nominations_open": OPEN_NOMINATIONS + DAY}, "“nominations open” is past"),
        ({"poll_opens": OPEN_NOMINATIONS - DAY}, "“poll opens” is past, or would be"),
        ({"slug": "x"}, "slug is no term"),
        ({"announced_at": None}, "announced_at is no term"),
        ({}, "Nothing is different"),
    ],
)
def test_correction_that_is_refused(desk: Desk, changes: dict[str, object], refusal: str) -> None:
    desk.contest()
    desk.announce()
    with at(OPEN_NOMINATIONS), pytest.raises(ValidationError, match=refusal):
        propose_correction(
            by=desk.orla.scope, election=desk.election, of=desk.election, changes=changes, reason="Because."
        )


def test_correction_that_would_put_dates_out_of_order_is_refused_when_approved(desk: Desk) -> None:
    desk.contest()
    desk.announce()
    with at(BEGIN):
        proposal = propose_correction(
            by=desk.orla.scope,
            election=desk.election,
            of=desk.election,
            changes={"poll_opens": CLOSE + timedelta(days=1)},
            reason="Because.",
        )
        with pytest.raises(ValidationError, match="“poll closes” has to come after “poll opens”"):
            desk.agree(proposal)
    desk.election.refresh_from_db()
    assert (desk.election.poll_opens, desk.election.terms.count()) == (OPEN, 1)


def test_correction_of_a_policy_keeps_its_words(desk: Desk) -> None:
    desk.contest()
    desk.announce()
    with at(BEGIN):
        proposal = propose_correction(
            by=desk.orla.scope,
            election=desk.election,
            of=desk.election,
            changes={"turnout_shown": Shown.NEVER, "two_channels": True},
            reason="Resolution 4.",
        )
        desk.agree(proposal)
    desk.election.refresh_from_db()
    assert (desk.election.turnout_shown, desk.election.two_channels) == ("never", True)
