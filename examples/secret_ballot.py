"""A secret ballot from the first code to the count: a tutorial that runs, a test, and an audit.

    python examples/secret_ballot.py [FOLDER]

Sixty members elect a committee of nine from twenty candidates, and vote on a motion. Every step is the one that a real
election takes, by the people who take it there; each says what it would be worth to an auditor. All names are invented.
The random numbers come from a seed so that everybody sees the same election; a real one draws them from the system.
"""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

from hustings.belenios.v1 import authority, pedersen
from hustings.belenios.v1.ballots import make_ballot, sign_ballot, tracker
from hustings.belenios.v1.credentials import derive
from hustings.belenios.v1.decryption import decrypt_tally, write_decryption
from hustings.belenios.v1.election import Election, make_election
from hustings.belenios.v1.encoding import Json, read
from hustings.belenios.v1.group import ED25519
from hustings.belenios.v1.host import Host
from hustings.belenios.v1.papers import choice_of, profile_of, ranking_question
from hustings.belenios.v1.pki import draw_seed
from hustings.belenios.v1.play import uuid_of
from hustings.belenios.v1.questions import Homomorphic, NonHomomorphic
from hustings.belenios.v1.randomness import SeededRandomness, below, permutation
from hustings.belenios.v1.shuffle import shuffle_tally, write_shuffle
from hustings.belenios.v1.steps import Refused
from hustings.belenios.v1.trustees import Pedersen, check_trustees, election_public_key, write_trustees
from hustings.belenios.v1.verify import Policy, verify
from hustings.count.contest import contest_of
from hustings.count.lots import candidate_order
from hustings.report.result import CountResult
from hustings.report.text import plain_text
from hustings.rules import find_rule, hold_count

SEED = b"the demonstration of a secret ballot"
VOTERS, VACANCIES, SPARES = 60, 9, 3
TREES = (
    "Alder", "Ash", "Beech", "Birch", "Cedar", "Cherry", "Elder", "Elm", "Fir", "Hazel",
    "Holly", "Larch", "Lime", "Maple", "Oak", "Pine", "Plane", "Rowan", "Willow", "Yew",
)  # fmt: skip
CANDIDATES = tuple(f"Candidate {tree}" for tree in TREES)
COMMITTEE = ranking_question("Rank as many candidates as you wish", CANDIDATES, VACANCIES)
MOTION = Homomorphic("Shall the society buy a boat?", ("Yes", "No"), 1, 1, blank=True)

_steps = count(1)


def step(title: str) -> None:
    print(f"\n{next(_steps)}. {title}")


def rng(label: str) -> SeededRandomness:
    return SeededRandomness(SEED, label)


def key_ceremony() -> tuple[Pedersen, list[int]]:
    """Three trustees make a key of which any two can use their parts; nobody ever has the whole."""
    draws = [rng(f"trustee {index}") for index in (1, 2, 3)]
    seeds = [draw_seed(draw) for draw in draws]
    certificates = [
        pedersen.certify(ED25519, seed, 3, 2, index, draw)
        for index, (seed, draw) in enumerate(zip(seeds, draws, strict=True), start=1)
    ]
    dealings = [pedersen.deal(ED25519, seed, certificates, 2, draw) for seed, draw in zip(seeds, draws, strict=True)]
    outputs = [
        pedersen.accept(ED25519, seed, certificates, 2, received, draw)
        for seed, received, draw in zip(seeds, pedersen.route(dealings), draws, strict=True)
    ]
    keys = [
        pedersen.decryption_key(ED25519, seed, output.private_key) for seed, output in zip(seeds, outputs, strict=True)
    ]
    return pedersen.assemble(ED25519, 2, certificates, dealings, outputs), keys


def votes() -> Iterator[tuple[int, list[Json]]]:
    """Each member's vote; three change their minds, one votes blank on both."""
    draw = rng("votes")
    for voter in [*range(VOTERS - 4), 3, 17, 40]:
        ranking = permutation(draw, len(CANDIDATES))[: 1 + below(draw, len(CANDIDATES))]
        motion: Json = [[0, 1, 0], [0, 0, 1], [1, 0, 0]][below(draw, 3)]
        yield voter, [choice_of(COMMITTEE, ranking), motion]
    yield VOTERS - 4, [choice_of(COMMITTEE, []), [1, 0, 0]]


def refused(host: Host, body: bytes) -> Sequence[str]:
    """The names of the checks by which the board refuses a ballot."""
    try:
        host.cast(body)
    except Refused as refusal:
        return sorted({finding.check for finding in refusal.findings})
    raise AssertionError("a false ballot was taken")


def stuff(host: Host, election: Election, first: bytes, code: str) -> None:
    """What a dishonest server or voter might try, and what it comes to."""
    stranger = "AAAAA-AAAAAA-AAAAA-AAAAAA"
    print("   a code that is on no list:", *refused(host, make_ballot(election, stranger, NO_VOTE, rng("stranger"))))
    print("   the same ballot once more:", *refused(host, first))
    secret = derive(ED25519, election.uuid, code)
    value = read(first)
    assert isinstance(value, dict)
    answers = value["answers"]
    assert isinstance(answers, list)
    copied = sign_ballot(election, secret, answers, rng("copy"))
    print("   another's answers under one's own signature:", *refused(host, copied))
    print("   one byte altered:", *refused(host, first[:-10] + (b"8" if first[-10:-9] == b"7" else b"7") + first[-9:]))


NO_VOTE: list[Json] = [choice_of(COMMITTEE, []), [1, 0, 0]]


def main(folder: Path) -> None:
    step("An independent credential authority draws the codes, on a machine of its own")
    uuid = uuid_of(SEED)
    roll = [(f"member {number}", 1) for number in range(1, VOTERS + 1)]
    book = authority.draw(ED25519, {uuid: roll}, SPARES, rng("codes"))
    codes = [code for _, code in authority.mailing(book)]
    print(f"   {VOTERS} codes and {SPARES} spares; the server gets the public half only")

    step("Three trustees make a key, of whom two can decrypt")
    trustee, keys = key_ceremony()
    assert check_trustees(ED25519, [trustee]) == []
    print("   every certificate, commitment, share and signature checked")

    step("The board is opened")
    election = make_election(
        name="Election of the committee",
        description="Nine places, and a motion",
        group=ED25519,
        public_key=election_public_key(ED25519, [trustee]),
        questions=(COMMITTEE, MOTION),
        uuid=uuid,
    )
    path = folder / f"{uuid}.bel"
    host = Host.create(
        path,
        timestamp=1_795_000_000,
        election=election.body,
        trustees=write_trustees(ED25519, [trustee]),
        credentials=authority.public_half(book, uuid),
    )
    print(f"   fingerprint, to be published and compared: {election.fingerprint}")

    step("Members vote; three vote again, and their last ballot counts")
    receipts: dict[int, str] = {}
    bodies = []
    for number, (voter, choices) in enumerate(votes()):
        body = make_ballot(election, codes[voter], choices, rng(f"ballot {number}"))
        receipts[voter] = host.cast(body)
        bodies.append(body)
    assert receipts[3] == tracker(bodies[VOTERS - 4])
    print(f"   {host.ballots} ballots on the board, {len(receipts)} members voted; receipt of member 1: {receipts[0]}")

    step("Somebody tries to stuff the board")
    stuff(host, election, bodies[0], codes[1])
    early = path.read_bytes()

    step("The poll closes: the encrypted tally")
    sized = host.close()
    print(f"   {sized.num_tallied} ballots count, total weight {sized.total_weight}")

    step("Two trustees shuffle the rankings in turn, each with a proof")
    for owner in (1, 3):
        shuffled = shuffle_tally(election, host.to_shuffle(), rng(f"shuffle {owner}"))
        host.add_shuffle(owner, write_shuffle(ED25519, shuffled))
    host.end_shuffles()
    print("   nobody knows the order in which they stand now unless trustees 1 and 3 join forces")

    step("Two trustees decrypt, each with proofs; the third is not needed")
    for owner in (1, 2):
        part = decrypt_tally(election, host.to_decrypt(), keys[owner - 1], rng(f"decryption {owner}"))
        host.add_decryption(owner, write_decryption(election, part))
    host.publish()
    host.__exit__()

    step("Anybody verifies the archive, and that nothing was removed since the poll was open")
    report = verify(path.read_bytes(), policy=Policy(frozenset({1, 3})), earlier=early)
    assert (report.verdict, report.findings) == ("verified", ())
    assert report.facts.result is not None
    print(f"   {report.verdict}: {report.facts.events} events, the last is {report.facts.last_event}")
    altered = path.read_bytes().replace(b'"num_tallied":57', b'"num_tallied":58')
    assert verify(altered).verdict == "failed"

    step("The authority marks the register, in roll order, and erases the codes")
    marked = authority.mark(authority.erase_codes(book), uuid, report.facts.voted)
    assert [voter for voter, has in marked if not has] == ["member 58", "member 59", "member 60"]
    print(f"   {sum(has for _, has in marked)} of {len(marked)} have voted")

    step("The motion")
    rankings, motion = report.facts.result
    blank, yes, no = motion
    print(f"   yes {yes}, no {no}, blank {blank}")

    step("The committee is counted under ERS97")
    assert isinstance(COMMITTEE, NonHomomorphic)
    opened = profile_of(
        COMMITTEE, [paper for paper in rankings if isinstance(paper, tuple)], "Election of the committee"
    )
    assert (opened.unreadable, opened.profile.papers) == (0, sized.num_tallied)
    contest = contest_of(opened.profile, VACANCIES)
    rule = find_rule("ers_1997")
    transcript = hold_count(rule, opened.profile, contest, candidate_order(contest))
    assert len(transcript.elected) == VACANCIES
    print()
    print(plain_text(CountResult(rule, transcript)))
    print(f"The archive is {path}; check it yourself: hustings verify {path}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as scratch:
            main(Path(scratch))
