"""Guard and doom: exact for overlapping categories, and never a result that breaks a constraint."""

from itertools import combinations
from textwrap import dedent

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hustings.ballots.paper import CandidateId, MarkKind
from hustings.ballots.profile import Profile
from hustings.ballots.rankings import RankingList
from hustings.count.constraints import Constraints, Standing, in_words
from hustings.count.contest import Candidate, Constraint, Contest, Reopening
from hustings.count.errors import CountError
from hustings.count.lots import candidate_order
from hustings.count.transcript import Doomed, Guarded
from hustings.rules import all_rules, find_rule, hold_count

CATEGORIES = ("women", "north", "young")


def contest(categories: dict[str, str], vacancies: int, *constraints: Constraint, protected: str = "") -> Contest:
    """Candidates by letter, each with its categories as words."""
    names = list(categories)
    return Contest(
        tuple(Candidate(name, name, frozenset(words.split())) for name, words in categories.items()),
        vacancies,
        constraints=constraints,
        protected=frozenset(CandidateId(names.index(c)) for c in protected),
    )


@st.composite
def constrained(draw: st.DrawFn) -> Contest:
    """Up to seven candidates in overlapping categories, up to three constraints, some of them protected."""
    size = draw(st.integers(2, 7))
    groups = st.frozensets(st.sampled_from(CATEGORIES))
    candidates = tuple(Candidate(letter, letter, draw(groups)) for letter in "ABCDEFG"[:size])
    vacancies = draw(st.integers(1, min(4, size)))
    bounds = st.tuples(st.integers(0, 2), st.one_of(st.none(), st.integers(0, 3)))
    constraints = tuple(Constraint(c, *draw(bounds)) for c in draw(st.sets(st.sampled_from(CATEGORIES), min_size=1)))
    protected = draw(st.frozensets(st.integers(0, size - 1).map(CandidateId), max_size=min(1, vacancies - 1)))
    return Contest(candidates, vacancies, constraints=constraints, protected=protected)


def meets(chosen: frozenset[CandidateId], held: Contest) -> bool:
    """Whether those chosen meet every constraint, counted one by one."""
    numbers = [sum(c.category in held.candidates[i].categories for i in chosen) for c in held.constraints]
    return all(
        c.minimum <= n <= (len(chosen) if c.maximum is None else c.maximum)
        for n, c in zip(numbers, held.constraints, strict=True)
    )


def conforming(held: Contest, standing: Standing) -> list[frozenset[CandidateId]]:
    """Every choice among the continuing that meets the constraints with those elected: the slow, obvious way."""
    places = min(standing.unfilled, len(standing.continuing))
    needed = held.protected & set(standing.continuing)
    choices = (frozenset(chosen) for chosen in combinations(standing.continuing, places))
    return [c for c in choices if needed <= c and meets(c | set(standing.elected), held)]


@given(constrained(), st.data())
@settings(max_examples=400)
def test_guarded_and_doomed_are_those_of_every_conforming_choice(held, data):
    everybody = [CandidateId(c) for c in range(len(held.candidates))]
    start = Standing((), everybody, held.vacancies)
    if not conforming(held, start):
        with pytest.raises(CountError):
            Constraints(held, start)
        return
    constraints = Constraints(held, start)
    elected = data.draw(st.lists(st.sampled_from(everybody), unique=True, max_size=held.vacancies - 1))
    gone = data.draw(st.sets(st.sampled_from(everybody)))
    continuing = [c for c in everybody if c not in elected and c not in gone]
    now = Standing(elected, continuing, held.vacancies - len(elected))
    choices = conforming(held, now)
    assert constraints.satisfiable(now) == bool(choices)
    assume(choices and len(continuing) > now.unfilled)
    assert set(constraints.guarded(now)) - held.protected == frozenset.intersection(*choices) - held.protected
    assert set(constraints.doomed(now)) == set(continuing) - frozenset.union(*choices)


RULES = [rule for rule in all_rules() if not rule.needs_order]


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
@given(constrained(), st.data())
@settings(max_examples=60)
def test_no_rule_breaks_constraints_that_can_be_met(rule, held, data):
    single = rule.name.startswith(("irv", "plurality"))
    if single:
        held = Contest(held.candidates, 1, constraints=held.constraints)
    size = len(held.candidates)
    assume(conforming(held, Standing((), [CandidateId(c) for c in range(size)], held.vacancies)))
    rankings = st.lists(st.integers(0, size - 1), min_size=1, max_size=held.vacancies, unique=True).map(tuple)
    rows = data.draw(st.dictionaries(rankings, st.integers(1, 20), min_size=1))
    names = tuple(c.name for c in held.candidates)
    profile = Profile(names, MarkKind.RANKING, RankingList(list(rows), list(rows.values())))
    elected = hold_count(rule, profile, held, candidate_order(held)).elected
    assert len(elected) == held.vacancies
    assert meets(frozenset(elected), held)


WOMEN = Constraint("women", 1)


def test_a_guarded_candidate_is_passed_by_when_the_lowest_is_sought(profile_of, sheet):
    held = contest({"A": "", "B": "", "C": "women"}, 1, WOMEN)
    transcript = hold_count(find_rule("scotland_2011"), profile_of("5 A, 4 B>A, 2 C"), held, candidate_order(held))
    assert sheet(transcript) == dedent("""\
        quota 6 (r.47)
        1 first preferences: A 5 B 4 C 2; non-transferable 0
          C guarded (at least 1 women)
          A doomed (at least 1 women)
          B doomed (at least 1 women)
          C elected (r.53(1))""")


def test_whoever_would_break_a_maximum_is_doomed_and_goes_next(profile_of, sheet):
    held = contest({"A": "north", "B": "north", "C": "", "D": ""}, 2, Constraint("north", 0, 1))
    profile = profile_of("6 A>B, 4 B>C, 2 C, 1 D")
    transcript = hold_count(find_rule("scotland_2011"), profile, held, candidate_order(held))
    assert sheet(transcript) == dedent("""\
        quota 5 (r.47)
        1 first preferences: A 6 B 4 C 2 D 1; non-transferable 0
          A elected (r.48(1))
          B doomed (at most 1 north)
          0.00004 lost to rounding (r.49(3))
        2 surplus A: A 5 B 4.99996 C 2 D 1; non-transferable 0.00004
          B excluded (r.51(1))
        3 exclusion B: A 5 B 0 C 6 D 1; non-transferable 1
          C elected (r.48(1))""")


def test_a_candidate_with_a_quota_is_not_elected_where_the_places_are_needed(profile_of, sheet):
    held = contest({"A": "", "B": "", "C": "women", "D": "women"}, 2, Constraint("women", 1))
    profile = profile_of("5 A, 5 B, 2 C>D, 1 D")
    transcript = hold_count(find_rule("scotland_2011"), profile, held, candidate_order(held))
    assert sheet(transcript) == dedent("""\
        quota 5 (r.47)
        1 first preferences: A 5 B 5 C 2 D 1; non-transferable 0
          A elected (r.48(1))
          B doomed (at least 1 women)
          B excluded (r.51(1))
        2 exclusion B: A 5 B 0 C 2 D 1; non-transferable 5
          D excluded (r.51(1))
          C guarded (at least 1 women)
          1 not transferred (r.53(2))
        3 exclusion D: A 5 B 0 C 2 D 0; non-transferable 6
          C elected (r.53(1))""")


def test_overlapping_minima_are_met_by_one_candidate_in_both(profile_of):
    """Two places, one woman and one of the north: only W-and-N leaves the other place free."""
    held = contest({"A": "", "B": "women north", "C": "women", "D": "north"}, 2, WOMEN, Constraint("north", 1))
    profile = profile_of("9 A, 1 B, 3 C, 3 D")
    transcript = hold_count(find_rule("scotland_2011"), profile, held, candidate_order(held))
    assert transcript.contest.names(transcript.elected) == ["A", "B"]
    said = [(type(e), e.candidate, e.clause) for e in transcript.events if isinstance(e, Guarded | Doomed)]
    assert said == [
        (Guarded, 1, "at least 1 women and at least 1 north"),
        (Doomed, 2, "at least 1 north"),
        (Doomed, 3, "at least 1 women"),
    ]


def test_twenty_employers_with_one_place_each_are_weighed_at_once():
    names = {chr(65 + i) + str(j): f"employer-{i}" for i in range(20) for j in range(3)}
    held = contest(names, 15, *(Constraint(f"employer-{i}", 0, 1) for i in range(20)))
    everybody = [CandidateId(c) for c in range(60)]
    constraints = Constraints(held, Standing((), everybody, 15))
    assert constraints.doomed(Standing([CandidateId(0)], everybody[1:], 14)) == [1, 2]


@pytest.mark.parametrize(
    ("constraint", "words"),
    [
        (Constraint("women", 4), "at least 4 women"),
        (Constraint("north", 0, 2), "at most 2 north"),
        (Constraint("north", 1, 2), "at least 1 and at most 2 north"),
    ],
)
def test_constraints_in_words(constraint, words):
    assert in_words(constraint) == words


@pytest.mark.parametrize(
    ("held", "why"),
    [
        (
            contest({"A": "", "B": "women"}, 2, Constraint("women", 2)),
            "no 2 of the candidates standing meet: at least 2 women; relax it by the rule that allows it",
        ),
        (
            contest({"A": "women", "B": "north", "C": ""}, 1, WOMEN, Constraint("north", 1)),
            (
                "no 1 of the candidates standing meet together: at least 1 women and at least 1 north; "
                "relax it by the rule that allows it"
            ),
        ),
        (
            contest({"A": "women", "B": "north", "C": ""}, 2, WOMEN, Constraint("north", 2)),
            "no 2 of the candidates standing meet: at least 2 north; relax it by the rule that allows it",
        ),
    ],
)
def test_constraints_that_nobody_can_meet_are_refused_by_name(held, why, profile_of):
    with pytest.raises(CountError) as refused:
        hold_count(find_rule("scotland_2011"), profile_of("2 A, 1 B", "".join(c.name for c in held.candidates)), held)
    assert str(refused.value) == why


def test_constraints_with_re_open_nominations_are_refused(profile_of):
    held = contest({"A": "women", "B": ""}, 1, WOMEN)
    held = Contest(held.candidates, 1, constraints=held.constraints, reopening=Reopening((CandidateId(1),)))
    with pytest.raises(CountError) as refused:
        hold_count(find_rule("scotland_2011"), profile_of("2 A, 1 B"), held)
    assert str(refused.value) == (
        "no text that we know combines constraints with re-open nominations; drop one of the two"
    )


@pytest.mark.parametrize("rule", ["meek_openstv", "warren_1994", "wigm_prf_2009_batch", "ers_1997"])
def test_a_group_is_excluded_only_as_far_as_the_constraints_let_it(rule, profile_of):
    """B, D and the rest are far ahead; of A, C and E two must be elected, so they cannot all go together."""
    held = contest({"A": "young", "B": "", "C": "young", "D": "", "E": "young"}, 3, Constraint("young", 2))
    profile = profile_of("1 A, 8 B, 2 C, 8 D, 11 A>B, 1 A>B>C, 1 A>C", "ABCDE")
    elected = hold_count(find_rule(rule), profile, held, candidate_order(held)).elected
    assert len(elected) == 3
    assert meets(frozenset(elected), held)
