"""The key ceremony: honest members get keys that fit; whoever cheats is named by the member who sees it."""

import json
from dataclasses import replace
from itertools import combinations

import pytest

from hustings.belenios.v1 import pedersen
from hustings.belenios.v1.decryption import lagrange
from hustings.belenios.v1.encoding import Malformed, write, write_text
from hustings.belenios.v1.group import ED25519, product
from hustings.belenios.v1.pki import draw_seed, key_pair, send
from hustings.belenios.v1.proofs import ProofError
from hustings.belenios.v1.randomness import SeededRandomness
from hustings.belenios.v1.trustees import Certificate, check_trustees

RNG = SeededRandomness(b"ceremony")
SEEDS = [draw_seed(RNG) for _ in range(3)]
CERTIFICATES = [pedersen.certify(ED25519, seed, 3, 2, index, RNG) for index, seed in enumerate(SEEDS, start=1)]
DEALINGS = [pedersen.deal(ED25519, seed, CERTIFICATES, 2, RNG) for seed in SEEDS]
INPUTS = pedersen.route(DEALINGS)


def accept(
    received: pedersen.Input, member: int = 0, certificates: list[Certificate] = CERTIFICATES
) -> pedersen.Output:
    return pedersen.accept(ED25519, SEEDS[member], certificates, 2, received, SeededRandomness(b"accept"))


def test_any_two_of_three_shares_give_the_key() -> None:
    outputs = [accept(received, member) for member, received in enumerate(INPUTS)]
    parameters = pedersen.assemble(ED25519, 2, CERTIFICATES, DEALINGS, outputs)
    assert check_trustees(ED25519, [parameters]) == []
    shares = [
        pedersen.decryption_key(ED25519, seed, output.private_key) for seed, output in zip(SEEDS, outputs, strict=True)
    ]
    key = parameters.public_key(ED25519)
    for chosen in combinations((1, 2, 3), 2):
        parts = zip(chosen, lagrange(ED25519, chosen), strict=True)
        assert product(ED25519, (ED25519.generator_power(shares[place - 1] * part) for place, part in parts)) == key
    assert ED25519.generator_power(shares[0]) != key


def test_wrong_share_names_who_sent_it() -> None:
    sender, mine = key_pair(ED25519, SEEDS[2]), key_pair(ED25519, SEEDS[0])
    false = send(ED25519, sender.signing, mine.encryption, write_text({"secret": "12345"}), RNG)
    received = replace(INPUTS[0], secrets=(*INPUTS[0].secrets[:2], false))
    with pytest.raises(ProofError, match="member 3 sent member 1 a secret that is not on its polynomial"):
        accept(received)


def test_share_for_another_member_is_refused() -> None:
    with pytest.raises(ProofError, match="not encrypted to this key"):
        accept(replace(INPUTS[0], secrets=INPUTS[1].secrets))


def test_commitments_that_their_member_did_not_sign_are_refused() -> None:
    swapped = (INPUTS[0].coefexps[1], INPUTS[0].coefexps[0], INPUTS[0].coefexps[2])
    with pytest.raises(ProofError, match="the commitments of member 1 are not what it signed"):
        accept(replace(INPUTS[0], coefexps=swapped))
    swapped_proofs = (INPUTS[0].signatures[0], INPUTS[0].signatures[2], INPUTS[0].signatures[1])
    with pytest.raises(ProofError, match="the commitments of member 2 are not what it signed"):
        accept(replace(INPUTS[0], signatures=swapped_proofs))


def test_polynomial_of_another_ceremony_is_refused() -> None:
    other = pedersen.deal(ED25519, SEEDS[0], CERTIFICATES, 2, SeededRandomness(b"other"))
    with pytest.raises(ProofError, match="our own polynomial was replaced"):
        accept(replace(INPUTS[0], polynomial=other.polynomial))


def test_certificates_are_checked_before_anything_is_dealt() -> None:
    false = json.loads(write(CERTIFICATES[1].signed.to_json()))
    false["message"] = false["message"].replace('"threshold":2', '"threshold":1')
    altered = pedersen.read_certificate(ED25519, false)
    for certificates in ([CERTIFICATES[0], altered, CERTIFICATES[2]], CERTIFICATES[:2], CERTIFICATES[::-1]):
        with pytest.raises(ProofError) as refusal:
            pedersen.deal(ED25519, SEEDS[0], certificates, 2, RNG)
        assert refusal.value.check == "trustee-certificate"
        with pytest.raises(ProofError):
            accept(INPUTS[0], certificates=certificates)


def test_who_is_no_member_cannot_accept() -> None:
    with pytest.raises(ProofError, match="none of the certificates"):
        pedersen.accept(ED25519, "1" * 22, CERTIFICATES, 2, INPUTS[0], RNG)


@pytest.mark.parametrize(("size", "threshold", "index"), [(3, 0, 1), (3, 4, 1), (3, 2, 0), (3, 2, 4)])
def test_numbers_that_do_not_fit_are_refused(size: int, threshold: int, index: int) -> None:
    with pytest.raises(ValueError, match="1 <= threshold <= size was expected"):
        pedersen.certify(ED25519, SEEDS[0], size, threshold, index, RNG)


def test_nonsense_in_a_channel_is_an_error_of_its_own() -> None:
    for text in ("", "{}", '{"algorithm":"ROT13","alpha":"","beta":"","data":""}', "[" * 10_000):
        with pytest.raises(Malformed):
            accept(replace(INPUTS[0], secrets=(text, *INPUTS[0].secrets[1:])))
    short = json.loads(INPUTS[0].secrets[0])
    for data, error in (("00", ProofError), ("0", Malformed), ("zz", Malformed), ("", ProofError)):
        text = write({**short, "data": data}).decode()
        with pytest.raises(error):
            accept(replace(INPUTS[0], secrets=(text, *INPUTS[0].secrets[1:])))
