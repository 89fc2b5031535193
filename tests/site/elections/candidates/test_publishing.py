import pytest
from django.core.exceptions import ValidationError
from lampwrights import NOW, Union

from hustings.contests.ballot_order import drawn_order
from hustings_site.accounts.enums import Office
from hustings_site.accounts.services import give_office, open_account
from hustings_site.elections.candidates.acts import propose_reinstatement, propose_suspension
from hustings_site.elections.candidates.enums import Source
from hustings_site.elections.candidates.publishing import propose_publishing, prospects, publish_candidates
from hustings_site.elections.candidates.services import accept, decline, withdraw
from hustings_site.elections.candidates.standing import change_standing
from hustings_site.elections.enums import BallotOrder, ContestState, Standing
from hustings_site.elections.models import Candidate, Contest
from hustings_site.journal.approvals import approve
from hustings_site.journal.models import Proposal
from hustings_site.roll.models import Member

pytestmark = pytest.mark.django_db


@pytest.fixture
def named(union: Union) -> Union:
    """Ida and Alma accepted with two branches, Bela with one; Cora never answered, Dina declined, Jo withdrew."""
    branches = {
        "Ida Inch": ("alderby", "brackford"),
        "Alma Ardent": ("alderby", "cloverley"),
        "Bela Brook": ("cloverley",),
        "Cora Crane": ("brackford",),
    }
    for name, codes in branches.items():
        candidate = union.nominate(name, *codes)
        if name != "Cora Crane":
            accept(by="test", candidate=candidate, source=Source.SCREEN, now=NOW)
    decline(by="test", candidate=union.nominate("Dina Dale", "north"), source=Source.SCREEN, now=NOW)
    withdraw(by="test", candidate=union.nominate("Jo Jarrow", "north"), source=Source.PAPER, now=NOW)
    Contest.objects.filter(pk=union.contest.pk).update(vacancies=1)
    union.move_to(ContestState.NOMINATIONS_CLOSED)
    act_alone(union)
    return union


def act_alone(union: Union) -> None:
    union.organisation.two_officers = False
    union.organisation.save()


def test_prospects_say_who_will_stand_and_why_not(named: Union) -> None:
    assert [(p.candidate.name, p.stands, p.reason) for p in prospects(named.contest)] == [
        ("Alma Ardent", True, "accepted, and has the nominations needed"),
        ("Bela Brook", False, "too few nominations"),
        ("Cora Crane", False, "has not accepted"),
        ("Dina Dale", False, "declined"),
        ("Ida Inch", True, "accepted, and has the nominations needed"),
        ("Jo Jarrow", False, "withdrawn"),
    ]


def test_list_stands_in_the_order_that_the_seed_draws(named: Union) -> None:
    publish_candidates(by="test", contest=named.contest, seed="3 19 42", now=NOW)
    on_paper = [c.name for c in named.contest.candidates.on_the_paper()]
    assert on_paper == [drawn.name for drawn in drawn_order(["Alma Ardent", "Ida Inch"], "3 19 42")]
    assert on_paper == ["Ida Inch", "Alma Ardent"]
    named.contest.refresh_from_db()
    assert (named.contest.state, named.contest.order_seed) == (ContestState.VALIDATED, "3 19 42")


def test_seed_of_the_terms_stands_unless_one_is_drawn_in_public(named: Union) -> None:
    Contest.objects.filter(pk=named.contest.pk).update(order_seed="dice 4 4 1")
    publish_candidates(by="test", contest=named.contest, now=NOW)
    assert named.contest.order_seed == "dice 4 4 1"


def test_seed_other_than_that_of_the_terms_is_refused(named: Union) -> None:
    Contest.objects.filter(pk=named.contest.pk).update(order_seed="dice 4 4 1")
    with pytest.raises(ValidationError, match="another seed stands in the announced terms"):
        publish_candidates(by="test", contest=named.contest, seed="3 19 42", now=NOW)


def test_server_draws_a_seed_where_nobody_did(named: Union) -> None:
    publish_candidates(by="test", contest=named.contest, now=NOW)
    assert len(named.contest.order_seed) == 32


def test_alphabetical_list_draws_no_seed(named: Union) -> None:
    Contest.objects.filter(pk=named.contest.pk).update(ballot_order=BallotOrder.FIXED)
    publish_candidates(by="test", contest=named.contest, seed="3 19 42", now=NOW)
    assert [c.name for c in named.contest.candidates.on_the_paper()] == ["Alma Ardent", "Ida Inch"]
    assert named.contest.order_seed == ""


def test_standing_of_everybody_named_says_what_the_list_made_of_it(named: Union) -> None:
    publish_candidates(by="test", contest=named.contest, now=NOW)
    last = {c.name: c.changes.last() for c in named.contest.candidates.all()}
    source = "list of candidates published on 10 March 2026"
    assert {name: (change.standing, change.source, change.note) for name, change in last.items()} == {
        "Alma Ardent": (Standing.VALIDATED, source, "accepted, and has the nominations needed"),
        "Bela Brook": (Standing.NOT_VALIDATED, source, "too few nominations"),
        "Cora Crane": (Standing.NOT_VALIDATED, source, "has not accepted"),
        "Dina Dale": (Standing.DECLINED, "the candidate, on this site", ""),
        "Ida Inch": (Standing.VALIDATED, source, "accepted, and has the nominations needed"),
        "Jo Jarrow": (Standing.WITHDRAWN, "the candidate, in writing", ""),
    }


def test_returning_officer_may_rule_a_candidate_in(named: Union) -> None:
    bela = named.contest.candidates.get(name="Bela Brook")
    change_standing(by="o", candidate=bela, standing=Standing.VALIDATED, source="ruling", note="One came late by post.")
    publish_candidates(by="test", contest=named.contest, now=NOW)
    assert {c.name for c in named.contest.candidates.on_the_paper()} == {"Alma Ardent", "Bela Brook", "Ida Inch"}


def test_suspended_candidate_has_a_place_since_the_suspension_may_end(named: Union) -> None:
    named.organisation.two_officers = False
    named.organisation.save()
    decision = {"decided_by": "Panel", "decided_on": NOW.date(), "reference": "14"}
    ida, cora = (
        Candidate.objects.select_related("contest__election__organisation").get(name=name)
        for name in ("Ida Inch", "Cora Crane")
    )
    for candidate in (ida, cora):
        propose_suspension(by="test", candidate=candidate, **decision)
    publish_candidates(by="test", contest=named.contest, seed="3 19 42", now=NOW)
    found = {c.name: (c.position, c.standing) for c in named.contest.candidates.filter(pk__in=[ida.pk, cora.pk])}
    assert found == {"Ida Inch": (1, Standing.SUSPENDED), "Cora Crane": (None, Standing.NOT_VALIDATED)}
    propose_reinstatement(by="test", candidate=ida, **decision)
    ida.refresh_from_db()
    assert ida.standing == Standing.VALIDATED


def test_list_with_no_more_than_the_vacancies_is_unopposed(named: Union) -> None:
    Contest.objects.filter(pk=named.contest.pk).update(vacancies=2)
    publish_candidates(by="test", contest=named.contest, now=NOW)
    assert named.contest.state == ContestState.UNOPPOSED


def test_withdrawal_after_the_list_leaves_the_other_unopposed(named: Union) -> None:
    publish_candidates(by="test", contest=named.contest, now=NOW)
    ida = named.contest.candidates.get(name="Ida Inch")
    withdraw(by=ida.scope, candidate=ida, source=Source.SCREEN, now=NOW)
    named.contest.refresh_from_db()
    assert named.contest.state == ContestState.UNOPPOSED


def test_two_candidates_of_one_name_need_a_distinguishing_line(named: Union) -> None:
    ida = named.contest.candidates.get(name="Ida Inch")
    Member.objects.of(named.organisation).filter(number="1").update(name="Ida Inch")
    named.contest.candidates.filter(name="Alma Ardent").update(name="Ida Inch")
    with pytest.raises(ValidationError) as refusal:
        publish_candidates(by="test", contest=named.contest, now=NOW)
    assert refusal.value.messages == [
        "Two candidates are called Ida Inch: give each a distinguishing line, such as the branch."
    ]
    assert Contest.objects.get(pk=named.contest.pk).state == ContestState.NOMINATIONS_CLOSED
    ida.distinction = "Cloverley"
    ida.save()
    publish_candidates(by="test", contest=named.contest, now=NOW)
    assert {c.printed_name for c in named.contest.candidates.on_the_paper()} == {"Ida Inch", "Ida Inch (Cloverley)"}


@pytest.mark.parametrize("state", [ContestState.NOMINATIONS, ContestState.VALIDATED, ContestState.POLL_OPEN])
def test_list_is_published_once_and_after_the_close(named: Union, state: ContestState) -> None:
    named.move_to(state)
    with pytest.raises(ValidationError) as refusal:
        publish_candidates(by="test", contest=named.contest)
    assert refusal.value.messages == [
        f"The candidates for Executive cannot be published: {state.label}. Close the nominations first."
    ]


def test_list_that_changed_under_the_officers_eyes_is_not_published(named: Union) -> None:
    seen = [p.candidate.pk for p in prospects(named.contest) if p.stands]
    withdraw(by="c", candidate=named.contest.candidates.get(name="Ida Inch"), source=Source.SCREEN, now=NOW)
    with pytest.raises(ValidationError) as refusal:
        publish_candidates(by="test", contest=named.contest, expected=seen)
    assert refusal.value.messages == ["Who stands has changed since this list was looked at: look at it again."]


def test_prospects_take_as_many_queries_for_one_as_for_many(union: Union, django_assert_num_queries: object) -> None:
    union.nominate("Ida Inch", "alderby")
    contest = Contest.objects.select_related("election__organisation").get(pk=union.contest.pk)
    with django_assert_num_queries(4):
        prospects(contest)
    for name in ("Alma Ardent", "Bela Brook", "Cora Crane"):
        union.nominate(name, "north", "south") if name != "Cora Crane" else union.nominate(name, "cloverley")
    with django_assert_num_queries(4):
        prospects(contest)


def second(union: Union) -> tuple[str, str]:
    union.organisation.two_officers = True
    union.organisation.save()
    found = []
    for name, office in (("Orla Wick", Office.RETURNING_OFFICER), ("Dan Dip", Office.DEPUTY)):
        user = open_account(by="test", email=f"{name.split()[0].lower()}@example.org", name=name)
        give_office(by="test", user=user, office=office, scope=union.election.scope)
        found.append(user.scope)
    return found[0], found[1]


def test_list_is_published_by_two_officers(named: Union) -> None:
    orla, dan = second(named)
    with pytest.raises(ValidationError, match="needs two officers"):
        publish_candidates(by=orla, contest=named.contest, seed="3 19 42")
    proposal = propose_publishing(by=orla, contest=named.contest, seed=" 3 19 42 ")
    assert proposal.title == "Executive: publish the list of candidates, on which 2 people stand"
    with pytest.raises(ValidationError, match="You proposed this yourself"):
        approve(by=orla, proposal=proposal)
    assert named.contest.candidates.exclude(position=None).count() == 0
    assert approve(by=dan, proposal=proposal) == "2 candidates are published."
    assert [c.name for c in named.contest.candidates.on_the_paper()] == ["Ida Inch", "Alma Ardent"]


def test_list_that_changed_since_it_was_proposed_is_not_published(named: Union) -> None:
    orla, dan = second(named)
    proposal = propose_publishing(by=orla, contest=named.contest)
    withdraw(by="test", candidate=named.contest.candidates.get(name="Ida Inch"), source=Source.PAPER, now=NOW)
    with pytest.raises(ValidationError, match="Who stands has changed"):
        approve(by=dan, proposal=proposal)
    named.contest.refresh_from_db()
    assert named.contest.state == ContestState.NOMINATIONS_CLOSED


def test_list_that_cannot_be_published_is_not_proposed(named: Union) -> None:
    orla, _dan = second(named)
    named.move_to(ContestState.NOMINATIONS)
    with pytest.raises(ValidationError, match="Close the nominations first"):
        propose_publishing(by=orla, contest=named.contest)
    named.move_to(ContestState.NOMINATIONS_CLOSED)
    Contest.objects.filter(pk=named.contest.pk).update(order_seed="dice 4 4 1")
    with pytest.raises(ValidationError, match="another seed"):
        propose_publishing(by=orla, contest=named.contest, seed="3 19 42")
    assert Proposal.objects.count() == 0
