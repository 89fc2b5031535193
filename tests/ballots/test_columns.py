"""Rankings as columns hold what the lists hold."""

import pickle
from dataclasses import astuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.ballots.columns import RankingColumns
from hustings.ballots.rankings import DistinctRanking, RankingList

rankings = st.lists(st.integers(0, 299), min_size=1, max_size=5, unique=True).map(tuple)
rows = st.lists(st.builds(DistinctRanking, rankings, st.integers(1, 10**9), st.integers(1, 3), st.integers(0, 9)))


@given(rows)
def test_columns_hold_the_rows(papers):
    listed = RankingList.of(papers)
    columns = RankingColumns.of(listed, 300)
    assert list(columns) == papers
    assert len(columns) == len(papers)
    assert (columns.papers(), columns.votes(), columns.longest()) == (listed.papers(), listed.votes(), listed.longest())


@given(rows, rows)
def test_columns_followed_by_more(papers, more):
    columns = RankingColumns.of(RankingList.of(papers), 300)
    longer = columns.followed_by(more)
    assert list(longer) == papers + more
    assert longer.papers() == sum(row.papers for row in papers + more)


@given(rows, rows)
def test_list_followed_by_more(papers, more):
    assert list(RankingList.of(papers).followed_by(more)) == papers + more


@pytest.mark.parametrize(("candidates", "size"), [(255, 1), (256, 2)])
def test_preferences_take_one_byte_up_to_255_candidates(candidates, size):
    columns = RankingColumns.of(RankingList([(candidates - 1,)], [1]), candidates)
    assert len(columns.preferences) == 2 * size
    assert list(columns) == [((candidates - 1,), 1, 1, 0)]


def test_columns_stay_as_they_are():
    columns = RankingColumns.of(RankingList([(0, 1)], [4]), 2)
    assert RankingColumns.of(columns, 2) is columns
    assert astuple(pickle.loads(pickle.dumps(columns))) == astuple(columns)


def test_rows_that_do_not_fit_go_into_lists():
    heavy = DistinctRanking((0,), 2**32, 1, 0)
    longer = RankingColumns.of(RankingList([(0, 1)], [4]), 2).followed_by([heavy])
    assert list(longer) == [((0, 1), 4, 1, 0), heavy]


@pytest.mark.parametrize("row", [((0,), 2**32, 1, 0), ((0,), 1, 2**32, 0), ((0,), 1, 1, 2**32)])
def test_numbers_past_32_bits_do_not_fit(row):
    with pytest.raises(OverflowError):
        RankingColumns.of(RankingList.of([DistinctRanking(*row)]), 1)


def test_more_than_65534_candidates_do_not_fit():
    assert len(RankingColumns.of(RankingList([(65533,)], [1]), 65534)) == 1
    with pytest.raises(OverflowError, match="65,534 candidates, not 65535"):
        RankingColumns.of(RankingList((), ()), 65535)


@given(st.dictionaries(rankings, st.integers(1, 9)), st.dictionaries(rankings, st.sampled_from([1, 2**32 - 9, 2**32])))
def test_columns_merged_with_more(papers, more):
    columns = RankingColumns.of(RankingList(list(papers), list(papers.values()), None, [5] * len(papers)), 300)
    rows = [DistinctRanking(preferences, number, 1, line) for line, (preferences, number) in enumerate(more.items())]
    merged = columns.merged_with(rows)
    total = {preferences: papers.get(preferences, 0) + more.get(preferences, 0) for preferences in papers | more}
    assert {row.preferences: row.papers for row in merged} == total
    assert (len(merged), merged.papers()) == (len(total), sum(total.values()))
    first = dict.fromkeys(papers, 5) | {row.preferences: row.line for row in rows}
    assert {row.preferences: row.line for row in merged} == first | {
        preferences: min(5, first[preferences]) for preferences in papers
    }
