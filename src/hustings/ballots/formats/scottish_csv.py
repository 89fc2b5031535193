"""The Scottish councils' papers with commas, as research collections keep them.

    3,2,
    5,1,2,
    1,3,
    "Candidate 1","Ada Ash","Orchard (O)",
    "Candidate 2","Ben Birch","Meadow (M)",
    "Candidate 3","Cy Cedar","Independent (Ind)",
    "Ward 7 - Hedge End",

First the numbers of candidates and vacancies; then on each line how many papers it stands for, and the candidates in
order of preference; then each candidate with the party; then the ward. A candidate is called by name and party
("Ada Ash, Orchard (O)"). Commas at the end of lines may be missing, and a line of papers may be closed by 0.

What the councils themselves publish, the "preference profile" of each ward, is BLT, whatever the file's name ends in:
see [blt](blt.md). Looked for: the councils' pages of 2012, 2017 and 2022 and their explanations of the file (one line
of two numbers, lines that begin with a number of papers and end with 0, names in quotes at the end), an account of the
reports that the count's software makes for each ward, and the collections of that data made at universities, of which
the one above is the form with commas. No published profile was found that is a table with headed columns; such a table
is read as [csv](csv.md).

It holds strict rankings. Equal preferences, skipped numbers and weights are refused.
"""

import csv
import re

from hustings.ballots.errors import BallotFileError
from hustings.ballots.files import MOST_CANDIDATES, Format, PaperFile, integer, shown
from hustings.ballots.gathering import Gathering
from hustings.ballots.paper import MarkKind, RankingMarks
from hustings.ballots.profile import Profile
from hustings.ballots.sentences import say, say_many


def sniff(head: bytes, _suffix: str) -> bool:
    """Two numbers with a comma, then numbers with commas that are not closed by 0."""
    lines = head.decode("latin-1").removeprefix("ï»¿").split("\n")
    if re.fullmatch(r"\s*\d+\s*,\s*\d+\s*,?\s*", lines[0]) is None:
        return False
    return b'"Candidate 1"' in head or (
        len(lines) > 2 and re.fullmatch(r"\s*\d+\s*(?:,\s*[1-9]\d*\s*)*,?\s*", lines[1]) is not None
    )


def read(file: PaperFile, keep_order: bool = False, _layout: str = "") -> Profile:
    """The profile of a ward's file."""
    remarks: list[str] = []
    lines = [(number, line.strip()) for number, line in enumerate(file.text(remarks).split("\n"), start=1)]
    said = [(number, line) for number, line in lines if line] or [(1, "")]
    candidates, vacancies = _sizes(file, *said[0])
    gathering = Gathering(keep_order=keep_order)
    at = 1
    while at < len(said) and said[at][1][0].isdigit():
        number, line = said[at]
        copies, *fields = line.rstrip(", \t").split(",")
        if fields[-1:] == ["0"]:
            fields.pop()
        level = tuple((file.candidate(number, field.strip(), candidates),) for field in fields)
        papers = file.number_of_papers(number, copies.strip())
        gathering.in_order(gathering.add(RankingMarks(level), papers, 1, number), papers)
        at += 1
    names = _names(file, said[at : at + candidates], candidates, said[-1][0], remarks)
    rest = said[at + candidates :]
    title = file.printed(rest[0][0], _title(rest[0][1]), remarks) if rest else ""
    if len(rest) > 1:
        file.refuse(
            rest[1][0],
            say("{text} after the ward's name", text=shown(rest[1][1])),
            say("is the number of candidates right?"),
        )
    plain, marked, blank, sequence = gathering.gathered()
    return Profile(
        tuple(names), MarkKind.RANKING, plain, marked, blank, title, vacancies, frozenset(), sequence, tuple(remarks)
    )


def _sizes(file: PaperFile, line: int, text: str) -> tuple[int, int]:
    numbers = [integer(field.strip()) for field in text.rstrip(", \t").split(",")]
    if len(numbers) != 2 or not all(number and number <= MOST_CANDIDATES for number in numbers):
        what = say("{text} where the numbers of candidates and vacancies should be", text=shown(text))
        file.refuse(line, what, say("write candidates,vacancies, each from 1 to {most}", most=MOST_CANDIDATES))
    return numbers[0] or 0, numbers[1] or 0


def _names(
    file: PaperFile, lines: list[tuple[int, str]], candidates: int, last_line: int, remarks: list[str]
) -> list[str]:
    names = []
    for expected, (number, line) in enumerate(lines, start=1):
        fields = _fields(file, number, line)
        if fields[0] != f"Candidate {expected}" or len(fields) < 2:
            file.refuse(
                number,
                say("{text} where candidate {expected} should be", text=shown(line), expected=expected),
                say('write "Candidate {expected}",', expected=expected),
            )
        said = filter(None, (field.strip() for field in fields[1:3]))
        names.append(file.printed(number, ", ".join(said), remarks))
    if len(names) < candidates:
        what = say_many("{number} candidates, but {names} names", number=candidates, names=len(names))
        file.refuse(last_line, what, say("name every candidate after the papers"))
    return names


def _fields(file: PaperFile, line: int, text: str) -> list[str]:
    try:
        return next(csv.reader([text], strict=True, skipinitialspace=True))
    except csv.Error as fault:
        file.refuse(
            line,
            say("{text}: {why_said}", text=shown(text), why_said=str(fault)),
            say("close every quote, and double those inside"),
        )


def _title(text: str) -> str:
    """The ward's name, in quotes or not; the collections put two on either side."""
    text = text.rstrip(", \t")
    if not (len(text) > 1 and text.startswith('"') and text.endswith('"')):
        return text
    inner = text[1:-1]
    if len(inner) > 1 and inner.count('"') == 2 and inner[0] == inner[-1] == '"':
        return inner[1:-1]
    return inner.replace('""', '"')


def write(profile: Profile, name: str) -> bytes:
    """A ward's file; the whole name stands in the column of names, and the party is left empty."""
    if profile.vacancies is None:
        what = say("the file says how many vacancies there are, and these papers do not")
        raise BallotFileError(name, 0, what, say("say it with --vacancies"))
    lines = [f"{len(profile.candidates)},{profile.vacancies},"]
    for paper in profile.each():
        assert isinstance(paper.marks, RankingMarks)
        lines.append("".join(f"{field}," for field in (paper.papers, *(level[0] + 1 for level in paper.marks.levels))))
    if profile.blank:
        lines.append(f"{profile.blank},")
    for number, each in enumerate(profile.candidates, start=1):
        lines.append(f'"Candidate {number}",{_quoted(each)},"",')
    if profile.title:
        lines.append(f"{_quoted(profile.title)},")
    return ("\n".join(lines) + "\n").encode()


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


FORMAT = Format(
    name="scottish_csv",
    title="Scottish councils' papers with commas",
    suffixes=(".csv",),
    kinds=frozenset({MarkKind.RANKING}),
    holds=frozenset({"candidates marked twice", "blank papers", "title", "vacancies"}),
    sniff=sniff,
    read=read,
    write=write,
)
