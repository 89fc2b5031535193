"""PrefLib: strict or tied orders, complete or not (soc, soi, toc, toi), as the library of preference data keeps them.

    # FILE NAME: branch.toi
    # TITLE: Branch committee
    # DATA TYPE: toi
    # NUMBER ALTERNATIVES: 3
    # NUMBER VOTERS: 7
    # NUMBER UNIQUE ORDERS: 2
    # ALTERNATIVE NAME 1: Ada Ash
    # ALTERNATIVE NAME 2: Ben Birch
    # ALTERNATIVE NAME 3: Cy Cedar
    5: 1,2
    2: 3,{1,2}

The files of before 2022, which begin with the number of candidates, their names (`1,Ada Ash`) and a line of three
sums, are read too. The number of voters that a file promises must be the number of papers in it. Data types that are
not orders (cat, wmd ...) are refused.

PrefLib holds rankings with equal preferences. It has no way to say that a number was skipped, that a candidate was
marked twice, that a paper is blank or weighs more: writing those is refused. Vacancies and withdrawals are not said.
A file is written in the narrowest of the four types that holds the papers.

Source: the format's description at preflib.org/format.
"""

import re
from collections.abc import Iterator

from hustings.ballots.files import MOST_CANDIDATES, Format, PaperFile, integer, short, shown
from hustings.ballots.gathering import Gathering
from hustings.ballots.paper import CandidateId, MarkKind, RankingMarks
from hustings.ballots.profile import Profile
from hustings.ballots.sentences import say

TYPES = ("soc", "soi", "toc", "toi")
_FACT = r"#\s*([A-Z][A-Z ]*?)(?:\s+(\d+))?\s*:\s*(.*)"
_ITEM = r"\{[^{}]*\}|[^,{}]+|[{}]"


def sniff(head: bytes, suffix: str) -> bool:
    """The heading of facts, or an ending that only these files have."""
    return suffix[1:] in TYPES or b"# NUMBER ALTERNATIVES:" in head or re.match(rb"\d+\s*\n1,\D", head) is not None


def read(file: PaperFile, keep_order: bool = False, _layout: str = "") -> Profile:
    """The profile of a file of orders."""
    remarks: list[str] = []
    lines = [(number, line.strip()) for number, line in enumerate(file.text(remarks).split("\n"), start=1)]
    said = [(number, line) for number, line in lines if line]
    if not said:
        file.refuse(1, say("the file is empty"), say("name a file of papers"))
    new = said[0][1].startswith("#")
    named, heading, voters, unique, orders = _facts(file, said) if new else _old_heading(file, said)
    names = [file.printed(number, name, remarks) for number, name in named]
    title = file.printed(*heading, remarks) if heading[1].strip() else ""
    gathering = Gathering(keep_order=keep_order)
    papers = 0
    for number, line in orders:
        count, separator, order = line.partition(":" if new else ",")
        if new and not separator:
            file.refuse(number, say("{text} is no order", text=shown(line)), say("write it as count: 1,2,3"))
        copies = file.number_of_papers(number, count.strip())
        marks = RankingMarks(tuple(_levels(file, number, order, len(names))))
        gathering.in_order(gathering.add(marks, copies, 1, number), copies)
        papers += copies
    if papers != voters:
        what = say("{papers} papers, but the heading promises {voters}", papers=short(papers), voters=short(voters))
        file.refuse(said[-1][0], what, say("is the file cut short?"))
    if unique != len(orders):
        remarks.append(f"{file.name}: {len(orders)} orders, but the heading promises {short(unique)}")
    plain, marked, blank, sequence = gathering.gathered()
    return Profile(
        tuple(names), MarkKind.RANKING, plain, marked, blank, title, sequence=sequence, remarks=tuple(remarks)
    )


Lines = list[tuple[int, str]]


def _facts(file: PaperFile, said: Lines) -> tuple[Lines, tuple[int, str], int, int, Lines]:
    """Names, title, voters, unique orders and the lines of orders of a file whose facts are headed `#`."""
    facts: dict[str, tuple[int, str]] = {}
    names: dict[int, tuple[int, str]] = {}
    orders: Lines = []
    for number, line in said:
        if not line.startswith("#"):
            orders.append((number, line))
        elif match := re.fullmatch(_FACT, line):
            if match[1] == "ALTERNATIVE NAME" and match[2]:
                names[int(match[2][:9])] = (number, match[3])
            else:
                facts[match[1]] = (number, match[3])
    kind = facts.get("DATA TYPE", (1, "soi"))
    if kind[1] not in TYPES:
        file.refuse(
            kind[0],
            say("data type {kind}", kind=shown(kind[1])),
            say("only orders are papers: {types}", types=", ".join(TYPES)),
        )
    candidates = _fact(file, facts, "NUMBER ALTERNATIVES")
    if sorted(names) != list(range(1, candidates + 1)):
        what = say(
            "{candidates} alternatives, but {names} names, or numbered otherwise",
            candidates=short(candidates),
            names=len(names),
        )
        file.refuse(facts["NUMBER ALTERNATIVES"][0], what, say("name each as # ALTERNATIVE NAME 1: ..."))
    unique = integer(facts.get("NUMBER UNIQUE ORDERS", (0, ""))[1])
    title = facts.get("TITLE", (1, ""))
    ordered = [names[number] for number in sorted(names)]
    return ordered, title, _fact(file, facts, "NUMBER VOTERS"), len(orders) if unique is None else unique, orders


def _fact(file: PaperFile, facts: dict[str, tuple[int, str]], name: str) -> int:
    line, text = facts.get(name, (1, ""))
    number = integer(text)
    if number is None or (name == "NUMBER ALTERNATIVES" and not 1 <= number <= MOST_CANDIDATES):
        file.refuse(
            line,
            say("{text} for {name}", text=shown(text), name=name),
            say("say it as # {name}: 5", name=name),
        )
    return number


def _old_heading(file: PaperFile, said: Lines) -> tuple[Lines, tuple[int, str], int, int, Lines]:
    """The same of a file as they were before 2022."""
    line, text = said[0]
    candidates = integer(text)
    if candidates is None or not 1 <= candidates <= MOST_CANDIDATES:
        what = say("{text} where the number of candidates should be", text=shown(text))
        file.refuse(line, what, say("begin with the number of candidates, or with # NUMBER ALTERNATIVES:"))
    if len(said) < candidates + 2:
        file.refuse(
            said[-1][0],
            say("the file ends before the names of {candidates} candidates", candidates=candidates),
            say("is it cut short?"),
        )
    names = []
    for expected, (line, text) in enumerate(said[1 : candidates + 1], start=1):
        number, _, name = text.partition(",")
        if integer(number.strip()) != expected:
            file.refuse(
                line,
                say("{text} where candidate {expected} should be", text=shown(text), expected=expected),
                say("write {expected},name", expected=expected),
            )
        names.append((line, name))
    line, text = said[candidates + 1]
    sums = [integer(field.strip()) for field in text.split(",")]
    if len(sums) != 3 or sums[0] is None or sums[2] is None:
        file.refuse(
            line,
            say("{text} where three sums should be", text=shown(text)),
            say("write voters,papers,orders"),
        )
    return names, (1, ""), sums[0], sums[2], said[candidates + 2 :]


def _levels(file: PaperFile, line: int, order: str, candidates: int) -> Iterator[tuple[CandidateId, ...]]:
    items = [item.strip() for item in re.findall(_ITEM, order) if item.strip()]
    for item in items:
        inner = item[1:-1] if item.startswith("{") and item.endswith("}") else item
        level = sorted(file.candidate(line, field.strip(), candidates) for field in inner.split(","))
        if len(set(level)) < len(level):
            file.refuse(line, say("one candidate stands twice in {item}", item=shown(item)), say("name it once"))
        yield tuple(level)


def write(profile: Profile, name: str) -> bytes:
    """A file of orders, in the narrowest type that holds them, with the facts headed `#`."""
    orders = [paper for paper in profile.each() if isinstance(paper.marks, RankingMarks)]
    levels = [paper.marks.levels for paper in orders if isinstance(paper.marks, RankingMarks)]
    tied = any(len(level) > 1 for order in levels for level in order)
    complete = all(sum(map(len, order)) == len(profile.candidates) for order in levels)
    lines = [
        f"# FILE NAME: {name}",
        f"# TITLE: {profile.title}",
        f"# DATA TYPE: {'t' if tied else 's'}o{'c' if complete else 'i'}",
        f"# NUMBER ALTERNATIVES: {len(profile.candidates)}",
        f"# NUMBER VOTERS: {profile.papers}",
        f"# NUMBER UNIQUE ORDERS: {len(orders)}",
    ]
    lines += [f"# ALTERNATIVE NAME {number}: {each}" for number, each in enumerate(profile.candidates, start=1)]
    lines += [f"{paper.papers}: {','.join(map(_level, order))}" for paper, order in zip(orders, levels, strict=True)]
    return ("\n".join(lines) + "\n").encode()


def _level(level: tuple[CandidateId, ...]) -> str:
    text = ",".join(str(candidate + 1) for candidate in level)
    return text if len(level) == 1 else f"{{{text}}}"


FORMAT = Format(
    name="preflib",
    title="PrefLib orders (soc, soi, toc, toi)",
    suffixes=(".soi", ".soc", ".toi", ".toc"),
    kinds=frozenset({MarkKind.RANKING}),
    holds=frozenset({"equal preferences", "title"}),
    sniff=sniff,
    read=read,
    write=write,
)
