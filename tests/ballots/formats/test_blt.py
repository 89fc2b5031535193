"""BLT files as people write them: what each dialect means, and why a file is refused."""

import tarfile
from pathlib import Path

import pytest

from hustings.ballots.errors import BallotFileError
from hustings.ballots.files import PaperFile
from hustings.ballots.formats import read_papers, write_papers
from hustings.ballots.paper import CandidateId, MarkKind, RankingMarks
from hustings.ballots.profile import MarkedPapers, Profile
from hustings.ballots.rankings import DistinctRanking, RankingList

PLAIN = """\
3 2
5 1 2 0
1 3 0
2 0
0
"Ada Ash"
"Ben Birch"
"Cy Cedar"
"Committee"
"""


def read(text: str | bytes, *, keep_order: bool = False) -> Profile:
    data = text.encode() if isinstance(text, str) else text
    return read_papers(PaperFile("ward.blt", data), "blt", keep_order=keep_order)


def refusal(text: str | bytes) -> str:
    with pytest.raises(BallotFileError) as refused:
        read(text)
    return str(refused.value)


def papers(body: str, candidates: int = 4) -> Profile:
    """The profile of these lines of papers in a file of so many candidates."""
    names = "".join(f'"C{number}"\n' for number in range(1, candidates + 1))
    return read(f"{candidates} 1\n{body}\n0\n{names}")


def marked(*levels: tuple[int, ...], number: int = 1, line: int = 2) -> MarkedPapers:
    return MarkedPapers(RankingMarks(tuple(tuple(CandidateId(c) for c in level) for level in levels)), number, 1, line)


def test_a_plain_file() -> None:
    profile = read(PLAIN)
    assert list(profile.plain) == [DistinctRanking((0, 1), 5, 1, 2), DistinctRanking((2,), 1, 1, 3)]
    assert (profile.candidates, profile.vacancies) == (("Ada Ash", "Ben Birch", "Cy Cedar"), 2)
    assert (profile.title, profile.kind, profile.blank, profile.marked) == ("Committee", MarkKind.RANKING, 2, ())
    assert (profile.papers, profile.withdrawn, profile.sequence, profile.remarks) == (8, frozenset(), None, ())


def test_same_papers_on_several_lines_are_one_entry_with_the_first_line() -> None:
    profile = papers("1 2 1 0\n1 3 0\n1 2 1 0\n4  2 1 0")
    assert list(profile.plain) == [DistinctRanking((1, 0), 6, 1, 2), DistinctRanking((2,), 1, 1, 3)]


@pytest.mark.parametrize(
    "text",
    [
        PLAIN.replace("\n", "\r\n"),
        PLAIN.removesuffix("\n"),
        "\ufeff" + PLAIN,
        PLAIN.replace("5 1 2 0", "5  1 \t2  0 "),
        PLAIN.replace("\n", "  # a comment\n"),
        PLAIN.replace("\n", "\n\n# a comment\n"),
        "".join("\t " + line for line in PLAIN.splitlines(keepends=True)),
        PLAIN.replace('"', ""),
        PLAIN.replace("2 1\n", "2,1\n").replace("5 1 2 0", "5, 1,2,0").replace("3 2", "3,2"),
        PLAIN.replace(" 0\n", "\n").replace("1 3", "01 03"),
        PLAIN + "Counted by hand.\n",
        "Committee\n3 2\nAda Ash\nBen Birch\nCy Cedar\n5 1 2 0\n1 3 0\n2 0\n0\n",
        "Committee\n2 3 3 8\nAda Ash\nBen Birch\nCy Cedar\n5 1 2 0\n1 3 0\n2 0\n0",
    ],
    ids=[
        "CRLF",
        "no end of the last line",
        "mark of UTF-8",
        "two blanks",
        "comments",
        "blank lines",
        "indented",
        "names without quotes",
        "commas",
        "no closing 0",
        "text after the title",
        "title first",
        "title first, vacancies before candidates, lines counted",
    ],
)
def test_dialects_say_the_same(text: str) -> None:
    profile, plain = read(text), read(PLAIN)
    assert profile.digest() == plain.digest()
    assert (profile.title, profile.vacancies, profile.blank) == (plain.title, plain.vacancies, plain.blank)


@pytest.mark.parametrize(
    ("line", "levels"),
    [
        ("1 2=3 1 0", ((1, 2), (0,))),
        ("1 3 = 2 1 0", ((1, 2), (0,))),
        ("1 (2 3) 1 0", ((1, 2), (0,))),
        ("1 (2,3) (1 4) 0", ((1, 2), (0, 3))),
        ("1 (2=3)", ((1, 2),)),
        ("1 2 - 1 0", ((1,), (), (0,))),
        ("1 - 2 0", ((), (1,))),
        ("1,2,,1,0", ((1,), (), (0,))),
        ("1 2 2 0", ((1,), (1,))),
        ("1 2 1=3 1 0", ((1,), (0, 2), (0,))),
        ("(A17) 1 2=4 0", ((1, 3),)),
    ],
)
def test_marks_that_need_a_ruling_are_kept_as_marked(line: str, levels: tuple[tuple[int, ...], ...]) -> None:
    profile = papers(line)
    assert (profile.marked, len(profile.plain), profile.blank) == ((marked(*levels),), 0, 0)


@pytest.mark.parametrize("line", ["1 2 1 - 0", "1,2,1,0,,", "1 2 1 - -", "(2) 1 2 1 0", "1 (2) 1 0", "1 2 1 0 # so"])
def test_gaps_after_the_last_mark_and_groups_of_one_are_plain(line: str) -> None:
    assert list(papers(line).plain) == [DistinctRanking((1, 0), 1, 1, 2)]


@pytest.mark.parametrize("line", ["3 0", "3", "3 - 0", "3 - - -", "3,,,0"])
def test_a_paper_without_a_mark_is_blank(line: str) -> None:
    profile = papers(line)
    assert (profile.blank, profile.papers) == (3, 3)


@pytest.mark.parametrize("lines", ["-1 -3", "-1\n-3", "-1,-3", "[withdrawn 1 3]", "[withdrawn 3]\n-1 # left us"])
def test_withdrawn_candidates(lines: str) -> None:
    profile = read(PLAIN.replace("\n", f"\n{lines}\n", 1))
    assert profile.withdrawn == {0, 2}
    assert profile.digest() == read(PLAIN).digest()


def test_short_names_on_papers() -> None:
    profile = papers("[nick a b c d]\n5 a b 0\n1 b=c 0")
    assert list(profile.plain) == [DistinctRanking((0, 1), 5, 1, 3)]
    assert profile.marked == (marked((1, 2), line=4),)


def test_options_of_other_programs_are_remarked_on() -> None:
    profile = read(PLAIN.replace("\n", "\n[tie 3 2 1 ]\n", 1))
    assert profile.remarks == ("ward.blt:2: the option '[tie 3 2 1 ]' is not used",)


def test_ids_of_papers_are_left_out_with_one_remark() -> None:
    profile = papers("(A1) 1 2 1 0\n(A2) 1 2 1 0\n(A3) 1 3 0")
    assert list(profile.plain) == [DistinctRanking((1, 0), 2, 1, 2), DistinctRanking((2,), 1, 1, 4)]
    assert profile.remarks == ("ward.blt: the papers' ids are left out",)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ('"Ben ""Benny"" Birch"', 'Ben "Benny" Birch'),
        ('"Ben "Benny" Birch"', 'Ben "Benny" Birch'),
        ("Birch, Ben", "Birch, Ben"),
        ('"Ben #2" # the second', "Ben #2"),
        ('"Ben #2"', "Ben #2"),
        ("Ben#2", "Ben#2"),
        ("Ben #2", "Ben"),
        ('"Bén Bírch"', "Bén Bírch"),
        ('"Ben\x1b[31m"', "Ben\ufffd[31m"),
    ],
)
def test_names(line: str, name: str) -> None:
    assert read(PLAIN.replace('"Ben Birch"', line)).candidates == ("Ada Ash", name, "Cy Cedar")


def test_names_in_latin_1_are_read_and_remarked_on() -> None:
    profile = read(PLAIN.replace("Birch", "Bírch").encode("latin-1"))
    assert profile.candidates[1] == "Ben Bírch"
    assert profile.remarks == ("ward.blt:7: not UTF-8; names are read as Latin-1 (Windows-1252)",)


def test_names_in_comments_serve_where_there_are_no_others() -> None:
    head = "# ALTERNATIVE NAME 1: Ada Ash\n# ALTERNATIVE NAME 2: Ben Birch\n# ALTERNATIVE NAME 3: Cy Cedar\n"
    assert read(head + "3 2\n5 1 2 0\n0\n").candidates == ("Ada Ash", "Ben Birch", "Cy Cedar")


def test_candidates_of_one_name_are_kept_apart_by_number() -> None:
    assert read(PLAIN.replace("Cy Cedar", "Ada Ash")).candidates == ("Ada Ash", "Ben Birch", "Ada Ash")


def test_a_file_may_have_no_title() -> None:
    assert read(PLAIN.replace('"Committee"\n', "")).title == ""


def test_order_is_kept_when_asked_for() -> None:
    profile = read('2 1\n1 2 0\n2 1 0\n# so far\n1 1=2 0\n1 0\n1 2 0\n0\n"A"\n"B"\n', keep_order=True)
    assert profile.sequence == [0, 1, 1, 2, -1, 0]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "ward.blt:1: the file ends before the numbers of candidates and vacancies; is it cut short?"),
        ("3\n", "ward.blt:1: '3' where the numbers of candidates and vacancies should be; begin the file with "),
        ("-3 2\n", "ward.blt:1: '-3 2' where the numbers of candidates and vacancies should be; begin the file with "),
        ("3 2 1\n", "ward.blt:1: '3 2 1' where the numbers of candidates and vacancies should be; begin the file "),
        ("0 2\n", "ward.blt:1: 0 candidates; it must be 1 to 10000"),
        ("3 0\n", "ward.blt:1: 0 vacancies; it must be 1 to 10000"),
        (f"{10**30} 2\n", "ward.blt:1: a number of more than 15 digits candidates; it must be 1 to 10000"),
        (f"{'9' * 5000} 2\n", "ward.blt:1: a number of more than 15 digits candidates; it must be 1 to 10000"),
        ("Committee\nAda\n", "ward.blt:2: 'Ada' where the numbers of candidates and vacancies should be; begin the "),
        ("T\n5 2\nA\nB\nC\n1 1 0\n0\n", "ward.blt:2: 3 names follow, but the line says 5 and 2; one of these must be "),
        ("T\n2 1 2\nA\nB\n1 1 0\n0\n", "ward.blt:5: 1 lines of papers follow, but the heading promises 2; is the file"),
        ("3 2\n1 1 0\n", "ward.blt:2: the papers do not end with a line 0; put 0 on a line of its own after the last"),
        (PLAIN.replace("\n0\n", "\n"), "ward.blt:8: the papers do not end with a line 0; put 0 on a line of its own "),
        (PLAIN.replace("1 3 0", "1 9 0"), "ward.blt:3: candidate 9 does not exist (this file has 3); correct it, o"),
        (PLAIN.replace("1 3 0", f"1 {10**30} 0"), "ward.blt:3: candidate a number of more than 15 digits does not e"),
        (PLAIN.replace("1 3 0", "1 -3 0"), "ward.blt:3: '-3' is no candidate's number; candidates are named by nu"),
        (PLAIN.replace("1 3 0", "1 x 0"), "ward.blt:3: 'x' is no candidate's number; candidates are named by number"),
        (PLAIN.replace("1 3 0", "-1 3 0"), "ward.blt:3: '-1' is no number of papers; it must be a whole number; pap"),
        (PLAIN.replace("1 3 0", "0.5 3 0"), "ward.blt:3: '0.5' is no number of papers; it must be a whole number; pa"),
        (PLAIN.replace("1 3 0", "0 3 0"), "ward.blt:3: 0 papers; leave the line out, or say how many papers it sta"),
        (PLAIN.replace("1 3 0", "0  # so far"), "ward.blt:3: 0 closes the papers here, and more follow; leave the "),
        (PLAIN.replace("1 3 0", f"{10**12} 3 0"), "ward.blt:3: 1000000000000 papers; it must be from 1 to 99999999"),
        (PLAIN.replace("1 3 0", "1 3 0 1 2 0"), "ward.blt:3: 0 closes a paper, and more follows it; put every pap"),
        (PLAIN.replace("1 3 0", "1 (2 3 0"), "ward.blt:3: '(' out of place; equal preferences are 2=3 or (2 3), a"),
        (PLAIN.replace("1 3 0", "1 2= 0"), "ward.blt:3: candidate 0 does not exist (this file has 3)"),
        (PLAIN.replace("1 3 0", "1 =2 0"), "ward.blt:3: '=' out of place; equal preferences are 2=3 or (2 3), a ga"),
        (PLAIN.replace("1 3 0", "1 () 0"), "ward.blt:3: '()' out of place; equal preferences are 2=3 or (2 3), a g"),
        (PLAIN.replace("1 3 0", "1 2=2 0"), "ward.blt:3: one candidate stands twice in '2=2'; name it once"),
        (PLAIN.replace("1 3 0", "(A1) 2 3 0"), "ward.blt:3: 2 after a paper's id could be the number of papers or "),
        (PLAIN.replace("1 3 0", "(A1 2 3 0"), "ward.blt:3: a paper's id that is not closed; end it with )"),
        (PLAIN.replace("5 1", "-4\n5 1"), "ward.blt:2: candidate 4 does not exist (this file has 3); correct it, o"),
        (PLAIN.replace("5 1", "[withdrawn 1\n5 1"), "ward.blt:2: an option that is not closed; end it with ]"),
        (PLAIN.replace("5 1", "[nick a b]\n5 1"), "ward.blt:2: 2 short names for 3 candidates, or two alike; give "),
        (PLAIN.replace('"Ben Birch"', '"Ben Birch'), "ward.blt:7: '\"Ben Birch' has no closing quote; end the name"),
        (PLAIN.replace('"Ben Birch"', '""'), "ward.blt:7: an empty name; name every candidate, and the contest"),
        (PLAIN.replace("Ben", "B" * 999), "ward.blt:7: a name of 1005 letters: 'BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB"),
        (PLAIN.replace('"\n"Ben', '" "Ben'), "ward.blt:6: two names on one line; put each on a line of its own"),
        (PLAIN[: PLAIN.index('"Cy')], "ward.blt:7: 3 candidates, but 2 names; name every candidate after the line 0"),
        (PLAIN + PLAIN, "ward.blt:11: papers after the title 'Committee': '5 1 2 0'; are two files in one, or is th"),
        (PLAIN.replace("Ben", "B\0n"), "ward.blt:7: a NUL byte: this is no text, or text in UTF-16; save the file "),
        (PLAIN.encode().replace(b"Ben", b"B\x81n"), "ward.blt:7: byte 0x81 is no text; save the file as UTF-8"),
        ("T\n1 1\n" + "A\n" * 10_001, "ward.blt:10003: no papers after the names; is this a BLT file?"),
    ],
)
def test_what_cannot_be_read_is_refused_with_line_and_cure(text: str | bytes, message: str) -> None:
    assert refusal(text)[: len(message)] == message


def test_writing_gives_the_plain_dialect() -> None:
    assert write_papers(read(PLAIN), "out.blt") == PLAIN.encode()


def test_writing_keeps_every_mark() -> None:
    text = '4 1\n-2\n1 2=3 1 0\n2 1 - 4 0\n1 2 2 0\n0\n"A ""B"" C"\n"D, E"\n"Fé #1"\n"G"\n'
    assert write_papers(read(text), "out.blt").decode() == text


@pytest.mark.parametrize(
    ("profile", "message"),
    [
        (
            Profile(("A",), MarkKind.APPROVAL, RankingList(((0,),), (1,)), vacancies=1),
            "out.blt: blt does not hold approval papers; write abif or csv or json",
        ),
        (
            Profile(("A",), MarkKind.RANKING, RankingList(((0,),), (1,), (2,)), vacancies=1),
            "out.blt: blt does not hold weights, and these papers have some; write csv or json",
        ),
        (
            Profile(("A",), MarkKind.RANKING, RankingList(((0,),), (1,))),
            "out.blt: BLT says how many vacancies there are, and these papers do not; say it with --vacancies",
        ),
    ],
)
def test_writing_what_blt_cannot_hold_is_refused(profile: Profile, message: str) -> None:
    with pytest.raises(BallotFileError) as refused:
        write_papers(profile, "out.blt")
    assert str(refused.value) == message


def members(archive: Path) -> list[PaperFile]:
    with tarfile.open(archive) as tar:
        return [
            PaperFile(member.name, found.read())
            for member in tar
            if member.name.endswith(".blt") and (found := tar.extractfile(member))
        ]


@pytest.mark.parametrize(
    ("archive", "files", "papers_in_all"),
    [
        ("scottish/ballots.tar.xz", 768, 3_935_564),
        ("member-organisations/ballots.tar.xz", 72, 173_298),
        ("droop/reference-counts.tar.xz", 49, 200_840),
    ],
)
def test_every_real_file_is_read(oracles: Path, archive: str, files: int, papers_in_all: int) -> None:
    found = members(oracles / archive)
    assert (len(found), sum(read_papers(file).papers for file in found)) == (files, papers_in_all)


def test_john_muir_trust_with_title_first_and_groups(oracles: Path) -> None:
    profile = read_papers(oracles / "blt-dialects" / "john-muir-trust-2002-equal-ranks.blt")
    assert (profile.title, profile.vacancies, len(profile.candidates)) == ("JMT Trustees election 2002", 7, 10)
    assert (profile.papers, profile.candidates[0]) == (1168, "Crispin Agnew")
    assert (
        MarkedPapers(
            RankingMarks(
                tuple(tuple(CandidateId(c) for c in level) for level in ((1, 2), (3, 6, 7, 9), (0, 8), (4, 5)))
            ),
            1,
            1,
            21,
        )
        in profile.marked
    )
