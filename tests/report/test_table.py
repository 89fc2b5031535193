"""The stage table, read off a transcript."""

from hustings.ballots.paper import MarkKind
from hustings.ballots.profile import Profile
from hustings.ballots.rankings import RankingList
from hustings.count.contest import Candidate, Contest
from hustings.count.lots import NO_LOTS
from hustings.count.transcript import Excluded, PapersCounted, StageEnded, Transcript
from hustings.report.table import Cell, Column, Standing, stage_table
from hustings.rules import find_rule, hold_count


def test_rows_hold_votes_changes_marks_and_standing(guild):
    table = stage_table(guild.transcript)
    ash, cedar, furze = table.rows[0], table.rows[2], table.rows[5]
    assert ash.cells == (
        Cell(1700000, 0, "elected"),
        Cell(1000000, -700000),
        Cell(1000000, 0),
        Cell(1000000, 0),
        Cell(1000000, 0),
        Cell(1000000, 0),
    )
    assert ash.standing == Standing("elected", 1, 1)
    assert cedar.cells[3] == Cell(1147056, 500000, "elected")
    assert furze.cells[2] == Cell(0, -400000, "excluded")
    assert furze.standing == Standing("excluded", 3)


def test_columns_say_what_was_done_with_whose_papers(guild):
    table = stage_table(guild.transcript)
    assert table.columns[0] == Column(1, "first preferences", (), "r.46", 1000000)
    assert table.columns[1] == Column(2, "surplus", ("Ash, Ada",), "r.49", 1000000)
    assert table.columns[5] == Column(6, "exclusion", ("Elder, Eve",), "r.51", 1000000)


def test_every_column_adds_up_to_the_total(guild):
    table = stage_table(guild.transcript)
    for i, nobody in enumerate(table.non_transferable):
        assert sum(row.cells[i].votes for row in table.rows) + nobody.votes == table.total
        parts = (table.no_further_preference, table.lost_to_rounding, table.not_transferred)
        assert sum(part[i].votes for part in parts) == nobody.votes


def test_the_elected_stand_in_order_of_election(guild):
    assert [row.name for row in stage_table(guild.transcript).elected] == ["Ash, Ada", "Cedar, Cora", "Birch, Ben"]


def test_withdrawn_candidates_have_no_row(crosses):
    table = stage_table(crosses.transcript)
    assert [row.name for row in table.rows] == ["Ash", "Briar & Co <b>", "Ash (2)", "Elm"]
    assert table.withdrawn == ("Dill",)


def test_only_excluded_candidates_are_empty_from_the_stage_after(guild):
    rows = stage_table(guild.transcript).rows
    assert [row.first_empty() for row in rows] == [7, 7, 7, 5, 7, 4]


def test_a_continuing_candidate_without_votes_is_not_empty():
    profile = Profile(("Ash", "Birch", "Cedar"), MarkKind.RANKING, RankingList([(0,), (1,)], [2, 3]), vacancies=1)
    table = stage_table(hold_count(find_rule("irv_to_two"), profile))
    assert [row.cells[0].votes for row in table.rows] == [2, 3, 0]
    assert [row.first_empty() for row in table.rows] == [3, 3, 3]
    assert [row.standing.word for row in table.rows] == ["not elected", "elected", "excluded"]


def test_an_excluded_candidate_whose_papers_still_move_is_not_empty_yet():
    contest = Contest((Candidate("1", "Ash"), Candidate("2", "Birch")), 1)
    votes = [(5, 4), (6, 3), (7, 1), (8, 0), (8, 0)]
    events = [StageEnded(i, "c", "exclusion", (), each, 9 - sum(each), 0, 0, None) for i, each in enumerate(votes, 1)]
    events.insert(1, Excluded(2, "c", 1, 4))
    transcript = Transcript("x", 0, contest, PapersCounted(9, 0, 0, 0, 9), NO_LOTS, events)
    table = stage_table(transcript)
    assert [row.first_empty() for row in table.rows] == [6, 4]
    assert [row.name for row in table.shown_from(3)[0]] == ["Ash"]
    assert table.shown_from(2) == ([*table.rows], [])
    assert table.shown_from(3)[1] == ["Birch"]
