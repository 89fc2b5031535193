"""Questions as election.json carries them, and the choices that each allows."""

from typing import Any

import pytest

from hustings.belenios.v1.encoding import Malformed, write
from hustings.belenios.v1.questions import Homomorphic, Lists, NonHomomorphic, Question, read_question
from hustings.belenios.v1.questions.shared import ChoiceError

PLAIN = Homomorphic("Elect", ("Ada", "Bob", "Cyd"), 1, 2)
BLANK = Homomorphic("Elect", ("Ada", "Bob", "Cyd"), 1, 2, blank=True)
RANKING = NonHomomorphic("Rank", ("Ada", "Bob"), {"type": "STV", "blank": True, "seats": 1})
SLATES = Lists("List", (("First", "Ada", "Bob"), ("Second", "Cyd")))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (PLAIN, '{"answers":["Ada","Bob","Cyd"],"min":1,"max":2,"question":"Elect"}'),
        (BLANK, '{"answers":["Ada","Bob","Cyd"],"blank":true,"min":1,"max":2,"question":"Elect"}'),
        (Homomorphic("é", ("x",), 0, 1, blank=False), '{"answers":["x"],"blank":false,"min":0,"max":1,"question":"é"}'),
        (
            RANKING,
            (
                '{"type":"NonHomomorphic","value":{"answers":["Ada","Bob"],"question":"Rank"},'
                '"extra":{"type":"STV","blank":true,"seats":1}}'
            ),
        ),
        (SLATES, '{"type":"Lists","value":{"answers":[["First","Ada","Bob"],["Second","Cyd"]],"question":"List"}}'),
    ],
)
def test_question_is_written_and_read(question: Question, text: str) -> None:
    assert write(question.to_json()).decode() == text
    assert read_question(question.to_json()) == question


@pytest.mark.parametrize(
    "value",
    [
        [],
        {"answers": ["x"], "min": 0, "max": 2, "question": "more than there are"},
        {"answers": ["x"], "min": 1, "max": 0, "question": "less than the least"},
        {"answers": [], "min": 0, "max": 0, "question": "no answer"},
        {"answers": ["x"], "min": -1, "max": 1, "question": "less than none"},
        {"answers": [1], "min": 0, "max": 1, "question": "a number for an answer"},
        {"min": 0, "max": 1, "question": "no answers", "answers": ["x"]},
        {"type": "Quadratic", "value": {}},
        {"type": "NonHomomorphic", "value": {"answers": [], "question": "no answer"}},
        {"type": "Lists", "value": {"answers": [["a list without a candidate"]], "question": "x"}},
        {"type": "Lists", "value": {"answers": [], "question": "no list"}},
        {"type": "Lists", "value": {"answers": [["x", "y"]], "question": "x"}, "extra": 1},
    ],
)
def test_what_is_no_question_is_refused(value: Any) -> None:
    with pytest.raises(Malformed):
        read_question(value)


@pytest.mark.parametrize(
    ("question", "choice", "flat"),
    [
        (PLAIN, [1, 0, 1], [1, 0, 1]),
        (BLANK, [0, 1, 0, 0], [0, 1, 0, 0]),
        (BLANK, [1, 0, 0, 0], [1, 0, 0, 0]),
        (RANKING, [2, 1], [2, 1]),
        (RANKING, [255, 0], [255, 0]),
        (SLATES, [[1, 0, 1], [0, 0]], [1, 0, 1, 0, 0]),
    ],
)
def test_allowed_choice_is_taken(question: Question, choice: Any, flat: list[int]) -> None:
    assert question.flatten(choice) == flat


@pytest.mark.parametrize(
    ("question", "choice", "message"),
    [
        (PLAIN, [0, 0, 0], "1 to 2 marks are allowed, not 0"),
        (PLAIN, [1, 1, 1], "1 to 2 marks are allowed, not 3"),
        (PLAIN, [1, 0], "3 marks, each 0 or 1"),
        (PLAIN, [2, 0, 0], "3 marks, each 0 or 1"),
        (PLAIN, [True, 0, 0], "3 marks, each 0 or 1"),
        (PLAIN, "110", "3 marks, each 0 or 1"),
        (BLANK, [1, 1, 0, 0], "a blank vote marks nothing else"),
        (BLANK, [0, 0, 0, 0], "1 to 2 marks are allowed, not 0"),
        (RANKING, [1], "2 integers 0 to 255"),
        (RANKING, [1, 256], "2 integers 0 to 255"),
        (RANKING, [1, -1], "2 integers 0 to 255"),
        (RANKING, None, "2 integers 0 to 255"),
        (SLATES, [[1, 0, 0], [0, 0]], "at least one candidate"),
        (SLATES, [[1, 1, 0], [1, 1]], "exactly one list"),
        (SLATES, [[0, 0, 0], [0, 0]], "exactly one list"),
        (SLATES, [[1, 1, 0], [0, 1]], "candidates of that list only"),
        (SLATES, [[1, 1], [0, 0]], r"rows of \[3, 2\] marks"),
        (SLATES, [1, 1, 0, 0, 0], r"rows of \[3, 2\] marks"),
    ],
)
def test_choice_that_is_not_allowed_says_what_is(question: Question, choice: Any, message: str) -> None:
    with pytest.raises(ChoiceError, match=message):
        question.flatten(choice)
