"""How papers are written down while they are entered."""

import pytest
from django.core.exceptions import ValidationError

from hustings.ballots.paper import MarkKind, RankingMarks
from hustings.ballots.profile import MarkedPapers
from hustings.ballots.rankings import DistinctRanking
from hustings_site.elections.papers.marks import in_words, letter_of, profile_of, read_line, read_lines

RANKING, MARKS = MarkKind.RANKING, MarkKind.APPROVAL
NAMES = ("Alma", "Bela", "Ida", "Jo")


@pytest.mark.parametrize(
    ("place", "candidates", "letter"),
    [(1, 4, "A"), (26, 26, "Z"), (1, 27, "AA"), (26, 42, "AZ"), (27, 42, "BA"), (42, 42, "BP"), (54, 54, "CB")],
)
def test_letter_of(place: int, candidates: int, letter: str) -> None:
    assert letter_of(place, candidates) == letter


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("b a d", "B A D"),
        ("bad", "B A D"),
        (" B  A=D ", "B A=D"),
        ("bd=a", "B A=D"),
        ("a=b=c d", "A=B=C D"),
        ("b-d", "B - D"),
        ("- b", "- B"),
        ("b--d", "B - - D"),
        ("a b a", "A B A"),
        ("0", "0"),
        ("!2", "!2"),
        (" ! 2", "!2"),
    ],
)
def test_read_line_of_a_ranking(typed: str, kept: str) -> None:
    assert read_line(typed, 4, RANKING) == kept
    assert read_line(kept, 4, RANKING) == kept


@pytest.mark.parametrize(("typed", "kept"), [("d a", "A D"), ("A", "A"), ("0", "0"), ("!1", "!1"), ("abcd", "A B C D")])
def test_read_line_of_marks(typed: str, kept: str) -> None:
    assert read_line(typed, 4, MARKS) == kept


def test_read_line_of_more_than_26_candidates_has_two_letters_each() -> None:
    assert read_line("aabp az", 42, RANKING) == "AA BP AZ"


@pytest.mark.parametrize(
    ("typed", "kind", "fault"),
    [
        ("", RANKING, "nothing is written: type 0 for a blank paper"),
        ("A E", RANKING, "nobody has the letter E: they go from A to D"),
        ("A 2", RANKING, "nobody has the letter 2: they go from A to D"),
        ("=A", RANKING, "nobody has the letter =: they go from A to D"),
        ("A=", RANKING, "a line does not end with = or -"),
        ("A -", RANKING, "a line does not end with = or -"),
        ("!9", RANKING, "an invalid paper is ! and the number of its reason, such as !2"),
        ("!", RANKING, "an invalid paper is ! and the number of its reason, such as !2"),
        ("A=B", MARKS, "on this paper candidates are marked, each once: type their letters only"),
        ("A A", MARKS, "on this paper candidates are marked, each once: type their letters only"),
        ("A-B", MARKS, "on this paper candidates are marked, each once: type their letters only"),
    ],
)
def test_read_line_refuses_and_says_the_cure(typed: str, kind: MarkKind, fault: str) -> None:
    with pytest.raises(ValidationError) as refused:
        read_line(typed, 4, kind)
    assert refused.value.messages == [fault]


def test_read_lines_of_a_batch_names_every_faulty_line() -> None:
    with pytest.raises(ValidationError) as refused:
        read_lines("A B\n\nE\n", 4, RANKING, 3)
    assert refused.value.messages == [
        "Line 2: nothing is written: type 0 for a blank paper.",
        "Line 3: nobody has the letter E: they go from A to D.",
    ]


def test_read_lines_refuses_another_number_of_papers() -> None:
    with pytest.raises(ValidationError, match="The batch has 3 papers, and you typed 2 lines"):
        read_lines("A B\nC\n\n", 4, RANKING, 3)
    assert read_lines("a b\r\nc\r\n0\r\n", 4, RANKING, 3) == ["A B", "C", "0"]


def test_in_words_names_candidates() -> None:
    assert in_words("B A=D - C", NAMES) == "Bela, Alma = Jo, -, Ida"
    assert (in_words("0", NAMES), in_words("!1", NAMES)) == ("blank", "invalid: the voter could be known by it")


def test_profile_of_keeps_what_needs_a_ruling_as_it_was_marked() -> None:
    profile = profile_of(["B A", "B A", "A=D C", "- B", "A B A", "0", "!1", "!4"], NAMES, RANKING)
    assert list(profile.plain) == [DistinctRanking((1, 0), 2, 1, 0)]
    assert profile.marked == (
        MarkedPapers(RankingMarks(((), (1,))), 1),  # type: ignore[arg-type]
        MarkedPapers(RankingMarks(((0,), (1,), (0,))), 1),  # type: ignore[arg-type]
        MarkedPapers(RankingMarks(((0, 3), (2,))), 1),  # type: ignore[arg-type]
    )
    assert (profile.blank, profile.papers, profile.candidates) == (1, 6, NAMES)


def test_profile_of_marks_is_plain() -> None:
    profile = profile_of(["A D", "A D", "B"], NAMES, MARKS)
    assert list(profile.plain) == [DistinctRanking((0, 3), 2, 1, 0), DistinctRanking((1,), 1, 1, 0)]
    assert (profile.kind, profile.marked) == (MARKS, ())
