"""Damaged files: a profile or an error that names a line, never a traceback, and never a paper dropped in silence."""

import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.ballots.errors import BallotFileError
from hustings.ballots.files import PaperFile
from hustings.ballots.formats import find_format, format_names, read_papers, sniffed, write_papers
from hustings.ballots.profile import Profile

SAMPLES = sorted((Path(__file__).parent / "samples").iterdir())
FORMATS = format_names()
PIECES = [
    *("0", "1", "-1", "1.5", "99", "1" + "0" * 30, "9" * 5000, "1e9", "null", "true", "é", "\ufeff", "\0", "\x1b[2J"),
    *(" ", "\t", "\n", "\r", "\r\n", "\n0\n", " 0\n", "V:", "Option 1:", "[[[[", '""', *"\"'#=()[]{},;:->/*|"),
]
BYTES = [*map(str.encode, PIECES), b"\xff", b"\x81"]


def profile_or_refusal(data: bytes, name: str, format_name: str | None) -> Profile | None:
    """What reading gives: a profile of which all papers are accounted for, or None for an error that says where."""
    file = PaperFile(name, data)
    try:
        profile = read_papers(file, format_name, keep_order=True)
    except BallotFileError as refused:
        error = refused
    else:
        return whole(profile)
    assert re.match(rf"{re.escape(name)}(:[1-9][0-9]*)?: ", str(error))
    assert error.line <= len(re.findall(rb"\r\n|\r|\n", data)) + 1
    assert error.cure
    return None


def whole(profile: Profile) -> Profile:
    """The same profile, of which all papers are accounted for."""
    plain, marked = sum(paper.papers for paper in profile.plain), sum(paper.papers for paper in profile.marked)
    assert profile.sequence is not None
    assert profile.papers == plain + marked + profile.blank == len(profile.sequence)
    assert all(profile.candidates)
    return profile


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_a_sample_cut_at_any_byte(sample: Path) -> None:
    whole = sample.read_bytes()
    papers = read_papers(sample).papers
    chosen = sniffed(PaperFile(sample.name, whole)).name
    for length in range(len(whole)):
        for format_name in (chosen, None):
            profile = profile_or_refusal(whole[:length], sample.name, format_name)
            assert profile is None or profile.papers <= papers


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_a_sample_with_any_byte_changed_or_left_out(sample: Path) -> None:
    whole, chance = sample.read_bytes(), random.Random(1)
    chosen = sniffed(PaperFile(sample.name, whole)).name
    for at in range(len(whole)):
        profile_or_refusal(whole[:at] + whole[at + 1 :], sample.name, chosen)
        changed = chance.choice(BYTES)
        profile_or_refusal(whole[:at] + changed + whole[at + 1 :], sample.name, chosen)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
@settings(max_examples=150)
@given(data=st.data())
def test_a_sample_with_pieces_put_in_moved_and_doubled(data: st.DataObject, sample: Path) -> None:
    whole = sample.read_bytes()
    chosen = sniffed(PaperFile(sample.name, whole)).name
    for _ in range(data.draw(st.integers(1, 4))):
        lines = whole.split(b"\n")
        match data.draw(st.integers(0, 4)):
            case 0:
                at = data.draw(st.integers(0, len(whole)))
                whole = whole[:at] + data.draw(st.sampled_from(BYTES)) + whole[at:]
            case 1:
                at = data.draw(st.integers(0, len(lines)))
                lines.insert(at, data.draw(st.sampled_from(lines)))
                whole = b"\n".join(lines)
            case 2:
                lines.pop(data.draw(st.integers(0, len(lines) - 1)))
                whole = b"\n".join(lines)
            case 3:
                at, length = data.draw(st.integers(0, len(whole))), data.draw(st.integers(0, 9))
                whole = whole[:at] + whole[at + length :]
            case _:
                first, second = data.draw(st.integers(0, len(lines) - 1)), data.draw(st.integers(0, len(lines) - 1))
                lines[first], lines[second] = lines[second], lines[first]
                whole = b"\n".join(lines)
    profile = profile_or_refusal(whole, sample.name, data.draw(st.sampled_from([chosen, chosen, None, *FORMATS])))
    if profile is not None:
        comes_back_from_every_format(profile)


def comes_back_from_every_format(profile: Profile) -> None:
    """What was made of a damaged file is written whole or refused, in each format."""
    for format_name in FORMATS:
        try:
            written = write_papers(profile, "papers", format_name)
        except BallotFileError:
            continue
        back = read_papers(PaperFile("papers", written), format_name)
        assert back.papers == profile.papers
        assert back.digest() == profile.digest() or profile.papers == profile.blank


@pytest.mark.parametrize("format_name", FORMATS)
@settings(max_examples=200)
@given(data=st.binary(max_size=60) | st.lists(st.sampled_from(BYTES), max_size=30).map(b"".join))
def test_bytes_of_no_meaning(data: bytes, format_name: str) -> None:
    profile_or_refusal(data, "papers.txt", format_name)


@pytest.mark.parametrize("format_name", FORMATS)
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_a_file_of_another_format(sample: Path, format_name: str) -> None:
    profile_or_refusal(sample.read_bytes(), sample.name, format_name)


@pytest.mark.parametrize("piece", [b'"', b"(", b"[", b"=", b",", b"{", b"1 ", b"=1", b"# ", b"A>", b"1,", b'""'])
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_a_long_run_of_one_sign_takes_no_long_time(sample: Path, piece: bytes) -> None:
    whole = sample.read_bytes()
    middle = whole.index(b"\n", len(whole) // 2)
    profile_or_refusal(whole[:middle] + piece * 3000 + whole[middle:], sample.name, None)


def test_every_format_has_a_sample() -> None:
    assert {sniffed(PaperFile(sample.name, sample.read_bytes())).name for sample in SAMPLES} == set(FORMATS)


def test_every_format_is_found_by_its_name() -> None:
    assert [find_format(name).name for name in FORMATS] == FORMATS
