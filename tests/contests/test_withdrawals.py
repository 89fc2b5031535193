"""Three policies for candidates who have gone, on the same papers."""

from textwrap import dedent

import pytest

from hustings.ballots.paper import CandidateId
from hustings.contests.outcome import Arrangements, counted_otherwise, hold_contest
from hustings.contests.withdrawals import Policy, Withdrawal
from hustings.count.contest import Candidate, Constraint, Contest
from hustings.count.errors import CountError
from hustings.count.lots import NO_LOTS, candidate_order
from hustings.rules import find_rule

SHEETS = {
    Policy.REMOVED: """\
        quota 6 (r.47)
        1 first preferences: A 6 B 5 C 0; non-transferable 0
          A elected (r.48(1))""",
    Policy.PASSED_OVER: """\
        quota 8 (r.47)
        1 first preferences: A 6 B 5 C 0; non-transferable 3
          B excluded (r.51(1))
          5 not transferred (r.53(2))
        2 exclusion B: A 6 B 0 C 0; non-transferable 8
          A elected (r.53(1))""",
    Policy.AS_CAST: """\
        quota 8 (r.47)
        1 first preferences: A 4 B 4 C 6; non-transferable 0
          tie AB to exclude: A by lot (r.52(2)(b))
          A excluded (r.51(1))
        2 exclusion A: A 0 B 4 C 6; non-transferable 4
          B excluded (r.51(1))
          4 not transferred (r.53(2))
        3 exclusion B: A 0 B 0 C 6; non-transferable 8
          C elected (r.53(1))""",
}
SEATS = {
    Policy.REMOVED: ((0,), ()),
    Policy.PASSED_OVER: ((0,), ()),
    Policy.AS_CAST: ((), ("C was elected and had gone",)),
}
CONTEST = Contest(tuple(Candidate(name, name) for name in "ABC"), 1)
PAPERS = "4 A, 4 B, 2 C>A, 1 C>B, 3 C"


def otherwise(rule, profile, arranged, lots=None):
    """The contest counted, then counted otherwise, the second time with these lots."""
    order = candidate_order(arranged.contest)
    now = hold_contest(find_rule(rule), profile, arranged, order)
    return counted_otherwise(find_rule(rule), profile, arranged, now, order if lots is None else lots)


@pytest.mark.parametrize("policy", Policy)
def test_policy(policy, profile_of, sheet):
    arranged = Arrangements(CONTEST, (Withdrawal(CandidateId(2), policy, "withdrew on the fifth day"),))
    outcome = hold_contest(find_rule("scotland_2011"), profile_of(PAPERS), arranged, candidate_order(CONTEST))
    assert sheet(outcome.transcript) == dedent(SHEETS[policy])
    assert (outcome.seated, outcome.vacant) == SEATS[policy]


def test_the_other_policies_are_counted_beside(profile_of):
    arranged = Arrangements(CONTEST, (Withdrawal(CandidateId(2), Policy.REMOVED),))
    others = otherwise("scotland_2011", profile_of(PAPERS), arranged)
    assert [(other.what, (other.outcome.seated, other.outcome.vacant)) for other in others] == [
        ("with those who have gone passed over", SEATS[Policy.PASSED_OVER]),
        ("with those who have gone counted as cast", SEATS[Policy.AS_CAST]),
    ]


def test_the_same_count_without_its_constraints_stands_beside(profile_of):
    candidates = tuple(Candidate(name, name, frozenset({"north"} if name == "C" else ())) for name in "ABC")
    contest = Contest(candidates, 1, constraints=(Constraint("north", 1),))
    (other,) = otherwise("irv", profile_of("4 A, 3 B, 1 C"), Arrangements(contest))
    assert (other.what, other.outcome.seated) == ("without the constraints", (0,))
    assert (other.seated_too, other.unseated) == (("A",), ("C",))


def test_a_count_otherwise_that_lacks_a_lot_says_so(profile_of):
    arranged = Arrangements(CONTEST, (Withdrawal(CandidateId(2), Policy.REMOVED),))
    others = otherwise("scotland_2011", profile_of(PAPERS), arranged, NO_LOTS)
    assert [other.outcome is None for other in others] == [False, True]


def test_nothing_stands_beside_a_plain_contest(profile_of):
    assert otherwise("irv", profile_of(PAPERS), Arrangements(CONTEST)) == []


def test_papers_that_name_only_the_removed_are_no_valid_papers(profile_of):
    papers = {}
    for policy in Policy:
        arranged = Arrangements(CONTEST, (Withdrawal(CandidateId(2), policy),))
        count = hold_contest(find_rule("irv"), profile_of(PAPERS), arranged, candidate_order(CONTEST))
        papers[policy] = (count.transcript.papers.valid, count.transcript.papers.only_withdrawn)
    assert papers == {Policy.REMOVED: (11, 3), Policy.PASSED_OVER: (14, 0), Policy.AS_CAST: (14, 0)}


def test_a_candidate_cannot_be_withdrawn_and_protected(profile_of):
    contest = Contest(CONTEST.candidates, 1, protected=frozenset({CandidateId(2)}))
    arranged = Arrangements(contest, (Withdrawal(CandidateId(2), Policy.REMOVED),))
    with pytest.raises(CountError) as refused:
        hold_contest(find_rule("irv"), profile_of(PAPERS), arranged)
    assert str(refused.value) == "C is both protected and withdrawn"
