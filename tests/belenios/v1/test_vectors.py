"""The known answers of Belenios 3.3.0, each computed by the function that an election uses."""

from typing import Any

import pytest

from hustings.belenios.v1 import credentials, pki, proofs, shuffle
from hustings.belenios.v1.group import ED25519
from hustings.belenios.v1.hashing import base64_of_hex, challenge, number_digest
from hustings.belenios.v1.proofs import Proof
from hustings.belenios.v1.questions.shared import encrypt_bit, value_statement

Vectors = dict[str, Any]


def test_group_parameters(vectors: Vectors) -> None:
    assert ED25519.text(ED25519.generator) == vectors["base_point"]
    assert ED25519.text(ED25519.identity) == vectors["identity"]
    assert str(ED25519.order) == vectors["order"]


@pytest.mark.parametrize("index", [-1, 0, 1, 2, 39, 9999])
def test_independent_generator(vectors: Vectors, index: int) -> None:
    assert ED25519.text(ED25519.independent_generator(index)) == vectors["generators"][str(index)]


def test_embedding_both_ways(vectors: Vectors) -> None:
    for case in vectors["embedding"]:
        element = ED25519.embed(case["ints"])
        assert ED25519.text(element) == case["point"]
        assert list(ED25519.extract(element, len(case["ints"]))) == case["ints"]


def test_credential(vectors: Vectors) -> None:
    case = vectors["credential"]
    assert str(credentials.derive(ED25519, case["uuid"], case["credential"])) == case["x"]
    assert ED25519.text(credentials.public_credential(ED25519, case["uuid"], case["credential"])) == case["public"]
    assert credentials.is_code(case["credential"])


def test_election_fingerprint(vectors: Vectors) -> None:
    assert base64_of_hex(vectors["election"]["sha256_hex"]) == vectors["election"]["phi_b64"]


def test_keys_of_a_threshold_trustee(vectors: Vectors) -> None:
    case = vectors["pki"]
    keys = pki.key_pair(ED25519, case["seed"])
    assert (str(keys.signing), str(keys.decryption)) == (case["sk"], case["dk"])
    assert (ED25519.text(keys.verification), ED25519.text(keys.encryption)) == (case["vk"], case["ek"])
    assert case["sk"] not in repr(keys)
    assert case["dk"] not in repr(keys)


def test_proof_of_knowledge(vectors: Vectors) -> None:
    case = vectors["pok"]
    x, w = int(case["x"]), int(case["w"])
    public, a = ED25519.generator_power(x), ED25519.generator_power(w)
    prefix = case["hash_input"].removesuffix(case["A"])
    assert (ED25519.text(public), ED25519.text(a)) == (case["X"], case["A"])
    assert str(challenge(ED25519, prefix, [a])) == case["challenge"]
    assert str((w - x * int(case["challenge"])) % ED25519.order) == case["response"]
    assert proofs.knowledge_holds(ED25519, prefix, public, Proof(int(case["challenge"]), int(case["response"])))


def test_proof_of_a_bit(vectors: Vectors) -> None:
    case = vectors["iprove"]
    y = ED25519.decode(case["y"])
    pair = encrypt_bit(ED25519, y, case["m"], int(case["r"]))
    assert (ED25519.text(pair.alpha), ED25519.text(pair.beta)) == (case["alpha"], case["beta"])
    statements = [value_statement(ED25519, pair, 0), value_statement(ED25519, pair, 1)]
    prefix = f"prove|{case['S']}|{case['alpha']},{case['beta']}|"
    proof = [Proof(int(c), int(r)) for c, r in case["proof"]]
    assert str(number_digest(case["hash_input"]) % ED25519.order) == case["hash_mod_q"]
    assert sum(branch.challenge for branch in proof) % ED25519.order == int(case["hash_mod_q"])
    assert proofs.one_of_holds(ED25519, y, prefix, statements, proof)
    assert not proofs.one_of_holds(ED25519, y, prefix, statements[::-1], proof)
    assert not proofs.one_of_holds(ED25519, y, prefix, [statements[0]], proof)


def test_challenges_of_a_shuffle(vectors: Vectors) -> None:
    case = vectors["nizkp_challenges"]
    expected = [int(u) for u in case["u"]]
    assert shuffle.expand_challenges(ED25519, case["str"], case["n"]) == expected
