from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from lampwrights import MEETING, NOW, Union

from hustings_site.accounts.conflicts import parts_taken
from hustings_site.accounts.enums import Office
from hustings_site.accounts.services import give_office, open_account
from hustings_site.elections.candidates.standing import change_standing
from hustings_site.elections.enums import ContestState, Shown, Standing
from hustings_site.elections.models import Contest
from hustings_site.elections.nominations.enums import NominationState, Nominator
from hustings_site.elections.nominations.models import Nomination
from hustings_site.elections.nominations.selectors import nominations_are_public, supports_of
from hustings_site.elections.nominations.services import (
    Meeting,
    Named,
    complete_nomination,
    enter_nomination,
    rule_on_nomination,
    take_back_nomination,
)
from hustings_site.journal.models import Entry
from hustings_site.roll.enums import MemberStatus
from hustings_site.roll.models import Member
from hustings_site.roll.services import enter_branch, organisation_named

pytestmark = pytest.mark.django_db


def test_branch_names_a_member_who_then_stands_as_nominated(union: Union) -> None:
    candidate = union.nominate("Ida Inch", "alderby")
    nomination = candidate.nominations.get()
    assert (candidate.standing, candidate.member) == (Standing.NOMINATED, union.members["5"])
    assert [(c.standing, c.source, c.at) for c in candidate.changes.all()] == [
        (Standing.NOMINATED, "first nomination", NOW)
    ]
    assert (nomination.nominator, nomination.branch, nomination.certified_by, nomination.counts) == (
        Nominator.BRANCH,
        union.branches["alderby"],
        MEETING.certified_by,
        True,
    )


def test_second_branch_names_the_same_candidate(union: Union) -> None:
    candidate = union.nominate("Ida Inch", "alderby", "cloverley")
    assert [n.branch.code for n in candidate.nominations.all()] == ["alderby", "cloverley"]
    assert union.contest.candidates.count() == 1
    assert candidate.changes.count() == 1


def test_name_is_recognised_whatever_its_accents_and_capitals(union: Union) -> None:
    Member.objects.of(union.organisation).filter(number="1").update(name="Zoë  Ardent")
    nomination = enter_nomination(
        by="test", contest=union.contest, named=Named("zoe ardent", " 1 "), nominator=union.branches["alderby"]
    )
    assert nomination.candidate.member == union.members["1"]


@pytest.mark.parametrize(("name", "number"), [("Ida Inch", "1"), ("Ida Inch", "99"), ("Nobody", "5")])
def test_wrong_name_and_wrong_number_are_refused_in_the_same_words(union: Union, name: str, number: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        enter_nomination(
            by="test", contest=union.contest, named=Named(name, number), nominator=union.branches["alderby"]
        )
    assert refusal.value.messages == [
        "No member in good standing has this name and this membership number: check both."
    ]
    assert union.contest.candidates.count() == 0


@pytest.mark.parametrize(
    ("field", "empty", "words"),
    [
        ("met_on", None, "date of the meeting"),
        ("met_at", "", "place of the meeting"),
        ("certified_by", "", "certified by"),
        ("attendance", None, "members present"),
        ("quorum", None, "quorum"),
    ],
)
def test_check_15_nomination_without_its_meeting_is_incomplete_and_not_invalid(
    union: Union, field: str, empty: object, words: str
) -> None:
    known = {name: getattr(MEETING, name) for name in Nomination.MEETING} | {field: empty}
    candidate = union.nominate("Ida Inch", "alderby", meeting=Meeting(**known))
    nomination = candidate.nominations.get()
    assert (nomination.state, nomination.missing(), nomination.counts) == (NominationState.STANDS, [words], False)
    assert supports_of(union.contest) == {}
    completed = complete_nomination(by="test", nomination=nomination, meeting=MEETING, version=1, now=NOW)
    assert (completed.missing(), completed.counts, completed.version) == ([], True, 2)


def test_check_15_decision_on_a_nomination_and_its_reason_are_kept_for_the_public(union: Union) -> None:
    nomination = union.nominate("Ida Inch", "alderby").nominations.get()
    for valid, reason in ((False, "The meeting was not called."), (True, "The notice has been found.")):
        rule_on_nomination(
            by="user:1", ruled_by="Orla Wick", nomination=nomination, valid=valid, reason=reason, now=NOW
        )
        nomination.refresh_from_db()
        assert nomination.counts is valid
    assert [(r.valid, r.reason, r.ruled_by, r.at) for r in nomination.rulings.all()] == [
        (False, "The meeting was not called.", "Orla Wick", NOW),
        (True, "The notice has been found.", "Orla Wick", NOW),
    ]


def test_ruling_without_a_reason_is_refused(union: Union) -> None:
    nomination = union.nominate("Ida Inch", "alderby").nominations.get()
    with pytest.raises(ValidationError) as refusal:
        rule_on_nomination(by="test", ruled_by="Orla Wick", nomination=nomination, valid=False, reason=" ")
    assert refusal.value.messages == ["Say why: the reason is published with the ruling."]


def test_meeting_without_its_quorum_counts_for_nothing(union: Union) -> None:
    thin = Meeting(MEETING.met_on, MEETING.met_at, 11, 12, MEETING.certified_by)
    nomination = union.nominate("Ida Inch", "alderby", meeting=thin).nominations.get()
    assert (nomination.missing(), nomination.inquorate, nomination.counts) == ([], True, False)


def test_meeting_that_is_still_to_come_names_nobody(union: Union) -> None:
    tomorrow = Meeting(met_on=NOW.date() + timedelta(days=1))
    with pytest.raises(ValidationError) as refusal:
        union.nominate("Ida Inch", "alderby", meeting=tomorrow)
    assert refusal.value.message_dict == {
        "met_on": ["The meeting has not been held yet: enter the nomination after it."]
    }


def test_page_out_of_date_completes_nothing(union: Union) -> None:
    nomination = union.nominate("Ida Inch", "alderby", meeting=Meeting()).nominations.get()
    complete_nomination(by="one", nomination=nomination, meeting=MEETING, version=1, now=NOW)
    with pytest.raises(ValidationError) as refusal:
        complete_nomination(by="two", nomination=nomination, meeting=Meeting(), version=1, now=NOW)
    assert refusal.value.messages == [
        "Somebody else has changed this nomination meanwhile. What stands now is shown: change that if you must."
    ]
    nomination.refresh_from_db()
    assert nomination.missing() == []


def test_nominator_gives_at_most_as_many_names_as_vacancies(union: Union) -> None:
    union.nominate("Ida Inch", "alderby")
    union.nominate("Alma Ardent", "alderby")
    with pytest.raises(ValidationError) as refusal:
        union.nominate("Bela Brook", "alderby")
    assert refusal.value.messages == ["Alderby has given 2 of 2 names for Executive: take one back first."]
    take_back_nomination(by="test", nomination=union.contest.nominations.first())
    assert union.nominate("Bela Brook", "alderby").standing == Standing.NOMINATED


def test_contest_can_ask_for_fewer_names_than_vacancies(union: Union) -> None:
    union.contest.names_each = 1
    union.contest.save()
    union.nominate("Ida Inch", "alderby")
    with pytest.raises(ValidationError) as refusal:
        union.nominate("Alma Ardent", "alderby")
    assert refusal.value.messages == ["Alderby has given 1 of 1 names for Executive: take one back first."]


def test_nominator_names_nobody_twice(union: Union) -> None:
    union.nominate("Ida Inch", "alderby")
    with pytest.raises(ValidationError) as refusal:
        union.nominate("Ida Inch", "alderby")
    assert refusal.value.messages == ["Alderby has already named Ida Inch."]


@pytest.mark.parametrize(
    "state", [ContestState.DRAFT, ContestState.NOMINATIONS_CLOSED, ContestState.VALIDATED, ContestState.POLL_OPEN]
)
def test_nobody_nominates_while_nominations_are_not_open(union: Union, state: ContestState) -> None:
    union.move_to(state)
    with pytest.raises(ValidationError) as refusal:
        union.nominate("Ida Inch", "alderby")
    assert refusal.value.messages == [f"Nominations for Executive are not open: {state.label}."]


def test_officer_enters_after_the_close_what_came_on_paper_before_it(union: Union) -> None:
    union.move_to(ContestState.NOMINATIONS_CLOSED)
    nomination = enter_nomination(
        by="user:1",
        contest=union.contest,
        named=union.named("Ida Inch"),
        nominator=union.branches["alderby"],
        by_officer=True,
    )
    assert nomination.by_officer


@pytest.mark.parametrize(
    "standing", [Standing.DECLINED, Standing.WITHDRAWN, Standing.DIED, Standing.REPLACED, Standing.NOT_VALIDATED]
)
def test_nobody_names_who_does_not_stand(union: Union, standing: Standing) -> None:
    candidate = union.nominate("Ida Inch", "alderby")
    change_standing(by="test", candidate=candidate, standing=standing, source="test")
    with pytest.raises(ValidationError) as refusal:
        union.nominate("Ida Inch", "cloverley")
    assert refusal.value.messages == [f"Ida Inch does not stand: {standing.label}."]


def test_nomination_made_while_suspended_is_kept_and_counts(union: Union) -> None:
    candidate = union.nominate("Ida Inch", "alderby")
    change_standing(by="test", candidate=candidate, standing=Standing.SUSPENDED, source="test")
    union.nominate("Ida Inch", "cloverley")
    assert supports_of(union.contest)[candidate.pk].nominators[Nominator.BRANCH].total() == 2


def test_branch_of_another_organisation_does_not_nominate(union: Union) -> None:
    other = organisation_named(by="test", name="Wickmakers")
    stranger = enter_branch(by="test", organisation=other, code="alderby", name="Alderby")
    with pytest.raises(ValidationError) as refusal:
        enter_nomination(by="test", contest=union.contest, named=union.named("Ida Inch"), nominator=stranger)
    assert refusal.value.messages == ["Only parts of Lampwrights nominate here."]


def test_member_of_another_organisation_is_not_found(union: Union) -> None:
    other = organisation_named(by="test", name="Wickmakers")
    branch = enter_branch(by="test", organisation=other, code="alderby", name="Alderby")
    Member.objects.create(organisation=other, number="77", name="Wim Wick", branch=branch)
    with pytest.raises(ValidationError) as refusal:
        enter_nomination(
            by="test", contest=union.contest, named=Named("Wim Wick", "77"), nominator=union.branches["alderby"]
        )
    assert refusal.value.error_list[0].code == "no_member"


def test_member_and_affiliate_nominate_too(union: Union) -> None:
    named = union.named("Ida Inch")
    by_member = enter_nomination(by="test", contest=union.contest, named=named, nominator=union.members["3"])
    by_affiliate = enter_nomination(
        by="test", contest=union.contest, named=named, nominator=union.affiliate, meeting=MEETING
    )
    assert (by_member.counts, by_member.name_shown, by_affiliate.counts) == (True, False, True)
    support = supports_of(union.contest)[by_member.candidate_id]
    assert (support.home, {kind: dict(regions) for kind, regions in support.nominators.items()}) == (
        "south",
        {Nominator.BRANCH: {}, Nominator.MEMBER: {"north": 1}, Nominator.AFFILIATE: {"": 1}},
    )


def test_lapsed_member_does_not_nominate(union: Union) -> None:
    lapsed = union.members["3"]
    lapsed.status = MemberStatus.LAPSED
    with pytest.raises(ValidationError) as refusal:
        enter_nomination(by="test", contest=union.contest, named=union.named("Ida Inch"), nominator=lapsed)
    assert refusal.value.messages == ["Only members in good standing nominate; the roll says: lapsed."]


@pytest.mark.parametrize(
    "office", [Office.RETURNING_OFFICER, Office.DEPUTY, Office.SCRUTINEER, Office.KEY_HOLDER, Office.MODERATOR]
)
def test_who_must_be_neutral_does_not_nominate(union: Union, office: Office) -> None:
    user = open_account(by="test", email="c@example.org", name="Cora Crane")
    give_office(by="test", user=user, office=office, scope=union.election.scope)
    member = union.members["3"]
    member.user = user
    member.save()
    message = f"Cora Crane is {office.label} in this election, and so can be neither candidate, nominator nor endorser."
    for nominator in (member, union.branches["brackford"]):
        with pytest.raises(ValidationError) as refusal:
            enter_nomination(by=user.scope, contest=union.contest, named=union.named("Ida Inch"), nominator=nominator)
        assert refusal.value.messages == [message]


def test_who_has_nominated_is_a_party(union: Union) -> None:
    user = open_account(by="test", email="c@example.org", name="Cora Crane")
    nomination = enter_nomination(
        by=user.scope,
        contest=union.contest,
        named=union.named("Ida Inch"),
        nominator=union.branches["alderby"],
    )
    said = ["nominated somebody for Executive"]
    assert parts_taken(user, union.election.scope) == parts_taken(user, union.organisation.scope) == said
    take_back_nomination(by=user.scope, nomination=nomination)
    assert parts_taken(user, union.election.scope) == []


@pytest.mark.parametrize(
    ("shown", "state", "public"),
    [
        (Shown.LIVE, ContestState.DRAFT, False),
        (Shown.LIVE, ContestState.NOMINATIONS, True),
        (Shown.CLOSE, ContestState.NOMINATIONS, False),
        (Shown.CLOSE, ContestState.NOMINATIONS_CLOSED, True),
        (Shown.NEVER, ContestState.VALIDATED, False),
    ],
)
def test_nominations_are_public_when_the_terms_say(
    union: Union, shown: Shown, state: ContestState, public: bool
) -> None:
    union.contest.election.nominations_shown = shown
    union.contest.state = state
    assert nominations_are_public(union.contest) is public


def test_supports_take_as_many_queries_for_one_nomination_as_for_many(
    union: Union, django_assert_num_queries: object
) -> None:
    contest = Contest.objects.select_related("election__organisation").get(pk=union.contest.pk)
    union.nominate("Ida Inch", "alderby")
    with django_assert_num_queries(3):
        supports_of(contest)
    union.nominate("Ida Inch", "brackford", "cloverley")
    union.nominate("Alma Ardent", "brackford", "cloverley")
    with django_assert_num_queries(3):
        supports_of(contest)


def test_journal_names_nobody(union: Union) -> None:
    union.nominate("Ida Inch", "alderby")
    said = [(e.act, e.subject, e.details) for e in Entry.objects.filter(act__startswith="elections.enter_nom")]
    candidate, nomination = union.contest.candidates.get(), union.contest.nominations.get()
    assert said == [
        (
            "elections.enter_nomination",
            nomination.scope,
            {"candidate": candidate.scope, "nominator": "branch", "by_officer": False},
        )
    ]
