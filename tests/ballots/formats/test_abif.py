"""ABIF: rankings and scores by name, and why a file is refused."""

from pathlib import Path

import pytest

from hustings.ballots.errors import BallotFileError
from hustings.ballots.files import PaperFile
from hustings.ballots.formats import read_papers, write_papers
from hustings.ballots.paper import ApprovalMarks, CandidateId, MarkKind, RankingMarks, ScoreMarks
from hustings.ballots.profile import MarkedPapers, Profile
from hustings.ballots.rankings import DistinctRanking, RankingList

SAMPLES = Path(__file__).parent / "samples"


def read(text: str, layout: str = "") -> Profile:
    return read_papers(PaperFile("poll.abif", text.encode()), f"abif:{layout}" if layout else None)


def marks(*levels: tuple[int, ...]) -> RankingMarks:
    return RankingMarks(tuple(tuple(CandidateId(c) for c in level) for level in levels))


def scored(*scores: tuple[int, int]) -> ScoreMarks:
    return ScoreMarks(tuple((CandidateId(c), score) for c, score in scores))


def test_rankings_by_token_bracket_and_quote() -> None:
    profile = read_papers(SAMPLES / "rankings.abif")
    assert profile.candidates == ("Ada Ash", 'Ben "Benny" Birch', "Cy Cedar", "Dee Dogwood")
    assert list(profile.plain) == [DistinctRanking((0, 1), 5, 1, 6)]
    assert profile.marked == (
        MarkedPapers(marks((2,), (0, 1)), 2, 1, 7),
        MarkedPapers(marks((3,), (0,), (3,)), 1, 1, 8),
    )
    assert (profile.title, profile.blank, profile.kind) == ("Committee", 3, MarkKind.RANKING)


def test_scores_are_read_before_the_order() -> None:
    profile = read_papers(SAMPLES / "scores.abif")
    assert [(p.marks, p.papers) for p in profile.marked] == [
        (scored((0, 5), (1, 3), (2, 0)), 21),
        (scored((0, 1), (1, 5), (2, 5)), 4),
    ]
    assert (profile.kind, profile.blank) == (MarkKind.SCORES, 2)
    assert profile.remarks == (f"{SAMPLES / 'scores.abif'}: the scores are read; for the order say abif:ranking",)


def test_the_order_is_read_when_asked_for() -> None:
    profile = read("4:A/5>B/5=C/1\n", "ranking")
    assert profile.marked == (MarkedPapers(marks((0,), (1, 2)), 4, 1, 1),)


def test_scores_that_end_at_one_are_crosses() -> None:
    profile = read_papers(SAMPLES / "crosses.abif")
    assert [(p.marks, p.papers) for p in profile.each()] == [
        (ApprovalMarks((CandidateId(0),)), 21),
        (ApprovalMarks((CandidateId(0), CandidateId(1))), 3),
    ]
    assert (profile.kind, profile.blank) == (MarkKind.APPROVAL, 2)


def test_a_name_in_brackets_is_the_candidate_declared_so() -> None:
    profile = read("=A:[Ada Ash]\n=B:[A]\n1:[Ada Ash]>A>B\n1:B>[A]\n")
    assert profile.candidates == ("Ada Ash", "A")
    assert [paper.marks for paper in profile.marked] == [marks((0,), (0,), (1,)), marks((1,), (0,))][:1]


def test_facts_that_are_not_read_are_remarked_on() -> None:
    assert read('{"branch": "North"}\n1:A\n').remarks == ("poll.abif: the fact 'branch' is not read",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# nothing\n", "poll.abif:1: no candidates: no line declares or ranks any; write =token:[name], or papers: "),
        ("2:\n", "poll.abif:1: no candidates: no line declares or ranks any; write =token:[name], or papers: 5:A>B"),
        ("A>B\n", "poll.abif:1: 'A>B' is no line of papers; write a number, a colon and a ranking: 5:A>B"),
        ("0:A>B\n", "poll.abif:1: 0 papers; it must be from 1 to 999999999999"),
        ("1.5:A>B\n", "poll.abif:1: '1.5' is no number of papers; it must be a whole number; papers that weigh"),
        ("1:A>>B\n", "poll.abif:1: '>B' is no candidate; join candidates by > or =, odd names in [ ]"),
        ("1:A>\n", "poll.abif:1: > at the end; name who follows, or leave it out"),
        ("1:A>[B\n", "poll.abif:1: '[B' is no candidate; join candidates by > or =, odd names in [ ]"),
        ("1:A [B]\n", "poll.abif:1: '[B]' is no candidate; join candidates by > or =, odd names in [ ]"),
        ("1:A>[ ]\n", "poll.abif:1: an empty name; name the candidate"),
        ("1:A,B\n", "poll.abif:1: a comma between candidates of a ranking; join them by > or ="),
        ("1:A=A\n", "poll.abif:1: a candidate stands twice at one rank; name it once"),
        ("1:A/5,A/4\n", "poll.abif:1: a candidate stands twice; give each one score"),
        ("1:A/5\n2:A\n", "poll.abif:2: no score, and other papers have some; give every candidate named a score"),
        ("1:A/x\n", "poll.abif:1: 'x' is no score; a score is a whole number below 1000000000"),
        ("1:A/1000000000\n", "poll.abif:1: '1000000000' is no score; a score is a whole number below 1000000000"),
        ('{"max_rating": 1}\n1:A/2\n', "poll.abif:2: a score other than 0 and 1, by its heading the largest; corre"),
        ("{title}\n1:A\n", 'poll.abif:1: \'{title}\' is no JSON object; write {"title": "..."} on one line'),
        ("=A\n1:A\n", "poll.abif:1: '=A' declares no candidate; write =token:[name]"),
        ("=A:[B]\n=A:[C]\n", "poll.abif:2: 'A' is declared twice; give each candidate a token of its own"),
        ("=A:[ ]\n1:A\n", "poll.abif:1: an empty name; name every candidate, and the contest"),
    ],
)
def test_what_cannot_be_read_is_refused_with_line_and_cure(text: str, message: str) -> None:
    with pytest.raises(BallotFileError) as refused:
        read(text)
    assert str(refused.value)[: len(message)] == message


EQUAL = MarkedPapers(marks((0, 1)), 1)


@pytest.mark.parametrize(
    ("profile", "text"),
    [
        (
            Profile(
                ("A", "B]"), MarkKind.RANKING, RankingList(((1, 0),), (2,)), (MarkedPapers(marks((0, 1)), 1),), 3, "T"
            ),
            '{"title": "T"}\n=A1:[A]\n=A2:[B]]\n2:A2>A1\n1:A1=A2\n3:\n',
        ),
        (
            Profile(("A", "B"), MarkKind.SCORES, marked=(MarkedPapers(scored((0, 9), (1, -1)), 1),)),
            '{"max_rating": 9}\n=A1:[A]\n=A2:[B]\n1:A1/9,A2/-1\n',
        ),
        (
            Profile(("A", "B"), MarkKind.APPROVAL, RankingList(((0, 1),), (2,))),
            '{"max_rating": 1}\n=A1:[A]\n=A2:[B]\n2:A1/1,A2/1\n',
        ),
    ],
)
def test_the_whole_file_that_is_written(profile: Profile, text: str) -> None:
    assert write_papers(profile, "out.abif").decode() == text
