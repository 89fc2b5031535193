"""What stands round a count reaches every rule in the same way: on any papers, under every rule of rankings."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.ballots.paper import CandidateId, MarkKind
from hustings.ballots.profile import Profile
from hustings.ballots.rankings import RankingList
from hustings.contests.outcome import Arrangements, Outcome, Reopen, counted_contest, hold_contest
from hustings.contests.withdrawals import Policy, Withdrawal
from hustings.count.contest import Candidate, Contest
from hustings.count.lots import candidate_order
from hustings.count.rule import Rule
from hustings.count.transcript import Elected, Excluded, Stands
from hustings.rules import all_rules

RULES = [rule for rule in all_rules() if rule.marks is MarkKind.RANKING and not rule.needs_order]
each_rule = pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])


@st.composite
def papers(draw: st.DrawFn) -> Profile:
    """Plain papers for three to six candidates."""
    size = draw(st.integers(3, 6))
    rankings = st.lists(st.integers(0, size - 1), min_size=1, unique=True).map(tuple)
    rows = draw(st.dictionaries(rankings, st.integers(1, 20), min_size=1))
    return Profile(tuple("ABCDEF"[:size]), MarkKind.RANKING, RankingList(list(rows), list(rows.values())))


def contest_for(
    rule: Rule, profile: Profile, vacancies: int, protected: frozenset[CandidateId] = frozenset()
) -> Contest:
    filled = 1 if rule.name.startswith("irv") else vacancies
    return Contest(tuple(Candidate(name, name) for name in profile.candidates), filled, protected=protected)


def hold(rule: Rule, profile: Profile, arrangements: Arrangements) -> Outcome:
    return hold_contest(rule, profile, arrangements, candidate_order(counted_contest(arrangements)))


@each_rule
@given(papers(), st.integers(1, 3), st.sampled_from(["again", "once", "to the end"]))
@settings(max_examples=40)
def test_every_vacancy_is_seated_or_vacant_with_a_reason(rule, profile, vacancies, way):
    contest = contest_for(rule, profile, vacancies)
    outcome = hold(rule, profile, Arrangements(contest, reopen=Reopen(CandidateId(0), way)))
    assert len(outcome.seated) + len(outcome.vacant) == contest.vacancies
    assert 0 not in outcome.seated


@each_rule
@given(papers(), st.integers(2, 3))
@settings(max_examples=40)
def test_a_further_ron_stands_only_after_the_one_before_is_elected(rule, profile, vacancies):
    contest = contest_for(rule, profile, vacancies)
    outcome = hold(rule, profile, Arrangements(contest, reopen=Reopen(CandidateId(0), "again")))
    chain = outcome.transcript.contest.reopening.chain
    stood = [chain[0]]
    for event in outcome.transcript.events:
        if isinstance(event, Stands):
            stood.append(event.candidate)
        if isinstance(event, Elected | Excluded) and event.candidate in chain:
            assert event.candidate in stood
    assert stood == list(chain[: len(stood)])


@each_rule
@given(papers(), st.integers(1, 3), st.data())
@settings(max_examples=40)
def test_the_protected_are_never_excluded_and_always_seated(rule, profile, vacancies, data):
    size = len(profile.candidates)
    most = min(size, 1 if rule.name.startswith("irv") else vacancies)
    chosen = data.draw(st.sets(st.integers(0, size - 1), max_size=most))
    protected = frozenset(CandidateId(c) for c in chosen)
    contest = contest_for(rule, profile, vacancies, protected)
    outcome = hold(rule, profile, Arrangements(contest))
    excluded = {e.candidate for e in outcome.transcript.events if isinstance(e, Excluded)}
    assert not excluded & protected
    assert protected <= set(outcome.seated)


@each_rule
@pytest.mark.parametrize("policy", Policy)
@given(papers(), st.integers(1, 2))
@settings(max_examples=25)
def test_whoever_has_gone_takes_no_seat(rule, policy, profile, vacancies):
    contest = contest_for(rule, profile, vacancies)
    gone = CandidateId(len(profile.candidates) - 1)
    outcome = hold(rule, profile, Arrangements(contest, (Withdrawal(gone, policy),)))
    assert gone not in outcome.seated
    assert len(outcome.seated) + len(outcome.vacant) == contest.vacancies
