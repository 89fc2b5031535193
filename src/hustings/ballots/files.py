"""A file of papers as bytes, and what every format offers to read and write one."""

import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, NoReturn

from hustings.ballots.errors import BallotFileError
from hustings.ballots.profile import Profile

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


class PaperFile(NamedTuple):
    """The bytes of a file of papers, and its name for messages. `data` of a large file is a map of it."""

    name: str
    data: "bytes | mmap"

    def refuse(self, line: int, what: str, cure: str = "") -> NoReturn:
        """Raise the BallotFileError that says what is wrong on which line (0: nowhere in particular)."""
        raise BallotFileError(self.name, line, what, cure)

    def lines(self, chunk: int = 1 << 20) -> Iterator[bytes]:
        """Every line without its end (LF or CRLF), the mark of UTF-8 left out, a last empty one not counted."""
        start, data = self.start(), self.data
        while start < len(data):
            stop = data.find(b"\n", start + chunk) if start + chunk < len(data) else -1
            stop = len(data) if stop < 0 else stop
            lines = data[start:stop].split(b"\n")
            if stop == len(data) and not lines[-1]:
                lines.pop()
            for line in lines:
                yield line[:-1] if line.endswith(b"\r") else line
            start = stop + 1

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
                self.refuse(line, f"byte {raw[also.start]:#04x} is no text", "save the file as UTF-8")
            remarks.append(f"{self.name}:{line}: not UTF-8; names are read as Latin-1 (Windows-1252)")
        if "\0" in text:
            line = first_line + text[: text.index("\0")].count("\n")
            self.refuse(line, "a NUL byte: this is no text, or text in UTF-16", "save the file as UTF-8")
        return text


class Format(NamedTuple):
    """What a module of `formats` offers as `FORMAT`.

    `name` is what users type, and the module's name; `title` says what it is; `suffixes` are its files' endings
    (".blt"), most usual first. `sniff(head, suffix)` says whether a file that begins so (some thousand bytes, whole
    lines not promised) is one of these. `read(file, keep_order)` gives the profile, with its `sequence` where
    `keep_order`; `write(profile, name)` the bytes of a file of that name. Both raise BallotFileError: `write` for
    what the format cannot hold, which it never leaves out in silence.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    sniff: Callable[[bytes, str], bool]
    read: Callable[[PaperFile, bool], Profile]
    write: Callable[[Profile, str], bytes]


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
