"""What a report is made from: a count held under a rule, and what names it for others."""

from typing import TYPE_CHECKING, NamedTuple

from hustings import __version__
from hustings.count.rule import Rule
from hustings.count.transcript import Transcript

if TYPE_CHECKING:
    from hustings.contests.outcome import Otherwise


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
    was elected to it, or nobody was; `otherwise` is what the same papers give without what stands round this count;
    `version` is the library's.
    """

    rule: Rule
    transcript: Transcript
    ballots: Ballots = Ballots()
    warnings: tuple[str, ...] = ()
    vacant: tuple[str, ...] = ()
    otherwise: "tuple[Otherwise, ...]" = ()
    version: str = __version__
