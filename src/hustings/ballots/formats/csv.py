"""CSV or tab-separated table: one row a paper, with a heading.

Columns are candidates, and a cell holds the number given to that candidate:

    papers,Ada Ash,Ben Birch,Cy Cedar
    5,1,2,
    1,1,1,2

or columns are ranks, and a cell holds who was given that number:

    Rank 1,Rank 2,Rank 3
    Ada Ash,Ben Birch,
    Ada Ash = Ben Birch,Cy Cedar,

Which of the two it is, is found out from the heading (`Rank 1`, `1st choice`, `Preference 1`, or plain numbers over
names) and remarked on; `--from csv:candidates`, `csv:ranks`, `csv:scores` (a cell holds a score) and `csv:crosses` (a
cell holds a cross, or 1) say it. Where columns are candidates and cells hold nothing but crosses, or nothing but 1 and
0 with several 1 on a paper, they are read as crosses. Other numbers are read as ranks, unless the heading says
otherwise or most papers have no 1: then say which they are.

- A column headed papers, count, votes, ballots or n says how many papers a row stands for, one headed weight how much
  each weighs; columns of ids and times (id, voter, timestamp ...) are not read, and remarked on.
- No number is an empty cell, `-`, 0 or "no opinion"; several numbers given to one candidate are `1+3`.
- In columns of ranks an empty cell or "skipped" is a skipped number, equal preferences are joined by `=`, and
  candidates stand in alphabetical order, as the file does not list them. "overvote" is refused: it does not say who.
- Cells are separated by comma, semicolon or tab, whichever the heading has most of, and quoted as usual in CSV.

It holds rankings of every shape, crosses, scores, weights and blank papers. Title, vacancies and withdrawals are not
said. Written are columns of candidates, after one whose heading says what the papers bear (`papers:ranking`,
`papers:approval`, `papers:scores`) and perhaps one of weights; in such a file every other column is a candidate.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from hustings.ballots.files import BOM, MOST_CANDIDATES, MOST_RANK, Format, PaperFile, integer, short, shown
from hustings.ballots.gathering import Gathering, ranking_of
from hustings.ballots.paper import ApprovalMarks, CandidateId, MarkKind, Marks, RankingMarks, ScoreMarks
from hustings.ballots.profile import Profile
from hustings.ballots.sentences import say, say_many

MOST_SCORE = 10**9
"""No score is this far from 0 or farther."""

LAYOUTS = ("candidates", "ranks", "scores", "crosses")
_PAPERS = r"(?:(?:number of )?papers|count|copies|votes|ballots|frequency)"
_OURS = rf"papers:({'|'.join(MarkKind)})"
_RANK = r"(?:rank|ranking|preference|pref|choice|place|position)?[ _.#]*(\d+)(?:st|nd|rd|th)?(?: preference| choice)?"
_IGNORED = frozenset(
    {
        *("id", "ballotid", "paperid", "voterid", "voteid", "respondentid", "responseid", "pollid", "ballot", "voter"),
        *("token", "hash", "votetime", "time", "timestamp", "date", "submitted", "email", "emailaddress", "username"),
    }
)
_NO_NUMBER = frozenset({"", "-", "0", "no opinion", "n/a", "unranked", "none"})
_NOBODY = frozenset({"", "-", "skipped", "undervote", "none"})
_CROSS = frozenset({"x", "✓", "✔", "✗", "yes", "true", "y"})
_NO_CROSS = frozenset({"", "-", "0", "no", "false", "n"})


def sniff(head: bytes, suffix: str) -> bool:
    """A heading of several columns that is not two numbers."""
    first = head.removeprefix(BOM).lstrip(b"\r\n").partition(b"\n")[0].strip()
    if re.fullmatch(rb"\d+[ ,]+\d+,?|[{\[#=].*", first):
        return False
    return suffix in (".csv", ".tsv") or first.count(b"\t") > 0 or first.count(b",") > 1 or first.count(b";") > 1


class _Row(NamedTuple):
    """The cells of one row, and the line on which it begins."""

    line: int
    cells: list[str]


class _Heading(NamedTuple):
    """What the columns are: where the number of papers and the weight stand, and the (column, name) of the marks.

    `kind` is what the papers bear, where the heading says it: ours does, and that of an export of star.vote.
    """

    papers: int | None
    weight: int | None
    marks: list[tuple[int, str]]
    kind: MarkKind | None


def read(file: PaperFile, keep_order: bool = False, layout: str = "") -> Profile:
    """The profile of a table; `layout` is one of `LAYOUTS`, empty to find it out."""
    remarks: list[str] = []
    first, *rows = _rows(file, file.text(remarks)) or [_Row(1, [])]
    heading = _heading(file, first, remarks)
    chosen = layout or _layout(file, first.line, heading, rows)
    if not layout and heading.kind is None:
        remarks.append(f"{file.name}: read as csv:{chosen}: {_SAYS[chosen]}")
    columns, headings = [column for column, _ in heading.marks], [name for _, name in heading.marks]
    if chosen == "ranks":
        named = _names_in(rows, columns)
        names = [file.printed(first.line, name, remarks) for name in named]
        marks_of = _ranks_reader(file, first.line, headings, named)
    else:
        names = [file.printed(first.line, name, remarks) for name in headings]
        marks_of = _columns_reader(file, chosen)
    if not names:
        file.refuse(first.line, say("no candidates"), say("head each column with a candidate or a rank"))
    gathering = Gathering(keep_order=keep_order)
    known: dict[tuple[str, ...], Marks] = {}
    for line, row in rows:
        if len(row) != len(first.cells):
            what = say_many("{number} cells under {headings} headings", number=len(row), headings=len(first.cells))
            file.refuse(line, what, say("give every row one cell for each heading"))
        key = tuple(row)
        if key not in known:
            known[key] = marks_of(line, [row[column].strip() for column in columns])
        papers = 1 if heading.papers is None else file.number_of_papers(line, row[heading.papers].strip())
        weight = 1 if heading.weight is None else _weight(file, line, row[heading.weight].strip())
        gathering.in_order(gathering.add(known[key], papers, weight, line), papers)
    kind = {"scores": MarkKind.SCORES, "crosses": MarkKind.APPROVAL}.get(chosen, MarkKind.RANKING)
    plain, marked, blank, sequence = gathering.gathered()
    return Profile(tuple(names), kind, plain, marked, blank, sequence=sequence, remarks=tuple(remarks))


_SAYS = {
    "candidates": "columns are candidates, cells the number given to each (for scores say csv:scores)",
    "ranks": "columns are ranks, cells who was given each; candidates in alphabetical order",
    "scores": "columns are candidates, cells the score of each",
    "crosses": "columns are candidates, cells a cross or none",
}


def _rows(file: PaperFile, text: str) -> list[_Row]:
    """Every row, each as long as it is written but for empty cells past the heading; empty lines are no rows."""
    heading = next((line for line in text.split("\n") if line.strip()), "")
    bare = re.sub(r'"[^"]*"', "", heading)
    ours = re.match(rf"{_OURS}([,;\t])", bare.lower())
    delimiter = ours[2] if ours else max(",;\t", key=bare.count)
    found: list[_Row] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    try:
        for cells in reader:
            if any(map(str.strip, cells)) or len(cells) > 1:
                while found and len(cells) > len(found[0].cells) and not cells[-1].strip():
                    cells.pop()
                found.append(_Row(begins, cells))
            elif found and len(found[0].cells) == 1 and text.count("\n") >= reader.line_num:
                file.refuse(begins, say("an empty line: a blank paper, or nothing?"), say("write 0 for a blank paper"))
            begins = reader.line_num + 1
    except csv.Error as fault:
        file.refuse(
            max(begins, reader.line_num),
            say("not CSV: {why_said}", why_said=str(fault)),
            say("close every quote, and double those inside"),
        )
    return found


def _heading(file: PaperFile, row: _Row, remarks: list[str]) -> _Heading:
    names = [cell.strip() for cell in row.cells]
    if len(names) > MOST_CANDIDATES:
        file.refuse(
            row.line,
            say("{columns} columns", columns=len(names)),
            say("there must be at most {most}", most=MOST_CANDIDATES),
        )
    if match := re.fullmatch(_OURS, names[0].lower() if names else ""):
        weighted = names[1:2] == ["weight"]
        return _Heading(0, 1 if weighted else None, list(enumerate(names))[1 + weighted :], MarkKind(match[1]))
    papers = weight = None
    marks: list[tuple[int, str]] = []
    for column, name in enumerate(names):
        if papers is None and re.fullmatch(_PAPERS, name.lower()):
            papers = column
        elif weight is None and name.lower() in ("weight", "weights"):
            weight = column
        elif _plain(name) in _IGNORED:
            remarks.append(f"{file.name}:{row.line}: the column {shown(name)} is not read")
        else:
            marks.append((column, name))
    star = {"voterid", "votetime", "pollid"} <= set(map(_plain, names))
    return _Heading(papers, weight, marks, MarkKind.SCORES if star else None)


def _plain(name: str) -> str:
    return re.sub(r"[ _-]", "", name.lower())


def _layout(file: PaperFile, line: int, heading: _Heading, rows: list[_Row]) -> str:
    """What the columns are, by the heading and, where it leaves that open, the cells."""
    if heading.kind:
        return {MarkKind.RANKING: "candidates", MarkKind.APPROVAL: "crosses", MarkKind.SCORES: "scores"}[heading.kind]
    matches = [re.fullmatch(_RANK, name.lower()) for _, name in heading.marks]
    papers = [[row[column].strip().lower() for column, _ in heading.marks if column < len(row)] for _, row in rows]
    cells = {cell for paper in papers for cell in paper}
    if matches and all(matches):
        if all(match[0] == match[1] for match in matches if match) and not any(map(_is_name, cells)):
            what = say("the heading is numbers and so are the cells: ranks or candidates?")
            file.refuse(line, what, say("say --from csv:ranks or csv:candidates"))
        return "ranks"
    if any(match and match[0] != match[1] for match in matches):
        odd = next(name for (_, name), match in zip(heading.marks, matches, strict=True) if not match)
        file.refuse(line, say("{odd} among columns of ranks", odd=shown(odd)), say("leave that column out"))
    several = any(paper.count("1") > 1 for paper in papers)
    if cells <= _CROSS | _NO_CROSS | {"1"} and (several or cells & _CROSS):
        return "crosses"
    numbered = [paper for paper in papers if not _NO_NUMBER.issuperset(paper)]
    if 2 * sum("1" in paper or "1.0" in paper for paper in numbered) < len(numbered):
        file.refuse(
            line,
            say("on most papers nobody is given 1: scores?"),
            say("say --from csv:scores or csv:candidates"),
        )
    return "candidates"


def _is_name(cell: str) -> bool:
    return cell not in _NO_NUMBER and _whole(cell) is None


def _weight(file: PaperFile, line: int, text: str) -> int:
    weight = _whole(text)
    if weight is None or not 1 <= weight < MOST_SCORE:
        cure = say("a weight is a whole number from 1; multiply all by the same number until they are")
        file.refuse(line, say("{text} is no weight", text=shown(text)), cure)
    return weight


def _whole(text: str) -> int | None:
    """A whole number, perhaps written 3.0 as spreadsheets do."""
    return integer(re.sub(r"\.0*$", "", text) if "." in text else text)


Reader = Callable[[int, list[str]], Marks]
"""The marks that the cells of the candidates' columns say on a line."""


def _columns_reader(file: PaperFile, layout: str) -> Reader:
    """Reads cells that stand under their candidates."""

    def ranking(line: int, cells: list[str]) -> Marks:
        return ranking_of(
            (rank, CandidateId(c)) for c, cell in enumerate(cells) for rank in _ranks(file, line, cell, len(cells))
        )

    def scores(line: int, cells: list[str]) -> Marks:
        given = ((CandidateId(c), cell) for c, cell in enumerate(cells) if cell not in ("", "-"))
        return ScoreMarks(tuple((candidate, _score(file, line, cell)) for candidate, cell in given))

    def crosses(line: int, cells: list[str]) -> Marks:
        return ApprovalMarks(tuple(CandidateId(c) for c, cell in enumerate(cells) if _crossed(file, line, cell)))

    return {"candidates": ranking, "scores": scores, "crosses": crosses}[layout]


def _ranks(file: PaperFile, line: int, cell: str, candidates: int) -> set[int]:
    if cell.lower() in _NO_NUMBER:
        return set()
    found = set()
    for part in cell.split("+"):
        number = _whole(part.strip())
        if number is None:
            cure = say("a cell holds a number (1 is first) or nothing; other marks are csv:scores or csv:crosses")
            file.refuse(line, say("{cell} is no rank", cell=shown(cell)), cure)
        most = max(MOST_RANK, candidates)
        if not 1 <= number <= most:
            file.refuse(line, say("the rank {number}", number=short(number)), say("it must be 1 to {most}", most=most))
        found.add(number)
    return found


def _score(file: PaperFile, line: int, cell: str) -> int:
    number = _whole(cell.removeprefix("-"))
    if number is None or number >= MOST_SCORE:
        file.refuse(
            line,
            say("{cell} is no score", cell=shown(cell)),
            say("a score is a whole number below {most}, or nothing", most=MOST_SCORE),
        )
    return -number if cell.startswith("-") else number


def _crossed(file: PaperFile, line: int, cell: str) -> bool:
    if cell.lower() not in _CROSS | _NO_CROSS | {"1"}:
        file.refuse(line, say("{cell} is no cross", cell=shown(cell)), say("a cell holds x, 1 or nothing"))
    return cell.lower() not in _NO_CROSS


def _named_in(cell: str) -> list[str]:
    return [] if cell.strip().lower() in _NOBODY else [name.strip() for name in cell.split("=")]


def _names_in(rows: list[_Row], columns: list[int]) -> list[str]:
    """Everybody named in columns of ranks, in alphabetical order."""
    return sorted({name for _, row in rows for i in columns if i < len(row) for name in _named_in(row[i]) if name})


def _ranks_reader(file: PaperFile, line: int, headings: list[str], names: list[str]) -> Reader:
    """Reads cells that stand under their ranks, which the headings say, or else the order of the columns."""
    index = {name: CandidateId(number) for number, name in enumerate(names)}
    matches = [re.fullmatch(_RANK, heading.lower()) for heading in headings]
    said = [int(match[1][:6]) for match in matches if match]
    ranks = said if len(said) == len(matches) else list(range(1, len(matches) + 1))
    if len(set(ranks)) < len(ranks):
        file.refuse(line, say("two columns of one rank"), say("head each column with a rank of its own"))

    def ranking(line: int, cells: list[str]) -> RankingMarks:
        found: list[tuple[int, CandidateId]] = []
        for rank, cell in zip(ranks, cells, strict=True):
            named = _named_in(cell)
            if "overvote" in map(str.lower, named):
                file.refuse(line, say("overvote: who was marked?"), say("name those marked, joined by ="))
            if "" in named or len(set(named)) < len(named) or not 1 <= rank <= MOST_RANK:
                file.refuse(
                    line,
                    say("{cell} at rank {rank}", cell=shown(cell), rank=rank),
                    say("name each candidate once, joined by ="),
                )
            found += ((rank, index[name]) for name in named)
        return ranking_of(found)

    return ranking


def write(profile: Profile, _name: str) -> bytes:
    """A table whose columns are candidates, after one of how many papers, and one of weights if there are any."""
    weights = any(paper.weight != 1 for paper in profile.each()) or profile.candidates[:1] == ("weight",)
    out = io.StringIO(newline="")
    table = csv.writer(out, lineterminator="\n")
    table.writerow([f"papers:{profile.kind.value}", *(["weight"] if weights else []), *profile.candidates])
    for paper in profile.each():
        cells = [""] * len(profile.candidates)
        for candidate, text in _cells(paper.marks):
            cells[candidate] += ("+" if cells[candidate] else "") + text
        table.writerow([paper.papers, *([paper.weight] if weights else []), *cells])
    if profile.blank:
        table.writerow([profile.blank, *([1] if weights else []), *("" for _ in profile.candidates)])
    return out.getvalue().encode()


def _cells(marks: Marks) -> Iterator[tuple[CandidateId, str]]:
    if isinstance(marks, RankingMarks):
        yield from ((candidate, str(rank)) for rank, level in enumerate(marks.levels, start=1) for candidate in level)
    elif isinstance(marks, ScoreMarks):
        yield from ((candidate, str(score)) for candidate, score in marks.scores)
    else:
        yield from ((candidate, "x") for candidate in marks.marked)


FORMAT = Format(
    name="csv",
    title="CSV or tab-separated table, one row a paper",
    suffixes=(".csv", ".tsv", ".txt"),
    kinds=frozenset(MarkKind),
    holds=frozenset({"equal preferences", "skipped numbers", "candidates marked twice", "weights", "blank papers"}),
    sniff=sniff,
    read=read,
    write=write,
    layouts=LAYOUTS,
)
