"""One file a format, reading and writing, found by scanning this package.

A module offers its format as `FORMAT`; what is in its docstring is its page in the documentation.
"""

import importlib
import os
from typing import BinaryIO

from hustings.ballots.errors import BallotFileError
from hustings.ballots.files import Format, PaperFile, open_papers
from hustings.ballots.profile import Profile

HEAD = 1 << 14
"""How many bytes of a file `sniff` is shown."""


def format_names() -> list[str]:
    """Names of all formats, sorted."""
    import pkgutil

    return sorted(module.name for module in pkgutil.iter_modules(__path__))


def find_format(name: str) -> Format:
    """The format of this name; only its module is imported. Raises KeyError for an unknown name."""
    if not name.isidentifier():
        raise KeyError(name)
    try:
        found: Format = importlib.import_module(f"{__name__}.{name}").FORMAT
    except ModuleNotFoundError:
        raise KeyError(name) from None
    return found


def read_papers(
    source: str | os.PathLike[str] | BinaryIO | PaperFile, format_name: str | None = None, *, keep_order: bool = False
) -> Profile:
    """The papers in a file or stream; `format_name` None: found out from its content, then the end of its name.

    `keep_order` keeps the order in which they stand (`Profile.sequence`). Raises BallotFileError for what cannot be
    read, OSError where there is no such file.
    """
    file = source if isinstance(source, PaperFile) else open_papers(source)
    return _format(file, format_name).read(file, keep_order)


def _format(file: PaperFile, name: str | None) -> Format:
    if name is None:
        return sniffed(file)
    try:
        return find_format(name)
    except KeyError:
        raise BallotFileError(file.name, 0, f"no format is called {name!r}", f"one of: {_listed()}") from None


def sniffed(file: PaperFile) -> Format:
    """The format whose file this looks to be: those first whose files are named so."""
    head, suffix = file.data[:HEAD], os.path.splitext(file.name)[1].lower()  # noqa: PTH122 - as in `open_papers`
    if not head.strip():
        file.refuse(0, "the file is empty", "name a file of papers")
    try:
        likely = find_format(suffix[1:])
    except KeyError:
        pass
    else:
        if likely.sniff(head, suffix):
            return likely
    formats = sorted(map(find_format, format_names()), key=lambda found: suffix not in found.suffixes)
    found = next((each for each in formats if each.sniff(head, suffix)), None)
    if found is None:
        file.refuse(1, "not a file of papers in a format known here", f"name its format: {_listed()}")
    return found


def _listed() -> str:
    return ", ".join(format_names())


def write_papers(profile: Profile, name: str, format_name: str | None = None) -> bytes:
    """The bytes of a file of that name: in `format_name`, or the format that the end of its name says.

    Raises BallotFileError where the format cannot hold these papers, saying what would be lost.
    """
    return format_to_write(name, format_name).write(profile, name)


def format_to_write(name: str, format_name: str | None = None) -> Format:
    """The format called `format_name`, or that files with the ending of `name` are in."""
    if format_name is not None:
        return _format(PaperFile(name, b""), format_name)
    suffix = os.path.splitext(name)[1].lower()  # noqa: PTH122 - as in `open_papers`
    for each in map(find_format, format_names()):
        if suffix in each.suffixes[:1] or (suffix in each.suffixes and suffix != ".txt"):
            return each
    raise BallotFileError(name, 0, f"the ending {suffix!r} names no format", f"name one: {_listed()}")
