"""The Scottish councils' papers with commas: what is read, and why a file is refused."""

from pathlib import Path

import pytest

from hustings.ballots.errors import BallotFileError
from hustings.ballots.files import PaperFile
from hustings.ballots.formats import read_papers, write_papers
from hustings.ballots.paper import CandidateId, RankingMarks
from hustings.ballots.profile import MarkedPapers, Profile
from hustings.ballots.rankings import DistinctRanking

WARD = (Path(__file__).parent / "samples" / "ward.csv").read_text()


def read(text: str) -> Profile:
    return read_papers(PaperFile("ward.csv", text.encode()), "scottish_csv")


def test_a_ward() -> None:
    profile = read(WARD)
    assert profile.candidates == ("Ada Ash, Orchard (O)", 'Ben "Benny" Birch', "Cy Cedar, Independent (Ind)")
    assert (profile.vacancies, profile.title, profile.blank) == (2, "Ward 7 - Hedge End", 4)
    assert list(profile.plain) == [DistinctRanking((0, 1), 5, 1, 2), DistinctRanking((2,), 1, 1, 3)]
    twice = RankingMarks(((CandidateId(1),), (CandidateId(1),)))
    assert profile.marked == (MarkedPapers(twice, 2, 1, 4),)


def test_commas_at_the_end_may_be_missing_and_papers_closed_by_0() -> None:
    text = WARD.replace(",\n", "\n").replace("5,1,2\n", "5,1,2,0\n")
    assert read(text).digest() == read(WARD).digest()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "ward.csv:1: '' where the numbers of candidates and vacancies should be; write candidates,vacancies"),
        (WARD.replace("3,2,", "3,0,"), "ward.csv:1: '3,0,' where the numbers of candidates and vacancies should be"),
        (WARD.replace("5,1,2,", "5,1,4,"), "ward.csv:2: candidate 4 does not exist (this file has 3); correct it, or"),
        (WARD.replace("5,1,2,", "5,1,,2,"), "ward.csv:2: '' is no candidate's number; candidates are named by number"),
        (WARD.replace("5,1,2,", "5.5,1,2,"), "ward.csv:2: '5.5' is no number of papers; it must be a whole number"),
        (WARD.replace('"Candidate 2"', "B"), 'ward.csv:7: \'B,"Ben ""Benny"" Birch","",\' where candidate 2 should be'),
        (
            WARD.replace('"Cy Cedar"', '"Cy'),
            'ward.csv:8: \'"Candidate 3","Cy,"Independent (Ind)",\': \',\' expected after',
        ),
        (WARD[: WARD.index('"Candidate 3')], "ward.csv:7: 3 candidates, but 2 names; name every candidate after the"),
        (WARD + "5,1,\n", "ward.csv:10: '5,1,' after the ward's name; is the number of candidates right?"),
    ],
)
def test_what_cannot_be_read_is_refused_with_line_and_cure(text: str, message: str) -> None:
    with pytest.raises(BallotFileError) as refused:
        read(text)
    assert str(refused.value)[: len(message)] == message


def test_the_whole_file_that_is_written() -> None:
    assert write_papers(read(WARD), "out.csv", "scottish_csv").decode() == (
        '3,2,\n5,1,2,\n1,3,\n2,2,2,\n4,\n"Candidate 1","Ada Ash, Orchard (O)","",\n'
        '"Candidate 2","Ben ""Benny"" Birch","",\n"Candidate 3","Cy Cedar, Independent (Ind)","",\n'
        '"Ward 7 - Hedge End",\n'
    )


def test_without_vacancies_it_is_not_written() -> None:
    profile = read_papers(PaperFile("poll.csv", b"A,B\n1,2\n"))
    with pytest.raises(BallotFileError) as refused:
        write_papers(profile, "out.csv", "scottish_csv")
    assert str(refused.value) == (
        "out.csv: the file says how many vacancies there are, and these papers do not; say it with --vacancies"
    )
