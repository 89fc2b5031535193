"""BLT: rankings by candidate number, the format that most STV programs share.

    3 2          # 3 candidates for 2 vacancies
    -3           # candidate 3 has withdrawn (may be left out, or stand several times)
    5 1 2 0      # 5 papers: candidate 1, then candidate 2
    1 2=3 0      # 1 paper: candidates 2 and 3 both marked 1
    1 2 - 1 0    # 1 paper: 2 marked 1, nobody marked 2, 1 marked 3
    2 0          # 2 blank papers
    0            # no more papers
    "Ada Ash"    # the candidates' names, in order
    "Ben Birch"
    "Cy Cedar"
    "Committee"  # the title (may be left out)

What is read of the dialects in use:

- anything after `#` is a comment; blank lines, more than one blank between numbers, CRLF, a missing end of the last
  line and the mark of UTF-8 at the start make no difference;
- numbers may be separated by commas; two commas with nothing between are a number that the voter skipped, as `-` is;
- equal preferences are `2=3` or `(2 3)`; the 0 that closes a paper may be missing;
- a paper may begin with its id in brackets, `(A17) 1 2 3 0`; ids are left out, since they could name a voter. After
  an id stands the number of papers, which is 1; where any other number follows an id the paper is refused, as some
  programs leave the 1 out and the line could then be read in two ways;
- options in square brackets: `[withdrawn 3]` and `[nick a b c]` (short names used on papers) are read, others
  (`[tie ...]`) are remarked on and left aside;
- names may stand without quotes, and hold commas; a quote inside quotes is doubled;
- title first: a file may begin with a title, then the numbers of candidates and vacancies in either order (and the
  number of lines of papers, which is checked), then the names, then the papers, as in the vote data that universities
  keep of Scottish elections;
- what stands after the title is not read, and that is remarked on; papers there are refused.

The Scottish councils' "preference profile" of a ward is such a file whatever its name ends in (.blt, .csv, .txt).

BLT holds rankings of one kind of paper. It cannot say how much a paper weighs, nor hold crosses or scores: writing
those is refused, and so is reading a number of papers that is not whole.
"""

import re
from collections import Counter, deque
from itertools import count
from typing import NamedTuple

from hustings.ballots.errors import BallotFileError
from hustings.ballots.files import (
    BOM,
    EVERYTHING,
    MOST_CANDIDATES,
    Format,
    PaperFile,
    integer,
    short,
    shown,
)
from hustings.ballots.gathering import BLANK, Gathered, Gathering
from hustings.ballots.paper import CandidateId, MarkKind, RankingMarks
from hustings.ballots.profile import Profile
from hustings.ballots.sentences import Sentence, say, say_many

MOST_DIGITS = 12
"""A number of papers in so many digits is below `MOST_PAPERS`."""

_END = rb"(?m)^[ \t]*0[ \t\r]*(?:#[^\n]*)?$"
_COMMENTED_NAME = r'("(?:[^"]|"")*")\s*#'
_COMMENT = r"(?:^|\s)#"
_PAPER = r"[\d(-][\d\s=(),-]*"
_CLOSED = r"(?:[\d(-][\d\s=(),-]*[\s,])?0"
_SKIPPED = r",\s*(?=,)"
_FIELD = r"[^\s(=]*"
_ITEM = r"\([^()]*\)|[^\s()=]+(?:\s*=\s*[^\s()=]+)+|[^\s()=]+|[()=]"
_BETWEEN = r"\s*=\s*|\s+"
_ALTERNATIVE_NAME = rb"(?m)^#[ \t]*ALTERNATIVE NAME[ \t]+(\d+)[ \t]*:([^\n]*)$"


_NO_HEAD = say("the file ends before the numbers of candidates and vacancies")
_NO_PAPERS = say("the file ends before the papers")


def read(file: PaperFile, keep_order: bool = False, _layout: str = "") -> Profile:
    """The profile of a BLT file."""
    return _Reading(file, keep_order).profile()


class _Line(NamedTuple):
    """One line: its number, where it begins, where the next one begins, and its text without comment and blanks."""

    number: int
    start: int
    next: int
    text: str


class _Reading:
    """One file being read from top to bottom: `_at` is the byte and `_line` the number of the line that comes next."""

    def __init__(self, file: PaperFile, keep_order: bool) -> None:
        self.file, self.keep_order = file, keep_order
        self._at, self._line = file.start(), 1
        self.remarks: list[str] = []
        self.candidates, self.vacancies, self.title = 0, 0, ""
        self.names: list[str] = []
        self.nicknames: dict[str, CandidateId] = {}
        self.withdrawn: set[CandidateId] = set()

    def profile(self) -> Profile:
        """Read all of it."""
        lines_expected = self._head()
        self._options()
        gathered = self._plain_papers() if lines_expected is None and not self.keep_order else None
        if gathered is None:
            start, first_line = self._at, self._line
            stop = self._end_of_papers()
            self._check_lines(lines_expected, start, stop, first_line)
            gathered = gather(self, start, stop, first_line)
        if self.names:
            self._rest(say("the papers"))
        else:
            self._names_and_title()
        return Profile(
            tuple(self.names),
            MarkKind.RANKING,
            gathered.plain,
            gathered.marked,
            gathered.blank,
            self.title,
            self.vacancies,
            frozenset(self.withdrawn),
            gathered.sequence,
            tuple(self.remarks),
        )

    # The lines before the papers

    def _next(self) -> _Line | None:
        """The next line that says anything, or None at the end of the file; `_take` goes past it."""
        data = self.file.data
        while self._at < len(data):
            end = data.find(b"\n", self._at)
            end = len(data) if end < 0 else end
            text = self.file.decode(data[self._at : end], self._line, self.remarks)
            if said := _without_comment(text):
                return _Line(self._line, self._at, end + 1, said)
            self._at, self._line = end + 1, self._line + 1
        return None

    def _take(self, line: _Line) -> None:
        self._at, self._line = line.next, line.number + 1

    def _need(self, otherwise: Sentence) -> _Line:
        line = self._next()
        if line is None:
            self.file.refuse(self._last_line(), otherwise, say("is it cut short?"))
        return line

    def _last_line(self) -> int:
        data = self.file.data
        return max(1, self.file.line_at(len(data)) - (data[-1:] == b"\n"))

    def _head(self) -> int | None:
        """The first line; in a file with the title first also the names. Returns the lines of papers it promises."""
        line = self._need(_NO_HEAD)
        self._take(line)
        numbers = _numbers(line.text)
        if numbers is not None and len(numbers) == 2:
            self._set_sizes(line.number, *numbers)
            return None
        if not any(sign.isalpha() for sign in line.text):
            what = say("{text} where the numbers of candidates and vacancies should be", text=shown(line.text))
            self.file.refuse(line.number, what, say('begin the file with "candidates vacancies"'))
        self.title = self._name(line)
        line = self._need(_NO_HEAD)
        numbers = _numbers(line.text)
        if numbers is None or len(numbers) < 2:
            what = say("{text} where the numbers of candidates and vacancies should be", text=shown(line.text))
            self.file.refuse(line.number, what, say('begin the file with "candidates vacancies"'))
        self._take(line)
        self._names_first(line.number, numbers)
        return numbers[2] if len(numbers) > 2 else None

    def _set_sizes(self, line: int, candidates: int, vacancies: int) -> None:
        for number, what in ((candidates, say("{short} candidates")), (vacancies, say("{short} vacancies"))):
            if not 1 <= number <= MOST_CANDIDATES:
                self.file.refuse(
                    line,
                    what.filled(short=short(number)),
                    say("it must be 1 to {most}", most=MOST_CANDIDATES),
                )
        self.candidates, self.vacancies = candidates, vacancies

    def _names_first(self, head: int, numbers: list[int]) -> None:
        """Names up to the first line that can only be a paper; their number tells candidates from vacancies."""
        while not re.fullmatch(_PAPER, (line := self._need(_NO_PAPERS)).text) and not line.text.startswith("["):
            self._take(line)
            self.names.append(self._name(line))
            if len(self.names) > MOST_CANDIDATES:
                self.file.refuse(line.number, say("no papers after the names"), say("is this a BLT file?"))
        if len(self.names) not in numbers[:2]:
            what = say_many(
                "{number} names follow, but the line says {first} and {second}",
                number=len(self.names),
                first=short(numbers[0]),
                second=short(numbers[1]),
            )
            self.file.refuse(head, what, say("one of these must be the number of candidates"))
        first, second = numbers[:2]
        self._set_sizes(head, len(self.names), second if len(self.names) == first else first)

    def _options(self) -> None:
        """Lines of withdrawn candidates and options between the first line and the papers."""
        while line := self._next():
            if line.text.startswith("["):
                self._option(line)
            elif line.text.startswith("-"):
                for field in line.text.replace(",", " ").split():
                    self._withdraw(line.number, field.removeprefix("-"))
            else:
                return
            self._take(line)

    def _option(self, line: _Line) -> None:
        if not line.text.endswith("]"):
            self.file.refuse(line.number, say("an option that is not closed"), say("end it with ]"))
        name, *values = line.text[1:-1].split() or [""]
        if name == "withdrawn":
            for value in values:
                self._withdraw(line.number, value)
        elif name == "nick":
            if len(values) != self.candidates or len(set(values)) < len(values):
                what = say_many(
                    "{number} short names for {candidates} candidates, or two alike",
                    number=len(values),
                    candidates=self.candidates,
                )
                self.file.refuse(line.number, what, say("give each candidate one of its own"))
            self.nicknames = {value: CandidateId(number) for number, value in enumerate(values)}
        else:
            self.remarks.append(f"{self.file.name}:{line.number}: the option {shown(line.text)} is not used")

    def _withdraw(self, line: int, field: str) -> None:
        self.withdrawn.add(self.candidate(line, field))

    def candidate(self, line: int, field: str) -> CandidateId:
        """The candidate that a number or short name means; refuses what is none of this file's candidates."""
        known = self.nicknames.get(field)
        return self.file.candidate(line, field, self.candidates) if known is None else known

    # The papers

    def _plain_papers(self) -> Gathered | None:
        """The papers, those on plain lines as columns; None, and nothing read, where that is of no use."""
        from hustings.ballots.distinct_lines import distinct_lines

        found = distinct_lines(self.file.data, self._at, self._line, self.candidates)
        if found is None:
            return None
        others = Gathering()
        for raw, line, times in found.odd:
            self.paper(line, raw, others, times)
        gathered = others.gathered()
        after = self.file.data.find(b"\n", found.end)
        self._at = len(self.file.data) if after < 0 else after + 1
        self._line = found.end_line + 1
        plain = found.plain.merged_with(gathered.plain)
        return gathered._replace(plain=plain, blank=gathered.blank + found.blank)

    def _end_of_papers(self) -> int:
        """Where the line stands that closes the papers; goes past that line."""
        data, start = self.file.data, self._at
        for mark in (b"\n0\n", b"\n0\r\n"):
            if data[start : start + len(mark) - 1] == mark[1:]:
                end = start
                break
            if (found := data.find(mark, start)) >= 0:
                end = found + 1
                break
        else:
            match = re.compile(_END).search(data, start)
            if match is None:
                what, cure = (
                    say("the papers do not end with a line 0"),
                    say("put 0 on a line of its own after the last paper"),
                )
                self.file.refuse(self._last_line(), what, cure)
            end = match.start()
        after = data.find(b"\n", end)
        self._at = len(data) if after < 0 else after + 1
        self._line += data[start:end].count(b"\n") + 1
        return end

    def _check_lines(self, expected: int | None, start: int, stop: int, first_line: int) -> None:
        if expected is None:
            return
        found = sum(1 for line in self.file.data[start:stop].split(b"\n") if _without_comment(line.decode("latin-1")))
        if found != expected:
            what = say_many(
                "{number} lines of papers follow, but the heading promises {expected}",
                number=found,
                expected=short(expected),
            )
            self.file.refuse(first_line, what, say("is the file cut short?"))

    def paper(self, line: int, raw: bytes, gathering: Gathering, copies: int) -> tuple[int, int]:
        """Add the papers of one line that is not plain numbers closed by 0; `copies` is how many lines are the same.

        Returns where they went (see `Gathering`), and how many papers one such line stands for.
        """
        said = _without_comment(self.file.decode(raw, line, self.remarks))
        if not said:
            return BLANK, 0
        if said.startswith('"'):
            cure = say("put 0 on a line of its own after the last paper")
            self.file.refuse(line, say("the name {name} among the papers", name=shown(said)), cure)
        text = self._without_id(line, said)
        papers, preferences = self._number_of_papers(line, re.sub(_SKIPPED, ",-", text).replace(",", " "))
        if papers != 1 and text is not said:
            what = say(
                "{papers} after a paper's id could be the number of papers or the first preference", papers=papers
            )
            self.file.refuse(line, what, say("put 1 after every id"))
        where = gathering.add(RankingMarks(self._levels(line, preferences)), papers * copies, 1, line)
        return where, papers

    def _without_id(self, line: int, said: str) -> str:
        if not said.startswith("("):
            return said
        _, closed, text = said.partition(")")
        if not closed:
            self.file.refuse(line, say("a paper's id that is not closed"), say("end it with )"))
        remark = f"{self.file.name}: the papers' ids are left out"
        if remark not in self.remarks:
            self.remarks.append(remark)
        return text.strip()

    def _number_of_papers(self, line: int, text: str) -> tuple[int, str]:
        field = re.match(_FIELD, text).group()  # type: ignore[union-attr]  # it matches the empty text too
        preferences = text[len(field) :]
        if field.strip("0") == "" != field:
            what = say("0 papers") if preferences.strip() else say("0 closes the papers here, and more follow")
            self.file.refuse(line, what, say("leave the line out, or say how many papers it stands for"))
        return self.file.number_of_papers(line, field or text), preferences

    def _levels(self, line: int, text: str) -> tuple[tuple[CandidateId, ...], ...]:
        """What each number was given to, best first, from the text after the number of papers."""
        levels: list[tuple[CandidateId, ...]] = []
        items = re.findall(_ITEM, text)
        for position, item in enumerate(items):
            if item == "0":
                if any(rest != "-" for rest in items[position + 1 :]):
                    self.file.refuse(
                        line,
                        say("0 closes a paper, and more follows it"),
                        say("put every paper on its own line"),
                    )
                break
            levels.append(() if item == "-" else self._level(line, item))
        return tuple(levels)

    def _level(self, line: int, item: str) -> tuple[CandidateId, ...]:
        fields = re.split(_BETWEEN, item[1:-1].strip() if item.startswith("(") and item.endswith(")") else item)
        if "" in fields or item in "()=":
            self.file.refuse(
                line,
                say("{item} out of place", item=shown(item)),
                say("equal preferences are 2=3 or (2 3), a gap is -"),
            )
        level = sorted(self.candidate(line, field) for field in fields)
        if len(set(level)) < len(level):
            self.file.refuse(line, say("one candidate stands twice in {item}", item=shown(item)), say("name it once"))
        return tuple(level)

    # The lines after the papers

    def _names_and_title(self) -> None:
        data, first_line = self.file.data, self._line
        text = self.file.decode(data[self._at :], first_line, self.remarks)
        lines = [
            _Line(number, 0, 0, said)
            for number, raw in enumerate(text.split("\n"), start=first_line)
            if (said := _without_comment(raw))
        ]
        self.names = [self._name(line) for line in lines[: self.candidates]] or self._names_in_comments()
        if len(self.names) < self.candidates:
            what = say_many("{number} candidates, but {names} names", number=self.candidates, names=len(self.names))
            self.file.refuse(self._last_line(), what, say("name every candidate after the line 0"))
        if len(lines) > self.candidates:
            self.title = self._name(lines[self.candidates])
            self._leave_aside(lines[self.candidates + 1 :], say("the title {title}", title=shown(self.title)))
        self._at = len(data)

    def _rest(self, after: Sentence) -> None:
        rest = []
        while line := self._next():
            rest.append(line)
            self._take(line)
        self._leave_aside(rest, after)

    def _names_in_comments(self) -> list[str]:
        """Names as `# ALTERNATIVE NAME 1: ...`, for a file that gives no others."""
        found: dict[int, str] = {}
        for match in re.finditer(_ALTERNATIVE_NAME, self.file.data):
            line = self.file.line_at(match.start())
            name = self.file.decode(match[2], line, self.remarks).strip()
            found[self.candidate(line, match[1].decode())] = self._name(_Line(line, 0, 0, name))
        return [name for _, name in sorted(found.items())]

    def _leave_aside(self, lines: list[_Line], after: Sentence) -> None:
        for line in lines:
            if re.fullmatch(_CLOSED, line.text):
                what = say("papers after {after}: {text}", after=after, text=shown(line.text))
                self.file.refuse(line.number, what, say("are two files in one, or is the number of candidates wrong?"))
        if lines:
            text = shown(lines[0].text)
            self.remarks.append(f"{self.file.name}:{lines[0].number}: what stands after {after} is not read: {text}")

    def _name(self, line: _Line) -> str:
        text = line.text
        if not text.startswith('"'):
            name = text
        elif len(text) > 1 and text.endswith('"'):
            inner = text[1:-1]
            if '"' in inner and re.search(r'(?<!")"\s+"(?!")', inner):
                self.file.refuse(line.number, say("two names on one line"), say("put each on a line of its own"))
            name = inner.replace('""', '"').strip()
        else:
            self.file.refuse(
                line.number, say("{text} has no closing quote", text=shown(text)), say('end the name with "')
            )
        return self.file.printed(line.number, name, self.remarks)


def gather(reading: _Reading, start: int, stop: int, first_line: int) -> Gathered:
    """The papers on the lines from byte `start` to `stop`, the first of them line `first_line`.

    Same lines are read once. A line that is plain numbers closed by 0 and names each candidate once is read here;
    every other one is `reading.paper`'s.
    """
    copies, first = _distinct_lines(reading.file, start, stop, first_line)
    gathering = Gathering(keep_order=reading.keep_order)
    numbers = {str(number + 1).encode(): number for number in range(reading.candidates)}
    went = {}
    for raw, lines in copies.items():
        fields = raw.split()
        try:
            preferences = tuple(map(numbers.__getitem__, fields[1:-1]))
        except KeyError:
            preferences = ()
        if preferences and fields[-1] == b"0" and len(set(preferences)) == len(preferences):
            number = fields[0]
            if number.isdigit() and len(number) <= MOST_DIGITS and (papers := int(number)):
                went[raw] = gathering.plain(preferences, papers * lines, 1, first[raw]), papers
                continue
        went[raw] = reading.paper(first[raw], raw, gathering, lines)
    if reading.keep_order:
        for raw in reading.file.data[start:stop].split(b"\n")[:-1]:
            gathering.in_order(*went[raw])
    return gathering.gathered()


def _distinct_lines(
    file: PaperFile, start: int, stop: int, first_line: int, chunk: int = 1 << 22
) -> tuple[Counter[bytes], dict[bytes, int]]:
    """How often each line stands in the bytes from `start` to `stop`, and on which line first."""
    copies: Counter[bytes] = Counter()
    first: dict[bytes, int] = {}
    number = first_line
    while start < stop:
        end = file.data.find(b"\n", min(start + chunk, stop) - 1, stop)
        lines = file.data[start:end].split(b"\n")
        copies.update(lines)
        deque(map(first.setdefault, lines, count(number)), maxlen=0)
        number += len(lines)
        start = end + 1
    return copies, first


def _without_comment(text: str) -> str:
    """A line without its comment and the blanks around it. In an unquoted name `#` begins one after a blank only."""
    text = text.strip()
    if "#" not in text:
        return text
    if text.startswith('"'):
        match = re.match(_COMMENTED_NAME, text)
        return match[1] if match else text
    if text[0] in "0123456789(-[":
        return text[: text.index("#")].strip()
    return re.split(_COMMENT, text, maxsplit=1)[0].strip()


def _numbers(text: str) -> list[int] | None:
    """The whole numbers that a line is made of, or None where it says anything else."""
    found = [integer(field) for field in text.replace(",", " ").split()]
    numbers = [number for number in found if number is not None]
    return numbers if len(numbers) == len(found) else None


def sniff(head: bytes, suffix: str) -> bool:
    """Two numbers on the first line that says anything, or on the second after a title."""
    text = head.removeprefix(BOM).decode("latin-1")
    said = (line for raw in text.split("\n") if (line := _without_comment(raw)))
    first, second = next(said, ""), next(said, "")
    if suffix == ".blt":
        return True
    if len(_numbers(first) or ()) == 2:
        return "," not in second or second.rstrip(", ").rpartition(",")[2].strip() == "0"
    return len(_numbers(second) or ()) >= 2 and _numbers(first) is None and _is_title(first)


def _is_title(text: str) -> bool:
    return any(sign.isalpha() for sign in text) and "," not in text and "\t" not in text


def write(profile: Profile, name: str) -> bytes:
    """A BLT file of these papers: equal preferences as 2=3, numbers nobody was given as -."""
    if profile.vacancies is None:
        what = say("BLT says how many vacancies there are, and these papers do not")
        raise BallotFileError(name, 0, what, say("say it with --vacancies"))
    lines = [f"{len(profile.candidates)} {profile.vacancies}"]
    lines += [f"-{candidate + 1}" for candidate in sorted(profile.withdrawn)]
    for paper in profile.each():
        assert isinstance(paper.marks, RankingMarks)
        levels = ("=".join(str(c + 1) for c in level) or "-" for level in paper.marks.levels)
        lines.append(f"{paper.papers} {' '.join(levels)} 0")
    if profile.blank:
        lines.append(f"{profile.blank} 0")
    lines.append("0")
    lines += [_quoted(each) for each in (*profile.candidates, profile.title) if each]
    return ("\n".join(lines) + "\n").encode()


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


FORMAT = Format(
    name="blt",
    title="BLT, rankings by candidate number",
    suffixes=(".blt", ".txt"),
    kinds=frozenset({MarkKind.RANKING}),
    holds=frozenset(EVERYTHING) - {"weights", "unreadable papers", "order of papers"},
    sniff=sniff,
    read=read,
    write=write,
)
