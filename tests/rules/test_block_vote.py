"""Block vote, step by step, and tables of real elections."""

import csv
from textwrap import dedent

import pytest

from hustings.ballots.paper import ApprovalMarks, CandidateId, MarkKind, ScoreMarks
from hustings.ballots.profile import MarkedPapers, Profile
from hustings.ballots.rankings import RankingList
from hustings.count.errors import CountError
from hustings.count.lots import LotNeeded, Lots
from hustings.rules import find_rule, hold_count


def test_step_1_more_marks_than_vacancies_make_a_paper_invalid(hold, sheet):
    transcript = hold("block_vote", 2, "3 A>B, 2 C>B, 2 A>B>C, 1 C, 1 -")
    assert sheet(transcript) == dedent("""\
        1 marks: A 3 B 5 C 3; non-transferable 0
          B elected (step 3)
          tie AC to elect: A by lot (step 4)
          A elected (step 3)""")
    assert transcript.papers._asdict() == {
        "valid": 6, "invalid": 2, "blank": 1, "only_withdrawn": 0, "votes": 11,
        "informal": (("3 marks where 2 are allowed", 2),),
    }  # fmt: skip


def test_step_1_a_candidate_marked_twice_is_one_mark(hold, sheet):
    assert sheet(hold("block_vote", 2, "3 A>A>B, 1 C")) == dedent("""\
        1 marks: A 3 B 3 C 1; non-transferable 0
          A elected (step 3)
          B elected (step 3)""")


def test_step_3_the_most_marked_fill_the_vacancies_in_order_of_votes(hold, sheet):
    assert sheet(hold("block_vote", 2, "2 A>B, 3 B>C, 4 C, 1 D")) == dedent("""\
        1 marks: A 2 B 5 C 7 D 1; non-transferable 0
          C elected (step 3)
          B elected (step 3)""")


def test_step_4_no_lot_where_all_the_equal_find_a_place(hold, sheet):
    assert sheet(hold("block_vote", 3, "3 A>B, 4 C, 1 D", lots=Lots())) == dedent("""\
        1 marks: A 3 B 3 C 4 D 1; non-transferable 0
          C elected (step 3)
          A elected (step 3)
          B elected (step 3)""")


def test_step_4_two_lots_where_three_are_equal_for_two_places(hold, sheet):
    assert sheet(hold("block_vote", 2, "1 A>B, 1 C, 1 C>B, 1 A>C, 1 A>B", lots="BCA")) == dedent("""\
        1 marks: A 3 B 3 C 3; non-transferable 0
          tie ABC to elect: B by lot (step 4)
          B elected (step 3)
          tie AC to elect: C by lot (step 4)
          C elected (step 3)""")


def test_step_4_without_a_lot_the_count_stops_and_asks(hold):
    with pytest.raises(LotNeeded) as stopped:
        hold("block_vote", 2, "3 A, 2 B, 2 C, 2 D", lots=Lots())
    assert stopped.value.question == "lot needed at stage 1 (step 4): who is elected, B, C or D?"


def test_marks_for_a_withdrawn_candidate_count_for_nobody(hold, sheet):
    assert sheet(hold("block_vote", 2, "3 A>B, 2 B>C, 1 C", withdrawn="B")) == dedent("""\
        1 marks: A 3 B 0 C 3; non-transferable 0
          A elected (step 3)
          C elected (step 3)""")


def test_crosses_are_counted_as_they_stand():
    papers = RankingList([(0, 1), (2,)], [3, 1])
    over = MarkedPapers(ApprovalMarks(tuple(CandidateId(c) for c in (0, 1, 2))), 2)
    profile = Profile(("A", "B", "C"), MarkKind.APPROVAL, papers, (over,), vacancies=2)
    transcript = hold_count(find_rule("block_vote"), profile)
    assert transcript.stages()[0].votes == (3, 3, 1)
    assert transcript.papers.informal == (("3 marks where 2 are allowed", 2),)


def test_scores_are_refused():
    scores = MarkedPapers(ScoreMarks(((CandidateId(0), 5),)), 2)
    profile = Profile(("A", "B"), MarkKind.SCORES, marked=(scores,), vacancies=1)
    with pytest.raises(CountError) as refused:
        hold_count(find_rule("block_vote"), profile)
    assert str(refused.value) == "block_vote counts papers that bear approval marks; these bear scores marks"


@pytest.mark.parametrize("year", ["2006", "2012", "2014", "2016", "2018-01", "2020-04"])
def test_tables_of_a_national_executive_sort_to_those_elected(year, oracles):
    (table,) = (oracles / "facts").glob(f"nec-{year}-clp-*block-vote.csv")
    with table.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["votes"]]
    names = tuple(row["candidate"] for row in rows)
    elected = {row["candidate"] for row in rows if row["elected"] == "yes"}
    # One paper for each mark: the published totals are all that is known of the papers.
    marks = RankingList([(i,) for i in range(len(names))], [int(row["votes"]) for row in rows])
    profile = Profile(names, MarkKind.APPROVAL, marks, vacancies=len(elected))
    assert {names[c] for c in hold_count(find_rule("block_vote"), profile).elected} == elected
