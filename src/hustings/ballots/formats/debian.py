"""Debian tally sheet: one line a paper, the number given to each option in the options' order.

      Option 1----->: Ada Ash
    /  Option 2---->: Ben Birch
    |/  Option 3--->: None of the above
    ||/
    V: 12-		6d1b654e8dc1e13ff4942936a1557d28
    V: 211

Each sign after `V:` is the number given to one option, `-` where there was none; from 10 on letters stand for numbers
(A is 10). Numbers may be equal or skipped, and are kept as marked. What follows on the line (a hash by which voters
find their own) is not kept, and text around the papers is not read.

It holds rankings of up to 35 options with equal preferences and skipped numbers, and no more: a candidate marked twice
or a paper that weighs more is refused; title, vacancies and withdrawals are not said. As each paper has its own line,
a large poll makes a large file.
"""

import re

from hustings.ballots.errors import BallotFileError
from hustings.ballots.files import Format, PaperFile, shown
from hustings.ballots.gathering import Gathering, ranking_of
from hustings.ballots.paper import CandidateId, MarkKind, RankingMarks
from hustings.ballots.profile import Profile
from hustings.ballots.sentences import say, say_many

NUMBERS = "0123456789abcdefghijklmnopqrstuvwxyz"
_OPTION = r"[\s/|]*Option\s+(\d+)[^:]*:(.*)"
_DRAWING = r"\s\s+[/|]+\s*$"


def sniff(head: bytes, _suffix: str) -> bool:
    """Lines that begin with V: or tell of options."""
    return re.search(rb"(?m)^V:[ \t]|^[ \t/|]*Option[ \t]+1\b[^:\n]*:", head) is not None


def read(file: PaperFile, keep_order: bool = False, _layout: str = "") -> Profile:
    """The profile of a tally sheet."""
    remarks: list[str] = []
    names: list[str] = []
    gathering = Gathering(keep_order=keep_order)
    papers: dict[str, RankingMarks] = {}
    for number, line in enumerate(file.text(remarks).split("\n"), start=1):
        if line.startswith("V:"):
            vote = line[2:].split(maxsplit=1)[0] if line[2:].strip() else ""
            if vote not in papers:
                papers[vote] = _ranking(file, number, vote, len(names))
            gathering.in_order(gathering.add(papers[vote], 1, 1, number), 1)
        elif match := re.fullmatch(_OPTION, line):
            if papers or match[1] != str(len(names) + 1):
                what = say(
                    "option {option} where option {expected} should be", option=match[1][:9], expected=len(names) + 1
                )
                file.refuse(number, what, say("list the options in order, before the papers"))
            names.append(file.printed(number, re.sub(_DRAWING, "", match[2]), remarks))
    if not names:
        file.refuse(1, say("no options: no line is Option 1: and a name"), say("name a tally sheet"))
    plain, marked, blank, sequence = gathering.gathered()
    return Profile(tuple(names), MarkKind.RANKING, plain, marked, blank, sequence=sequence, remarks=tuple(remarks))


def _ranking(file: PaperFile, line: int, vote: str, options: int) -> RankingMarks:
    if len(vote) != options:
        what = say_many(
            "{vote} has {number} signs, and there are {options} options",
            vote=shown(vote),
            number=len(vote),
            options=options,
        )
        file.refuse(line, what, say("give one number or - for each option"))
    for sign in vote:
        if sign not in "-" + NUMBERS[1:] + NUMBERS[10:].upper():
            file.refuse(
                line,
                say("{sign} is no number", sign=shown(sign)),
                say("numbers are 1 to 9, then A to Z; none is -"),
            )
    return ranking_of((NUMBERS.index(n.lower()), CandidateId(c)) for c, n in enumerate(vote) if n != "-")


def write(profile: Profile, name: str) -> bytes:
    """A tally sheet, with the options drawn above the papers."""
    options = len(profile.candidates)
    longest = max((len(p.marks.levels) for p in profile.each() if isinstance(p.marks, RankingMarks)), default=0)
    if longest >= len(NUMBERS):
        what = say("a tally sheet cannot say the number {longest}", longest=longest)
        raise BallotFileError(
            name, 0, what, say("its numbers end at {numbers}: write blt or json", numbers=len(NUMBERS) - 1)
        )
    for each in profile.candidates:
        if re.search(_DRAWING, " " + each):
            raise BallotFileError(
                name,
                0,
                say("{name} ends like a line of the drawing", name=shown(each)),
                say("write blt or json"),
            )
    lines = [
        f"  {'|' * (number - 2)}{'/' if number > 1 else ''}  Option {number}{'-' * (options - number)}->: {each}"
        for number, each in enumerate(profile.candidates, start=1)
    ]
    lines.append("  " + "|" * (options - 1) + "/")
    for paper in profile.each():
        assert isinstance(paper.marks, RankingMarks)
        signs = ["-"] * options
        for rank, level in enumerate(paper.marks.levels, start=1):
            for candidate in level:
                signs[candidate] = NUMBERS[rank].upper()
        lines += [f"V: {''.join(signs)}"] * paper.papers
    lines += [f"V: {'-' * options}"] * profile.blank
    return ("\n".join(lines) + "\n").encode()


FORMAT = Format(
    name="debian",
    title="Debian tally sheet",
    suffixes=(".tally", ".txt"),
    kinds=frozenset({MarkKind.RANKING}),
    holds=frozenset({"equal preferences", "skipped numbers", "blank papers"}),
    sniff=sniff,
    read=read,
    write=write,
)
