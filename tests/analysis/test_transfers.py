"""What stays inside a published list when votes move."""

from fractions import Fraction

from hustings.analysis.lists import PublishedList
from hustings.analysis.transfers import ListTransfers, list_transfers
from hustings.count.contest import contest_of
from hustings.count.lots import candidate_order
from hustings.rules import find_rule, hold_count


def test_kept_leaked_and_non_transferable_add_up(profile):
    transcript = hold_count(find_rule("scotland_2011"), profile, lots=candidate_order(contest_of(profile)))
    lists = [PublishedList("Anchor", (0, 1)), PublishedList("Beacon", (2,))]
    assert list_transfers(transcript, lists) == (
        ListTransfers(
            names=("Anchor",),
            passed_on=5_00000,
            kept=1_00000,
            leaked=((("Beacon",), 1_00000),),
            non_transferable=3_00000,
            kept_share=Fraction(1, 5),
            kept_of_transferable=Fraction(1, 2),
        ),
        ListTransfers(("Beacon",), 0, 0, (), 0, None, None),
        ListTransfers((), 3_00000, 1_00000, (), 2_00000, Fraction(1, 3), Fraction(1)),
    )


def test_a_count_of_one_stage_moves_nothing(profile):
    transcript = hold_count(find_rule("plurality"), profile, contest_of(profile, 1))
    assert {each.passed_on for each in list_transfers(transcript, [PublishedList("Anchor", (0, 1))])} == {0}
