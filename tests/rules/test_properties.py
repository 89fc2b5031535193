"""What must hold for every rule on any papers: conservation, and that names, order and bundling do not matter."""

import random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tellers import in_some_order

from hustings.ballots.paper import CandidateId, MarkKind, RankingMarks
from hustings.ballots.profile import MarkedPapers, Profile
from hustings.ballots.rankings import DistinctRanking, RankingList
from hustings.count.contest import Candidate, Contest
from hustings.count.errors import CountError
from hustings.count.lots import Lots
from hustings.count.rule import Rule
from hustings.count.transcript import Tied, Transcript
from hustings.rules import all_rules, hold_count

LETTERS = "ABCDEFGH"


@st.composite
def elections(draw: st.DrawFn) -> tuple[Profile, int]:
    """A profile of up to 8 candidates with plain, equal, gapped and repeated rankings, and some vacancies."""
    size = draw(st.integers(2, 8))
    candidate = st.integers(0, size - 1)
    plain = draw(
        st.dictionaries(st.lists(candidate, min_size=1, unique=True).map(tuple), st.integers(1, 30), min_size=1)
    )
    level = st.lists(candidate, max_size=2, unique=True).map(lambda c: tuple(CandidateId(i) for i in sorted(c)))
    odd = draw(st.dictionaries(st.lists(level, min_size=2, max_size=4).map(tuple), st.integers(1, 3), max_size=3))
    marked = tuple(MarkedPapers(RankingMarks(levels), papers) for levels, papers in odd.items())
    papers = RankingList(list(plain), list(plain.values()))
    blank = draw(st.integers(0, 2))
    return Profile(tuple(LETTERS[:size]), MarkKind.RANKING, papers, marked, blank), draw(st.integers(1, 4))


def count(rule: Rule, profile: Profile, vacancies: int, order: list[int] | None = None) -> Transcript:
    """Hold the count; a lot is an order of all candidates (by default that of the list)."""
    if rule.name.startswith(("irv", "plurality")):
        vacancies = 1
    contest = Contest(tuple(Candidate(name, name) for name in profile.candidates), vacancies)
    lots = Lots(tuple(CandidateId(c) for c in order or range(len(profile.candidates))))
    return hold_count(rule, in_some_order(profile) if rule.needs_order else profile, contest, lots)


def shuffled(profile: Profile, seed: int) -> Profile:
    """The same papers in another order."""
    rows, marked = list(profile.plain), list(profile.marked)
    random.Random(seed).shuffle(rows)
    random.Random(seed).shuffle(marked)
    return Profile(profile.candidates, profile.kind, RankingList.of(rows), tuple(marked), profile.blank)


def relabelled(profile: Profile, places: list[int]) -> Profile:
    """The same papers with candidate c standing at place `places[c]` of the list."""
    names = sorted(profile.candidates, key=lambda name: places[profile.candidates.index(name)])
    rows = [row._replace(preferences=tuple(places[c] for c in row.preferences)) for row in profile.plain]
    marked = tuple(
        paper._replace(
            marks=RankingMarks(tuple(tuple(sorted(CandidateId(places[c]) for c in level)) for level in levels))
        )
        for paper in profile.marked
        if isinstance(paper.marks, RankingMarks)
        for levels in [paper.marks.levels]
    )
    return Profile(tuple(names), profile.kind, RankingList.of(rows), marked, profile.blank)


def multiplied(profile: Profile, *, papers: int = 1, weight: int = 1) -> Profile:
    """Every paper so many times, or with so much weight."""
    rows = [DistinctRanking(row.preferences, row.papers * papers, weight, 0) for row in profile.plain]
    marked = tuple(m._replace(papers=m.papers * papers, weight=weight) for m in profile.marked)
    return Profile(profile.candidates, profile.kind, RankingList.of(rows), marked, profile.blank)


RULES = all_rules()
each_rule = pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
BUNDLED = [rule for rule in RULES if not rule.needs_order]
each_rule_of_bundles = pytest.mark.parametrize("rule", BUNDLED, ids=[rule.name for rule in BUNDLED])
"""Rules under which papers may be bundled and put in any order: all but those that move whole papers as read."""


@each_rule
@given(elections())
@settings(max_examples=60)
def test_votes_are_conserved_at_every_stage(rule, election):
    profile, vacancies = election
    transcript = count(rule, profile, vacancies)
    one = 10**transcript.decimals
    for stage in transcript.stages():
        assert sum(stage.votes) + stage.non_transferable == transcript.papers.votes * one
        assert min(stage.votes) >= 0


@each_rule
@given(elections())
@settings(max_examples=60)
def test_every_paper_is_accounted_for(rule, election):
    profile, vacancies = election
    papers = count(rule, profile, vacancies).papers
    assert papers.valid + papers.invalid + papers.blank + papers.only_withdrawn == profile.papers


@each_rule
@given(elections())
@settings(max_examples=60)
def test_the_vacancies_are_filled_as_far_as_there_are_candidates(rule, election):
    profile, vacancies = election
    transcript = count(rule, profile, vacancies)
    elected = transcript.elected
    assert len(elected) == min(transcript.contest.vacancies, len(profile.candidates))
    assert len(set(elected)) == len(elected)


@each_rule_of_bundles
@given(elections(), st.integers())
@settings(max_examples=40)
def test_the_order_of_papers_does_not_matter(rule, election, seed):
    profile, vacancies = election
    assert count(rule, shuffled(profile, seed), vacancies).to_bytes() == count(rule, profile, vacancies).to_bytes()


@each_rule
@given(elections(), st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_relabelled_candidates_give_the_result_relabelled(rule, election, rng):
    profile, vacancies = election
    places = list(range(len(profile.candidates)))
    rng.shuffle(places)
    transcript = count(rule, profile, vacancies)
    # Numbers that a law draws from the figures of the election go to candidates in the order of the list.
    assume(not any(isinstance(e, Tied) and e.decided_by == "pseudo-random number" for e in transcript.events))
    other = count(rule, relabelled(profile, places), vacancies, order=places)
    assert set(other.contest.names(other.elected)) == set(transcript.contest.names(transcript.elected))
    tables = [
        [{places[c]: votes for c, votes in enumerate(stage.votes)} for stage in transcript.stages()],
        [dict(enumerate(stage.votes)) for stage in other.stages()],
    ]
    assert tables[0] == tables[1]


@each_rule_of_bundles
@given(elections())
@settings(max_examples=40)
def test_a_paper_twice_is_a_paper_of_weight_two(rule, election):
    profile, vacancies = election
    if profile.blank:
        profile = Profile(profile.candidates, profile.kind, profile.plain, profile.marked)
    twice = count(rule, multiplied(profile, papers=2), vacancies)
    weighted = count(rule, multiplied(profile, weight=2), vacancies)
    assert weighted.to_bytes() == twice.to_bytes()


EDGES = {
    "no papers": Profile(("A", "B", "C"), MarkKind.RANKING),
    "one paper": Profile(("A", "B", "C"), MarkKind.RANKING, RankingList([(1,)], [1])),
    "all identical": Profile(("A", "B", "C"), MarkKind.RANKING, RankingList([(2, 0)], [9])),
    "nobody stands": Profile((), MarkKind.RANKING, blank=1),
    "one candidate": Profile(("A",), MarkKind.RANKING, RankingList([(0,)], [3])),
}


def elected_or_refused(rule: Rule, profile: Profile, contest: Contest) -> tuple[CandidateId, ...] | None:
    """Who is elected; None where the contest is refused with a reason."""
    lots = Lots(tuple(CandidateId(c) for c in range(len(profile.candidates))))
    try:
        return hold_count(rule, in_some_order(profile), contest, lots).elected
    except CountError as refusal:
        return None if str(refusal) else ()


@each_rule
@pytest.mark.parametrize("edge", EDGES)
@pytest.mark.parametrize("vacancies", [1, 2])
def test_an_odd_contest_gives_a_result_or_a_clear_refusal(rule, edge, vacancies):
    profile = EDGES[edge]
    contest = Contest(tuple(Candidate(name, name) for name in profile.candidates), vacancies)
    elected = elected_or_refused(rule, profile, contest)
    assert elected is None or len(elected) == min(vacancies, len(profile.candidates))


@each_rule
def test_all_withdrawn_elects_nobody_or_is_refused(rule):
    profile = Profile(("A", "B"), MarkKind.RANKING, RankingList([(0, 1)], [3]))
    everybody = frozenset({CandidateId(0), CandidateId(1)})
    contest = Contest(tuple(Candidate(name, name) for name in "AB"), 1, withdrawn=everybody)
    assert elected_or_refused(rule, profile, contest) in (None, ())
