"""The secrets of the reference tool's elections, used by our code, give what the tool published."""

import json
from pathlib import Path
from typing import Any

import pytest

from hustings.belenios.v1 import pedersen
from hustings.belenios.v1.archive import scan
from hustings.belenios.v1.board import Board, read_board
from hustings.belenios.v1.credentials import derive, read_credentials
from hustings.belenios.v1.decryption import decrypt_tally, opened_tally, read_decryption
from hustings.belenios.v1.election import Election, read_election
from hustings.belenios.v1.encoding import read, write
from hustings.belenios.v1.group import ED25519
from hustings.belenios.v1.pki import key_pair, receive
from hustings.belenios.v1.randomness import SeededRandomness
from hustings.belenios.v1.shuffle import read_shuffle, write_shuffle
from hustings.belenios.v1.tally import Tally, read_tally, write_tally
from hustings.belenios.v1.trustees import (
    Certificate,
    Pedersen,
    check_trustees,
    owners,
    read_certificate,
    read_trustees,
    write_trustees,
)


def board_of(folder: Path) -> tuple[Board, Election]:
    [path] = folder.glob("*.bel")
    archive, findings = scan(path.read_bytes())
    board, found = read_board(archive)
    assert findings + found == []
    assert board.setup is not None
    return board, read_election(board.setup.election)


def opened(board: Board, election: Election) -> Tally:
    assert board.tally is not None
    tally = read_tally(election, board.tally)
    last = None
    if board.shuffles:
        last = read_shuffle(ED25519, board.shuffles[-1].body, [len(tally[place]) for place in election.shuffled])
    return opened_tally(election, tally, last)


def line(path: Path) -> Any:
    return read(path.read_bytes().rstrip(b"\n"))


@pytest.mark.parametrize("letter", ["a", "b", "c"])
def test_codes_give_the_published_credentials(letter: str, genuine: dict[str, Path]) -> None:
    board, election = board_of(genuine[letter])
    codes = json.loads((genuine[letter] / "secret" / "private_creds.json").read_text()).values()
    publics = {ED25519.text(ED25519.generator_power(derive(ED25519, election.uuid, code))) for code in codes}
    assert board.setup is not None
    assert publics == {credential.text for credential in read_credentials(board.setup.credentials)}


@pytest.mark.parametrize("letter", ["a", "b", "c"])
def test_private_keys_give_the_published_factors(letter: str, genuine: dict[str, Path]) -> None:
    board, election = board_of(genuine[letter])
    assert board.setup is not None
    keys = {key: owner for owner, (_, _, key) in enumerate(owners(read_trustees(ED25519, board.setup.trustees)), 1)}
    secrets = {}
    for path in (genuine[letter] / "secret").glob("*.privkey"):
        secret = int(json.loads(path.read_text()))
        secrets[keys[ED25519.generator_power(secret)]] = secret
    for path in (genuine[letter] / "secret").glob("*.dkey"):
        share = pedersen.decryption_key(ED25519, path.with_suffix(".key").read_text().strip(), path.read_text().strip())
        secrets[keys[ED25519.generator_power(share)]] = share
    assert set(secrets) == set(keys.values())
    tally = opened(board, election)
    for item in board.decryptions:
        made = decrypt_tally(election, tally, secrets[item.owner], SeededRandomness(b"interoperation"))
        assert made.factors == read_decryption(election, item.body, tally).factors


def certificates(folder: Path) -> list[Certificate]:
    lines = (folder / "setup" / "certs.jsons").read_bytes().splitlines()
    return [read_certificate(ED25519, read(text)) for text in lines]


def test_ceremony_of_the_tool_is_accepted_by_each_member(genuine: dict[str, Path]) -> None:
    folder = genuine["c"]
    certs = certificates(folder)
    for certificate in certs:
        seed = (folder / "secret" / f"{certificate.fingerprint}.key").read_text().strip()
        setup = folder / "setup" / certificate.fingerprint
        received = pedersen.read_input(ED25519, line(setup.with_suffix(".vinput")), 3)
        theirs = pedersen.read_output(ED25519, line(setup.with_suffix(".voutput")))
        ours = pedersen.accept(ED25519, seed, certs, 2, received, SeededRandomness(b"interoperation"))
        assert ours.public_key.public_key == theirs.public_key.public_key
        keys = key_pair(ED25519, seed)
        messages = [receive(ED25519, keys, keys.verification, each.private_key) for each in (ours, theirs)]
        assert messages[0] == messages[1]


def test_dealings_are_routed_as_the_tool_does(genuine: dict[str, Path]) -> None:
    folder = genuine["c"] / "setup"
    lines = (folder / "polynomials.jsons").read_bytes().splitlines()
    dealings = [pedersen.read_dealing(ED25519, read(text), 3) for text in lines]
    for certificate, routed in zip(certificates(genuine["c"]), pedersen.route(dealings), strict=True):
        assert write(routed.to_json()) + b"\n" == (folder / f"{certificate.fingerprint}.vinput").read_bytes()


def test_parameters_are_assembled_as_the_tool_does(genuine: dict[str, Path]) -> None:
    folder = genuine["c"] / "setup"
    certs = certificates(genuine["c"])
    dealings = [
        pedersen.read_dealing(ED25519, read(text), 3)
        for text in (folder / "polynomials.jsons").read_bytes().splitlines()
    ]
    outputs = [pedersen.read_output(ED25519, line(folder / f"{cert.fingerprint}.voutput")) for cert in certs]
    made = pedersen.assemble(ED25519, 2, certs, dealings, outputs)
    assert check_trustees(ED25519, [made]) == []
    kind, inner = made.to_json(ED25519)  # type: ignore[misc]
    assert kind == "Pedersen"
    assert write(inner) + b"\n" == (folder / "threshold.json").read_bytes()


@pytest.mark.parametrize("letter", ["a", "b", "c"])
def test_what_is_read_is_written_again_byte_for_byte(letter: str, genuine: dict[str, Path]) -> None:
    board, election = board_of(genuine[letter])
    assert board.setup is not None
    assert board.tally is not None
    trustees = read_trustees(ED25519, board.setup.trustees)
    assert election.canonical_body == board.setup.election
    assert write_trustees(ED25519, trustees) == board.setup.trustees
    tally = read_tally(election, board.tally)
    assert write_tally(election, tally) == board.tally
    lengths = [len(tally[place]) for place in election.shuffled]
    for shuffle in board.shuffles:
        assert write_shuffle(ED25519, read_shuffle(ED25519, shuffle.body, lengths)) == shuffle.body
    assert sum(isinstance(trustee, Pedersen) for trustee in trustees) == (1 if letter == "c" else 0)
