"""ABIF, the aggregated ballot information format: rankings and scores by name, readable as they stand.

    {"title": "Branch committee"}
    =A:[Ada Ash]
    =B:[Ben Birch]
    =C:[Cy Cedar]
    5:A>B
    2:C>A=B
    3:

`5:A>B` is five papers that rank A before B; `=` joins equal preferences; nothing after the colon is a blank paper.
Scores stand after a slash, `4:A/5,B/3,C/0`. Where all papers have scores these are read, also if the candidates stand
in an order too (remarked on; `--from abif:ranking` reads the order instead). With `{"max_rating": 1}` scores of 1 are
crosses. Candidates are those declared by `=token:[name]` in that order, then those first named on a paper, by a token,
in square brackets or in quotes. What follows the papers on a line (a second colon and an object) is left out, as are
other facts of the heading; that is remarked on.

It holds rankings with equal preferences and candidates marked twice, crosses, scores, blank papers and the title.
Skipped numbers and weights are refused; vacancies and withdrawals are not said.

Source: the drafts and examples at github.com/electorama/abif, and electowiki's page on the format.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from hustings.ballots.files import BOM, Format, PaperFile, integer, shown
from hustings.ballots.gathering import Gathering
from hustings.ballots.paper import ApprovalMarks, CandidateId, MarkKind, Marks, RankingMarks, ScoreMarks
from hustings.ballots.profile import Profile
from hustings.ballots.sentences import say

MOST_SCORE = 10**9
"""No score is as large."""

_DECLARED = r"=\s*([^\s:\[\]\"]+|\"[^\"]*\"|\[[^\]]*\])\s*:\s*(?:\[(.*)\](?:\s*#[^\]]*)?|\"(.*)\"|([^\[\"].*))"
_PAPERS = r"([^:*\[\]\"{}]*)[:*](.*)"
_BARE = r"[^\s\[\]\"/>=,:{}#]+"
_ITEM = rf"\s*(?:\[([^\]]*)\]|\"([^\"]*)\"|({_BARE}(?:[ \t]+{_BARE})*))\s*(?:/\s*([^\s>=,:]+)\s*)?"


def sniff(head: bytes, suffix: str) -> bool:
    """Its own ending, a declared candidate, or papers with > between names."""
    if suffix == ".abif":
        return True
    text = head.removeprefix(BOM)
    return re.search(rb"(?m)^=[^\s:]+:\[|^\d+[ \t]*:[ \t]*[^\s\d{:][^:\n]*>", text) is not None and text[:2] != b"# F"


class _Item(NamedTuple):
    """One candidate on a line, what joins it to the one before (`>`, `=`, `,`), and its score if it has one."""

    joint: str
    candidate: CandidateId
    score: int | None


class _Names:
    """The candidates, by token and by name, as they are declared or first named."""

    def __init__(self, file: PaperFile, remarks: list[str]) -> None:
        self.names: list[str] = []
        self._file, self._remarks = file, remarks
        self._by_token: dict[str, CandidateId] = {}
        self._by_name: dict[str, CandidateId] = {}

    def declare(self, line: int, token: str, name: str) -> None:
        """Take up a candidate of this token and name."""
        if token in self._by_token:
            self._file.refuse(
                line,
                say("{token} is declared twice", token=shown(token)),
                say("give each candidate a token of its own"),
            )
        self._by_token[token] = CandidateId(len(self.names))
        self._by_name.setdefault(name.strip(), CandidateId(len(self.names)))
        self.names.append(self._file.printed(line, name, self._remarks))

    def find(self, line: int, text: str) -> CandidateId:
        """The candidate of a token or name, taken up if it is new."""
        if text not in self._by_token and text not in self._by_name:
            self.declare(line, text, text)
        return self._by_token[text] if text in self._by_token else self._by_name[text]


def read(file: PaperFile, keep_order: bool = False, layout: str = "") -> Profile:
    """The profile of an ABIF file; `layout` "ranking" reads the order where papers have both order and scores."""
    remarks: list[str] = []
    names = _Names(file, remarks)
    facts: dict[str, object] = {}
    papers: list[tuple[int, int, str]] = []
    for number, raw in enumerate(file.text(remarks).split("\n"), start=1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("{"):
            facts |= _fact(file, number, line)
        elif line.startswith("="):
            _declare(file, names, number, line)
        else:
            papers.append((number, *_papers(file, number, line)))
    distinct: dict[str, tuple[_Item, ...]] = {}
    for number, _, text in papers:
        if text not in distinct:
            distinct[text] = tuple(_items(file, names, number, text, remarks))
    if not names.names:
        file.refuse(
            1,
            say("no candidates: no line declares or ranks any"),
            say("write =token:[name], or papers: 5:A>B"),
        )
    kind = _kind(file, facts, [(number, distinct[text]) for number, _, text in papers], layout, remarks)
    gathering = Gathering(keep_order=keep_order)
    for number, copies, text in papers:
        gathering.in_order(gathering.add(_marks(file, number, kind, distinct[text]), copies, 1, number), copies)
    left_out = sorted(facts.keys() - {"title", "max_rating", "min_rating", "version"})
    remarks += [f"{file.name}: the fact {shown(fact)} is not read" for fact in left_out]
    plain, marked, blank, sequence = gathering.gathered()
    title = facts.get("title")
    return Profile(
        tuple(names.names),
        kind,
        plain,
        marked,
        blank,
        file.printed(1, title, remarks) if isinstance(title, str) and title.strip() else "",
        sequence=sequence,
        remarks=tuple(dict.fromkeys(remarks)),
    )


def _fact(file: PaperFile, line: int, text: str) -> dict[str, object]:
    try:
        fact = json.loads(text)
    except (ValueError, RecursionError):
        file.refuse(
            line,
            say("{text} is no JSON object", text=shown(text)),
            say('write {{"title": "..."}} on one line'),
        )
    if not isinstance(fact, dict):
        file.refuse(
            line,
            say("{text} is no JSON object", text=shown(text)),
            say('write {{"title": "..."}} on one line'),
        )
    return fact


def _declare(file: PaperFile, names: _Names, line: int, text: str) -> None:
    match = re.fullmatch(_DECLARED, text)
    if match is None:
        file.refuse(line, say("{text} declares no candidate", text=shown(text)), say("write =token:[name]"))
    name = next(part for part in match.groups()[1:] if part is not None)
    names.declare(line, match[1].strip('"[]'), name)


def _papers(file: PaperFile, line: int, text: str) -> tuple[int, str]:
    match = re.fullmatch(_PAPERS, text)
    if match is None:
        file.refuse(
            line,
            say("{text} is no line of papers", text=shown(text)),
            say("write a number, a colon and a ranking: 5:A>B"),
        )
    return file.number_of_papers(line, match[1].strip()), match[2].strip()


def _items(file: PaperFile, names: _Names, line: int, text: str, remarks: list[str]) -> Iterator[_Item]:
    at, joint = 0, ">"
    while at < len(text):
        if text[at] == "#":
            break
        if text[at] == ":" and text[at + 1 :].lstrip().startswith("{") and text.endswith("}"):
            remarks.append(f"{file.name}:{line}: what follows the paper is not read: {shown(text[at:])}")
            break
        match = re.compile(_ITEM).match(text, at)
        if match is None or (at and not joint):
            file.refuse(
                line,
                say("{text} is no candidate", text=shown(text[at:])),
                say("join candidates by > or =, odd names in [ ]"),
            )
        name = next(part for part in match.groups()[:3] if part is not None).strip()
        if not name:
            file.refuse(line, say("an empty name"), say("name the candidate"))
        yield _Item(joint, names.find(line, name), None if match[4] is None else _score(file, line, match[4]))
        at = match.end()
        joint = text[at] if at < len(text) and text[at] in ">=," else ""
        at += len(joint)
        if joint and not text[at:].strip():
            file.refuse(line, say("{joint} at the end", joint=joint), say("name who follows, or leave it out"))


def _score(file: PaperFile, line: int, text: str) -> int:
    score = integer(text.removeprefix("-"))
    if score is None or score >= MOST_SCORE:
        file.refuse(
            line,
            say("{text} is no score", text=shown(text)),
            say("a score is a whole number below {most}", most=MOST_SCORE),
        )
    return -score if text.startswith("-") else score


Papers = Iterable[tuple[int, tuple[_Item, ...]]]


def _kind(file: PaperFile, facts: dict[str, object], papers: Papers, layout: str, remarks: list[str]) -> MarkKind:
    """Rankings, or scores where every paper that names anybody has them, or crosses where scores end at 1."""
    named = [(number, items) for number, items in papers if items]
    scored = [all(item.score is not None for item in items) for _, items in named]
    if not named and isinstance(facts.get("max_rating"), int):
        return MarkKind.APPROVAL if facts["max_rating"] == 1 else MarkKind.SCORES
    if layout == "ranking" or not any(item.score is not None for _, items in named for item in items):
        return MarkKind.RANKING
    if not all(scored):
        cure = say("give every candidate named a score, or say --from abif:ranking")
        file.refuse(named[scored.index(False)][0], say("no score, and other papers have some"), cure)
    if facts.get("max_rating") == 1:
        return MarkKind.APPROVAL
    if any(item.joint == ">" for _, items in named for item in items[1:]):
        remarks.append(f"{file.name}: the scores are read; for the order say abif:ranking")
    return MarkKind.SCORES


def _marks(file: PaperFile, line: int, kind: MarkKind, items: tuple[_Item, ...]) -> Marks:
    if kind is MarkKind.RANKING:
        return RankingMarks(tuple(_levels(file, line, items)))
    scores = {item.candidate: item.score or 0 for item in items}
    if len(scores) < len(items):
        file.refuse(line, say("a candidate stands twice"), say("give each one score"))
    if kind is MarkKind.SCORES:
        return ScoreMarks(tuple(sorted(scores.items())))
    if any(score not in (0, 1) for score in scores.values()):
        file.refuse(
            line,
            say("a score other than 0 and 1, by its heading the largest"),
            say("correct max_rating, or the paper"),
        )
    return ApprovalMarks(tuple(sorted(candidate for candidate, score in scores.items() if score)))


def _levels(file: PaperFile, line: int, items: tuple[_Item, ...]) -> list[tuple[CandidateId, ...]]:
    levels: list[list[CandidateId]] = []
    for item in items:
        if item.joint == ",":
            file.refuse(line, say("a comma between candidates of a ranking"), say("join them by > or ="))
        if item.joint == ">":
            levels.append([])
        if item.candidate in levels[-1]:
            file.refuse(line, say("a candidate stands twice at one rank"), say("name it once"))
        levels[-1].append(item.candidate)
    return [tuple(sorted(level)) for level in levels]


def write(profile: Profile, _name: str) -> bytes:
    """An ABIF file; every candidate is declared, by tokens A1, A2 ..."""
    facts: list[dict[str, object]] = [{"title": profile.title}] if profile.title else []
    if profile.kind is MarkKind.APPROVAL:
        facts.append({"max_rating": 1})
    if profile.kind is MarkKind.SCORES:
        marks = [paper.marks for paper in profile.each() if isinstance(paper.marks, ScoreMarks)]
        facts.append({"max_rating": max([2, *(score for each in marks for _, score in each.scores)])})
    lines = [json.dumps(fact, ensure_ascii=False) for fact in facts]
    lines += [f"=A{number}:[{each}]" for number, each in enumerate(profile.candidates, start=1)]
    lines += [f"{paper.papers}:{_line(paper.marks)}" for paper in profile.each()]
    if profile.blank:
        lines.append(f"{profile.blank}:")
    return ("\n".join(lines) + "\n").encode()


def _line(marks: Marks) -> str:
    if isinstance(marks, RankingMarks):
        return ">".join("=".join(f"A{c + 1}" for c in level) for level in marks.levels)
    if isinstance(marks, ScoreMarks):
        return ",".join(f"A{c + 1}/{score}" for c, score in marks.scores)
    return ",".join(f"A{c + 1}/1" for c in marks.marked)


FORMAT = Format(
    name="abif",
    title="ABIF, rankings and scores by name",
    suffixes=(".abif",),
    kinds=frozenset(MarkKind),
    holds=frozenset({"equal preferences", "candidates marked twice", "blank papers", "title"}),
    sniff=sniff,
    read=read,
    write=write,
    layouts=("ranking",),
)
