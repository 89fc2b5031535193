"""What may be added to a board, for whoever keeps it: what the keepers in a file and in a database share."""

from pathlib import Path

import pytest

from hustings.belenios.v1.ballots import claimed_credential, make_ballot
from hustings.belenios.v1.credentials import public_credential
from hustings.belenios.v1.encoding import Malformed
from hustings.belenios.v1.host import Host
from hustings.belenios.v1.play import Plan, set_up
from hustings.belenios.v1.questions import NonHomomorphic
from hustings.belenios.v1.randomness import SeededRandomness
from hustings.belenios.v1.steps import Refused, checked_ballot, opening_records

PLAN = Plan("Secretary", (NonHomomorphic("Secretary", ("Alma", "Bela")),), (), (1, 1))
ELECTION, TRUSTEES, CREDENTIALS, SECRETS = set_up(PLAN, b"steps")


def ballot() -> bytes:
    return make_ballot(ELECTION, SECRETS.codes[0], [[1, 2]], SeededRandomness(b"steps", "ballot"))


def credential() -> str:
    return ELECTION.group.text(public_credential(ELECTION.group, ELECTION.uuid, SECRETS.codes[0]))


def test_opening_is_the_archive_of_a_new_board(tmp_path: Path) -> None:
    opening = opening_records(1_795_000_000, ELECTION.body, TRUSTEES, CREDENTIALS)
    with Host.create(
        tmp_path / "a.bel", timestamp=1_795_000_000, election=ELECTION.body, trustees=TRUSTEES, credentials=CREDENTIALS
    ):
        pass
    assert (tmp_path / "a.bel").read_bytes() == opening


def test_opening_that_the_verifier_would_refuse_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        Host.create(tmp_path / "a.bel", timestamp=0, election=ELECTION.body, trustees=b"[]", credentials=CREDENTIALS)
    assert list(tmp_path.iterdir()) == []


def test_credential_of_a_ballot_is_read_before_anything_is_proved() -> None:
    body = ballot()
    assert claimed_credential(body) == credential()
    assert claimed_credential(body.replace(b'"challenge":"', b'"challenge":"1')) == credential()
    with pytest.raises(Malformed):
        claimed_credential(b"{}")


def test_ballot_is_checked_whole_and_its_credential_asked_for() -> None:
    assert checked_ballot(ELECTION, ballot(), credential().__eq__).credential == credential()
    with pytest.raises(Refused) as refusal:
        checked_ballot(ELECTION, ballot(), lambda _: False)
    assert [finding.check for finding in refusal.value.findings] == ["ballot-credential"]
