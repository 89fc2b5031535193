"""`hustings how-many`, run as people run it."""

import json

from click.testing import CliRunner

from hustings.analysis.how_many import NOT_KNOWN
from hustings.cli.how_many import command


def run(*arguments: str):
    return CliRunner().invoke(command, ["--vacancies", "2", "--share", "60", *arguments])


def test_seats_stand_for_each_number_recommended_with_what_cannot_be_known():
    done = run("--loyalty", "100", "--draws", "2")
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        "2 vacancies, 60 % of the voters, loyalty 100 %; 2 draws of 1000 papers",
        "Seats of the group: the middle draw, and from the fewest to the most of all draws",
        "",
        "recommended        block_vote, even      block_vote, uneven     scotland_2011, even   scotland_2011, uneven",
        "          1                       1                       1                       1                       1",
        "          2                       2                       2                       1                       1",
        "",
        *NOT_KNOWN,
    ]


def test_json_gives_every_draw():
    found = json.loads(run("--json", "--draws", "3", "--other", "40:2").stdout)
    assert len(found["outlooks"]) == 8
    assert [len(each["seats"]) for each in found["outlooks"]] == [3] * 8
    assert found["not_known"] == list(NOT_KNOWN)


def test_draws_that_differ_show_the_fewest_and_the_most():
    done = CliRunner().invoke(
        command, ["--vacancies", "3", "--share", "50", "--draws", "5", "--voters", "20", "--loyalty", "50"]
    )
    assert "2 (1 to 2)" in done.stdout


def test_another_group_that_cannot_be_read_is_refused_with_the_cure():
    done = run("--other", "half")
    assert (done.exit_code, done.stderr) == (
        2,
        "--other half: write the share of the voters and how many candidates, as 35:6\n",
    )


def test_rule_that_is_not_there_is_refused():
    assert run("--rule", "nothing").exit_code == 2
