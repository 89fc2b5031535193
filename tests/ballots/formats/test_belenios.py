"""Belenios's decrypted results: the papers of a question, where the names come from, and why a result is refused."""

import json
import shutil
import tarfile
from pathlib import Path

import pytest

from hustings.ballots.errors import BallotFileError
from hustings.ballots.files import PaperFile
from hustings.ballots.formats import read_papers, write_papers
from hustings.ballots.packed import pack
from hustings.ballots.paper import CandidateId, MarkKind, RankingMarks, ScoreMarks
from hustings.ballots.profile import UNREADABLE, MarkedPapers, Profile
from hustings.ballots.rankings import DistinctRanking, RankingList

SAMPLES = Path(__file__).parent / "samples"
RANKING = {
    "type": "NonHomomorphic",
    "value": {"answers": ["Ada", "Ben"], "question": "Committee"},
    "extra": {"type": "STV", "blank": True, "seats": 1},
}
CROSSES = {"type": "Homomorphic", "value": {"answers": ["Yes", "No"], "question": "Adopt?", "min": 1, "max": 1}}


def both(result: object, *questions: object) -> PaperFile:
    return PaperFile("result.json", json.dumps({"questions": questions or [RANKING], "result": result}).encode())


def marks(*levels: tuple[int, ...]) -> RankingMarks:
    return RankingMarks(tuple(tuple(CandidateId(c) for c in level) for level in levels))


def test_the_only_ranking_is_read() -> None:
    profile = read_papers(SAMPLES / "belenios.json")
    assert (profile.candidates, profile.title) == (("Ada Ash", "Ben Birch", "Cy Cedar"), "Committee")
    assert list(profile.plain) == [DistinctRanking((0, 1), 2, 1, 0)]
    assert profile.marked == (MarkedPapers(marks((1, 2), (0,)), 1), MarkedPapers(marks((), (1,), (2,)), 1))
    assert (profile.blank, profile.vacancies, profile.papers) == (1, 2, 5)


def packed(candidates: int) -> dict[str, object]:
    names = [f"C{number}" for number in range(candidates)]
    answers = [str(number) for number in range(1, 31)]
    return {
        "type": "NonHomomorphic",
        "value": {"answers": answers, "question": "Council"},
        "extra": {"type": "PackedRanking", "version": 1, "candidates": names},
    }


def test_packed_rankings_of_many_candidates_are_unpacked() -> None:
    papers = [list(pack((5, 17, 2), 40)), [0] * 30, [255] * 30, list(pack((5, 17, 2), 40))]
    profile = read_papers(both([papers], packed(40)), keep_order=True)
    assert list(profile.plain) == [DistinctRanking((5, 17, 2), 2, 1, 0)]
    assert (profile.marked, profile.blank) == ((MarkedPapers(UNREADABLE, 1),), 1)
    assert (profile.candidates[39], profile.sequence) == ("C39", [0, -1, 1, 0])


def test_grades_are_scores() -> None:
    profile = read_papers(both([[[2, 0], [0, 0]]], {**RANKING, "extra": {"type": "MajorityJudgment"}}))
    assert profile.marked == (MarkedPapers(ScoreMarks(((CandidateId(0), 2),)), 1),)
    assert (profile.kind, profile.blank) == (MarkKind.SCORES, 1)


def test_names_stand_in_the_election_beside_the_result(tmp_path: Path) -> None:
    (tmp_path / "election.json").write_text(json.dumps({"name": "Poll", "questions": [RANKING]}))
    (tmp_path / "result.json").write_text('{"result":[[[2,1],[1,0]]]}')
    profile = read_papers(tmp_path / "result.json")
    assert (profile.candidates, [p.preferences for p in profile.plain]) == (("Ada", "Ben"), [(1, 0), (0,)])


def test_a_question_is_chosen_by_number() -> None:
    file = both([[[1, 2]], [[2, 1], [0, 0]]], RANKING, RANKING)
    assert [p.preferences for p in read_papers(file, "belenios:1").plain] == [(0, 1)]
    assert read_papers(file, "belenios:2").blank == 1


@pytest.mark.parametrize(
    ("file", "layout", "message"),
    [
        (both([[[1]]]), "", "paper 1, '[1]', is not 2 whole numbers from 0 to 1000; each paper gives every answer a"),
        (both([[[1, -1]]]), "", "paper 1, '[1, -1]', is not 2 whole numbers from 0 to 1000; each paper gives every "),
        (both([[[1, 1.5]]]), "", "paper 1, '[1, 1.5]', is not 2 whole numbers from 0 to 1000; each paper gives every"),
        (both([[[True, 0]]]), "", "paper 1, '[True, 0]', is not 2 whole numbers from 0 to 1000; each paper gives ev"),
        (both([[[1, 1001]]]), "", "paper 1, '[1, 1001]', is not 2 whole numbers from 0 to 1000; each paper gives "),
        (both([7]), "", "the result of question 1 is no list of papers; name a result.json of a ranking"),
        (both([[3, 4]], CROSSES), "", "question 1 is 'Homomorphic': it was counted under encryption and has no papers"),
        (both([[], []], RANKING, RANKING), "", "2 of 2 questions are rankings; say which to read: --from belenios:2"),
        (both([[], []]), "", "2 results, and questions that do not fit; put the right election.json beside it"),
        (both([[]], packed(30)), "", "question 1 packs rankings of 30 candidates; that is for 31 to 54 candidates"),
        (both([[[0] * 29]], packed(31)), "", "paper 1, '[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ...', is not 30 whole "),
        (both([[[256] * 30]], packed(31)), "", "paper 1, '[256, 256, 256, 256, 256, 256, 256, 2...', is not 30 whole"),
        (both([[]], {**RANKING, "extra": {"type": "PackedRanking"}}), "", "question 1 has no list of answers; name a "),
        (both([[]], {**RANKING, "value": {"answers": []}}), "", "question 1 has no list of answers; name a genuine el"),
        (both([[]], {**RANKING, "value": 1}), "", "question 1 is not as Belenios writes it; name a genuine election."),
        (PaperFile("result.json", b'{"result": 3}'), "", 'no result; a Belenios result is {"result": [...]}'),
        (PaperFile("result.json", b'{"result": []'), "", "not JSON: Expecting ',' delimiter; is the file cut short?"),
        (PaperFile("result.json", b'["result"]'), "", 'no JSON object; a Belenios result is {"result": [...]}'),
    ],
)
def test_what_cannot_be_read_is_refused_with_line_and_cure(file: PaperFile, layout: str, message: str) -> None:
    with pytest.raises(BallotFileError) as refused:
        read_papers(file, f"belenios:{layout}" if layout else "belenios")
    assert str(refused.value)[: 15 + len(message)] == "result.json:1: " + message


def test_a_question_that_is_not_there_is_refused() -> None:
    with pytest.raises(BallotFileError) as refused:
        read_papers(both([[]]), "belenios:2")
    assert str(refused.value) == "result.json: there is no question '2'; the election has 1"


def test_a_result_without_an_election_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    path.write_text('{"result":[[[2,1],[1,0]]]}')
    with pytest.raises(BallotFileError) as refused:
        read_papers(path)
    cure = f"put the election's file at {tmp_path / 'election.json'}"
    assert str(refused.value) == f"{path}:1: the result does not name the candidates; {cure}"


def test_the_whole_file_that_is_written() -> None:
    plain = RankingList(((1, 0),), (2,))
    profile = Profile(("A", "B"), MarkKind.RANKING, plain, (MarkedPapers(marks((0, 1)), 1),), 1, "T", 3)
    assert write_papers(profile, "out.json", "belenios").decode() == (
        '{"questions": [{"type": "NonHomomorphic", "value": {"answers": ["A", "B"], "question": "T"}, '
        '"extra": {"type": "STV", "blank": true, "seats": 3}}],\n'
        '"result": [[\n[2, 1],\n[2, 1],\n[1, 1],\n[0, 0]\n]]}\n'
    )


def test_an_election_of_the_reference_tool(oracles: Path, tmp_path: Path) -> None:
    shutil.unpack_archive(oracles / "belenios" / "genuine.tar.xz", tmp_path)
    election = next(path for path in tmp_path.rglob("election.json") if "ranking9" in str(path))
    with tarfile.open(next(election.parent.glob("*.bel"))) as board:
        pieces = [found.read() for member in board if (found := board.extractfile(member))]
    (election.parent / "result.json").write_bytes(next(each for each in pieces if each.startswith(b'{"result"')))
    profile = read_papers(election.parent / "result.json")
    assert (profile.papers, profile.vacancies) == (40, 3)
    stv = json.loads((election.parent / "stv_result.json").read_text())
    ranked = sorted(p.preferences for p in profile.plain for _ in range(p.papers))
    assert ranked == sorted(tuple(ballot) for ballot in stv["ballots"] if ballot)
    assert profile.blank == sum(not ballot for ballot in stv["ballots"])
