"""All candidates in one order: the source's example, hand-made cases, and a slow obvious way beside it."""

from collections.abc import Sequence
from itertools import pairwise, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.analysis.order import Clearness, Order, Polled, Sums, Turnout, Weighing, order_of
from hustings.ballots.paper import ApprovalMarks, CandidateId, MarkKind, RankingMarks
from hustings.ballots.profile import UNREADABLE, MarkedPapers, Profile
from hustings.ballots.rankings import DistinctRanking, RankingList
from hustings.count.errors import CountError

Papers = Sequence[tuple[str, int]]


def profile(
    names: str, papers: Papers, kind: MarkKind = MarkKind.RANKING, marked: Sequence[MarkedPapers] = (), blank: int = 0
) -> Profile:
    """Papers as "BCA" for a ranking, or as letters in any order for marks; candidates are single letters."""
    plain = (
        DistinctRanking(tuple(names.index(c) for c in (paper if kind is MarkKind.RANKING else sorted(paper))), n, 1, 0)
        for paper, n in papers
    )
    return Profile(tuple(names), kind, RankingList.of(plain), tuple(marked), blank)


def lot(names: str, drawn: str = "") -> list[CandidateId]:
    return [CandidateId(names.index(c)) for c in drawn or names]


def ordered(names: str, papers: Papers, drawn: str = "", gone: str = "") -> Order:
    """One group, a vote a paper."""
    polled = [Polled("Anchor", 1, profile(names, papers))]
    return order_of(
        polled,
        weighing=Weighing.PAPERS,
        lot=lot(names, drawn),
        gone=frozenset(CandidateId(names.index(c)) for c in gone),
    )


def written(order: Order) -> str:
    return "".join(order.candidates[c] for c in order.places)


SCHULZE = [
    ("ACBED", 5),
    ("ADECB", 5),
    ("BEDAC", 8),
    ("CABED", 3),
    ("CAEBD", 7),
    ("CBADE", 2),
    ("DCEBA", 7),
    ("EBADC", 8),
]
"""The 45 papers of the example by which the method is usually explained; its order is E, A, C, B, D."""


def test_example_by_which_the_method_is_explained() -> None:
    order = ordered("ABCDE", SCHULZE)
    assert written(order) == "EACBD"
    assert order.preferred == (
        (0, 20, 26, 30, 22),
        (25, 0, 16, 33, 18),
        (19, 29, 0, 17, 24),
        (15, 12, 28, 0, 14),
        (23, 27, 21, 31, 0),
    )
    assert order.turnout == (Turnout("Anchor", valid=45, invalid=0, blank=0, votes=1),)


def test_whoever_beats_everybody_is_first_whatever_first_preferences_say() -> None:
    assert written(ordered("ABC", [("AB", 4), ("CB", 3), ("BA", 2)])) == "BAC"


def test_candidate_not_named_stands_behind_all_who_are_and_level_with_the_others() -> None:
    assert ordered("ABCD", [("AB", 1)]).preferred == ((0, 1, 1, 1), (0, 0, 1, 1), (0, 0, 0, 0), (0, 0, 0, 0))


def test_equal_preferences_place_nobody_before_the_other() -> None:
    equal = MarkedPapers(RankingMarks(((CandidateId(0), CandidateId(1)), (CandidateId(2),))), 3)
    order = order_of(
        [Polled("Anchor", 1, profile("ABC", [], marked=[equal]))], weighing=Weighing.PAPERS, lot=lot("ABC", "BAC")
    )
    assert order.preferred == ((0, 0, 3), (0, 0, 3), (0, 0, 0))
    assert (written(order), [each.level for each in order.clearness]) == ("BAC", [True, False])


def test_level_candidates_stand_as_in_the_lot() -> None:
    papers = [("AB", 1), ("BA", 1), ("C", 1)]
    assert written(ordered("ABC", papers, "ABC")) == "ABC"
    assert written(ordered("ABC", papers, "CBA")) == "BAC"


def test_who_is_gone_is_read_as_not_named() -> None:
    assert written(ordered("ABCDE", SCHULZE, gone="E")) == written(
        ordered("ABCD", [(paper.replace("E", ""), n) for paper, n in SCHULZE])
    )


def test_invalid_and_blank_papers_are_counted_apart() -> None:
    twice = MarkedPapers(RankingMarks(((CandidateId(0),), (CandidateId(0),))), 2)
    unreadable = MarkedPapers(UNREADABLE, 1)
    order = order_of(
        [Polled("Anchor", 2, profile("AB", [("A", 4)], marked=[twice, unreadable], blank=5))],
        weighing=Weighing.PAPERS,
        lot=lot("AB"),
    )
    assert order.turnout == (Turnout("Anchor", valid=4, invalid=3, blank=5, votes=2),)


# Groups in alliance -------------------------------------------------------------------------------------------------


def test_each_paper_of_a_group_counts_its_weight() -> None:
    polled = [Polled("Anchor", 1, profile("AB", [("A", 5)])), Polled("Buoy", 3, profile("AB", [("B", 2)]))]
    order = order_of(polled, weighing=Weighing.PAPERS, lot=lot("AB"))
    assert (written(order), order.preferred) == ("BA", ((0, 5), (6, 0)))
    assert [each.votes for each in order.turnout] == [1, 3]


def test_groups_that_weigh_as_a_whole_count_the_same_whatever_their_turnout() -> None:
    polled = [Polled("Anchor", 1, profile("AB", [("A", 4), ("B", 2)])), Polled("Buoy", 1, profile("AB", [("B", 4)]))]
    order = order_of(polled, weighing=Weighing.BODIES, lot=lot("AB"))
    assert [each.votes for each in order.turnout] == [2, 3]  # 6 papers and 4: 12 votes each
    assert order.preferred == ((0, 8), (16, 0))


def test_group_without_a_valid_paper_has_no_votes() -> None:
    polled = [Polled("Anchor", 1, profile("AB", [("A", 4)])), Polled("Buoy", 1, profile("AB", [], blank=2))]
    order = order_of(polled, weighing=Weighing.BODIES, lot=lot("AB"))
    assert [(each.valid, each.votes) for each in order.turnout] == [(4, 1), (0, 0)]
    assert order.papers_needed(order.clearness[0]) == {"Anchor": 5}


def test_papers_needed_are_those_of_each_group_at_what_a_paper_counted() -> None:
    polled = [Polled("Anchor", 1, profile("AB", [("A", 5)])), Polled("Buoy", 4, profile("AB", []))]
    order = order_of(polled, weighing=Weighing.PAPERS, lot=lot("AB"))
    assert order.clearness == (Clearness(CandidateId(0), CandidateId(1), 5, 0, needed=6, level=False),)
    assert order.papers_needed(order.clearness[0]) == {"Anchor": 6, "Buoy": 2}


@pytest.mark.parametrize(
    ("polled", "drawn", "why"),
    [
        ([], "AB", "there are no papers"),
        ([Polled("Anchor", 0, profile("AB", []))], "AB", "Anchor: a weight is 1 at least, not 0"),
        ([Polled("Anchor", 1, profile("AB", []))], "A", "the lot has to name each of the 2 candidates once"),
        (
            [Polled("Anchor", 1, profile("AB", [])), Polled("Buoy", 1, profile("BA", []))],
            "AB",
            "the papers of Buoy name other candidates than those of Anchor",
        ),
        (
            [Polled("Anchor", 1, profile("AB", [])), Polled("Buoy", 1, profile("AB", [], MarkKind.APPROVAL))],
            "AB",
            "the papers of Buoy name other candidates than those of Anchor, or ask otherwise",
        ),
        ([Polled("Anchor", 1, profile("AB", [], MarkKind.SCORES))], "AB", "scores make no order here"),
    ],
)
def test_papers_that_make_no_order_are_refused(polled: list[Polled], drawn: str, why: str) -> None:
    with pytest.raises(CountError, match=why):
        order_of(polled, weighing=Weighing.PAPERS, lot=lot("AB", drawn))


# Marks --------------------------------------------------------------------------------------------------------------


def test_marks_are_added_up_and_each_place_is_as_clear_as_its_votes() -> None:
    papers = [("AB", 4), ("BC", 3), ("C", 2)]
    polled = [Polled("Anchor", 2, profile("ABC", papers, MarkKind.APPROVAL))]
    order = order_of(polled, weighing=Weighing.PAPERS, lot=lot("ABC", "CBA"))
    assert (written(order), order.votes) == ("BCA", (8, 14, 10))
    assert [(each.needed, each.level) for each in order.clearness] == [(5, False), (3, False)]


def test_marks_that_are_level_stand_as_in_the_lot_and_one_vote_decides() -> None:
    polled = [Polled("Anchor", 1, profile("AB", [("A", 2), ("B", 2)], MarkKind.APPROVAL))]
    order = order_of(polled, weighing=Weighing.PAPERS, lot=lot("AB", "BA"))
    assert (written(order), order.clearness) == (
        "BA",
        (Clearness(CandidateId(1), CandidateId(0), 2, 2, needed=1, level=True),),
    )


def test_sums_of_marks_give_the_order_of_the_papers_that_they_are_sums_of() -> None:
    papers = profile("ABC", [("AB", 4), ("BC", 3), ("C", 2)], MarkKind.APPROVAL, blank=1)
    sums = Sums(("A", "B", "C"), (4, 7, 5), valid=9, blank=1)
    both = [
        order_of([Polled("Anchor", 2, marked)], weighing=Weighing.PAPERS, lot=lot("ABC")) for marked in (papers, sums)
    ]
    assert both[0] == both[1]


def test_paper_without_a_mark_that_was_no_approval_is_invalid() -> None:
    marked = [MarkedPapers(ApprovalMarks(()), 2)]
    polled = [Polled("Anchor", 1, profile("AB", [("A", 1)], MarkKind.APPROVAL, marked))]
    assert order_of(polled, weighing=Weighing.PAPERS, lot=lot("AB")).turnout[0].invalid == 2


# Beside a slow obvious way ------------------------------------------------------------------------------------------


def slow_strength(names: str, papers: Papers, a: str, b: str) -> int:
    """The strongest path from a to b, every path looked at; margins counted paper by paper."""

    def margin(x: str, y: str) -> int:
        def before(x: str, y: str, paper: str) -> bool:
            return x in paper and (y not in paper or paper.index(x) < paper.index(y))

        return sum(n * (before(x, y, paper) - before(y, x, paper)) for paper, n in papers)

    between = [c for c in names if c not in (a, b)]
    ways = [(a, *some, b) for n in range(len(between) + 1) for some in permutations(between, n)]
    return max(min(margin(x, y) for x, y in pairwise(way)) for way in ways)


def slow_before(names: str, papers: Papers, a: str, b: str) -> bool:
    return slow_strength(names, papers, a, b) > slow_strength(names, papers, b, a)


def slow_needed(names: str, papers: Papers, above: str, below: str) -> int:
    """One more paper naming `below` alone, and again, until it stands before `above`."""
    more = 1
    while not slow_before(names, [*papers, (below, more)], below, above):
        more += 1
    return more


rankings = st.integers(2, 4).flatmap(
    lambda n: st.tuples(
        st.just("ABCD"[:n]),
        st.lists(
            st.tuples(
                st.permutations("ABCD"[:n]).flatmap(lambda p: st.integers(1, n).map(lambda k: "".join(p[:k]))),
                st.integers(1, 4),
            ),
            min_size=1,
            max_size=5,
        ),
        st.permutations("ABCD"[:n]).map("".join),
    )
)


@settings(max_examples=150)
@given(rankings)
def test_order_and_clearness_are_those_of_the_slow_way(case: tuple[str, Papers, str]) -> None:
    names, papers, drawn = case
    order = ordered(names, papers, drawn)
    text = written(order)
    for place, a in enumerate(text):
        assert not any(slow_before(names, papers, b, a) for b in text[place + 1 :])
    for pair in order.clearness:
        above, below = order.candidates[pair.above], order.candidates[pair.below]
        level = not slow_before(names, papers, above, below)
        assert (pair.level, pair.needed) == (level, slow_needed(names, papers, above, below))
        if level:
            assert drawn.index(above) < drawn.index(below)


@given(rankings)
def test_votes_needed_swap_the_two_and_one_fewer_does_not(case: tuple[str, Papers, str]) -> None:
    """By the count itself, on the papers with those votes added, whatever the lot."""
    names, papers, drawn = case
    order = ordered(names, papers, drawn)
    for pair in order.clearness:
        above, below = names[pair.above], names[pair.below]
        against = below + drawn.replace(below, "")
        for_it = drawn.replace(below, "") + below
        more = written(ordered(names, [*papers, (below, pair.needed)], for_it))
        assert more.index(below) < more.index(above)
        if pair.needed > 1:
            fewer = [*papers, (below, pair.needed - 1)]
            assert slow_before(names, fewer, below, above) is False
        assert written(ordered(names, papers, against)).count(below) == 1


@given(rankings, st.integers(1, 5))
def test_more_papers_of_every_kind_change_the_votes_and_not_the_order(case: tuple[str, Papers, str], k: int) -> None:
    names, papers, drawn = case
    polled = [Polled("Anchor", k, profile(names, papers))]
    assert (
        order_of(polled, weighing=Weighing.PAPERS, lot=lot(names, drawn)).places == ordered(names, papers, drawn).places
    )


@given(rankings)
def test_other_names_get_the_same_places(case: tuple[str, Papers, str]) -> None:
    names, papers, drawn = case
    turned = str.maketrans(names, names[::-1])
    other = ordered(names, [(paper.translate(turned), n) for paper, n in papers], drawn.translate(turned))
    assert written(other) == written(ordered(names, papers, drawn)).translate(turned)


@given(rankings)
def test_papers_dealt_to_two_groups_of_one_weight_give_the_order_of_all(case: tuple[str, Papers, str]) -> None:
    names, papers, drawn = case
    parts = [Polled(body, 1, profile(names, some)) for body, some in (("Anchor", papers[::2]), ("Buoy", papers[1::2]))]
    together = order_of(parts, weighing=Weighing.PAPERS, lot=lot(names, drawn))
    alone = ordered(names, papers, drawn)
    assert (together.places, together.preferred, together.clearness) == (alone.places, alone.preferred, alone.clearness)
