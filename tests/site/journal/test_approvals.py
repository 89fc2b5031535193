"""Two persons for what cannot be undone."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from hustings_site.journal.acts import Act, Details, register
from hustings_site.journal.approvals import approve, propose, refuse
from hustings_site.journal.enums import ProposalState
from hustings_site.journal.models import Entry, Proposal

pytestmark = pytest.mark.django_db

ORLA, TAM, STRANGER = "user:1", "user:2", "user:9"


@pytest.fixture
def done() -> list[tuple[str, dict[str, object], str]]:
    """What was carried out: subject, details, by whom."""
    carried_out: list[tuple[str, dict[str, object], str]] = []

    def ring(subject: str, details: Details, by: str) -> str:
        carried_out.append((subject, dict(details), by))
        return "rung"

    register(Act("test.ring", ring, lambda by, place: by in {ORLA, TAM} and place == "organisation:1"))
    return carried_out


def bell(*, by: str = ORLA, alone: bool = False) -> Proposal:
    return propose(
        by=by,
        place="organisation:1",
        act="test.ring",
        subject="bell:1",
        title="Ring the bell",
        details={"times": 3},
        alone=alone,
    )


def test_propose_does_nothing_yet(done: list[object]) -> None:
    assert (bell().state, done) == (ProposalState.WAITING, [])


def test_approve_by_a_second_person_carries_it_out(done: list[object]) -> None:
    proposal = bell()
    assert approve(by=TAM, proposal=proposal) == "rung"
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_by) == (ProposalState.APPROVED, TAM)
    assert done == [("bell:1", {"times": 3}, TAM)]
    assert [entry.act for entry in Entry.objects.filter(subject="bell:1")] == ["journal.propose", "journal.approve"]


def test_approve_by_whoever_proposed_it_is_refused(done: list[object]) -> None:
    with pytest.raises(ValidationError, match="somebody else"):
        approve(by=ORLA, proposal=bell())
    assert done == []


def test_approve_without_the_office_is_refused(done: list[object]) -> None:
    with pytest.raises(PermissionDenied):
        approve(by=STRANGER, proposal=bell())
    assert done == []


def test_approve_twice_does_it_once(done: list[object]) -> None:
    proposal = bell()
    approve(by=TAM, proposal=proposal)
    with pytest.raises(ValidationError, match="approved and done"):
        approve(by=TAM, proposal=proposal)
    assert len(done) == 1


def test_propose_twice_is_refused(done: list[object]) -> None:
    bell()
    with pytest.raises(ValidationError, match="already proposed"):
        bell(by=TAM)


def test_propose_alone_is_done_at_once(done: list[object]) -> None:
    proposal = bell(alone=True)
    assert (proposal.state, proposal.decided_by, len(done)) == (ProposalState.APPROVED, ORLA, 1)


def test_refuse_keeps_the_reason(done: list[object]) -> None:
    proposal = bell()
    refuse(by=TAM, proposal=proposal, answer="The bell is cracked.")
    proposal.refresh_from_db()
    assert (proposal.state, proposal.answer, done) == (ProposalState.REFUSED, "The bell is cracked.", [])


def test_refuse_without_a_reason(done: list[object]) -> None:
    with pytest.raises(ValidationError, match="Say why"):
        refuse(by=TAM, proposal=bell(), answer=" ")


def test_refuse_by_whoever_proposed_it_takes_it_back(done: list[object]) -> None:
    proposal = bell()
    refuse(by=ORLA, proposal=proposal, answer="Too early.")
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.TAKEN_BACK


def test_refuse_by_a_stranger(done: list[object]) -> None:
    with pytest.raises(PermissionDenied):
        refuse(by=STRANGER, proposal=bell(), answer="No.")
