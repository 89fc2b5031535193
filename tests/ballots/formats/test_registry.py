"""Formats are found by name, by content and by a file's ending; large files are mapped, not read."""

import importlib
import io
import re
import textwrap
from mmap import mmap
from pathlib import Path

import pytest

from hustings.ballots.errors import BallotFileError
from hustings.ballots.files import MAPPED_FROM, PaperFile, open_papers
from hustings.ballots.formats import find_format, format_names, format_to_write, read_papers, sniffed
from hustings.ballots.profile import Profile

SAMPLES = Path(__file__).parent / "samples"
BLT = b'2 1\n1 1 2 0\n0\n"A"\n"B"\n'


@pytest.mark.parametrize("name", format_names())
def test_a_format_is_called_as_its_module_and_documented(name: str) -> None:
    found = find_format(name)
    assert (found.name, bool(found.title), found.suffixes[0][0]) == (name, True, ".")


@pytest.mark.parametrize(
    ("name", "papers"),
    [("abif", 10), ("blt", 9), ("csv", 6), ("debian", 2), ("json", 9), ("preflib", 7), ("scottish_csv", 6)],
)
def test_the_example_on_the_page_of_a_format_is_read(name: str, papers: int) -> None:
    page = importlib.import_module(f"hustings.ballots.formats.{name}").__doc__ or ""
    example = re.findall(r"(?:^    .*\n)+", page, re.MULTILINE)[0]
    file = PaperFile("example", textwrap.dedent(example).encode())
    assert (sniffed(file).name, read_papers(file).papers) == (name, papers)


@pytest.mark.parametrize("name", ["word", "", "../blt", "blt.x", "__init__"])
def test_an_unknown_name_is_a_key_error(name: str) -> None:
    with pytest.raises(KeyError):
        find_format(name)


@pytest.mark.parametrize("sample", sorted(SAMPLES.iterdir()), ids=lambda path: path.name)
def test_content_tells_the_format_whatever_the_ending(sample: Path) -> None:
    data = sample.read_bytes()
    chosen = sniffed(PaperFile(sample.name, data))
    assert sniffed(PaperFile("papers", data)) == chosen
    assert sniffed(PaperFile("papers.txt", data)) == chosen


def test_a_profile_of_a_council_is_blt_though_it_is_called_csv() -> None:
    assert sniffed(PaperFile("ward.csv", BLT)).name == "blt"
    assert sniffed(PaperFile("ward.csv", BLT.replace(b" ", b","))).name == "blt"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "poll.txt: the file is empty; name a file of papers"),
        (b" \n\n", "poll.txt: the file is empty; name a file of papers"),
        (b"Dear all\n", "poll.txt:1: not a file of papers in a format known here; name its format: abif, belenios, "),
    ],
)
def test_a_file_of_no_format_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(BallotFileError) as refused:
        read_papers(PaperFile("poll.txt", data))
    assert str(refused.value)[: len(message)] == message


ENDINGS = {
    "blt": ["a.blt"],
    "csv": ["a.csv", "a.TSV"],
    "json": ["a.json"],
    "preflib": ["a.soi", "a.toc"],
    "abif": ["a.abif"],
    "debian": ["a.tally"],
}


@pytest.mark.parametrize(("expected", "name"), [(chosen, name) for chosen, names in ENDINGS.items() for name in names])
def test_the_ending_says_what_to_write(name: str, expected: str) -> None:
    assert format_to_write(name).name == expected


@pytest.mark.parametrize("name", ["a.txt", "a", "a.pdf"])
def test_an_ending_of_many_formats_or_none_is_refused(name: str) -> None:
    with pytest.raises(BallotFileError):
        format_to_write(name)


def papers_read_from(source: object) -> Profile:
    return read_papers(source)  # type: ignore[arg-type]  # each of the kinds of source in turn


def test_a_path_a_string_and_a_stream_are_read_alike(tmp_path: Path) -> None:
    path = tmp_path / "ward.blt"
    path.write_bytes(BLT)
    with path.open("rb") as stream:
        profiles = [papers_read_from(source) for source in (path, str(path), stream, io.BytesIO(BLT))]
    assert [profile.digest() for profile in profiles] == [profiles[0].digest()] * 4


def test_a_large_file_is_mapped_and_read_the_same(tmp_path: Path) -> None:
    path = tmp_path / "large.blt"
    path.write_bytes(BLT.replace(b"1 1 2 0\n", b"1 1 2 0\n" * (MAPPED_FROM // 8)))
    assert isinstance(open_papers(path).data, mmap)
    profile = read_papers(path)
    assert (profile.papers, len(profile.plain)) == (MAPPED_FROM // 8, 1)
