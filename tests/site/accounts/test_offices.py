"""Offices: in which places they count, when they begin and end, and what they forbid."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from hustings_site.accounts.conflicts import parts_taken, refuse_officer
from hustings_site.accounts.enums import Office
from hustings_site.accounts.models import Role, User
from hustings_site.accounts.permissions import holds, is_returning_officer, person, require
from hustings_site.accounts.places import place_of
from hustings_site.accounts.services import (
    declare_interests,
    give_office,
    open_account,
    reinstate_office,
    suspend_office,
    take_office,
)
from hustings_site.elections.enums import ContestState, Standing
from hustings_site.elections.models import Contest
from hustings_site.elections.permissions import may_open_desk, may_publish_for_anybody, may_run, may_watch, scopes_of
from hustings_site.journal.selectors import entries_about
from hustings_site.roll.models import Member
from hustings_site.roll.services import enter_branch, organisation_named

pytestmark = pytest.mark.django_db


@pytest.fixture
def role(member: User, contest: Contest) -> Role:
    """The returning officer of one election."""
    return give_office(by="test", user=member, office=Office.RETURNING_OFFICER, scope=contest.election.scope)


def stand(user: User, contest: Contest, standing: Standing = Standing.ACCEPTED) -> None:
    """The person is a member of the organisation and a candidate for the contest."""
    organisation = contest.election.organisation
    branch = enter_branch(by="test", organisation=organisation, code="alderby", name="Alderby")
    member = Member.objects.create(organisation=organisation, branch=branch, number="1", name=user.name, user=user)
    contest.candidates.create(name=user.name, member=member, standing=standing)
    contest.state = ContestState.NOMINATIONS
    contest.save()


def test_office_in_an_organisation_counts_in_its_elections_and_not_in_another_s(member: User, contest: Contest) -> None:
    election = contest.election
    give_office(by="test", user=member, office=Office.RETURNING_OFFICER, scope=election.organisation.scope)
    other = organisation_named(by="test", name="Wickmakers").elections.create(slug="other", title="Other")
    assert [may_run(member, each) for each in (election, other)] == [True, False]


def test_office_in_a_region_counts_in_its_branches(member: User) -> None:
    organisation = organisation_named(by="test", name="Lampwrights")
    north = enter_branch(by="test", organisation=organisation, code="north", name="North")
    alderby = enter_branch(by="test", organisation=organisation, code="alderby", name="Alderby", parent=north)
    south = enter_branch(by="test", organisation=organisation, code="south", name="South")
    give_office(by="test", user=member, office=Office.BRANCH_OFFICER, scope=north.scope)
    chains = [place_of(branch.scope).chain for branch in (north, alderby, south)]
    assert chains[1] == (alderby.scope, north.scope, organisation.scope)
    assert [holds(member, Office.BRANCH_OFFICER, scopes=chain) for chain in chains] == [True, True, False]


@pytest.mark.parametrize(
    "scope", ["organisation:99", "branch:99", "election:99", "election:", "lamp:1", "*", "election:-1"]
)
def test_place_that_is_not_there(db: None, scope: str) -> None:
    assert place_of(scope) is None


def test_office_of_an_election_opens_the_desk_but_not_other_people_s_results(role: Role) -> None:
    assert (may_open_desk(role.user), may_publish_for_anybody(role.user)) == (True, False)


def test_office_ends_on_its_day(member: User) -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    role = give_office(by="test", user=member, office=Office.DEPUTY, scope="election:4", until=tomorrow)
    assert is_returning_officer(member, "election:4")
    assert [Role.objects.in_force(at).count() for at in (tomorrow - timedelta(seconds=1), tomorrow)] == [1, 0]
    assert Role.objects.in_force(role.since - timedelta(seconds=1)).count() == 0


def test_take_office_ends_it_and_twice_does_nothing_more(role: Role) -> None:
    take_office(by="test", role=role, reason="moved away")
    take_office(by="test", role=role, reason="moved away")
    assert not is_returning_officer(role.user, role.scope)
    acts = [entry.act for entry in entries_about(role.user.scope)]
    assert acts == ["accounts.open_account", "accounts.give_office", "accounts.take_office"]


def test_office_that_was_taken_can_be_given_anew(role: Role) -> None:
    suspend_office(by="test", role=role, reason="under inquiry")
    take_office(by="test", role=role, reason="moved away")
    give_office(by="test", user=role.user, office=Office.RETURNING_OFFICER, scope=role.scope)
    assert is_returning_officer(role.user, role.scope)
    assert role.user.roles.count() == 1


def test_suspended_officer_cannot_act_and_the_deputy_goes_on(role: Role, officer: User, contest: Contest) -> None:
    deputy = open_account(by="test", email="dee@example.org", name="Dee Wick")
    give_office(by="test", user=deputy, office=Office.DEPUTY, scope=role.scope)
    suspend_office(by=officer.scope, role=role, reason="under inquiry")
    assert [may_run(each, contest.election) for each in (role.user, deputy)] == [False, True]
    reinstate_office(by=officer.scope, role=role, reason="cleared")
    assert may_run(role.user, contest.election)
    assert [(entry.act, entry.details.get("reason")) for entry in entries_about(role.user.scope)][2:] == [
        ("accounts.suspend_office", "under inquiry"),
        ("accounts.reinstate_office", "cleared"),
    ]


def test_suspending_without_a_reason_twice_or_after_the_end_is_refused(role: Role) -> None:
    with pytest.raises(ValidationError, match="Say why"):
        suspend_office(by="test", role=role, reason=" ")
    with pytest.raises(ValidationError, match="This office is not suspended"):
        reinstate_office(by="test", role=role, reason="cleared")
    suspend_office(by="test", role=role, reason="under inquiry")
    with pytest.raises(ValidationError, match="suspended already"):
        suspend_office(by="test", role=role, reason="under inquiry")
    take_office(by="test", role=role, reason="moved away")
    with pytest.raises(ValidationError, match="has ended meanwhile"):
        reinstate_office(by="test", role=role, reason="cleared")


def test_declared_interests_stand_with_the_office(role: Role) -> None:
    declare_interests(by=role.user.scope, role=role, declared=" My sister stands for Treasurer. ")
    role.refresh_from_db()
    assert role.declared == "My sister stands for Treasurer."


def test_candidate_is_refused_a_neutral_office(member: User, contest: Contest) -> None:
    stand(member, contest)
    for office in (Office.RETURNING_OFFICER, Office.SCRUTINEER, Office.KEY_HOLDER, Office.MODERATOR):
        for scope in scopes_of(contest.election):
            with pytest.raises(ValidationError, match="Mab Rush is a candidate for Secretary, and so cannot be"):
                give_office(by="test", user=member, office=office, scope=scope)
    assert give_office(by="test", user=member, office=Office.OBSERVER, scope=contest.election.scope).pk


@pytest.mark.parametrize("standing", [Standing.DECLINED, Standing.WITHDRAWN])
def test_who_stands_no_more_is_no_party(member: User, contest: Contest, standing: Standing) -> None:
    stand(member, contest, standing)
    assert parts_taken(member, contest.election.scope) == []


def test_officer_is_refused_as_candidate_also_while_suspended(role: Role, contest: Contest) -> None:
    scopes = scopes_of(contest.election)
    suspend_office(by="test", role=role, reason="under inquiry")
    with pytest.raises(ValidationError, match="Mab Rush is returning officer in this election, and so can be neither"):
        refuse_officer(role.user, scopes)
    take_office(by="test", role=role, reason="wants to stand")
    refuse_officer(role.user, scopes)
    refuse_officer(None, scopes)


def test_officer_who_became_a_candidate_cannot_run_the_election(role: Role, contest: Contest) -> None:
    assert may_run(role.user, contest.election)
    stand(role.user, contest)
    assert not may_run(role.user, contest.election)


def test_scrutineer_watches_and_does_not_run(member: User, contest: Contest) -> None:
    give_office(by="test", user=member, office=Office.SCRUTINEER, scope=contest.election.scope)
    assert (may_watch(member, contest.election), may_run(member, contest.election)) == (True, False)


def test_person_of_a_scope_string(member: User) -> None:
    assert person(member.scope) == member
    assert [person(by) for by in ("command line", "user:0", "user:x", "branch:1")] == [None] * 4


def test_require_refuses_a_person_without_the_office(role: Role) -> None:
    require(role.user.scope, Office.RETURNING_OFFICER, scopes=[role.scope])
    require("command line", Office.RETURNING_OFFICER, scopes=[role.scope])
    with pytest.raises(PermissionDenied):
        require(role.user.scope, Office.RETURNING_OFFICER, scopes=["election:0"])
    with pytest.raises(PermissionDenied):
        require("user:0", Office.RETURNING_OFFICER, scopes=[role.scope])
