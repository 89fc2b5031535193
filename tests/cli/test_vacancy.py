"""`hustings vacancy`, run as people run it."""

import pytest
from click.testing import CliRunner

from hustings.cli.vacancy import command

# Quota 9. A and B are elected, A with a surplus of 3 at a quarter of a vote a paper.
PAPERS = (
    '5 2\n8 1 3 4 0\n4 1 4 0\n6 2 5 0\n3 3 2 0\n2 4 2 0\n3 5 4 0\n0\n"Ash"\n"Birch"\n"Cedar"\n"Dill"\n"Elm"\n"Two"\n'
)


@pytest.fixture
def vacancy(tmp_path):
    (tmp_path / "two.blt").write_text(PAPERS)
    (tmp_path / "lots.toml").write_text('order = ["Ash", "Birch", "Cedar", "Dill", "Elm"]\n')
    fixed = ["--rule", "scotland_2011", "--lots", str(tmp_path / "lots.toml"), str(tmp_path / "two.blt")]
    return lambda *arguments: CliRunner().invoke(command, [*arguments, *fixed])


def consents(*names: str) -> list[str]:
    return [argument for name in names for argument in ("--consents", name)]


def test_recount_seats_the_newly_elected_and_shows_the_count(vacancy):
    done = vacancy("--left", "Ash", "--way", "recount", *consents("Cedar", "Dill", "Elm"))
    assert done.exit_code == 0
    assert done.stdout.startswith(
        "The seat of Ash goes to Cedar.\nWho consented to serve: Cedar, Dill and Elm.\n\nTwo\nScottish local elections"
    )
    assert "   1. Cedar   stage 1, 11 votes, r.48(1)\n   2. Birch   stage 1, 6 votes, r.53(1)" in done.stdout


def test_countback_counts_the_leavers_papers_by_the_alternative_vote(vacancy):
    done = vacancy("--left", "1", "--way", "countback", *consents("Dill", "Cedar"))
    assert done.exit_code == 0
    assert done.stdout.startswith("The seat of Ash goes to Cedar.\nWho consented to serve: Cedar and Dill.\n")
    assert "Alternative vote (IRV): majority of continuing votes" in done.stdout
    assert "   1. Cedar   stage 1, 8 votes, step 2" in done.stdout


@pytest.mark.parametrize("meaning", ["last-excluded", "most-first-preferences"])
def test_next_reads_the_first_count_on(meaning, vacancy):
    done = vacancy("--left", "Ash", "--way", "next", "--meaning", meaning, *consents("Cedar", "Dill"))
    assert done.stdout == "The seat of Ash goes to Cedar.\nWho consented to serve: Cedar and Dill.\n"


def test_next_of_two_equal_is_left_to_a_lot(vacancy):
    done = vacancy("--left", "Ash", "--way", "next", "--meaning", "most-votes", *consents("Cedar", "Dill"))
    assert (done.exit_code, done.stderr) == (
        2,
        "Cedar and Dill are equal as runners-up (most votes at the end); draw a lot and ask only one\n",
    )


def test_nobody_willing_leaves_the_seat_vacant(vacancy):
    done = vacancy("--left", "Ash", "--way", "next")
    assert (done.exit_code, done.stdout) == (1, "The seat of Ash stays vacant: nobody consented to serve.\n")


def test_only_the_seated_willing_leaves_the_seat_vacant(vacancy):
    done = vacancy("--left", "Ash", "--way", "next", *consents("Birch"))
    assert (done.exit_code, done.stdout) == (
        1,
        "The seat of Ash stays vacant: none of those who consented is left.\nWho consented to serve: Birch.\n",
    )


@pytest.mark.parametrize("way", ["recount", "countback"])
def test_somebody_not_elected_has_no_seat_to_leave(way, vacancy):
    done = vacancy("--left", "Cedar", "--way", way, *consents("Dill"))
    assert (done.exit_code, done.stderr) == (2, "Cedar was not elected by these papers under scotland_2011\n")


def test_a_name_that_nobody_has_is_refused_with_the_list(vacancy):
    done = vacancy("--left", "Fir", "--way", "next")
    assert (done.exit_code, done.stderr) == (
        2,
        "no candidate is called 'Fir'; the candidates are: Ash, Birch, Cedar, Dill, Elm\n",
    )


def test_without_the_lots_it_stops_and_asks(tmp_path):
    (tmp_path / "tie.blt").write_text('4 2\n3 1 0\n2 2 0\n2 3 0\n2 4 0\n0\n"A"\n"B"\n"C"\n"D"\n"Tie"\n')
    arguments = ["--rule", "scotland_2011", "--left", "A", "--way", "recount", str(tmp_path / "tie.blt")]
    done = CliRunner().invoke(command, arguments)
    assert done.exit_code == 3
    assert done.stderr.startswith("Lot needed at stage 2 (r.52(2)(b)): who is excluded, B, C or D?")
