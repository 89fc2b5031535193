import subprocess
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from hustings.contests.ballot_order import Drawn, alphabetical_order, drawn_order, rotated

THREE = ["Alma Ardent", "Bela Brook", "Ida Inch"]


def test_drawn_order_stands_by_the_digest_of_seed_and_name() -> None:
    assert drawn_order(THREE, "3 19 42") == [
        Drawn("Ida Inch", "614f84ecc42477c5b75cdc6b720fb6feebab9cb3e805e2794da9e01be3fc04dd"),
        Drawn("Bela Brook", "e84eeb98765dd77344925f238c37b51d4d9bfe08ea773b1c0f4252c929c9af52"),
        Drawn("Alma Ardent", "f0dda2761661eba1521949262b04e69748054fa1fcdcebe145acad0a0df76201"),
    ]


def test_drawn_order_is_checked_with_a_program_of_every_system() -> None:
    [only] = drawn_order(["Alma Ardent"], "3 19 42")
    ran = subprocess.run(["sha256sum"], input=b"3 19 42\nAlma Ardent", capture_output=True, check=True)
    assert ran.stdout.decode().split()[0] == only.digest


@given(st.permutations(THREE), st.text())
def test_drawn_order_does_not_depend_on_the_order_given(names: list[str], seed: str) -> None:
    assert drawn_order(names, seed) == drawn_order(THREE, seed)


def test_drawn_order_takes_a_letter_however_it_is_encoded() -> None:
    assert drawn_order(["Zoe\u0308"], "s")[0].digest == drawn_order(["Zo\u00eb"], "s")[0].digest


def test_drawn_order_brings_every_order_about_equally_often() -> None:
    seen = dict.fromkeys(permutations(THREE), 0)
    for seed in range(6000):
        seen[tuple(drawn.name for drawn in drawn_order(THREE, str(seed)))] += 1
    assert all(900 < times < 1100 for times in seen.values()), seen


def test_alphabetical_order_goes_by_the_last_word_without_accents_and_capitals() -> None:
    names = ["Bo Ezra", "Zoë Ash", "Ann émile", "Bo van Dyke", "ann Ash", "Cher"]
    assert alphabetical_order(names) == ["ann Ash", "Zoë Ash", "Cher", "Bo van Dyke", "Ann émile", "Bo Ezra"]


def test_alphabetical_order_of_a_name_without_a_word_stands_first() -> None:
    assert alphabetical_order(["A", ""]) == ["", "A"]


def test_rotated_begins_one_further_on_each_paper() -> None:
    assert [rotated("abc", paper) for paper in range(4)] == [list("abc"), list("bca"), list("cab"), list("abc")]


def test_rotated_of_nobody_is_nobody() -> None:
    assert rotated([], 5) == []
