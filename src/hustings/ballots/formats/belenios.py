"""Belenios's decrypted result: the papers of a question that voters answered by ranking.

    {"result": [[[1, 2, 0], [2, 1, 3], [0, 0, 0]]]}

For each paper, the number given to each answer in order; 0 is none, numbers may be equal or skipped, and a paper of
zeros is blank. This is the file `result.json` of an election; the candidates' names stand in its `election.json`, which
is looked for beside it. A file that holds both, `"questions"` beside `"result"`, is read by itself, and is what is
written.

Where several questions are rankings, `--from belenios:2` reads the second question. A question counted under encryption
(sums of crosses) has no papers, and one with lists of candidates is no ranking: these are refused. Grades of a majority
judgment are read as scores. A question of 31 to 54 candidates whose `extra` is a PackedRanking is unpacked; a paper
that unpacks to no ranking is kept as unreadable, and is invalid under every rule. Nothing is verified here: that is
what `hustings verify` does, and a result is only as good as the archive that it comes from. The papers have been
shuffled, so their order says nothing.

Written are rankings with equal preferences, skipped numbers, blank papers, title (the question) and vacancies. Other
marks, weights and candidates marked twice are refused. As each paper stands by itself, a large poll makes a large file.

Source: Belenios specification 1.x, "Election result" and "Questions".
"""

import json
import os
from typing import NamedTuple

from hustings.ballots.files import MOST_CANDIDATES, MOST_RANK, Format, PaperFile, open_papers, shown
from hustings.ballots.gathering import Gathering, ranking_of
from hustings.ballots.packed import FEWEST, LENGTH, MOST, unpack
from hustings.ballots.paper import CandidateId, MarkKind, Marks, RankingMarks, ScoreMarks
from hustings.ballots.profile import Profile
from hustings.ballots.sentences import say

PACKED, GRADES = "PackedRanking", "MajorityJudgment"


class Question(NamedTuple):
    """One question of an election: its title, the answers that voters rank, and what it says of how to count."""

    title: str
    answers: list[str]
    extra: dict[str, object]


def sniff(head: bytes, _suffix: str) -> bool:
    """An object that begins with a result, or with questions."""
    start = head.lstrip()[:40].replace(b" ", b"").replace(b"\n", b"")
    return start.startswith((b'{"result":', b'{"questions":'))


def read(file: PaperFile, keep_order: bool = False, layout: str = "") -> Profile:
    """The profile of one question; `layout` is the question's number, empty where there is only one ranking."""
    remarks: list[str] = []
    content = _object(file, file.text(remarks))
    results = content.get("result")
    if not isinstance(results, list):
        file.refuse(1, say("no result"), say('a Belenios result is {{"result": [...]}}'))
    questions = content.get("questions") or _election_beside(file).get("questions")
    if not isinstance(questions, list) or len(questions) != len(results):
        file.refuse(
            1,
            say("{results} results, and questions that do not fit", results=len(results)),
            say("put the right election.json beside it"),
        )
    number = _question_number(file, questions, layout)
    question = _question(file, questions[number - 1], number)
    names = [file.printed(1, answer, remarks) for answer in question.answers]
    papers = results[number - 1]
    if not isinstance(papers, list):
        file.refuse(
            1,
            say("the result of question {number} is no list of papers", number=number),
            say("name a result.json of a ranking"),
        )
    gathering = Gathering(keep_order=keep_order)
    known: dict[str, Marks | None] = {}
    for place, paper in enumerate(papers, start=1):
        key = repr(paper)
        if key not in known:
            known[key] = _marks(file, question, place, paper)
        marks = known[key]
        gathering.in_order(gathering.add(marks, 1, 1, 0) if marks else gathering.unreadable(1, 1, 0), 1)
    seats = question.extra.get("seats")
    vacancies = seats if isinstance(seats, int) and 1 <= seats <= MOST_CANDIDATES else None
    title = file.printed(1, question.title, remarks) if question.title.strip() else ""
    plain, marked, blank, sequence = gathering.gathered()
    return Profile(
        tuple(names),
        MarkKind.SCORES if question.extra.get("type") == GRADES else MarkKind.RANKING,
        plain,
        marked,
        blank,
        title,
        vacancies,
        sequence=sequence,
        remarks=tuple(remarks),
    )


def _object(file: PaperFile, text: str) -> dict[str, object]:
    try:
        content = json.loads(text)
    except json.JSONDecodeError as fault:
        file.refuse(fault.lineno, say("not JSON: {why_said}", why_said=fault.msg), say("is the file cut short?"))
    except (ValueError, RecursionError):
        file.refuse(1, say("a number or nesting beyond all measure"), say("name a Belenios result"))
    if not isinstance(content, dict):
        file.refuse(1, say("no JSON object"), say('a Belenios result is {{"result": [...]}}'))
    return content


def _election_beside(file: PaperFile) -> dict[str, object]:
    path = os.path.join(os.path.dirname(file.name), "election.json")  # noqa: PTH118, PTH120 - as in `open_papers`
    try:
        election = open_papers(path)
    except OSError:
        file.refuse(
            1,
            say("the result does not name the candidates"),
            say("put the election's file at {path}", path=path),
        )
    return _object(election, election.text([]))


def _question_number(file: PaperFile, questions: list[object], layout: str) -> int:
    if layout.isascii() and layout.isdigit() and 1 <= int(layout[:9]) <= len(questions):
        return int(layout)
    if layout:
        file.refuse(
            0,
            say("there is no question {layout}", layout=shown(layout)),
            say("the election has {questions}", questions=len(questions)),
        )
    ranked = [n for n, each in enumerate(questions, start=1) if _type(each) == "NonHomomorphic"]
    if len(questions) > 1 and len(ranked) != 1:
        what = say("{ranked} of {questions} questions are rankings", ranked=len(ranked), questions=len(questions))
        file.refuse(1, what, say("say which to read: --from belenios:2"))
    return ranked[0] if ranked else 1


def _type(question: object) -> object:
    return question.get("type", "Homomorphic") if isinstance(question, dict) else None


def _question(file: PaperFile, question: object, number: int) -> Question:
    kind = _type(question)
    if kind != "NonHomomorphic" or not isinstance(question, dict):
        what = say(
            "question {number} is {kind}: it was counted under encryption and has no papers",
            number=number,
            kind=shown(str(kind)),
        )
        file.refuse(1, what, say("import its totals as a result instead"))
    value, extra = question.get("value"), question.get("extra")
    extra = extra if isinstance(extra, dict) else {}
    answers = value.get("answers") if isinstance(value, dict) else None
    if not isinstance(value, dict):
        file.refuse(
            1,
            say("question {number} is not as Belenios writes it", number=number),
            say("name a genuine election.json"),
        )
    if extra.get("type") == PACKED:
        answers = extra.get("candidates")
    if not isinstance(answers, list) or not answers or not all(isinstance(answer, str) for answer in answers):
        file.refuse(
            1,
            say("question {number} has no list of answers", number=number),
            say("name a genuine election.json"),
        )
    if extra.get("type") == PACKED and not FEWEST <= len(answers) <= MOST:
        what = say("question {question} packs rankings of {answers} candidates", question=number, answers=len(answers))
        file.refuse(1, what, say("that is for {fewest} to {most} candidates", fewest=FEWEST, most=MOST))
    return Question(str(value.get("question", "")), answers, extra)


def _marks(file: PaperFile, question: Question, place: int, paper: object) -> Marks | None:
    """The marks of a paper from its numbers; None where they unpack to no ranking."""
    packed = question.extra.get("type") == PACKED
    numbers, most = (LENGTH, 255) if packed else (len(question.answers), max(MOST_RANK, len(question.answers)))
    if not isinstance(paper, list) or len(paper) != numbers or not all(_is_number(n, most) for n in paper):
        what = say(
            "paper {place}, {paper}, is not {numbers} whole numbers from 0 to {most}",
            place=place,
            paper=shown(repr(paper)),
            numbers=numbers,
            most=most,
        )
        file.refuse(1, what, say("each paper gives every answer a number, 0 for none"))
    if packed:
        ranking = unpack(bytes(paper), len(question.answers))
        return None if ranking is None else RankingMarks(tuple((candidate,) for candidate in ranking))
    given = [(CandidateId(c), n) for c, n in enumerate(paper) if n]
    return ScoreMarks(tuple(given)) if question.extra.get("type") == GRADES else ranking_of((n, c) for c, n in given)


def _is_number(number: object, most: int) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and 0 <= number <= most


def write(profile: Profile, _name: str) -> bytes:
    """The question beside the result, one paper on a line."""
    extra: dict[str, object] = {"type": "STV", "blank": True}
    if profile.vacancies is not None:
        extra["seats"] = profile.vacancies
    question = {
        "type": "NonHomomorphic",
        "value": {"answers": list(profile.candidates), "question": profile.title},
        "extra": extra,
    }
    papers = []
    for paper in profile.each():
        assert isinstance(paper.marks, RankingMarks)
        numbers = [0] * len(profile.candidates)
        for number, level in enumerate(paper.marks.levels, start=1):
            for candidate in level:
                numbers[candidate] = number
        papers += [json.dumps(numbers)] * paper.papers
    papers += [json.dumps([0] * len(profile.candidates))] * profile.blank
    lines = ",\n".join(papers)
    return f'{{"questions": [{json.dumps(question, ensure_ascii=False)}],\n"result": [[\n{lines}\n]]}}\n'.encode()


FORMAT = Format(
    name="belenios",
    title="Belenios's decrypted result",
    suffixes=(".json",),
    kinds=frozenset({MarkKind.RANKING}),
    holds=frozenset({"equal preferences", "skipped numbers", "blank papers", "title", "vacancies"}),
    sniff=sniff,
    read=read,
    write=write,
    layouts=("N",),
)
