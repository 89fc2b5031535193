"""The key of an election: held by the server, by several people who are all needed, or by some of several."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.core.exceptions import ValidationError
from django.utils.translation import override
from polled import BY, Polled, polled

from hustings.belenios.v1.group import ED25519, NotInGroup
from hustings.belenios.v1.proofs import ProofError
from hustings.belenios.v1.steps import refused
from hustings.belenios.v1.trustees import Pedersen, Single, read_trustees
from hustings.cli import main
from hustings_site.elections.keys import server_key, services
from hustings_site.elections.keys.enums import KeyKind, Step
from hustings_site.elections.keys.faults import why
from hustings_site.elections.keys.models import KeyHolder, KeySet

pytestmark = pytest.mark.django_db
NAMES = [("Ada Ash", None), ("Ben Birch", None), ("Cal Cedar", None)]


@pytest.fixture
def vote(settings: object, tmp_path: Path) -> Polled:
    """An election whose polls are not prepared."""
    settings.DATA = tmp_path / "data"  # type: ignore[attr-defined]
    return polled()


def run(*arguments: object) -> None:
    ran = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert ran.exit_code == 0, ran.output


def ceremony(vote: Polled, threshold: int) -> list[KeyHolder]:
    keys = services.begin_ceremony(by=BY, election=vote.election, holders=NAMES, threshold=threshold)
    return list(keys.holders.all())


def certify(folder: Path, holders: list[KeyHolder]) -> list[Path]:
    """Each holder's first step on a machine of their own; where each keeps the private files."""
    seeds = []
    for holder in holders:
        run("trustee", "certify", folder, "--index", holder.index, "--size", 3, "--threshold", 2)
        [certificate] = [path for path in folder.glob("*.cert") if path.stem not in {seed.stem for seed in seeds}]
        services.hand_in(by=BY, holder=holder, body=certificate.read_bytes())
        seeds.append(certificate.with_suffix(".key"))
    return seeds


def test_server_key_is_private_and_says_on_whom_secrecy_rests(vote: Polled) -> None:
    services.make_server_key(by=BY, election=vote.election)
    key = services.election_key(vote.election)
    (trustee,) = key.trustees
    assert trustee.public_key(ED25519) == ED25519.generator_power(server_key.secret_of(vote.election))
    assert key.secrecy.names == ()
    (path,) = (Path(str(vote_folder())) / "keys").iterdir()
    assert path.stat().st_mode & 0o077 == 0


def vote_folder() -> Path:
    from django.conf import settings

    return Path(settings.DATA)


def test_server_key_is_refused_for_a_poll_that_the_law_prescribes(vote: Polled) -> None:
    vote.election.statutory = True
    with pytest.raises(ValidationError, match="several people hold the key"):
        services.make_server_key(by=BY, election=vote.election)


def test_second_key_is_refused(vote: Polled) -> None:
    services.make_server_key(by=BY, election=vote.election)
    with pytest.raises(ValidationError, match="has a key"):
        ceremony(vote, 2)


def test_two_of_three_make_a_key_by_the_command_line(vote: Polled, tmp_path: Path) -> None:
    holders = ceremony(vote, 2)
    seeds = certify(tmp_path, holders)
    (tmp_path / "certs").write_bytes(services.certificates_of(holders[0].keys))
    for holder, seed in zip(holders, seeds, strict=True):
        run("trustee", "deal", tmp_path / "certs", "--key", seed, "--out", tmp_path / f"deal-{holder.index}")
        services.hand_in(by=BY, holder=holder, body=(tmp_path / f"deal-{holder.index}").read_bytes())
    for holder, seed in zip(holders, seeds, strict=True):
        (tmp_path / f"in-{holder.index}").write_bytes(services.dealt_to(holder))
        run("trustee", "accept", tmp_path / "certs", tmp_path / f"in-{holder.index}", "--key", seed,
            "--out", tmp_path / f"out-{holder.index}")  # fmt: skip
        services.hand_in(by=BY, holder=holder, body=(tmp_path / f"out-{holder.index}").read_bytes())
    key = services.election_key(vote.election)
    (trustee,) = key.trustees
    assert isinstance(trustee, Pedersen)
    assert (trustee.threshold, trustee.size) == (2, 3)
    assert (key.secrecy.threshold, key.secrecy.names) == (2, ("Ada Ash", "Ben Birch", "Cal Cedar"))
    holders[0].refresh_from_db()
    assert services.share_of(holders[0]) == json.loads((tmp_path / "out-1").read_text())["private_key"].encode() + b"\n"


def test_three_of_three_each_make_a_key_alone(vote: Polled, tmp_path: Path) -> None:
    holders = ceremony(vote, 3)
    for holder in holders:
        folder = tmp_path / str(holder.index)
        folder.mkdir()
        run("trustee", "key", folder, "--name", holder.name)
        [public] = folder.glob("*.pubkey")
        assert services.hand_in(by=BY, holder=holder, body=public.read_bytes()) == Step.KEY
    keys = KeySet.objects.get(election=vote.election)
    assert keys.kind == KeyKind.ALL
    assert [type(trustee) for trustee in read_trustees(ED25519, keys.trustees.encode())] == [Single] * 3


def test_nobody_deals_before_everybody_has_certified(vote: Polled, tmp_path: Path) -> None:
    holders = ceremony(vote, 2)
    seeds = certify(tmp_path, holders[:2])
    assert len(seeds) == 2
    holders[0].refresh_from_db()
    assert [services.next_step(holder) for holder in KeyHolder.objects.all()] == [None, None, Step.CERTIFY]
    with pytest.raises(ValidationError, match="nothing to hand in now"):
        services.hand_in(by=BY, holder=holders[0], body=b"{}")
    with pytest.raises(ValidationError, match="Not everybody"):
        services.dealt_to(holders[0])


def test_certificate_of_another_number_is_refused(vote: Polled, tmp_path: Path) -> None:
    holders = ceremony(vote, 2)
    run("trustee", "certify", tmp_path, "--index", 2, "--size", 3, "--threshold", 2)
    [certificate] = tmp_path.glob("*.cert")
    with pytest.raises(ValidationError, match="number 2 of 3, 2 needed, not for number 1 of 3"):
        services.hand_in(by=BY, holder=holders[0], body=certificate.read_bytes())


@pytest.mark.parametrize("body", [b"", b"{}", b"[1]", b"\xff", b"a photograph"])
def test_file_that_is_something_else_is_refused(vote: Polled, body: bytes) -> None:
    (holder, *_others) = ceremony(vote, 2)
    with pytest.raises(ValidationError, match="hustings trustee certify wrote"):
        services.hand_in(by=BY, holder=holder, body=body)


def test_refused_file_is_explained_in_the_readers_language_alone(vote: Polled) -> None:
    (holder, *_others) = ceremony(vote, 2)
    with override("fr"), pytest.raises(ValidationError) as refusal:
        services.hand_in(by=BY, holder=holder, body=b"a photograph")
    (said,) = refusal.value.messages
    assert said == (
        "Ce n’est pas le certificat\u00a0: il ne se lit pas comme un tel fichier. Remettez le fichier qu’a écrit "
        "hustings trustee certify."
    )


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (NotInGroup("x"), "a number in it does not belong to the group in which the ballots are encrypted"),
        (ProofError("trustee-key-proof", "x"), "its proof does not hold (trustee-key-proof)"),
        (refused("shuffle-proof", "owner 1", "a", "b"), "its proof does not hold (shuffle-proof)"),
        (refused("event-grammar", "to shuffle", "a", "b"), "the board has gone on meanwhile (event-grammar)"),
        (
            refused("decryption-owner-distinct", "", "a", "b"),
            "yours has been taken already (decryption-owner-distinct)",
        ),
        (refused("shuffle-needed", "", "a", "b"), "it does not fit this board (shuffle-needed)"),
    ],
)
def test_why_a_file_is_refused_has_no_word_of_the_protocol_but_the_checks_name(error: Exception, said: str) -> None:
    assert why(error) == said


@pytest.mark.parametrize(
    ("holders", "threshold", "message"),
    [
        (NAMES[:1], 1, "Two to twenty"),
        (NAMES, 4, "Between one and all of the 3"),
        (NAMES, 0, "Between one and all of the 3"),
        ([NAMES[0], NAMES[0]], 2, "have one name"),
    ],
)
def test_ceremony_that_cannot_be(vote: Polled, holders: list[tuple[str, None]], threshold: int, message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        services.begin_ceremony(by=BY, election=vote.election, holders=holders, threshold=threshold)


def test_key_is_given_up_until_a_poll_uses_it(vote: Polled) -> None:
    services.make_server_key(by=BY, election=vote.election)
    services.begin_again(by=BY, election=vote.election, reason="three people hold it instead")
    assert list((vote_folder() / "keys").iterdir()) == []
    services.make_server_key(by=BY, election=vote.election)
    vote.key = services.election_key(vote.election)
    vote.prepare()
    with pytest.raises(ValidationError, match="prepared with this key"):
        services.begin_again(by=BY, election=vote.election, reason="too late")


def test_election_key_before_it_is_made(vote: Polled) -> None:
    with pytest.raises(ValidationError, match="not made yet"):
        services.election_key(vote.election)
    ceremony(vote, 2)
    with pytest.raises(ValidationError, match="not made yet"):
        services.election_key(vote.election)
