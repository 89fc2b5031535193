from hustings.count.contest import Candidate, Contest
from hustings.count.lots import NO_LOTS, Draw, LotNeeded, Lots, Purpose, candidate_order

CONTEST = Contest(tuple(Candidate(name, name) for name in ("Ash", "Birch", "Cedar", "Damson")), 2)


def test_the_tied_candidate_who_stands_first_is_taken():
    assert Lots((3, 1, 0, 2)).first((0, 2, 1), Purpose.EXCLUDE) == 1


def test_no_lot_takes_nobody():
    assert NO_LOTS.first((0, 1), Purpose.ELECT) is None


def test_an_order_that_lacks_one_of_the_tied_takes_nobody():
    assert Lots((3, 1, 0)).first((0, 2), Purpose.EXCLUDE) is None


def test_a_draw_serves_its_purpose_and_all_whom_it_orders():
    lots = Lots(draws=(Draw((2, 0, 1), Purpose.EXCLUDE), Draw((1, 0), Purpose.TRANSFER)))
    assert lots.first((0, 1), Purpose.EXCLUDE) == 0
    assert lots.first((0, 1), Purpose.TRANSFER) == 1
    assert lots.first((0, 2), Purpose.TRANSFER) is None


def test_a_draw_goes_before_the_order():
    assert Lots((0, 1, 2, 3), (Draw((1, 0), Purpose.ELECT),)).first((0, 1), Purpose.ELECT) == 1


def test_digest_covers_orders_and_draws_but_not_what_is_said_of_them():
    lots = Lots((0, 1), (Draw((1, 0), Purpose.ELECT, "by the chair"),), "drawn on the night")
    assert lots.digest() == Lots((0, 1), (Draw((1, 0), Purpose.ELECT),)).digest()
    others = [Lots((1, 0), lots.draws), Lots((0, 1)), Lots((0, 1), (Draw((1, 0), Purpose.EXCLUDE),))]
    assert len({lots.digest(), *(other.digest() for other in others)}) == 4


def test_candidate_order_says_that_it_is_no_lot():
    assert candidate_order(CONTEST) == Lots((0, 1, 2, 3), source="candidate order (a trial, not a lot)")


def test_the_question_names_stage_clause_purpose_and_the_tied():
    asked = LotNeeded(CONTEST, (0, 1, 3), Purpose.EXCLUDE, 6, "r.52(2)(b)")
    assert asked.question == "lot needed at stage 6 (r.52(2)(b)): who is excluded, Ash, Birch or Damson?"
    assert (asked.names, asked.purpose, asked.stage) == (("Ash", "Birch", "Damson"), Purpose.EXCLUDE, 6)
