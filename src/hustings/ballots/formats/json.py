"""Our own JSON, which holds everything that a profile can say.

    {"format": "hustings papers", "version": 1, "kind": "ranking", "title": "Committee", "vacancies": 2,
     "candidates": ["Ada Ash", "Ben Birch", "Cy Cedar"], "withdrawn": [3], "blank": 2, "papers": [
    {"papers": 5, "ranking": [1, 2]},
    {"papers": 1, "ranking": [[2, 3], [], 1]},
    {"papers": 1, "weight": 3, "ranking": [3]}
    ]}

Candidates are numbered from 1 in the order of `candidates`. A ranking lists who was given 1, who 2, and so on: a number
alone, several in brackets, `[]` where nobody was. `{"crosses": [1, 3]}` and `{"scores": [[1, 5], [3, 0]]}` (candidate,
score) are the papers of the kinds `approval` and `scores`; `{"unreadable": true}` is a paper that came with marks that
mean nothing. `sequence`, where it stands, says for each paper in the order read which entry of `papers` it was, from 0,
and -1 for a blank one. Keys of other names are refused.

The schema is published beside the format: `hustings/ballots/formats/papers.schema.json`.
"""

import json
from collections.abc import Iterator
from typing import NoReturn

from hustings.ballots.files import EVERYTHING, MOST_CANDIDATES, MOST_PAPERS, Format, PaperFile, shown
from hustings.ballots.gathering import BLANK, Gathering
from hustings.ballots.paper import ApprovalMarks, CandidateId, MarkKind, Marks, RankingMarks, ScoreMarks
from hustings.ballots.profile import UNREADABLE, MarkedPapers, Profile
from hustings.ballots.sentences import Sentence, say, say_many

NAME, VERSION = "hustings papers", 1
MOST_SCORE = 10**9
"""No score is this far from 0 or farther."""

_KEYS = {"format", "version", "kind", "title", "vacancies", "candidates", "withdrawn", "blank", "papers", "sequence"}
_MARKS = {MarkKind.RANKING: "ranking", MarkKind.APPROVAL: "crosses", MarkKind.SCORES: "scores"}


def sniff(head: bytes, _suffix: str) -> bool:
    """An object that says it is this format."""
    return head.lstrip()[:1] == b"{" and f'"{NAME}"'.encode() in head


def read(file: PaperFile, keep_order: bool = False, _layout: str = "") -> Profile:
    """The profile of a file of this format."""
    return _Reading(file, keep_order).profile()


class _Reading:
    """One file being read; `_where` is the piece looked at, for messages."""

    def __init__(self, file: PaperFile, keep_order: bool) -> None:
        self.file, self.keep_order = file, keep_order
        self.remarks: list[str] = []
        self.text = file.text(self.remarks)
        self._paper: int | None = None

    def refuse(self, what: Sentence, cure: Sentence) -> NoReturn:
        """Refuse the file at the entry of `papers` that is being read, or at its head."""
        if self._paper is None:
            self.file.refuse(1, what, cure)
        self.file.refuse(
            _line_of_paper(self.text, self._paper), say("papers[{paper}]: {what}", paper=self._paper, what=what), cure
        )

    def profile(self) -> Profile:
        """Read all of it."""
        content = self._content()
        names = self._names(content.get("candidates"))
        kind = self._kind(content.get("kind"))
        entries = content.get("papers")
        if not isinstance(entries, list):
            self.refuse(say("no list of papers"), say('write "papers": [...]'))
        gathering = Gathering(keep_order=self.keep_order)
        went = []
        for self._paper, entry in enumerate(entries):
            marks, papers, weight = self._entry(kind, entry, len(names))
            where = gathering.add(marks, papers, weight, 0) if marks else gathering.unreadable(papers, weight, 0)
            went.append((where, papers))
        self._paper = None
        blank = self._whole(content.get("blank", 0), "blank", 0, MOST_PAPERS - 1)
        gathering.blank += blank
        if self.keep_order:
            self._keep_order(gathering, [*went, (BLANK, blank)], content.get("sequence"))
        vacancies = content.get("vacancies")
        plain, marked, blank, sequence = gathering.gathered()
        return Profile(
            tuple(names),
            kind,
            plain,
            marked,
            blank,
            self._title(content.get("title", "")),
            None if vacancies is None else self._whole(vacancies, "vacancies", 1, MOST_CANDIDATES),
            frozenset(self._candidates(content.get("withdrawn", []), len(names))),
            sequence,
            tuple(self.remarks),
        )

    def _content(self) -> dict[str, object]:
        try:
            content = json.loads(self.text)
        except json.JSONDecodeError as fault:
            self.file.refuse(
                fault.lineno, say("not JSON: {why_said}", why_said=fault.msg), say("is the file cut short?")
            )
        except (ValueError, RecursionError):
            self.refuse(say("a number or nesting beyond all measure"), say("write papers as the schema says"))
        if not isinstance(content, dict) or content.get("format") != NAME:
            self.refuse(say("not this format"), say('it says "format": "{name}"', name=NAME))
        if content.get("version") != VERSION:
            self.refuse(
                say("version {version}", version=shown(str(content.get("version")))),
                say("this program reads version {version}", version=VERSION),
            )
        if unknown := content.keys() - _KEYS:
            self.refuse(say("unknown key {unknown}", unknown=shown(min(unknown))), say("leave it out"))
        return content

    def _names(self, names: object) -> list[str]:
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            self.refuse(say("no list of candidates"), say('write "candidates": ["Ada Ash", ...]'))
        if not 1 <= len(names) <= MOST_CANDIDATES:
            self.refuse(
                say_many("{number} candidates", number=len(names)),
                say("there must be 1 to {most}", most=MOST_CANDIDATES),
            )
        return [self.file.printed(1, name, self.remarks) for name in names]

    def _kind(self, kind: object) -> MarkKind:
        try:
            return MarkKind(str(kind))
        except ValueError:
            self.refuse(
                say("{kind} is no kind of marks", kind=shown(str(kind))),
                say("one of: {kinds}", kinds=", ".join(MarkKind)),
            )

    def _title(self, title: object) -> str:
        if not isinstance(title, str):
            self.refuse(say("the title is no text"), say('write "title": "..."'))
        return self.file.printed(1, title, self.remarks) if title.strip() else ""

    def _whole(self, value: object, what: str | Sentence, least: int, most: int) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            self.refuse(
                say("{what} is {value}", what=what, value=shown(json.dumps(value))),
                say("it must be a whole number from {least} to {most}", least=least, most=most),
            )
        return value

    def _candidates(self, value: object, candidates: int) -> list[CandidateId]:
        """Different candidates by number, from a list."""
        if not isinstance(value, list):
            self.refuse(say("{value} is no list of candidates", value=shown(json.dumps(value))), say("write [1, 2]"))
        found = [CandidateId(self._whole(each, say("a candidate"), 1, candidates) - 1) for each in value]
        if len(set(found)) < len(found):
            self.refuse(say("one candidate stands twice in {item}", item=shown(json.dumps(value))), say("name it once"))
        return sorted(found)

    def _entry(self, kind: MarkKind, entry: object, candidates: int) -> tuple[Marks | None, int, int]:
        """The marks (None: unreadable), number and weight of one entry of `papers`."""
        if not isinstance(entry, dict):
            self.refuse(say("no JSON object"), say('write {{"papers": 1, "ranking": [1]}}'))
        name = "unreadable" if "unreadable" in entry else _MARKS[kind]
        if unknown := entry.keys() - {"papers", "weight", name}:
            self.refuse(
                say("unknown key {unknown}", unknown=shown(min(unknown))),
                say("papers of kind {kind} hold {marks}", kind=kind.value, marks=_MARKS[kind]),
            )
        papers = self._whole(entry.get("papers", 1), "papers", 1, MOST_PAPERS - 1)
        weight = self._whole(entry.get("weight", 1), "weight", 1, MOST_SCORE - 1)
        marks = entry.get(name)
        if name == "unreadable" and marks is True:
            return None, papers, weight
        if not isinstance(marks, list):
            self.refuse(say("no {name}", name=name), say('write "{name}": [...]', name=name))
        return self._marks(kind, marks, candidates), papers, weight

    def _marks(self, kind: MarkKind, marks: list[object], candidates: int) -> Marks:
        if kind is MarkKind.APPROVAL:
            return ApprovalMarks(tuple(self._candidates(marks, candidates)))
        if kind is MarkKind.SCORES:
            return ScoreMarks(tuple(sorted(self._scores(marks, candidates))))
        if len(marks) > MOST_CANDIDATES:
            self.refuse(
                say("a ranking of {numbers} numbers", numbers=len(marks)),
                say("there must be at most {most}", most=MOST_CANDIDATES),
            )
        levels = (self._candidates(each if isinstance(each, list) else [each], candidates) for each in marks)
        return RankingMarks(tuple(map(tuple, levels)))

    def _scores(self, marks: list[object], candidates: int) -> Iterator[tuple[CandidateId, int]]:
        if not all(isinstance(each, list) and len(each) == 2 for each in marks):
            self.refuse(say("scores that are no pairs"), say('write "scores": [[1, 5], [3, 0]]'))
        pairs = [each for each in marks if isinstance(each, list)]
        named = self._candidates([candidate for candidate, _ in pairs], candidates)
        for candidate, score in pairs:
            yield CandidateId(candidate - 1), self._whole(score, say("a score"), 1 - MOST_SCORE, MOST_SCORE - 1)
        assert len(named) == len(pairs)

    def _keep_order(self, gathering: Gathering, went: list[tuple[int, int]], sequence: object) -> None:
        """Put the papers in the order of `sequence`; without one, in that of the entries; blank ones are the last."""
        if sequence is None:
            for where, papers in went:
                gathering.in_order(where, papers)
            return
        if not isinstance(sequence, list):
            self.refuse(say("the sequence is no list"), say('write "sequence": [0, 0, 1, -1]'))
        left = [papers for _, papers in went]
        for each in sequence:
            index = self._whole(each, say("an entry of the sequence"), BLANK, len(went) - 2)
            left[index] -= 1
            gathering.in_order(went[index][0], 1)
        if any(left):
            self.refuse(say("the sequence and the numbers of papers differ"), say("list each paper once"))


def _line_of_paper(text: str, index: int) -> int:
    """The line on which an entry of `papers` begins."""
    decoder = json.JSONDecoder()
    at = text.index("[", text.index('"papers"')) + 1
    for _ in range(index):
        at = decoder.raw_decode(text, _past_blanks(text, at))[1]
        at = text.index(",", at) + 1
    return text.count("\n", 0, _past_blanks(text, at)) + 1


def _past_blanks(text: str, at: int) -> int:
    while text[at].isspace():
        at += 1
    return at


def write(profile: Profile, _name: str) -> bytes:
    """A file of this format, one entry of `papers` on a line."""
    head: dict[str, object] = {"format": NAME, "version": VERSION, "kind": profile.kind.value}
    if profile.title:
        head["title"] = profile.title
    if profile.vacancies is not None:
        head["vacancies"] = profile.vacancies
    head["candidates"] = list(profile.candidates)
    if profile.withdrawn:
        head["withdrawn"] = [candidate + 1 for candidate in sorted(profile.withdrawn)]
    if profile.blank:
        head["blank"] = profile.blank
    text = json.dumps(head, ensure_ascii=False)[:-1]
    if profile.sequence is not None:
        text += f', "sequence": {json.dumps(list(profile.sequence))}'
    entries = ",\n".join(json.dumps(_paper(paper)) for paper in profile.each())
    return f'{text}, "papers": [\n{entries}\n]}}\n'.encode()


def _paper(paper: MarkedPapers) -> dict[str, object]:
    entry: dict[str, object] = {"papers": paper.papers}
    if paper.weight != 1:
        entry["weight"] = paper.weight
    marks = paper.marks
    if marks == UNREADABLE:
        entry["unreadable"] = True
    elif isinstance(marks, RankingMarks):
        levels = ([candidate + 1 for candidate in level] for level in marks.levels)
        entry["ranking"] = [level[0] if len(level) == 1 else level for level in levels]
    elif isinstance(marks, ScoreMarks):
        entry["scores"] = [[candidate + 1, score] for candidate, score in marks.scores]
    else:
        entry["crosses"] = [candidate + 1 for candidate in marks.marked]
    return entry


FORMAT = Format(
    name="json",
    title="JSON, everything that papers can say",
    suffixes=(".json",),
    kinds=frozenset(MarkKind),
    holds=frozenset(EVERYTHING),
    sniff=sniff,
    read=read,
    write=write,
)
