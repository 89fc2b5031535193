"""The count sheet's verbs, and that it refuses to go out of balance."""

import pytest

from hustings.ballots.paper import CandidateId, MarkKind
from hustings.ballots.profile import Profile
from hustings.ballots.rankings import RankingList
from hustings.count.contest import Candidate, Contest
from hustings.count.errors import CountError
from hustings.count.lots import NO_LOTS, Lots, Purpose
from hustings.count.papers import rule_on
from hustings.count.rulings import up_to_the_first_fault
from hustings.count.sheet import CountSheet
from hustings.count.ties import earliest_difference
from hustings.count.transcript import BatchEnded, Deferred, LostToRounding, SetAside, StageEnded, Tied, Transfer

A, B, C = (CandidateId(c) for c in range(3))


def open_sheet(contest: Contest | None = None, decimals: int = 0) -> CountSheet:
    """Six papers A>B, three B>A>C, two C; stage 1 still open."""
    profile = Profile(tuple("ABC"), MarkKind.RANKING, RankingList([(0, 1), (1, 0, 2), (2,)], [6, 3, 2]))
    contest = contest or Contest(tuple(Candidate(name, name) for name in "ABC"), 2)
    papers = rule_on(profile, contest, up_to_the_first_fault)
    sheet = CountSheet(contest, papers, NO_LOTS, rule="none", decimals=decimals)
    sheet.sort_first_preferences("first")
    return sheet


def test_first_preferences_credit_one_vote_a_paper_in_the_units_of_the_rule():
    sheet = open_sheet(decimals=2)
    assert (sheet.votes, sheet.total, sheet.one) == ([600, 300, 200], 1100, 100)
    assert sheet.transcript.events == [
        Transfer(1, "first", None, A, 6, 100, 600),
        Transfer(1, "first", None, B, 3, 100, 300),
        Transfer(1, "first", None, C, 2, 100, 200),
    ]


def test_transfer_leaves_what_is_asked_and_loses_what_the_value_cuts():
    sheet = open_sheet(decimals=1)
    sheet.end_stage("first preferences", (), "first")
    sheet.elect(A, "elected")
    sheet.transfer(A, value=lambda parcel: parcel.value // 3, clause="moved", leaving=35)
    assert (sheet.votes, sheet.stage) == ([35, 48, 20], 2)
    assert sheet.transcript.events[-2:] == [Transfer(2, "moved", A, B, 6, 3, 18), LostToRounding(2, "moved", A, 7)]


def test_sorted_papers_stay_with_the_candidate_until_they_are_handed_over():
    sheet = open_sheet()
    sheet.end_stage("first preferences", (), "first")
    sheet.exclude(C, "out")
    papers = sheet.sort(C, sheet.parcels[C])
    assert (papers.transferable, papers.spent, sheet.votes, sheet.parcels[C]) == (0, 2, [6, 3, 2], [])
    sheet.hand_over(papers, 1, "moved")
    assert sheet.votes == [6, 3, 0]


def test_papers_without_a_further_preference_may_leave_at_a_value_of_their_own():
    sheet = open_sheet()
    sheet.end_stage("first preferences", (), "first")
    sheet.hand_over(sheet.sort(C, sheet.parcels[C]), 1, "moved", spent_value=0)
    assert sheet.votes == [6, 3, 2]


def test_a_receiver_may_be_credited_with_less_than_papers_x_value():
    sheet = open_sheet(decimals=1)
    sheet.end_stage("first preferences", (), "first")
    sheet.elect(A, "elected")
    sheet.hand_over(sheet.sort(A, sheet.parcels[A]), 3, "moved", credit=lambda papers: papers * 10 // 3)
    assert (sheet.votes, sheet.parcels[B][-1].value) == ([40, 50, 20], 3)
    assert sheet.transcript.events[-1] == Transfer(2, "moved", A, B, 6, 3, 20)


def test_elected_and_excluded_candidates_are_passed_over():
    sheet = open_sheet()
    sheet.end_stage("first preferences", (), "first")
    sheet.elect(A, "elected")
    sheet.exclude(B, "out")
    sheet.transfer(B, value=lambda parcel: parcel.value, clause="moved")
    assert (sheet.votes, sheet.continuing, sheet.unfilled) == ([6, 0, 5], [C], 1)


def test_surplus_is_never_negative():
    sheet = open_sheet()
    sheet.set_quota(4, sheet.total, "quota")
    assert [sheet.surplus(c) for c in (A, B, C)] == [2, 0, 0]


def test_deferred_surpluses_are_written_with_their_total():
    sheet = open_sheet()
    sheet.set_quota(2, sheet.total, "quota")
    sheet.end_stage("first preferences", (), "first")
    sheet.defer([A, B], "waits")
    assert sheet.transcript.events[-1] == Deferred(2, "waits", (A, B), 5)


def test_a_stage_ended_holds_the_parts_that_no_candidate_has():
    sheet = open_sheet()
    sheet.end_stage("first preferences", (), "first")
    sheet.exclude(B, "out")
    sheet.leave_untransferred(B, "needless")
    sheet.end_stage("exclusion", [B], "out")
    (_, stage) = sheet.transcript.stages()
    assert stage == StageEnded(2, "out", "exclusion", (B,), (6, 0, 2), 0, 0, 3, None)
    assert stage.non_transferable == 3


def test_votes_set_aside_are_without_a_further_preference():
    sheet = open_sheet()
    sheet.end_stage("first preferences", (), "first")
    sheet.set_aside(A, 2, "aside")
    sheet.end_stage("surplus", [A], "done")
    assert sheet.transcript.events[-2:] == [
        SetAside(2, "aside", A, 2),
        StageEnded(2, "done", "surplus", (A,), (4, 3, 2), 2, 0, 0, None),
    ]
    assert sheet.non_transferable == 2


def test_batches_are_numbered_in_their_stage_and_the_last_one_is_known():
    sheet = open_sheet()
    sheet.end_stage("first preferences", (), "first")
    sheet.exclude(B, "out")
    sheet.hand_over(sheet.sort(B, sheet.parcels[B]), 1, "moved")
    assert sheet.awaiting_transfer() == 0
    sheet.end_batch("batch")
    assert sheet.transcript.events[-1] == BatchEnded(2, "batch", 1, (9, 0, 2), 0, 0, 0, None)
    assert [(parcel.papers, parcel.stage) for parcel in sheet.last_batch(A)] == [(3, 2)]
    assert [parcel.papers for parcel in sheet.last_batch(C)] == [2]
    assert sheet.last_batch(B) == []
    assert [point.name for point in sheet.points] == ["stage 1", "stage 2, batch 1"]


def test_surpluses_and_papers_of_the_excluded_await_transfer():
    sheet = open_sheet()
    sheet.set_quota(4, sheet.total, "quota")
    sheet.end_stage("first preferences", (), "first")
    sheet.elect(A, "elected")
    sheet.exclude(C, "out")
    assert sheet.awaiting_transfer() == 4


def test_a_tie_may_be_settled_by_a_batch_inside_a_stage():
    profile = Profile(tuple("ABC"), MarkKind.RANKING, RankingList([(0,), (1,), (2, 0), (2, 1)], [2, 2, 1, 1]))
    contest = Contest(tuple(Candidate(name, name) for name in "ABC"), 1)
    sheet = CountSheet(contest, rule_on(profile, contest, up_to_the_first_fault), Lots((B, A, C)), rule="none")
    sheet.sort_first_preferences("first")
    sheet.end_stage("first preferences", (), "first")
    sheet.exclude(C, "out")
    papers = sheet.sort(C, sheet.parcels[C])
    sheet.hand_over(papers._replace(papers={A: 1}, piles={A: papers.piles[A]}), 1, "moved")
    sheet.end_batch("batch")
    sheet.hand_over(papers._replace(papers={B: 1}, piles={B: papers.piles[B]}), 1, "moved")
    sheet.end_stage("exclusion", [C], "done")
    assert sheet.choose([A, B], Purpose.EXCLUDE, earliest_difference, earlier="before", lot="lot") == B
    by_batches = {"earlier": "before", "lot": "lot", "points": sheet.points}
    assert sheet.choose([A, B], Purpose.ELECT, earliest_difference, **by_batches) == A
    assert sheet.transcript.events[-2:] == [
        Tied(3, "lot", (A, B), Purpose.EXCLUDE, (A, B), "lot", B),
        Tied(2, "before", (A, B), Purpose.ELECT, (A, B), "stage 2, batch 1", A),
    ]


def test_the_sheet_refuses_to_go_on_out_of_balance():
    sheet = open_sheet()
    sheet.votes[A] += 1
    with pytest.raises(CountError) as refused:
        sheet.lose(C, 1, "lost")
    assert str(refused.value) == "stage 1 does not balance: 11 + 1 is not 11"


class LeakyVotes(list[int]):
    """Votes of which every credit to C comes up one short, to see at which event the sheet notices."""

    def __setitem__(self, candidate: int, votes: int) -> None:
        super().__setitem__(candidate, votes - 1 if candidate == C and votes > self[candidate] else votes)


def test_the_sheet_stops_at_the_very_event_that_loses_a_vote():
    sheet = open_sheet()
    sheet.end_stage("first preferences", (), "first")
    sheet.elect(A, "elected")
    sheet.exclude(B, "out")
    sheet.votes = LeakyVotes(sheet.votes)
    papers = sheet.sort(B, sheet.parcels[B])
    papers = papers._replace(spent=1)
    with pytest.raises(CountError) as refused:
        sheet.hand_over(papers, 1, "moved")
    assert str(refused.value) == "stage 2 does not balance: 10 + 0 is not 11"
    assert sheet.transcript.events[-1] == Transfer(2, "moved", B, C, 3, 1, 3)


def test_protected_candidates_are_not_excluded():
    sheet = open_sheet(Contest(tuple(Candidate(name, name) for name in "ABC"), 2, protected=frozenset({C})))
    with pytest.raises(CountError) as refused:
        sheet.exclude(C, "r.1")
    assert str(refused.value) == "C is protected and may not be excluded (r.1)"
    assert (sheet.excludable(), sheet.doomed(), sheet.electable([A, B])) == ([A, B], [], [A, B])


def test_the_last_place_reserved_dooms_the_others():
    sheet = open_sheet(Contest(tuple(Candidate(name, name) for name in "ABC"), 2, protected=frozenset({C})))
    sheet.elect(A, "r.1")
    assert (sheet.doomed(), sheet.electable([B, C])) == ([B], [C])


def test_a_contest_of_another_size_is_refused():
    with pytest.raises(CountError) as refused:
        open_sheet(Contest((Candidate("A", "A"),), 1))
    assert str(refused.value) == "the contest lists 1 candidates, the papers 3"
