"""What a report is made from: a count held under a rule, and what names it for others."""

from typing import NamedTuple

from hustings import __version__
from hustings.count.rule import Rule
from hustings.count.transcript import Transcript


class Ballots(NamedTuple):
    """The papers by which others know that they hold the same ones.

    `name` is the file's; `sha256` (hex) is of its bytes, as sha256sum prints it; `papers_sha256` (hex) is
    `Profile.digest()`, the same in every file format. Either digest may be empty: not worked out.
    """

    name: str = ""
    sha256: str = ""
    papers_sha256: str = ""


class CountResult(NamedTuple):
    """A count and the rule by which it was held.

    `warnings` are printed with it; `vacant` has a reason for each seat that stays vacant though somebody or something
    was elected to it, or nobody was; `version` is the library's.
    """

    rule: Rule
    transcript: Transcript
    ballots: Ballots = Ballots()
    warnings: tuple[str, ...] = ()
    vacant: tuple[str, ...] = ()
    version: str = __version__
