"""Plurality, step by step."""

from textwrap import dedent

import pytest

from hustings.count.errors import CountError
from hustings.count.lots import LotNeeded, Lots


def test_step_1_a_paper_with_two_marks_is_invalid(hold, sheet):
    transcript = hold("plurality", 1, "3 A, 2 B, 2 B>A, 1 -")
    assert sheet(transcript) == dedent("""\
        1 marks: A 3 B 2; non-transferable 0
          A elected (step 3)""")
    assert transcript.papers.informal == (("2 marks where 1 is allowed", 2),)
    assert (transcript.papers.valid, transcript.papers.invalid, transcript.papers.blank) == (5, 2, 1)


def test_step_3_the_most_votes_elect_whatever_the_share(hold, sheet):
    assert sheet(hold("plurality", 1, "2 A, 3 B, 2 C, 2 D")) == dedent("""\
        1 marks: A 2 B 3 C 2 D 2; non-transferable 0
          B elected (step 3)""")


@pytest.mark.parametrize(("order", "elected"), [("AB", "A"), ("BA", "B")])
def test_step_4_a_tie_is_settled_by_lot(order, elected, hold, sheet):
    assert sheet(hold("plurality", 1, "3 A, 3 B", lots=order)) == dedent(f"""\
        1 marks: A 3 B 3; non-transferable 0
          tie AB to elect: {elected} by lot (step 4)
          {elected} elected (step 3)""")


def test_step_4_without_a_lot_the_count_stops_and_asks(hold):
    with pytest.raises(LotNeeded) as stopped:
        hold("plurality", 1, "3 A, 3 B", lots=Lots())
    assert stopped.value.question == "lot needed at stage 1 (step 4): who is elected, A or B?"


def test_several_vacancies_are_refused(hold):
    with pytest.raises(CountError) as refused:
        hold("plurality", 2, "3 A, 2 B, 2 C")
    assert str(refused.value) == "plurality fills one vacancy; this contest has 2: block_vote is for several"


def test_everybody_withdrawn_elects_nobody(hold):
    assert hold("plurality", 1, "3 A, 2 B", withdrawn="AB").elected == ()
