"""From the same random bytes the voter's page makes the very ballots that the library makes, which accepts them."""

import json
import subprocess
from collections.abc import Sequence
from functools import cache
from itertools import permutations
from pathlib import Path
from random import Random

import pytest

from hustings.ballots.packed import pack
from hustings.belenios.v1.ballots import check_ballot, make_ballot, tracker
from hustings.belenios.v1.credentials import draw_code
from hustings.belenios.v1.election import Election, make_election
from hustings.belenios.v1.encoding import Json
from hustings.belenios.v1.group import ED25519
from hustings.belenios.v1.questions import Homomorphic, NonHomomorphic, Question
from hustings.belenios.v1.randomness import Randomness, SeededRandomness, SystemRandomness

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "src" / "booth-client" / "tests" / "ballots_for_python.js"
UUID = "aJT8hzceyib3sY"
THREE = ("Ada Ardent", 'Zoë Ünal, "Zed"', "Καλλιόπη 𝔉 \u2028 <b>")
FORTY_TWO = tuple(f"Candidate {number}" for number in range(1, 43))


def packed(candidates: Sequence[str]) -> NonHomomorphic:
    extra: Json = {"type": "PackedRanking", "version": 1, "candidates": list(candidates)}
    return NonHomomorphic("Rank", tuple(map(str, range(1, 31))), extra)


def election(*questions: Question) -> Election:
    return make_election(
        name='Of "quotes" \\ and é',
        description="<script>",
        group=ED25519,
        public_key=ED25519.generator_power(987654321),
        questions=questions,
        uuid=UUID,
        administrator="Orla Wick",
        language=("fr", "ltr"),
    )


class Recorded:
    """Random bytes, kept."""

    def __init__(self, source: Randomness) -> None:
        self.source = source
        self.drawn = b""

    def draw(self, count: int) -> bytes:
        self.drawn += (drawn := self.source.draw(count))
        return drawn


@cache
def code() -> str:
    return draw_code(SeededRandomness(b"a code"))


RANKING = NonHomomorphic("Rank", THREE)
CASES: dict[str, tuple[Question, Json, Json]] = {
    # question, the choice as the page holds it, the choice as the library does
    "ranking of all": (RANKING, [2, 0, 1], [2, 3, 1]),
    "ranking of one": (RANKING, [1], [0, 1, 0]),
    "blank ranking": (RANKING, [], [0, 0, 0]),
    "ranking of 20 of 30": (
        NonHomomorphic("Rank", FORTY_TWO[:30]),
        list(range(29, 9, -1)),
        [0] * 10 + list(range(20, 0, -1)),
    ),
    "packed ranking of 42": (packed(FORTY_TWO), list(range(42)), list(pack(range(42), 42))),
    "packed ranking of three": (packed(FORTY_TWO), [41, 0, 7], list(pack([41, 0, 7], 42))),
    "blank packed ranking": (packed(FORTY_TWO), [], [0] * 30),
    "marks": (Homomorphic("Mark", THREE, 1, 2), [2, 1], [0, 1, 1]),
    "no mark": (Homomorphic("Mark", THREE, 0, 2), [], [0, 0, 0]),
    "nine marks of 20": (Homomorphic("Mark", FORTY_TWO[:20], 0, 9), list(range(9)), [1] * 9 + [0] * 11),
    "yes": (Homomorphic("Adopt?", ("Yes", "No"), 1, 1), [0], [1, 0]),
    "marks where blank has its own": (Homomorphic("Mark", THREE, 1, 2, blank=True), [0], [0, 1, 0, 0]),
    "fewest marks may be none beside blank": (Homomorphic("Mark", THREE, 0, 1, blank=True), [], [0, 0, 0, 0]),
    "blank": (Homomorphic("Mark", THREE, 1, 2, blank=True), "blank", [1, 0, 0, 0]),
    "blank that may not be": (Homomorphic("Mark", THREE, 1, 2, blank=False), [1], [0, 1, 0]),
}


def made_by_the_page(node: Path, requests: Sequence[dict[str, object]]) -> list[dict[str, object]]:
    lines = "".join(f"{json.dumps(request)}\n" for request in requests)
    ran = subprocess.run([node, PROGRAM], input=lines, capture_output=True, text=True, check=True, encoding="utf-8")
    return [json.loads(line) for line in ran.stdout.splitlines()]


@pytest.mark.parametrize("case", CASES)
def test_ballot_equals_the_librarys_byte_for_byte(node: Path, case: str) -> None:
    question, chosen, numbers = CASES[case]
    held = election(question)
    recorded = Recorded(SeededRandomness(b"a ballot", case))
    expected = make_ballot(held, code(), [numbers], recorded)
    request = {"election": held.body.decode(), "code": code(), "choices": [chosen], "random": recorded.drawn.hex()}
    (found,) = made_by_the_page(node, [request])
    assert found == {"ballot": expected.decode(), "tracker": tracker(expected), "left": 0}
    assert check_ballot(held, expected).findings == ()


def test_ballot_for_several_questions_equals_the_librarys(node: Path) -> None:
    chosen = [CASES[case] for case in ("ranking of one", "marks", "blank", "packed ranking of three")]
    held = election(*(question for question, _, _ in chosen))
    recorded = Recorded(SeededRandomness(b"several"))
    expected = make_ballot(held, code(), [numbers for _, _, numbers in chosen], recorded)
    choices = [choice for _, choice, _ in chosen]
    request = {"election": held.body.decode(), "code": code(), "choices": choices, "random": recorded.drawn.hex()}
    (found,) = made_by_the_page(node, [request])
    assert found["ballot"] == expected.decode()


def test_ballots_from_fresh_randomness_are_accepted_and_every_one_differs(node: Path) -> None:
    held = election(RANKING)
    rankings = [list(chosen) for length in range(4) for chosen in permutations(range(3), length)]
    requests: list[dict[str, object]] = [
        {
            "election": held.body.decode(),
            "code": draw_code(SystemRandomness()),
            "choices": [ranking],
            "random": SystemRandomness().draw(48 * 3).hex(),
        }
        for ranking in [*rankings, *rankings]
    ]
    ballots = [str(each["ballot"]).encode() for each in made_by_the_page(node, requests)]
    assert [check_ballot(held, ballot).findings for ballot in ballots] == [()] * len(ballots)
    assert len(set(ballots)) == len(ballots)


def test_code_of_any_making_gives_the_librarys_credential(node: Path) -> None:
    held = election(RANKING)
    rng = SeededRandomness(b"codes")
    codes = [draw_code(rng) for _ in range(40)]
    requests: list[dict[str, object]] = []
    expected = []
    for each in codes:
        recorded = Recorded(SeededRandomness(each.encode()))
        expected.append(make_ballot(held, each, [[1, 0, 0]], recorded).decode())
        requests.append(
            {"election": held.body.decode(), "code": each, "choices": [[0]], "random": recorded.drawn.hex()}
        )
    assert [each["ballot"] for each in made_by_the_page(node, requests)] == expected


def test_packed_rankings_of_every_size_are_the_librarys(node: Path) -> None:
    requests: list[dict[str, object]] = []
    expected = []
    chance = Random(6)
    for candidates in range(31, 55):
        names = [f"C{number}" for number in range(candidates)]
        held = election(packed(names))
        ranking = chance.sample(range(candidates), chance.randint(0, candidates))
        recorded = Recorded(SeededRandomness(b"packed", str(candidates)))
        expected.append(make_ballot(held, code(), [list(pack(ranking, candidates))], recorded).decode())
        requests.append(
            {"election": held.body.decode(), "code": code(), "choices": [ranking], "random": recorded.drawn.hex()}
        )
    assert [each["ballot"] for each in made_by_the_page(node, requests)] == expected
