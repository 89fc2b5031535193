"""One file a format, reading and writing, found by scanning this package.

A module offers its format as `FORMAT`; what is in its docstring is its page in the documentation.
"""

import importlib
import os
from functools import reduce
from typing import BinaryIO

from hustings.ballots.errors import BallotFileError
from hustings.ballots.files import EVERYTHING, Format, PaperFile, features, open_papers
from hustings.ballots.paper import MarkKind
from hustings.ballots.profile import Profile
from hustings.ballots.sentences import Sentence, say

HEAD = 1 << 14
"""How many bytes of a file `sniff` is shown."""


def format_names() -> list[str]:
    """Names of all formats, sorted."""
    import pkgutil

    return sorted(module.name for module in pkgutil.iter_modules(__path__))


def find_format(name: str) -> Format:
    """The format of this name; only its module is imported. Raises KeyError for an unknown name."""
    if not name.isidentifier() or name.startswith("_"):
        raise KeyError(name)
    try:
        found: Format = importlib.import_module(f"{__name__}.{name}").FORMAT
    except ModuleNotFoundError:
        raise KeyError(name) from None
    return found


def read_papers(
    source: str | os.PathLike[str] | BinaryIO | PaperFile, format_name: str | None = None, *, keep_order: bool = False
) -> Profile:
    """The papers in a file or stream.

    `format_name` is a format's name, or with a layout `csv:scores`; None: found out from the content, then the end of
    the file's name. `keep_order` keeps the order in which papers stand (`Profile.sequence`). Raises BallotFileError for
    what cannot be read, OSError where there is no such file.
    """
    file = source if isinstance(source, PaperFile) else open_papers(source)
    if format_name is None:
        return sniffed(file).read(file, keep_order, "")
    name, _, layout = format_name.partition(":")
    chosen = _named(file.name, name)
    if layout not in ("", *chosen.layouts) and "N" not in chosen.layouts:
        named = ", ".join(f"{name}:{each}" for each in chosen.layouts) or name
        file.refuse(
            0,
            say("{format} has no layout {layout}", format=name, layout=repr(layout)),
            say("it is read as {named}", named=named),
        )
    return chosen.read(file, keep_order, layout)


def _named(file_name: str, name: str) -> Format:
    try:
        return find_format(name)
    except KeyError:
        raise BallotFileError(
            file_name,
            0,
            say("no format is called {name}", name=repr(name)),
            say("one of: {formats}", formats=_listed()),
        ) from None


def sniffed(file: PaperFile) -> Format:
    """The format whose file this looks to be: those first whose files are named so."""
    head, suffix = file.data[:HEAD], os.path.splitext(file.name)[1].lower()  # noqa: PTH122 - as in `open_papers`
    if not head.strip():
        file.refuse(0, say("the file is empty"), say("name a file of papers"))
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
        file.refuse(
            1,
            say("not a file of papers in a format known here"),
            say("name its format: {formats}", formats=_listed()),
        )
    return found


def _listed() -> str:
    return ", ".join(format_names())


def write_papers(profile: Profile, name: str, format_name: str | None = None) -> bytes:
    """The bytes of a file of that name: in `format_name`, or the format that the end of its name says.

    Raises BallotFileError where the format cannot hold these papers, saying what would be lost. What it leaves out of
    the contest's own facts says `lost`.
    """
    chosen = format_to_write(name, format_name)
    if profile.kind not in chosen.kinds:
        raise BallotFileError(
            name,
            0,
            _NOT_HELD[profile.kind].filled(format=chosen.name),
            say("write {formats}", formats=_those_that_hold(profile)),
        )
    for feature in features(profile):
        if EVERYTHING[feature] and feature not in chosen.holds:
            what = say(
                "{format} does not hold {feature_said}, and these papers have some",
                format=chosen.name,
                feature_said=feature,
            )
            raise BallotFileError(name, 0, what, say("write {formats}", formats=_those_that_hold(profile)))
    return chosen.write(profile, name)


def lost(profile: Profile, chosen: Format) -> list[str]:
    """What of the contest, not of the papers, a file in this format does not say."""
    return [each for each in features(profile) if not EVERYTHING[each] and each not in chosen.holds]


_NOT_HELD = {
    MarkKind.RANKING: say("{format} does not hold ranking papers"),
    MarkKind.APPROVAL: say("{format} does not hold approval papers"),
    MarkKind.SCORES: say("{format} does not hold scores papers"),
}


def _those_that_hold(profile: Profile) -> str | Sentence:
    needed = {feature for feature in features(profile) if EVERYTHING[feature]}
    formats = map(find_format, format_names())
    names: list[str | Sentence] = [each.name for each in formats if profile.kind in each.kinds and needed <= each.holds]
    return reduce(lambda these, last: say("{these} or {last}", these=these, last=last), names)


def format_to_write(name: str, format_name: str | None = None) -> Format:
    """The format called `format_name`, or that files with the ending of `name` are in."""
    if format_name is not None:
        return _named(name, format_name)
    suffix = os.path.splitext(name)[1].lower()  # noqa: PTH122 - as in `open_papers`
    if suffix[1:] in format_names():
        return find_format(suffix[1:])
    for each in map(find_format, format_names()):
        if suffix in each.suffixes and suffix != ".txt":
            return each
    raise BallotFileError(
        name,
        0,
        say("the ending {suffix} names no format", suffix=repr(suffix)),
        say("name one: {formats}", formats=_listed()),
    )
