"""What carries a motion: each majority at its edge."""

import pytest

from hustings_site.elections.enums import Majority
from hustings_site.elections.majorities import Tally, Verdict, sentence, verdict

SIMPLE, THIRDS, ABSOLUTE = Majority.SIMPLE, Majority.TWO_THIRDS, Majority.ABSOLUTE


@pytest.mark.parametrize(
    ("majority", "tally", "found"),
    [
        (SIMPLE, Tally(1290, 870, 150, 2310), Verdict(carried=True, needed=1081, base=2160)),
        (SIMPLE, Tally(5, 5, 3, 20), Verdict(carried=False, needed=6, base=10)),
        (SIMPLE, Tally(6, 5, 9, 20), Verdict(carried=True, needed=6, base=11)),
        (SIMPLE, Tally(0, 0, 9, 20), Verdict(carried=False, needed=1, base=0)),
        (SIMPLE, Tally(1, 0, 9, 20), Verdict(carried=True, needed=1, base=1)),
        (THIRDS, Tally(4, 2, 9, 20), Verdict(carried=True, needed=4, base=6)),
        (THIRDS, Tally(6, 4, 0, 20), Verdict(carried=False, needed=7, base=10)),
        (THIRDS, Tally(1290, 870, 150, 2310), Verdict(carried=False, needed=1440, base=2160)),
        (THIRDS, Tally(0, 0, 3, 20), Verdict(carried=False, needed=1, base=0)),
        (ABSOLUTE, Tally(10, 0, 0, 20), Verdict(carried=False, needed=11, base=20)),
        (ABSOLUTE, Tally(11, 9, 0, 20), Verdict(carried=True, needed=11, base=20)),
        (ABSOLUTE, Tally(11, 0, 0, 21), Verdict(carried=True, needed=11, base=21)),
    ],
)
def test_verdict_at_its_edge(majority: Majority, tally: Tally, found: Verdict) -> None:
    assert verdict(majority, tally) == found


def test_votes_cast_include_abstentions() -> None:
    assert Tally(1290, 870, 150, 2400).cast == 2310


def test_what_is_needed_is_said_in_a_sentence() -> None:
    assert sentence(SIMPLE) == "Carried by: more votes for than against; abstentions are not counted."
