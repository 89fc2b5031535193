"""A sentence is English by itself, and can be kept and said again."""

import pytest

from hustings.ballots.errors import BallotFileError
from hustings.ballots.sentences import FaultError, say, say_many, sentence_kept

WHAT = say("candidate {number} does not exist (this file has {candidates})", number=9, candidates=8)
CURE = say_many("{number} candidates", number=8)


def test_sentence_is_its_pattern_filled() -> None:
    assert str(WHAT) == f"{WHAT}" == "candidate 9 does not exist (this file has 8)"


def test_braces_of_a_pattern_are_doubled() -> None:
    assert str(say('write {{"title": "..."}} on one line')) == 'write {"title": "..."} on one line'


def test_values_with_braces_stay() -> None:
    assert str(say("{text} is no score", text="{0}")) == "{0} is no score"


def test_place_left_open_is_filled_later() -> None:
    open_place = say("a draw holds {keys}")
    assert open_place.filled(keys="note, order") == say("a draw holds {keys}", keys="note, order")
    assert open_place.values == {}


def test_error_says_its_sentence_in_english() -> None:
    error = BallotFileError("ward12.blt", 41, WHAT, CURE)
    assert str(error) == "ward12.blt:41: candidate 9 does not exist (this file has 8); 8 candidates"
    assert (error.file, error.line, error.what, error.cure) == ("ward12.blt", 41, WHAT, CURE)
    assert isinstance(error, FaultError)


def test_error_about_no_line_names_the_file() -> None:
    assert str(BallotFileError("ward12.blt", 0, WHAT, CURE)).startswith("ward12.blt: candidate")


def test_kept_sentence_comes_back_whole() -> None:
    said = BallotFileError("ward12.blt", 41, WHAT, CURE).said
    assert sentence_kept(said.kept()) == said
    assert said.kept()["values"] == {"place": "ward12.blt:41", "what": WHAT.kept(), "cure": CURE.kept()}


def test_what_was_no_sentence_is_refused() -> None:
    with pytest.raises(TypeError):
        sentence_kept({"pattern": "", "values": [], "counts": False})
