"""Who gave votes to whom, stage by stage."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tellers import in_some_order

from hustings.analysis.flows import Flow, flows_by_stage
from hustings.count.contest import Candidate, Contest, contest_of
from hustings.count.lots import NO_LOTS, candidate_order
from hustings.count.transcript import PapersCounted, StageEnded, Transcript
from hustings.rules import all_rules, find_rule, hold_count


def changes(before, ended, flows):
    votes = list(before.votes)
    for source, target, n in flows:
        if source is not None:
            votes[source] -= n
        if target is not None:
            votes[target] += n
    return votes


def test_flows_are_those_of_the_papers(profile):
    transcript = hold_count(find_rule("scotland_2011"), profile, lots=candidate_order(contest_of(profile)))
    assert flows_by_stage(transcript) == [
        (),
        (Flow(0, 1, 100000),),
        (Flow(4, 3, 100000), Flow(4, None, 200000)),
        (Flow(1, None, 300000), Flow(1, 2, 100000)),
        (Flow(2, None, 600000),),
    ]


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
def test_flows_account_for_every_change_under_every_rule(rule, profile):
    vacancies = 1 if rule.name.startswith(("irv", "plurality")) else 2
    contest = contest_of(profile, vacancies)
    transcript = hold_count(rule, in_some_order(profile), contest, candidate_order(contest))
    stages, flows = transcript.stages(), flows_by_stage(transcript)
    assert len(flows) == len(stages)
    for before, ended, moved in zip(stages[:-1], stages[1:], flows[1:], strict=True):
        assert changes(before, ended, moved) == list(ended.votes)
        assert all(flow.votes > 0 and flow.source != flow.target for flow in moved)


def test_changes_without_papers_are_shared_out_in_proportion():
    contest = Contest(tuple(Candidate(n, n) for n in "ABCD"), 1)
    events = [
        StageEnded(1, "c", "first preferences", (), (100, 60, 40, 0), 0, 0, 0, None),
        StageEnded(2, "c", "surplus", (0, 1), (70, 30, 70, 20), 10, 0, 0, None),
    ]
    transcript = Transcript("x", 0, contest, PapersCounted(200, 0, 0, 0, 200), NO_LOTS, events)
    assert flows_by_stage(transcript) == [
        (),
        (Flow(0, 2, 15), Flow(0, 3, 10), Flow(0, None, 5), Flow(1, 2, 15), Flow(1, 3, 10), Flow(1, None, 5)),
    ]


@given(
    st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=1, max_size=7),
    st.integers(0, 20),
)
def test_shares_that_do_not_divide_still_add_up(changes_of_each, nobody):
    was, now = zip(*changes_of_each, strict=True)
    contest = Contest(tuple(Candidate(str(i), str(i)) for i in range(len(was))), 1)
    rest = sum(was) + nobody - sum(now)
    events = [
        StageEnded(1, "c", "first preferences", (), was, nobody, 0, 0, None),
        StageEnded(2, "c", "surplus", (), now, rest, 0, 0, None),
    ]
    transcript = Transcript("x", 0, contest, PapersCounted(0, 0, 0, 0, 0), NO_LOTS, events)
    flows = flows_by_stage(transcript)[1]
    assert changes(events[0], events[1], flows) == list(now)
    assert all(flow.votes > 0 and flow.source != flow.target for flow in flows)
    gained = sum(flow.votes * ((flow.target is None) - (flow.source is None)) for flow in flows)
    assert gained == rest - nobody


def test_a_count_that_never_began_has_no_flows():
    contest = Contest((Candidate("A", "A"),), 1)
    assert flows_by_stage(Transcript("x", 0, contest, PapersCounted(0, 0, 0, 0, 0), NO_LOTS)) == []
