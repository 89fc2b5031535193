"""What a report says: at every stage of a board, with progress, warnings apart from failures."""

from pathlib import Path
from typing import Any

import pytest

from hustings.belenios.v1.play import Plan, Threshold, play
from hustings.belenios.v1.questions import Homomorphic, NonHomomorphic
from hustings.belenios.v1.verify import Policy, verify

MADE = ["summed", "shuffled", "threshold"]


@pytest.mark.parametrize("name", MADE)
def test_board_is_verified_at_every_stage(name: str, made: dict[str, Any]) -> None:
    steps = made[name].forge().steps
    copies = []
    for length in range(1, len(steps) + 1):
        forge = made[name].forge()
        forge.steps = forge.steps[:length]
        body = forge.build()
        report = verify(body)
        assert (report.verdict, report.findings) == ("verified", ()), steps[length - 1].type
        assert (report.facts.stage, report.facts.events) == (steps[length - 1].type, length)
        assert (report.facts.result is None) == (length < len(steps))
        copies.append(body)
    assert copies[-1] == made[name].body
    for earlier in copies:
        assert verify(made[name].body, earlier=earlier).verdict == "verified"


def test_facts_of_a_whole_board(made: dict[str, Any]) -> None:
    facts = verify(made["shuffled"].body).facts
    assert facts.election == made["shuffled"].election
    assert (len(facts.trustees), len(facts.credentials)) == (3, 4)
    assert (facts.board_ballots, len(facts.voted), facts.total_weight) == (4, 3, 3)
    assert (facts.shuffle_owners, facts.decryption_owners) == ((1, 2, 3), (1, 2, 3))
    assert facts.result is not None
    assert sorted(facts.result[0]) == [(0, 0, 0), (0, 1, 2), (2, 0, 1)]
    assert facts.fingerprints["final"] == facts.last_event


def test_progress_counts_to_the_end(made: dict[str, Any]) -> None:
    calls: list[tuple[str, int, int]] = []
    verify(made["shuffled"].body, progress=lambda *call: calls.append(call))
    last = {what: (done, total) for what, done, total in calls}
    assert last == {"credentials": (4, 4), "ballots": (4, 4), "shuffles": (3, 3), "decryptions": (3, 3)}


def test_warning_does_not_fail_a_board(made: dict[str, Any]) -> None:
    forge = made["shuffled"].forge()
    forge.steps.remove(forge.of("Shuffle", 2))
    before_decryption = [step for step in forge.steps if step.type not in {"PartialDecryption", "Result"}]
    forge.steps = before_decryption
    report = verify(forge.build())
    assert (report.verdict, report.failures) == ("verified with warnings", ())
    assert [finding.check for finding in report.warnings] == ["shuffle-number"]


def test_policy_names_who_has_to_shuffle(made: dict[str, Any]) -> None:
    assert verify(made["shuffled"].body, policy=Policy(frozenset({1, 3}))).verdict == "verified"
    report = verify(made["shuffled"].body, policy=Policy(frozenset({4})))
    assert [(f.check, f.expected, f.got) for f in report.findings] == [("shuffle-policy", "by [4]", "by [1, 2, 3]")]


def test_several_shuffled_questions_are_shuffled_apart(tmp_path: Path) -> None:
    questions = (
        NonHomomorphic("First", ("Ada", "Bob")),
        Homomorphic("Adopt?", ("Yes", "No"), 0, 2),
        NonHomomorphic("Second", ("Cyd", "Dan", "Eve")),
    )
    votes = tuple((voter, ([1, voter], [1, 1], [voter, 0, 1])) for voter in range(6))
    plan = Plan(
        name="Two", questions=questions, votes=votes, voters=(1,) * 6, trustees=(Threshold(2, 2),), shuffling=(2, 1),
        decrypting=(1, 2),
    )  # fmt: skip
    first, adopted, second = play(plan, b"two", tmp_path / "board.bel")
    assert (sorted(first), adopted) == ([(1, voter) for voter in range(6)], (6, 6))
    assert sorted(second) == [(voter, 0, 1) for voter in range(6)]
    assert [paper[1] for paper in first if isinstance(paper, tuple)] != [
        paper[0] for paper in second if isinstance(paper, tuple)
    ]
    assert verify((tmp_path / "board.bel").read_bytes()).findings == ()


def test_findings_of_several_faults_are_all_told(made: dict[str, Any]) -> None:
    forge = made["summed"].forge()
    trustee = forge.of("Setup").parts["trustees"][0][1]["pok"]
    trustee["response"] = "1"
    forge.of("Ballot", 0).parts["ballot"]["signature"]["proof"]["response"] = "2"
    forge.of("Ballot", 1).parts["ballot"]["answers"][0]["overall_proof"][0]["response"] = "3"
    forge.of("EncryptedTally").parts["sized"]["num_tallied"] = 7
    forge.of("Result").parts["result"]["result"][0][1] = 9
    assert {finding.check for finding in verify(forge.build()).findings} == {
        "trustee-key-proof",
        "ballot-signature",
        "ballot-signature-hash",
        "answer-overall-proof",
        "tally-count",
        "result-value",
    }
