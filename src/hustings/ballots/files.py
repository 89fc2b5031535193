"""A file of papers as bytes, and what every format offers to read and write one."""

import os
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, NoReturn

from hustings.ballots.errors import BallotFileError
from hustings.ballots.paper import CandidateId, MarkKind, RankingMarks
from hustings.ballots.profile import UNREADABLE, Profile
from hustings.ballots.sentences import Sentence, say

if TYPE_CHECKING:
    from mmap import mmap

MAPPED_FROM = 1 << 20
"""Files of at least this many bytes are mapped into memory instead of read."""

BOM = b"\xef\xbb\xbf"
"""The mark that some programs put before a text in UTF-8."""

MOST_PAPERS = 10**12
"""No line stands for this many papers or more: a number as large is damage, not a poll."""

MOST_CANDIDATES = 10_000
"""No file has more candidates: a number as large is damage, not a contest."""

MOST_RANK = 1000
"""No paper bears a larger number, unless there are more candidates: every number up to the largest takes room."""


LONGEST_NAME = 1000
"""A name or title with more letters is damage: a quote that was not closed."""

_UNPRINTABLE = r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]"


class PaperFile(NamedTuple):
    """The bytes of a file of papers, and its name for messages. `data` of a large file is a map of it."""

    name: str
    data: "bytes | mmap"

    def refuse(self, line: int, what: Sentence, cure: Sentence) -> NoReturn:
        """Raise the BallotFileError that says what is wrong on which line (0: nowhere in particular)."""
        raise BallotFileError(self.name, line, what, cure)

    def start(self) -> int:
        """Where the text begins: after the mark of UTF-8, if there is one."""
        return len(BOM) if self.data[: len(BOM)] == BOM else 0

    def line_at(self, offset: int) -> int:
        """The number of the line, from 1, on which the byte at `offset` stands."""
        return self.data[:offset].count(b"\n") + 1

    def text(self, remarks: list[str]) -> str:
        """All of the file as text: see `decode`."""
        return self.decode(self.data[self.start() :], 1, remarks)

    def decode(self, raw: bytes, first_line: int, remarks: list[str]) -> str:
        """UTF-8, or else Windows-1252 (Latin-1 with printed signs for its unused codes), which is remarked on.

        `first_line` is the line of the file on which `raw` begins. Refuses bytes that are neither, and NUL.
        """
        try:
            text = raw.decode()
        except UnicodeDecodeError as fault:
            line = first_line + raw[: fault.start].count(b"\n")
            try:
                text = raw.decode("cp1252")
            except UnicodeDecodeError as also:
                line = first_line + raw[: also.start].count(b"\n")
                self.refuse(
                    line, say("byte {byte} is no text", byte=f"{raw[also.start]:#04x}"), say("save the file as UTF-8")
                )
            remarks.append(f"{self.name}:{line}: not UTF-8; names are read as Latin-1 (Windows-1252)")
        if "\0" in text:
            line = first_line + text[: text.index("\0")].count("\n")
            self.refuse(line, say("a NUL byte: this is no text, or text in UTF-16"), say("save the file as UTF-8"))
        return text

    def number_of_papers(self, line: int, text: str) -> int:
        """How many papers a line says that it stands for: 1 or more, less than `MOST_PAPERS`."""
        papers = integer(text)
        if papers is None:
            cure = say("it must be a whole number; papers that weigh differently need csv or json")
            self.refuse(line, say("{text} is no number of papers", text=shown(text)), cure)
        if not 0 < papers < MOST_PAPERS:
            self.refuse(
                line,
                say("{papers} papers", papers=short(papers)),
                say("it must be from 1 to {most}", most=MOST_PAPERS - 1),
            )
        return papers

    def candidate(self, line: int, text: str, candidates: int) -> CandidateId:
        """The candidate of a number from 1 to `candidates`."""
        number = integer(text)
        if number is None:
            self.refuse(
                line, say("{text} is no candidate's number", text=shown(text)), say("candidates are named by number")
            )
        if not 1 <= number <= candidates:
            what = say(
                "candidate {number} does not exist (this file has {candidates})",
                number=short(number),
                candidates=candidates,
            )
            self.refuse(line, what, say("correct it, or the list"))
        return CandidateId(number - 1)

    def printed(self, line: int, name: str, remarks: list[str]) -> str:
        """A name or title without blanks around it; signs that would garble a screen are replaced, and remarked on."""
        name = name.strip()
        if not name:
            self.refuse(line, say("an empty name"), say("name every candidate, and the contest"))
        if len(name) > LONGEST_NAME:
            self.refuse(
                line,
                say("a name of {letters} letters: {name}", letters=len(name), name=shown(name)),
                say("at most {most} are read", most=LONGEST_NAME),
            )
        if name.isprintable() or not re.search(_UNPRINTABLE, name):
            return name
        remarks.append(f"{self.name}:{line}: signs that cannot be printed are shown as \ufffd")
        return re.sub(_UNPRINTABLE, "\ufffd", name)


class Format(NamedTuple):
    """What a module of `formats` offers as `FORMAT`.

    `name` is what users type, and the module's name; `title` says what it is; `suffixes` are its files' endings
    (".blt"), most usual first. `kinds` are the marks that it holds and `holds` what else of a profile, out of
    `EVERYTHING`. `sniff(head, suffix)` says whether a file that begins so (some thousand bytes, whole lines not
    promised) is one of these. `read(file, keep_order, layout)` gives the profile, with its `sequence` where
    `keep_order`; `layout` is one of `layouts`, or empty. `write(profile, name)` gives the bytes of a file of that name;
    it is asked only for what the format holds. Both raise BallotFileError.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    kinds: frozenset[MarkKind]
    holds: frozenset[str]
    sniff: Callable[[bytes, str], bool]
    read: Callable[[PaperFile, bool, str], Profile]
    write: Callable[[Profile, str], bytes]
    layouts: tuple[str, ...] = ()


EVERYTHING = {
    "equal preferences": True,
    "skipped numbers": True,
    "candidates marked twice": True,
    "weights": True,
    "blank papers": True,
    "unreadable papers": True,
    "title": False,
    "vacancies": False,
    "withdrawn candidates": False,
    "order of papers": False,
}
"""What a profile may hold beside its kind of marks: True where papers would be lost without it."""


def features(profile: Profile) -> Iterator[str]:
    """Which of `EVERYTHING` a profile has, in that order, the papers' own from its marks."""
    levels = [
        paper.marks.levels
        for paper in profile.marked
        if isinstance(paper.marks, RankingMarks) and paper.marks != UNREADABLE
    ]
    present = (
        any(len(level) > 1 for paper in levels for level in paper),
        any(not level for paper in levels for level in paper),
        any(len(marks) > len(set(marks)) for marks in ([c for level in paper for c in level] for paper in levels)),
        any(paper.weight != 1 for paper in profile.each()),
        profile.blank > 0,
        any(paper.marks == UNREADABLE for paper in profile.marked),
        bool(profile.title),
        profile.vacancies is not None,
        bool(profile.withdrawn),
        profile.sequence is not None,
    )
    return (feature for feature, found in zip(EVERYTHING, present, strict=True) if found)


def integer(text: str) -> int | None:
    """A whole number in ASCII digits, or None. One of more than 30 digits is as good as 10**30."""
    if not (text.isascii() and text.isdigit()):
        return None
    return int(text) if len(text) <= 30 else 10**30


def short(number: int) -> str | Sentence:
    """A number from a file for a message."""
    return str(number) if abs(number) < 10**15 else say("a number of more than 15 digits")


def shown(text: str) -> str:
    """A piece of a file for a message, short and printable."""
    return repr(text if len(text) <= 40 else text[:37] + "...")


def open_papers(source: str | os.PathLike[str] | BinaryIO) -> PaperFile:
    """The file at a path, or what a stream still holds; large files are mapped, so no byte is held twice.

    Raises OSError where there is no such file.
    """
    if not isinstance(source, str | os.PathLike):
        return PaperFile(str(getattr(source, "name", "<stream>")), source.read())
    with open(source, "rb") as file:  # noqa: PTH123 - pathlib takes longer to import than a ward to read
        if os.fstat(file.fileno()).st_size < MAPPED_FROM:
            return PaperFile(os.fspath(source), file.read())
        from mmap import ACCESS_READ, mmap

        return PaperFile(os.fspath(source), mmap(file.fileno(), 0, access=ACCESS_READ))
