"""Our own JSON: every field, and why a file is refused."""

import json
from pathlib import Path

import pytest

from hustings.ballots.errors import BallotFileError
from hustings.ballots.files import PaperFile
from hustings.ballots.formats import read_papers
from hustings.ballots.paper import ApprovalMarks, CandidateId, MarkKind, RankingMarks, ScoreMarks
from hustings.ballots.profile import UNREADABLE, MarkedPapers, Profile
from hustings.ballots.rankings import DistinctRanking

SAMPLES = Path(__file__).parent / "samples"
PLAIN: dict[str, object] = {
    "format": "hustings papers",
    "version": 1,
    "kind": "ranking",
    "candidates": ["Ada", "Ben"],
    "papers": [{"papers": 2, "ranking": [1]}, {"ranking": [2, 1]}],
}


def read(content: object, *, keep_order: bool = False) -> Profile:
    return read_papers(PaperFile("papers.json", json.dumps(content).encode()), "json", keep_order=keep_order)


def marks(*levels: tuple[int, ...]) -> RankingMarks:
    return RankingMarks(tuple(tuple(CandidateId(c) for c in level) for level in levels))


def test_every_field_of_a_ranking() -> None:
    profile = read_papers(SAMPLES / "papers.json", keep_order=True)
    assert (profile.candidates, profile.title) == (("Ada Ash", "Ben Birch", "Cy Cedar"), "Committee")
    assert (profile.vacancies, profile.withdrawn, profile.blank) == (2, {2}, 2)
    assert list(profile.plain) == [DistinctRanking((0, 1), 2, 1, 0)]
    assert profile.marked == (
        MarkedPapers(marks((1, 2), (), (0,)), 1),
        MarkedPapers(marks((2,), (2,)), 1, 3),
        MarkedPapers(UNREADABLE, 1),
    )
    assert profile.sequence == [0, 0, 1, -1, 2, 3, -1]


def test_scores_and_crosses() -> None:
    scores, crosses = read_papers(SAMPLES / "scores.json"), read_papers(SAMPLES / "crosses.json")
    assert scores.marked == (
        MarkedPapers(ScoreMarks(((CandidateId(0), 5), (CandidateId(1), -3))), 2),
        MarkedPapers(ScoreMarks(((CandidateId(1), 0),)), 1),
    )
    assert [paper.marks for paper in crosses.each()] == [ApprovalMarks((CandidateId(0), CandidateId(1)))]
    assert (scores.kind, crosses.kind, crosses.blank) == (MarkKind.SCORES, MarkKind.APPROVAL, 1)


def test_an_unreadable_paper_is_not_a_blank_one() -> None:
    unreadable, blank = read({**PLAIN, "papers": [{"unreadable": True}]}), read({**PLAIN, "papers": [], "blank": 1})
    assert (unreadable.papers, unreadable.blank, blank.papers, blank.blank) == (1, 0, 1, 1)
    assert unreadable.digest() != blank.digest()


def test_without_a_sequence_the_papers_stand_in_the_order_of_the_entries() -> None:
    assert read({**PLAIN, "blank": 1}, keep_order=True).sequence == [0, 0, 1, -1]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"format": "papers"}, 'papers.json:1: not this format; it says "format": "hustings papers"'),
        ({"version": 2}, "papers.json:1: version '2'; this program reads version 1"),
        ({"colour": 1}, "papers.json:1: unknown key 'colour'; leave it out"),
        ({"kind": "dots"}, "papers.json:1: 'dots' is no kind of marks; one of: ranking, approval, scores"),
        ({"title": 3}, 'papers.json:1: the title is no text; write "title": "..."'),
        ({"vacancies": 0}, "papers.json:1: vacancies is '0'; it must be a whole number from 1 to 10000"),
        ({"candidates": ["Ada", 2]}, 'papers.json:1: no list of candidates; write "candidates": ["Ada Ash", ...]'),
        ({"candidates": []}, "papers.json:1: 0 candidates; there must be 1 to 10000"),
        ({"candidates": ["Ada", " "]}, "papers.json:1: an empty name; name every candidate, and the contest"),
        ({"withdrawn": [3]}, "papers.json:1: a candidate is '3'; it must be a whole number from 1 to 2"),
        ({"withdrawn": 1}, "papers.json:1: '1' is no list of candidates; write [1, 2]"),
        ({"blank": -1}, "papers.json:1: blank is '-1'; it must be a whole number from 0 to 999999999999"),
        ({"blank": True}, "papers.json:1: blank is 'true'; it must be a whole number from 0 to 999999999999"),
        ({"papers": 1}, 'papers.json:1: no list of papers; write "papers": [...]'),
        ({"papers": [1]}, 'papers.json:1: papers[0]: no JSON object; write {"papers": 1, "ranking": [1]}'),
        ({"papers": [{"crosses": [1]}]}, "papers.json:1: papers[0]: unknown key 'crosses'; papers of kind ranking "),
        ({"papers": [{"papers": 1}]}, 'papers.json:1: papers[0]: no ranking; write "ranking": [...]'),
        ({"papers": [{"ranking": [1], "papers": 0}]}, "papers.json:1: papers[0]: papers is '0'; it must be a whole "),
        ({"papers": [{"ranking": [1], "weight": 0.5}]}, "papers.json:1: papers[0]: weight is '0.5'; it must be a "),
        ({"papers": [{"ranking": [1]}, {"ranking": [3]}]}, "papers.json:1: papers[1]: a candidate is '3'; it must "),
        ({"papers": [{"ranking": [[1, 1]]}]}, "papers.json:1: papers[0]: one candidate stands twice in '[1, 1]'; "),
        ({"papers": [{"ranking": [[]] * 10001}]}, "papers.json:1: papers[0]: a ranking of 10001 numbers; there must"),
        ({"papers": [{"unreadable": False}]}, 'papers.json:1: papers[0]: no unreadable; write "unreadable": [...]'),
        ({"kind": "scores", "papers": [{"scores": [1]}]}, "papers.json:1: papers[0]: scores that are no pairs; writ"),
        ({"kind": "scores", "papers": [{"scores": [[1, 10**9]]}]}, "papers.json:1: papers[0]: a score is '1000000000"),
        ({"sequence": 1}, 'papers.json:1: the sequence is no list; write "sequence": [0, 0, 1, -1]'),
        ({"sequence": [0, 1]}, "papers.json:1: the sequence and the numbers of papers differ; list each paper once"),
        ({"sequence": [0, 0, 2]}, "papers.json:1: an entry of the sequence is '2'; it must be a whole number from -1"),
    ],
)
def test_what_cannot_be_read_is_refused_with_line_and_cure(change: dict[str, object], message: str) -> None:
    with pytest.raises(BallotFileError) as refused:
        read({**PLAIN, **change}, keep_order=True)
    assert str(refused.value)[: len(message)] == message


def test_the_line_of_a_refused_paper_is_named() -> None:
    text = (SAMPLES / "papers.json").read_text().replace('"weight": 3', '"weight": 0')
    with pytest.raises(BallotFileError) as refused:
        read_papers(PaperFile("papers.json", text.encode()))
    assert (
        str(refused.value) == "papers.json:6: papers[2]: weight is '0'; it must be a whole number from 1 to 999999999"
    )


def test_json_that_is_none_names_the_line() -> None:
    with pytest.raises(BallotFileError) as refused:
        read_papers(PaperFile("papers.json", (SAMPLES / "papers.json").read_bytes()[:-4]))
    assert str(refused.value) == "papers.json:7: not JSON: Expecting ',' delimiter; is the file cut short?"
