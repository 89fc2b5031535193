"""Elections made here: every kind of question and of trustees verifies, and a seed gives the same bytes again."""

from pathlib import Path
from typing import Any

import pytest

from hustings.belenios.v1.host import BoardInUse, Host
from hustings.belenios.v1.play import Plan, Threshold, play
from hustings.belenios.v1.questions import Homomorphic, Lists, NonHomomorphic, Question
from hustings.belenios.v1.steps import Refused
from hustings.belenios.v1.verify import verify
from hustings.belenios.v1.workers import all_cores

SEED = b"a seed for tests"
MOTION = Homomorphic("Adopt the motion?", ("For", "Against"), 1, 1)
COMMITTEE = Homomorphic("Elect up to two", ("Ada", "Bob", "Cyd"), 1, 2, blank=True)
RANKING = NonHomomorphic("Rank the candidates", ("Ada", "Bob", "Cyd"))
SLATES = Lists("Choose a list", (("First", "Ada", "Bob"), ("Second", "Cyd")))

CHOICES: dict[Question, Any] = {
    MOTION: ([1, 0], [0, 1]),
    COMMITTEE: ([0, 1, 1, 0], [1, 0, 0, 0]),
    RANKING: ([1, 3, 2], [0, 0, 0]),
    SLATES: ([[1, 0, 1], [0, 0]], [[0, 0, 0], [1, 1]]),
}
ONCE = {MOTION: ((1, 0), (0, 1)), COMMITTEE: ((0, 1, 1, 0), (1, 0, 0, 0)), SLATES: ((1, 0, 1, 0, 0), (0, 0, 0, 1, 1))}


def plan(*questions: Question, ballots: int, **changed: Any) -> Plan:
    """Voter 0 and 1 choose the first and the second choice of each question, in turn."""
    votes = tuple((n, tuple(CHOICES[q][n % 2] for q in questions)) for n in range(ballots))
    return Plan(name="Trial", questions=questions, votes=votes, voters=(1,) * max(ballots, 1), **changed)


@pytest.mark.parametrize("ballots", [0, 1, 5])
@pytest.mark.parametrize("question", [MOTION, COMMITTEE, SLATES], ids=lambda q: q.kind + str(q.marks))
def test_summed_question_round_trip(question: Homomorphic | Lists, ballots: int, tmp_path: Path) -> None:
    path = tmp_path / "board.bel"
    result = play(plan(question, ballots=ballots), SEED, path)
    first, second = ONCE[question]
    ups, downs = (ballots + 1) // 2, ballots // 2
    assert result == (tuple(ups * a + downs * b for a, b in zip(first, second, strict=True)),)
    report = verify(path.read_bytes())
    assert (report.verdict, report.facts.result) == ("verified", result)


@pytest.mark.parametrize("ballots", [0, 1, 2, 5])
def test_shuffled_question_round_trip(ballots: int, tmp_path: Path) -> None:
    path = tmp_path / "board.bel"
    [papers] = play(plan(RANKING, ballots=ballots), SEED, path)
    assert sorted(papers) == [(0, 0, 0)] * (ballots // 2) + [(1, 3, 2)] * ((ballots + 1) // 2)
    report = verify(path.read_bytes())
    assert (report.verdict, report.facts.result) == ("verified", (papers,))


@pytest.mark.parametrize(
    ("trustees", "shuffling", "decrypting"),
    [
        ((None,), (1,), (1,)),
        ((None, None, None), (2, 1, 3), (3, 2, 1)),
        ((Threshold(1, 1),), (1,), (1,)),
        ((Threshold(2, 3),), (3, 1), (3, 2)),
        ((Threshold(3, 3),), (1, 2, 3), (1, 2, 3)),
        ((Threshold(3, 5),), (1, 2, 4), (1, 5, 2)),
        ((Threshold(2, 3), None, Threshold(1, 2)), (1, 4, 5, 6), (2, 3, 4, 6)),
    ],
)
def test_trustees_round_trip(
    trustees: tuple[Threshold | None, ...], shuffling: tuple[int, ...], decrypting: tuple[int, ...], tmp_path: Path
) -> None:
    path = tmp_path / "board.bel"
    made = plan(COMMITTEE, RANKING, SLATES, ballots=3, trustees=trustees, shuffling=shuffling, decrypting=decrypting)
    result = play(made, SEED, path)
    assert (result[0], sorted(result[1]), result[2]) == (
        (1, 2, 2, 0),
        [(0, 0, 0), (1, 3, 2), (1, 3, 2)],
        (2, 0, 2, 1, 1),
    )
    report = verify(path.read_bytes())
    assert (report.verdict, report.findings) == ("verified", ())
    assert (report.facts.shuffle_owners, report.facts.decryption_owners) == (shuffling, decrypting)


def test_too_few_threshold_trustees_give_no_result(tmp_path: Path) -> None:
    made = plan(MOTION, ballots=1, trustees=(Threshold(2, 3),), decrypting=(2,))
    with pytest.raises(Refused) as refused:
        play(made, SEED, tmp_path / "board.bel")
    assert [finding.check for finding in refused.value.findings] == ["decryption-enough"]


def test_weights_multiply_votes_and_stand_in_the_list(tmp_path: Path) -> None:
    path = tmp_path / "board.bel"
    votes = ((0, ([1, 0],)), (1, ([0, 1],)), (2, ([1, 0],)))
    made = Plan(name="Card vote", questions=(MOTION,), votes=votes, voters=(5, 2**30, 0, 7))
    assert play(made, SEED, path) == ((5, 2**30),)
    report = verify(path.read_bytes())
    assert (report.verdict, report.facts.total_weight) == ("verified", 2**30 + 5)
    assert b'"total_weight":"1073741829"' in path.read_bytes()
    assert b'{"result":[[5,"1073741824"]]}' in path.read_bytes()


def test_weights_are_refused_where_a_question_is_shuffled(tmp_path: Path) -> None:
    made = Plan(name="Card vote", questions=(RANKING,), votes=(), voters=(1, 2))
    with pytest.raises(Refused) as refused:
        play(made, SEED, tmp_path / "board.bel")
    assert [finding.check for finding in refused.value.findings] == ["credential-weight"]
    assert list(tmp_path.iterdir()) == []


def test_last_ballot_of_a_credential_counts(tmp_path: Path) -> None:
    votes = ((0, ([1, 0],)), (1, ([1, 0],)), (0, ([0, 1],)))
    result = play(Plan(name="Revote", questions=(MOTION,), votes=votes, voters=(1, 1)), SEED, tmp_path / "board.bel")
    assert result == ((1, 1),)


def everything(ballots: int) -> Plan:
    return plan(
        MOTION,
        RANKING,
        SLATES,
        ballots=ballots,
        trustees=(None, Threshold(2, 3)),
        shuffling=(1, 3, 2),
        decrypting=(1, 4, 2),
    )


def test_same_seed_gives_the_same_bytes_on_any_number_of_processes(tmp_path: Path) -> None:
    boards = [tmp_path / name for name in ("one", "again", "pool", "other")]
    play(everything(20), SEED, boards[0])
    play(everything(20), SEED, boards[1])
    with all_cores(2) as workers:
        play(everything(20), SEED, boards[2], workers)
        pooled = verify(boards[2].read_bytes(), workers=workers)
    play(everything(20), b"another seed", boards[3])
    alone = boards[0].read_bytes()
    assert [board.read_bytes() == alone for board in boards] == [True, True, True, False]
    assert pooled == verify(alone)
    assert pooled.verdict == "verified"


def test_interrupted_play_is_continued_from_any_byte(tmp_path: Path) -> None:
    whole, cut = tmp_path / "whole", tmp_path / "cut"
    play(everything(3), SEED, whole)
    body = whole.read_bytes()
    for at in range(0, len(body), 4_999):
        cut.write_bytes(body[:at])
        play(everything(3), SEED, cut)
        assert cut.read_bytes() == body


def test_thousand_ballots_round_trip(tmp_path: Path) -> None:
    path = tmp_path / "board.bel"
    [papers] = play(plan(RANKING, ballots=1000), SEED, path)
    assert sorted(papers) == [(0, 0, 0)] * 500 + [(1, 3, 2)] * 500
    assert verify(path.read_bytes()).verdict == "verified"


def test_stuffed_ballot_is_refused(tmp_path: Path) -> None:
    made = plan(MOTION, ballots=2)
    path = tmp_path / "board.bel"
    play(made, SEED, path)
    cast = [line for line in path.read_bytes().split(b"\0") if line.startswith(b'{"election_uuid"')]
    stuffed = tmp_path / "stuffed.bel"
    setup_only = path.read_bytes()[: path.read_bytes().index(b'"type":"Setup"')]
    stuffed.write_bytes(path.read_bytes()[: (len(setup_only) // 512 + 1) * 512])
    with Host.resume(stuffed) as host:
        assert host.stage == "Setup"
        host.cast(cast[0])
        refusals = []
        for body in (cast[0], cast[1].replace(b'"challenge":"', b'"challenge":"1', 1), b"{}"):
            with pytest.raises(Refused) as refused:
                host.cast(body)
            refusals.append({finding.check for finding in refused.value.findings})
    assert refusals[0] == {"ballot-duplicate"}
    assert refusals[1] & {"answer-individual-proof", "ballot-form"}
    assert "ballot-form" in refusals[2]


def test_board_is_held_by_one_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "board.bel"
    play(plan(MOTION, ballots=1), SEED, path)
    with Host.resume(path), pytest.raises(BoardInUse, match=r"board\.bel: another process has this board open"):
        Host.resume(path)
    with Host.resume(path) as host:
        assert host.stage == "Result"


def test_board_with_a_fault_is_not_continued(tmp_path: Path) -> None:
    path = tmp_path / "board.bel"
    play(plan(MOTION, ballots=1), SEED, path)
    body = path.read_bytes()
    path.write_bytes(body.replace(b'"height":1,', b'"height":7,'))
    with pytest.raises(Refused) as refused:
        Host.resume(path)
    assert "archive-record-name" in {finding.check for finding in refused.value.findings}
