"""Each field that a proof hashes is bound by it: changed, the proof fails."""

import json
from dataclasses import replace
from typing import Any

import pytest

from hustings.belenios.v1 import pki
from hustings.belenios.v1.ballots import check_ballot
from hustings.belenios.v1.decryption import broken_factors, decrypt_tally
from hustings.belenios.v1.encoding import write
from hustings.belenios.v1.group import ED25519, Ciphertext, Element, NotInGroup, product_of_pairs
from hustings.belenios.v1.hashing import challenge
from hustings.belenios.v1.play import ceremony
from hustings.belenios.v1.proofs import Proof, ProofError, equal_logarithms_hold, prove_equal_logarithms
from hustings.belenios.v1.questions import Homomorphic, Lists, NonHomomorphic, Question
from hustings.belenios.v1.questions.shared import decode_ciphertext, pair_texts
from hustings.belenios.v1.randomness import SeededRandomness
from hustings.belenios.v1.shuffle import ShuffleProof, broken_equations, shuffle_tally
from hustings.belenios.v1.tally import read_tally
from hustings.belenios.v1.trustees import Certificate, SignedMessage, check_trustees, key_proof_holds, prove_key

G = ED25519.generator
Y = ED25519.generator_power(7)
CONTEXT = "fingerprint|credential"
SUMMED = Homomorphic("One", ("Ada", "Bob"), 1, 1)
BLANK = Homomorphic("One or none", ("Ada", "Bob"), 1, 2, blank=True)
RANKED = NonHomomorphic("Rank", ("Ada", "Bob"))
LISTED = Lists("List", (("First", "Ada"), ("Second", "Bob")))
CHOICES: list[tuple[Question, Any]] = [
    (SUMMED, [0, 1]),
    (BLANK, [0, 1, 1]),
    (BLANK, [1, 0, 0]),
    (RANKED, [2, 1]),
    (LISTED, [[0, 0], [1, 1]]),
]


def rng(label: str = "proof") -> SeededRandomness:
    return SeededRandomness(b"proofs", label)


def moved(text: str) -> str:
    """Another member of the group."""
    return ED25519.text(ED25519.times(ED25519.decode(text), G))


def holds(question: Question, y: Element, context: str, answer: Any) -> bool:
    return question.check(ED25519, y, context, answer).failures == ()


@pytest.mark.parametrize(("question", "choice"), CHOICES)
def test_answer_is_bound_to_election_credential_and_key(question: Question, choice: Any) -> None:
    answer = json.loads(write(question.encrypt(ED25519, Y, CONTEXT, choice, rng())))
    assert holds(question, Y, CONTEXT, answer)
    assert not holds(question, Y, "another|credential", answer)
    assert not holds(question, Y, "fingerprint|another", answer)
    assert not holds(question, ED25519.times(Y, G), CONTEXT, answer)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if not isinstance(value, (dict, list)):
        return [path]
    keys = value if isinstance(value, dict) else range(len(value))
    return [place for key in keys for place in places(value[key], (*path, key))]


@pytest.mark.parametrize(("question", "choice"), CHOICES)
def test_every_point_and_scalar_of_an_answer_is_bound(question: Question, choice: Any) -> None:
    original = question.encrypt(ED25519, Y, CONTEXT, choice, rng())
    for place in places(json.loads(write(original))):
        answer = json.loads(write(original))
        holder = answer
        for key in place[:-1]:
            holder = holder[key]
        text = holder[place[-1]]
        holder[place[-1]] = (
            moved(text) if len(text) == 64 and not text.isdecimal() else str((int(text) + 1) % ED25519.order)
        )
        assert not holds(question, Y, CONTEXT, answer), place


@pytest.mark.parametrize(("question", "choice"), CHOICES)
def test_ciphertexts_in_another_order_are_refused(question: Question, choice: Any) -> None:
    answer = json.loads(write(question.encrypt(ED25519, Y, CONTEXT, choice, rng())))
    if isinstance(question, NonHomomorphic):
        pair = answer["choices"]
        pair["alpha"], pair["beta"] = pair["beta"], pair["alpha"]
    else:
        answer["choices"].reverse()
    assert not holds(question, Y, CONTEXT, answer)


def test_commitment_of_one_is_no_proof_of_nonzero() -> None:
    """With A0 = 1 every equation holds whatever is marked, so that commitment is refused by itself."""
    answer = json.loads(write(LISTED.encrypt(ED25519, Y, CONTEXT, [[0, 0], [1, 1]], rng())))
    rows = [[decode_ciphertext(ED25519, pair) for pair in row] for row in answer["choices"]]
    prefix = f"{CONTEXT}|{pair_texts(ED25519, [pair for row in rows for pair in row])}"
    total = product_of_pairs(ED25519, [pair for row in rows for pair in row[1:]])
    w1, w2 = 12345, 67890
    a1 = ED25519.times(ED25519.power(total.alpha, w1), ED25519.generator_power(w2))
    a2 = ED25519.times(ED25519.power(total.beta, w1), ED25519.power(Y, w2))
    forged = challenge(ED25519, f"nonzero|{prefix}|", [ED25519.identity, a1, a2])
    commitment = ED25519.text(ED25519.identity)
    answer["nonzero_proof"] = {"commitment": commitment, "challenge": str(forged), "response": [str(w1), str(w2)]}
    failures = LISTED.check(ED25519, Y, CONTEXT, answer).failures
    assert [failure.check for failure in failures] == ["answer-nonzero-proof"]


def test_key_proof_is_bound_to_the_key() -> None:
    key = prove_key(ED25519, 12345, rng())
    assert key_proof_holds(ED25519, key)
    assert not key_proof_holds(ED25519, replace(key, public_key=ED25519.generator_power(12346)))
    assert not key_proof_holds(ED25519, replace(key, pok=Proof(key.pok.challenge, key.pok.response + 1)))


def test_equal_logarithms_are_bound_to_prefix_base_key_and_image() -> None:
    base, public = ED25519.generator_power(99), ED25519.generator_power(5)
    image = ED25519.power(base, 5)
    proof = prove_equal_logarithms(ED25519, "prefix|", base, 5, 77)
    assert equal_logarithms_hold(ED25519, "prefix|", base, public, image, proof)
    other = ED25519.generator_power(6)
    for changed in (
        ("other|", base, public, image),
        ("prefix|", other, public, image),
        ("prefix|", base, other, image),
        ("prefix|", base, public, other),
    ):
        assert not equal_logarithms_hold(ED25519, *changed, proof)


def test_signed_message_is_bound_to_text_and_key() -> None:
    keys, others = pki.key_pair(ED25519, "1" * 22), pki.key_pair(ED25519, "2" * 22)
    signed = pki.sign(ED25519, keys.signing, "text", rng())
    assert pki.signature_holds(ED25519, keys.verification, signed)
    assert not pki.signature_holds(ED25519, others.verification, signed)
    assert not pki.signature_holds(ED25519, keys.verification, replace(signed, message="other"))


def test_channel_reaches_its_recipient_only_and_names_its_sender() -> None:
    sender, recipient, other = (pki.key_pair(ED25519, digit * 22) for digit in "123")
    sent = pki.send(ED25519, sender.signing, recipient.encryption, "secret", rng())
    assert pki.receive(ED25519, recipient, sender.verification, sent) == "secret"
    with pytest.raises(ProofError, match="not encrypted to this key"):
        pki.receive(ED25519, other, sender.verification, sent)
    with pytest.raises(ProofError, match="not signed by the sender"):
        pki.receive(ED25519, recipient, other.verification, sent)
    forwarded = pki.encrypt(ED25519, other.encryption, pki.decrypt(ED25519, recipient.decryption, sent), rng())
    with pytest.raises(ProofError, match="another recipient"):
        pki.receive(ED25519, other, sender.verification, forwarded)
    altered = json.loads(sent)
    altered["data"] = ("0" if altered["data"][0] != "0" else "1") + altered["data"][1:]
    with pytest.raises(ProofError, match="or was altered"):
        pki.receive(ED25519, recipient, sender.verification, write(altered).decode())
    altered["alpha"] = "8" + "0" * 63
    with pytest.raises(NotInGroup):
        pki.receive(ED25519, recipient, sender.verification, write(altered).decode())


def test_threshold_trustees_are_bound_to_certificates_and_commitments() -> None:
    trustee, _ = ceremony(ED25519, 2, 3, rng())
    other, _ = ceremony(ED25519, 2, 3, rng("other"))
    assert check_trustees(ED25519, [trustee]) == []

    def checks(**changed: Any) -> set[str]:
        return {finding.check for finding in check_trustees(ED25519, [replace(trustee, **changed)])}

    def swap(certificate: Certificate) -> Certificate:
        return replace(
            certificate, signed=SignedMessage(certificate.signed.message + " ", certificate.signed.signature)
        )

    assert "trustee-certificates-signature" in checks(certificates=(*trustee.certificates[:2], other.certificates[2]))
    assert checks(certificates=(swap(trustee.certificates[0]), *trustee.certificates[1:])) == {
        "trustee-certificate",
        "trustee-certificates-signature",
    }
    assert checks(commitments=(other.commitments[0], *trustee.commitments[1:])) == {
        "trustee-certificates-signature",
        "trustee-share",
    }
    assert checks(threshold=3) == {"trustee-certificate", "trustee-commitments"}
    assert checks(keys=(trustee.keys[1], trustee.keys[0], trustee.keys[2])) == {
        "trustee-share",
        "trustee-share-signature",
    }


def test_ballot_is_bound_to_its_election(made: dict[str, Any]) -> None:
    body = made["shuffled"].forge().of("Ballot").body("ballot")
    election = made["shuffled"].election
    assert check_ballot(election, body).findings == ()
    other = replace(election, body=election.body.replace(b"Shuffled", b"Shuffle2"))
    assert {finding.check for finding in check_ballot(other, body).findings} == {
        "ballot-election-hash",
        "answer-plaintext-proof",
    }


def test_partial_decryption_is_bound_to_election_key_and_tally(made: dict[str, Any]) -> None:
    made_ = made["summed"]
    election, secret = made_.election, made_.secrets.keys[1]
    tally = read_tally(election, made_.forge().of("EncryptedTally").body("tally"))
    key = ED25519.generator_power(secret)
    decryption = decrypt_tally(election, tally, secret, rng())
    every = ["question 1, factor 1", "question 1, factor 2"] + [f"question 2, factor {n}" for n in (1, 2, 3)]
    assert broken_factors(election, tally, key, decryption) == []
    assert broken_factors(election, tally, ED25519.times(key, G), decryption) == every
    assert broken_factors(replace(election, body=b"{}"), tally, key, decryption) == every
    assert broken_factors(election, (tally[0][::-1], tally[1]), key, decryption) == every[:2]
    factors = (decryption.factors[0][::-1], decryption.factors[1])
    assert broken_factors(election, tally, key, replace(decryption, factors=factors)) == every[:2]


SHUFFLE_FIELDS = [field for field in ShuffleProof.__dataclass_fields__ if field[0] in "tcs"]


@pytest.mark.parametrize("field", SHUFFLE_FIELDS)
def test_every_field_of_a_shuffle_proof_is_bound(field: str, made: dict[str, Any]) -> None:
    election = made["shuffled"].election
    before = read_tally(election, made["shuffled"].forge().of("EncryptedTally").body("tally"))
    shuffle = shuffle_tally(election, before, rng())
    [proof] = shuffle.proofs
    value: Any = getattr(proof, field)
    changes = [value] if isinstance(value, (bytes, int)) else list(value)
    for place, part in enumerate(changes):
        new = part + 1 if isinstance(part, int) else ED25519.times(part, G)
        whole = new if value is part else (*value[:place], new, *value[place + 1 :])
        altered = replace(shuffle, proofs=(replace(proof, **{field: whole}),))
        assert broken_equations(election, before, altered) != []


def test_shuffle_is_bound_to_election_key_input_and_output(made: dict[str, Any]) -> None:
    election = made["shuffled"].election
    before = read_tally(election, made["shuffled"].forge().of("EncryptedTally").body("tally"))
    shuffle = shuffle_tally(election, before, rng())
    assert broken_equations(election, before, shuffle) == []
    assert broken_equations(replace(election, body=b"{}"), before, shuffle) != []
    assert broken_equations(replace(election, public_key=Y), before, shuffle) != []
    assert broken_equations(election, (before[0][::-1],), shuffle) != []
    for place, pair in enumerate(shuffle.ciphertexts[0]):
        for other in (
            Ciphertext(ED25519.times(pair.alpha, G), pair.beta),
            Ciphertext(pair.alpha, ED25519.times(pair.beta, G)),
        ):
            column = (*shuffle.ciphertexts[0][:place], other, *shuffle.ciphertexts[0][place + 1 :])
            assert broken_equations(election, before, replace(shuffle, ciphertexts=(column,))) != []
