"""Large files are read as columns, and give what reading line by line gives: the same papers, or the same refusal."""

import sys
from collections.abc import Callable
from dataclasses import astuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hustings.ballots import distinct_lines, distinct_lines_numpy
from hustings.ballots.columns import RankingColumns
from hustings.ballots.distinct_lines import DistinctLines, OddLine, by_kernel
from hustings.ballots.distinct_lines_numpy import by_numpy
from hustings.ballots.errors import BallotFileError
from hustings.ballots.files import PaperFile
from hustings.ballots.formats import blt
from hustings.ballots.profile import Profile
from hustings.ballots.rankings import RankingList

Reader = Callable[[bytes, int, int, int], DistinctLines | None]


@pytest.fixture(params=["kernel", "numpy"])
def reader(request) -> Reader:
    if request.param == "kernel":
        request.getfixturevalue("compiled_kernel")
        return by_kernel
    return by_numpy


def parts(found: DistinctLines) -> tuple[object, ...]:
    return (astuple(found.plain), *found[1:])


def rows(found: DistinctLines) -> list[tuple[tuple[int, ...], int, int]]:
    return [(row.preferences, row.papers, row.line) for row in found.plain]


def test_plain_lines_become_columns(reader):
    found = reader(b"3 2\n5 1 2 0\n1 3 0\n5 1 2 0\n2 1 2 0\n4 0\n0\nnames", 4, 2, 3)
    assert rows(found) == [((0, 1), 12, 2), ((2,), 1, 3)]
    assert (found.plain.papers(), found.blank, found.odd) == (13, 4, [])
    assert (found.end, found.end_line) == (38, 7)


@pytest.mark.parametrize(
    "line",
    [
        b"", b" ", b"1", b"1 1", b"1  1 0", b" 1 1 0", b"1 1 0 ", b"1\t1 0", b"1 1 0 0", b"1 0 1 0", b"1 01 0",
        b"01x 1 0", b"1 00", b"1000000000 1 0", b"1 1 2 1 0", b"1 4 0", b"1 1000000000000 0", b"-1", b"1 -1 0",
        b"1 1=2 0", b"1 1,2 0", b"1 1 - 2 0", b"(A) 1 1 0", b"# 1 1 0", b"1 1 0 # one", b'"Ada"', b"1 1 0\r ", b"\xff",
        b"1 1 0\0", b"1 1/2 0", b"1 1:2 0", b"+1 1 0", b"1.0 1 0",
    ],
)  # fmt: skip
def test_every_other_line_is_handed_back(reader, line):
    if line.startswith(b"01"):
        assert reader(line + b"\n0\n", 0, 1, 3) is None
        return
    found = reader(b"1 2 0\n" + line + b"\n7 2 0\n" + line + b"\n0\n", 0, 2, 3)
    assert found.odd == [OddLine(line, 3, 2)]
    assert rows(found) == [((1,), 8, 2)]


@pytest.mark.parametrize(
    "body", [b"", b"1 1 0\n", b"1 1 0\n0 1 0\n0\n", b"1 1 0\n 0\n", b"00\n", b"0 # end\n", b"0 \n"]
)
def test_a_file_without_a_plain_end_is_left_to_the_slow_reader(reader, body):
    assert reader(body, 0, 2, 3) is None


@pytest.mark.parametrize("end", [b"0", b"0\n", b"0\r\n", b"0\n0\n1 1 0\n"])
def test_the_end_may_stand_last_or_not(reader, end):
    found = reader(b"1 1 0\r\n" + end, 0, 2, 3)
    assert (rows(found), found.end, found.end_line) == ([((0,), 1, 2)], 7, 3)


def test_ends_of_lines_make_no_difference(reader):
    found = reader(b"1 1 0\r\n1 1 0\n1 2 0\r\n1 2=1 0\r\n0\r\n", 0, 2, 3)
    assert rows(found) == [((0,), 2, 2), ((1,), 1, 4)]
    assert found.odd == [OddLine(b"1 2=1 0", 5, 1)]


@pytest.mark.parametrize("candidates", [255, 256, 10_000])
def test_candidates_past_one_byte(reader, candidates):
    found = reader(f"3 {candidates} 1 0\n3 {candidates + 1} 0\n0\n".encode(), 0, 2, candidates)
    assert rows(found) == [((candidates - 1, 0), 3, 2)]
    assert found.odd == [OddLine(f"3 {candidates + 1} 0".encode(), 3, 1)]


def test_papers_past_32_bits_are_left_to_the_slow_reader(reader):
    most = b"999999999 1 0\n"
    assert reader(most * 4 + b"0\n", 0, 2, 1).plain.papers() == 3_999_999_996
    assert reader(most * 5 + b"0\n", 0, 2, 1) is None


def test_mostly_odd_lines_are_left_to_the_slow_reader(reader):
    odd = b"".join(b"1 1=2 0 # %d\n" % number for number in range(10_001))
    assert reader(odd + b"0\n", 0, 2, 3) is None
    assert len(reader(odd[: odd.rindex(b"\n", 0, -1) + 1] + b"0\n", 0, 2, 3).odd) == 10_000


def test_many_distinct_lines(reader):
    rankings = [(i, j, k) for i in range(40) for j in range(40) for k in range(40) if len({i, j, k}) == 3]
    lines = [b"1 %d %d %d 0\n" % (i + 1, j + 1, k + 1) for i, j, k in rankings]
    found = reader(b"".join(lines * 2) + b"0\n", 0, 2, 40)
    assert rows(found) == [(ranking, 2, line) for line, ranking in enumerate(rankings, start=2)]
    listed = RankingList(rankings, [2] * len(rankings), None, list(range(2, len(rankings) + 2)))
    assert astuple(found.plain) == astuple(RankingColumns.of(listed, 40))


PLAIN = b"1 1 0\n0\n"


def without_kernel(patch: pytest.MonkeyPatch) -> None:
    patch.setitem(sys.modules, "hustings.ballots.stores._kernel", None)


def test_the_kernel_reads_where_it_was_built(compiled_kernel, monkeypatch):
    monkeypatch.setattr(distinct_lines_numpy, "by_numpy", None)
    assert parts(distinct_lines.distinct_lines(PLAIN, 0, 2, 3)) == parts(by_kernel(PLAIN, 0, 2, 3))


def test_numpy_reads_large_files_without_a_kernel(monkeypatch):
    without_kernel(monkeypatch)
    monkeypatch.setattr(distinct_lines, "WORTH_NUMPY", len(PLAIN))
    assert parts(distinct_lines.distinct_lines(PLAIN, 0, 2, 3)) == parts(by_numpy(PLAIN, 0, 2, 3))


def test_small_files_are_left_to_the_slow_reader_without_a_kernel(monkeypatch):
    without_kernel(monkeypatch)
    monkeypatch.setattr(distinct_lines, "WORTH_NUMPY", len(PLAIN) + 1)
    assert distinct_lines.distinct_lines(PLAIN, 0, 2, 3) is None


def test_all_files_are_left_to_the_slow_reader_without_either(monkeypatch):
    without_kernel(monkeypatch)
    monkeypatch.setitem(sys.modules, "numpy", None)
    monkeypatch.setattr(distinct_lines, "WORTH_NUMPY", 0)
    assert distinct_lines.distinct_lines(PLAIN, 0, 2, 3) is None


LINE = st.one_of(
    st.sampled_from([b"1 1 0", b"2 2 1 0", b"1 3 2 1 0", b"1 1 2 0", b"5 0", b"3 2 0"]),
    st.sampled_from([b"1 1 2", b"1  1 2 0", b" 2 2 1 0 ", b"1 1 0 # said", b"# said", b"", b"1 1=2 0", b"1 1 - 2 0"]),
    st.sampled_from([b"1 1 1 0", b"12345678901 2 0", b"(A7) 1 3 0", b"1 01 0", b"1 1,2,0", b"2 - 0", b"1 1 2 0\r"]),
    st.sampled_from([b"1 4 0", b"x", b"0 1 0", b"-2", b"1 2 0 1", b"1 1\x002 0", b"1 1 \xff0", b"1 1=1 0", b'"Ada"']),
)
SEEDED = st.lists(st.one_of(LINE, LINE.map(lambda line: b"1 1 0" if line[:1] in b"x0-" else line)), max_size=12)
FEET = [b'"A"\n"B"\n"C"\n"T"\n', b'"A"\r\n"B"\r\n"C"', b"A\n0\nC\n", b'"A"\n', b'"A"\n"B"\n"C"\n1 1 0\n0\n']


def outcome(content: bytes) -> tuple[object, ...]:
    """The profile's parts in one form, or the refusal."""
    try:
        profile = blt.read(PaperFile("x.blt", content))
    except BallotFileError as refused:
        return (str(refused),)
    return (sorted(profile.plain), profile.plain.papers(), *shown(profile))


def shown(profile: Profile) -> tuple[object, ...]:
    remarks = profile.remarks
    return (
        profile.digest(),
        profile.marked,
        profile.blank,
        profile.candidates,
        profile.title,
        profile.withdrawn,
        remarks,
    )


@settings(max_examples=400)
@given(SEEDED, st.sampled_from([b"0\n", b"0\r\n", b"0", b" 0\n", b"0 # end\n", b""]), st.sampled_from(FEET), st.data())
@example([b"1 1 0", b"1 1 0 # said", b"1 3 0 # said"], b"0\n", FEET[0], None)
@example([b"1 1 0\r"], b"0\r\n", FEET[2], None)
def test_any_file_reads_the_same_either_way(compiled_kernel, lines, end, foot, data):
    content = b"3 1\n" + b"".join(line + b"\n" for line in lines) + end + foot
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(distinct_lines, "distinct_lines", lambda *_: None)
        slowly = outcome(content)
    assert outcome(content) == slowly
    with pytest.MonkeyPatch.context() as patch:
        without_kernel(patch)
        patch.setattr(distinct_lines, "WORTH_NUMPY", 0)
        patch.setattr(distinct_lines_numpy, "BYTES_AT_ONCE", data.draw(st.integers(1, 60)) if data else 7)
        patch.setattr(distinct_lines_numpy, "LINES_AT_ONCE", data.draw(st.integers(1, 5)) if data else 2)
        assert outcome(content) == slowly
