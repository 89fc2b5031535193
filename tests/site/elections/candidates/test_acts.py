from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from lampwrights import NOW, Union

from hustings_site.accounts.models import User
from hustings_site.elections.candidates.acts import propose_reinstatement, propose_striking, propose_suspension
from hustings_site.elections.candidates.enums import Source
from hustings_site.elections.candidates.services import accept, reply_to_suspension, withdraw
from hustings_site.elections.candidates.standing import NEXT, change_standing
from hustings_site.elections.enums import ContestState, Standing
from hustings_site.elections.models import Candidate, Contest, StandingChange
from hustings_site.elections.nominations.selectors import supports_of
from hustings_site.journal.approvals import approve
from hustings_site.journal.models import Proposal

pytestmark = pytest.mark.django_db

DECISION = {
    "decided_by": "Conduct panel",
    "decided_on": NOW.date(),
    "reference": "minute 14, example.org/minutes/14",
}


@pytest.fixture
def candidate(union: Union) -> Candidate:
    accepted = union.nominate("Ida Inch", "alderby")
    accept(by="test", candidate=accepted, source=Source.SCREEN, now=NOW)
    return accepted


def suspended(candidate: Candidate, officers: tuple[User, User]) -> StandingChange:
    proposal = propose_suspension(by=officers[0].scope, candidate=candidate, **DECISION)
    approve(by=officers[1].scope, proposal=proposal)
    return candidate.changes.get(standing=Standing.SUSPENDED)


def test_suspending_takes_two_officers(candidate: Candidate, officers: tuple[User, User]) -> None:
    proposal = propose_suspension(by=officers[0].scope, candidate=candidate, **DECISION)
    candidate.refresh_from_db()
    assert (candidate.standing, proposal.title) == (
        Standing.ACCEPTED,
        "Ida Inch, candidate for Executive: from now on suspended",
    )
    with pytest.raises(ValidationError):
        approve(by=officers[0].scope, proposal=proposal)
    assert approve(by=officers[1].scope, proposal=proposal) == "Ida Inch is suspended."
    candidate.refresh_from_db()
    assert candidate.standing == Standing.SUSPENDED


def test_suspension_says_who_decided_when_and_where_and_never_why(
    candidate: Candidate, officers: tuple[User, User]
) -> None:
    change = suspended(candidate, officers)
    assert change.source == "Conduct panel, decision of 10 March 2026, minute 14, example.org/minutes/14"
    assert change.note == ""


def test_somebody_without_office_approves_no_suspension(
    candidate: Candidate, officers: tuple[User, User], member: User
) -> None:
    proposal = propose_suspension(by=officers[0].scope, candidate=candidate, **DECISION)
    with pytest.raises(PermissionDenied):
        approve(by=member.scope, proposal=proposal)


def test_one_officer_suspends_alone_where_the_organisation_says_so(
    union: Union, candidate: Candidate, officers: tuple[User, User]
) -> None:
    union.organisation.two_officers = False
    union.organisation.save()
    propose_suspension(
        by=officers[0].scope, candidate=Candidate.objects.select_related("contest__election").get(), **DECISION
    )
    candidate.refresh_from_db()
    assert candidate.standing == Standing.SUSPENDED


def test_reinstated_candidate_stands_as_before_and_nominations_made_meanwhile_count(
    union: Union, candidate: Candidate, officers: tuple[User, User]
) -> None:
    suspended(candidate, officers)
    union.nominate("Ida Inch", "cloverley")
    proposal = propose_reinstatement(by=officers[1].scope, candidate=candidate, **DECISION)
    approve(by=officers[0].scope, proposal=proposal)
    candidate.refresh_from_db()
    assert [c.standing for c in candidate.changes.all()] == [
        Standing.NOMINATED,
        Standing.ACCEPTED,
        Standing.SUSPENDED,
        Standing.REINSTATED,
        Standing.ACCEPTED,
    ]
    assert candidate.standing == Standing.ACCEPTED
    assert supports_of(union.contest)[candidate.pk].nominators["branch"].total() == 2


def test_decision_still_to_come_suspends_nobody(candidate: Candidate, officers: tuple[User, User]) -> None:
    from hustings_site.journal import clock

    tomorrow = clock.now().date() + timedelta(days=2)
    with pytest.raises(ValidationError) as refusal:
        propose_suspension(by=officers[0].scope, candidate=candidate, **{**DECISION, "decided_on": tomorrow})
    assert refusal.value.message_dict == {
        "decided_on": ["That day has not come yet: enter the decision once it is taken."]
    }
    assert Proposal.objects.count() == 0


def test_striking_takes_two_officers_and_publishes_its_reason(
    candidate: Candidate, officers: tuple[User, User]
) -> None:
    with pytest.raises(ValidationError):
        propose_striking(by=officers[0].scope, candidate=candidate, reason=" ")
    proposal = propose_striking(by=officers[0].scope, candidate=candidate, reason="Not a member on 1 March.")
    approve(by=officers[1].scope, proposal=proposal)
    change = candidate.changes.last()
    assert (change.standing, change.note, change.source) == (
        Standing.NOT_VALIDATED,
        "Not a member on 1 March.",
        "ruling of the returning officer",
    )


def test_suspended_candidate_replies_and_may_change_the_words(
    candidate: Candidate, officers: tuple[User, User]
) -> None:
    change = suspended(candidate, officers)
    for text in ("I appeal.", "I have appealed."):
        reply_to_suspension(by="candidate:1", change=change, text=text, source=Source.SCREEN, now=NOW)
    change.refresh_from_db()
    assert change.reply.text == "I have appealed."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (" ", "Write your reply, or leave the page: nothing is then published."),
        ("word " * 151, "Your reply has 151 words and 150 are allowed: take out 1."),
    ],
)
def test_reply_that_cannot_be_published_is_refused(
    candidate: Candidate, officers: tuple[User, User], text: str, message: str
) -> None:
    change = suspended(candidate, officers)
    with pytest.raises(ValidationError) as refusal:
        reply_to_suspension(by="candidate:1", change=change, text=text, source=Source.SCREEN)
    assert refusal.value.messages == [message]


def test_there_is_no_reply_to_anything_but_a_suspension(candidate: Candidate) -> None:
    with pytest.raises(ValidationError):
        reply_to_suspension(by="c", change=candidate.changes.first(), text="Well.", source=Source.SCREEN)


@pytest.mark.parametrize("before", Standing)
def test_every_change_of_standing_follows_the_table(candidate: Candidate, before: Standing) -> None:
    followed = set()
    for after in Standing:
        Candidate.objects.filter(pk=candidate.pk).update(standing=before)
        try:
            change_standing(by="test", candidate=candidate, standing=after, source="test")
        except ValidationError:
            continue
        followed.add(after)
    assert followed == NEXT[before]


def test_voters_are_told_who_has_gone_while_they_vote(
    union: Union, candidate: Candidate, officers: tuple[User, User]
) -> None:
    Candidate.objects.filter(pk=candidate.pk).update(position=1, standing=Standing.VALIDATED)
    Contest.objects.filter(pk=union.contest.pk).update(state=ContestState.POLL_OPEN, notice="Extended by 20 minutes.")
    notices = []
    suspended(candidate, officers)
    notices.append(Contest.objects.get(pk=union.contest.pk).notice)
    proposal = propose_reinstatement(by=officers[0].scope, candidate=candidate, **DECISION)
    approve(by=officers[1].scope, proposal=proposal)
    notices.append(Contest.objects.get(pk=union.contest.pk).notice)
    withdraw(by=candidate.scope, candidate=candidate, source=Source.SCREEN, now=NOW)
    notices.append(Contest.objects.get(pk=union.contest.pk).notice)
    by_terms = "By the terms of this election, such votes are passed over: papers go to the next preference."
    assert notices == [
        f"Extended by 20 minutes.\nIda Inch: suspended. {by_terms}",
        "Extended by 20 minutes.",
        f"Extended by 20 minutes.\nIda Inch: withdrawn. {by_terms}",
    ]


def test_nobody_is_told_before_the_poll_opens(union: Union, candidate: Candidate, officers: tuple[User, User]) -> None:
    suspended(candidate, officers)
    assert Contest.objects.get(pk=union.contest.pk).notice == ""
