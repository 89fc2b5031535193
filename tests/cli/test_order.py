"""`hustings order`, run as people run it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hustings.cli.order import command

ANCHOR = '3 1\n4 1 2 0\n3 3 2 0\n2 2 1 0\n0\n"Ash"\n"Birch"\n"Cedar"\n"Poll"\n'
BUOY = '3 1\n2 3 0\n0\n"Ash"\n"Birch"\n"Cedar"\n"Poll"\n'


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    (tmp_path / "anchor.blt").write_text(ANCHOR)
    (tmp_path / "buoy.blt").write_text(BUOY)
    return tmp_path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(command, [str(each) for each in arguments])


def test_order_is_told_place_by_place_with_what_would_swap_neighbours(papers: Path) -> None:
    done = run(papers / "anchor.blt", f"{papers / 'buoy.blt'}:3")
    assert done.stdout.splitlines() == [
        "By strongest paths (Schulze 2011, margins)",
        "anchor: 9 valid papers of 1 votes each, 0 invalid, 0 blank",
        "buoy: 2 valid papers of 3 votes each, 0 invalid, 0 blank",
        "",
        "   1  Cedar",
        "      9 votes to 6; Birch is before with 4 more votes for Birch alone (papers: 4 of anchor, or 2 of buoy)",
        "   2  Birch",
        "      5 votes to 4; Ash is before with 2 more votes for Ash alone (papers: 2 of anchor, or 1 of buoy)",
        "   3  Ash",
    ]


def test_json_gives_every_comparison(papers: Path) -> None:
    found = json.loads(run(papers / "anchor.blt", f"{papers / 'buoy.blt'}:3", "--json").stdout)
    assert found["order"] == ["Cedar", "Birch", "Ash"]
    assert found["preferred"]["Cedar"] == {"Birch": 9, "Ash": 9}
    assert found["clearness"][0] == {
        "above": "Cedar",
        "below": "Birch",
        "prefer_above": 9,
        "prefer_below": 6,
        "votes_needed": 4,
        "papers_needed": {"anchor": 4, "buoy": 2},
        "level": False,
    }


def test_bodies_may_weigh_as_a_whole_and_candidates_may_be_gone(papers: Path) -> None:
    options = ("--weighing", "bodies", "--gone", "Birch", "--json")
    found = json.loads(run(papers / "anchor.blt", papers / "buoy.blt", *options).stdout)
    assert [each["votes_a_paper"] for each in found["turnout"]] == [2, 9]
    assert found["order"] == ["Cedar", "Ash"]


def test_level_candidates_stand_as_the_seed_draws_them(tmp_path: Path) -> None:
    (tmp_path / "poll.blt").write_text('2 1\n1 1 0\n1 2 0\n0\n"Ash"\n"Birch"\n"Poll"\n')
    drawn = {
        seed: json.loads(run(tmp_path / "poll.blt", "--seed", seed, "--json").stdout) for seed in ("dice 1", "dice 4")
    }
    assert {seed: found["order"] for seed, found in drawn.items()} == {
        "dice 1": ["Birch", "Ash"],
        "dice 4": ["Ash", "Birch"],
    }
    assert [found["clearness"][0]["level"] for found in drawn.values()] == [True, True]


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (
            ["anchor.blt", "other.blt"],
            "the papers of other name other candidates than those of anchor, or ask otherwise",
        ),
        (["anchor.blt", "--gone", "Dill"], "--gone Dill: nobody of this name is on the papers"),
        (["missing.blt"], "missing.blt"),
        (["anchor.blt:0"], "anchor: a weight is 1 at least, not 0"),
    ],
)
def test_what_makes_no_order_is_refused(papers: Path, arguments: list[str], why: str) -> None:
    (papers / "other.blt").write_text(BUOY.replace("Birch", "Bracken"))
    refused = run(*(papers / each if ".blt" in each else each for each in arguments))
    assert refused.exit_code == 2
    assert why in refused.stderr
