"""A file of lots: what it holds, and every way in which it is refused, with the line and the cure."""

import pytest

from hustings.contests.lots_file import read_lots
from hustings.contests.toml_text import ContestFileError
from hustings.count.contest import Candidate, Contest
from hustings.count.lots import Draw, Lots, Purpose

CONTEST = Contest(
    (Candidate("a", "Ash"), Candidate("b", "Birch"), Candidate("c", "Cedar"), Candidate("c2", "Cedar")), 1,
    withdrawn=frozenset({3}),
)  # fmt: skip


def test_an_order_and_draws_by_name_or_id():
    text = """
        source = "drawn on 3 May, J. Oak watching"
        order = ["Birch", "a", "c"]
        [[draw]]
        purpose = "exclude"
        order = ["c", "Ash"]
        note = "drawn by J. Oak"
        """
    assert read_lots(text, "lots.toml", CONTEST) == Lots(
        (1, 0, 2), (Draw((2, 0), Purpose.EXCLUDE, "drawn by J. Oak"),), "drawn on 3 May, J. Oak watching"
    )


def test_without_a_source_the_file_is_named():
    assert read_lots('order = ["a", "b", "c"]', "lots.toml", CONTEST).source == "the file lots.toml"


REFUSED = {
    "order = [": "lots.toml:1: invalid value; the file is TOML, as docs/cli/count.md shows",
    "": "lots.toml:1: neither an order nor a draw; write order = [...] with all candidates, or a [[draw]]",
    '# lots\norders = ["a"]': "lots.toml:2: unknown key 'orders'; a file of lots holds draw, order, source",
    'order = "a"': 'lots.toml:1: order is not a list of names; write order = ["first name", "second name"]',
    'order = ["a", "b"]': "lots.toml:1: the order leaves out Cedar; an order names all candidates",
    'order = ["a", "b", "a"]': "lots.toml:1: a stands twice in order; name each candidate once",
    'order = ["a", "b", "Cedar"]': 'lots.toml:1: 2 candidates are called Cedar; use their ids: "c", "c2"',
    'order = ["a", "b", "Elm"]': (
        "lots.toml:1: no candidate is called 'Elm'; the candidates are: Ash, Birch, Cedar, Cedar"
    ),
    "source = 3\norder = ['a', 'b', 'c']": 'lots.toml:1: source is not a text; write source = "..."',
    "[draw]\norder = ['a', 'b']": "lots.toml:1: a draw is a table of its own; write [[draw]] above it",
    "[[draw]]\norder = ['a', 'b']": "lots.toml:1: a draw without purpose; write purpose = ... in it",
    '[[draw]]\npurpose = "elect"': "lots.toml:1: a draw without order; write order = ... in it",
    '[[draw]]\npurpose = "seat"\norder = ["a", "b"]': (
        "lots.toml:2: no lot is drawn for 'seat'; purpose is one of \"transfer\", \"exclude\", \"elect\""
    ),
    '[[draw]]\npurpose = "elect"\norder = ["a"]': (
        "lots.toml:3: a draw among fewer than two candidates; name all who were tied, first drawn first"
    ),
    '[[draw]]\npurpose = "elect"\norder = ["a", "b"]\nby = "me"': (
        "lots.toml:4: unknown key 'by'; a draw holds note, order, purpose"
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", REFUSED)
def test_refused(text):
    with pytest.raises(ContestFileError) as refused:
        read_lots(text, "lots.toml", CONTEST)
    assert str(refused.value) == REFUSED[text]


def test_a_fault_in_the_second_draw_is_named_at_its_line():
    text = '[[draw]]\npurpose = "elect"\norder = ["a", "b"]\n\n[[draw]]\npurpose = "elect"\norder = ["a", "Elm"]\n'
    with pytest.raises(ContestFileError) as refused:
        read_lots(text, "lots.toml", CONTEST)
    assert str(refused.value).startswith("lots.toml:7: no candidate is called 'Elm'")
