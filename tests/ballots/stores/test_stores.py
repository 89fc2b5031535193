"""Every store sorts the same papers to the same candidates, whatever was passed over before."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.ballots.columns import RankingColumns
from hustings.ballots.rankings import DistinctRanking, RankingList
from hustings.ballots.stores import NON_TRANSFERABLE, open_store
from hustings.ballots.stores.python import PythonStore

FIVE = RankingList([(0, 1, 2), (0, 2), (1,), (2, 0, 1), (1, 0)], [10, 20, 30, 40, 50], [1, 1, 2, 1, 1])


@st.composite
def papers(draw: st.DrawFn) -> tuple[RankingList, int]:
    """Distinct plain papers, some with weights, and the number of candidates."""
    candidates = draw(st.integers(1, 9))
    ranking = st.lists(st.integers(0, candidates - 1), min_size=1, max_size=9, unique=True).map(tuple)
    numbers = st.tuples(st.integers(1, 40), st.sampled_from([1, 1, 1, 7, 1000]))
    rows = draw(st.dictionaries(ranking, numbers, max_size=40))
    distinct = (DistinctRanking(preferences, *rows[preferences], line) for line, preferences in enumerate(rows))
    return RankingList.of(distinct), candidates


def test_everything_lies_at_first_preferences(store_name):
    store = open_store(FIVE, 3, store_name)
    piles, found = store.partition([store.everything()], bytearray(3))
    assert list(piles) == [0, 1, 2]
    assert list(found.items()) == [(0, 30), (1, 110), (2, 40)]


def test_papers_pass_over_those_skipped_and_end_as_non_transferable(store_name):
    store = open_store(FIVE, 3, store_name)
    piles, _ = store.partition([store.everything()], bytearray(3))
    sorted_piles, found = store.partition([piles[1], piles[0]], bytearray([1, 1, 0]))
    assert list(found.items()) == [(2, 30), (NON_TRANSFERABLE, 110)]
    assert list(sorted_piles) == [2, NON_TRANSFERABLE]


def test_non_transferable_papers_stay_so(store_name):
    store = open_store(FIVE, 3, store_name)
    piles, _ = store.partition([store.everything()], bytearray([1, 1, 1]))
    assert store.partition([piles[NON_TRANSFERABLE]], bytearray(3))[1] == {NON_TRANSFERABLE: 180}


def test_papers_go_on_from_where_they_were_read(store_name):
    store = open_store(FIVE, 3, store_name)
    piles, _ = store.partition([store.everything()], bytearray(3))
    second, _ = store.partition([piles[2]], bytearray([0, 0, 1]))
    assert store.partition([second[0]], bytearray(3))[1] == {1: 40}


def test_partition_of_nothing(store_name):
    store = open_store(FIVE, 3, store_name)
    assert store.partition([], bytearray(3)) == ({}, {})


def test_partition_of_several_groups_is_each_as_if_alone(store_name):
    store, alone = (open_store(FIVE, 3, store_name) for _ in range(2))
    piles, _ = store.partition([store.everything()], bytearray(3))
    same, _ = alone.partition([alone.everything()], bytearray(3))
    skip = bytearray([1, 0, 0])
    groups = store.partition_each([[piles[0]], [], [piles[1], piles[2]]], skip)
    assert [papers for _, papers in groups] == [
        alone.partition([same[0]], skip)[1],
        {},
        alone.partition([same[1], same[2]], skip)[1],
    ]
    assert [list(found) for found, _ in groups] == [list(papers) for _, papers in groups]
    assert [papers for _, papers in groups] == [{1: 10, 2: 20}, {}, {1: 40, NON_TRANSFERABLE: 110}]


def test_many_groups_of_many_candidates(store_name):
    rankings = RankingList([(c, 299 - c) for c in range(300) if c != 299 - c], [1] * 300)
    store = open_store(rankings, 300, store_name)
    piles, _ = store.partition([store.everything()], bytearray(300))
    groups = store.partition_each([[pile] for pile in piles.values()], bytearray(300))
    assert [papers for _, papers in groups] == [{299 - c: 1} for c in range(300)]


def test_no_papers_at_all(store_name):
    store = open_store(RankingList((), ()), 3, store_name)
    assert store.partition([store.everything()], bytearray(3)) == ({}, {})
    assert store.tally() == {}


def test_tally_counts_papers_that_name_a_candidate_anywhere(store_name):
    assert list(open_store(FIVE, 4, store_name).tally().items()) == [(0, 120), (1, 160), (2, 70)]


@pytest.mark.parametrize("candidates", [255, 256, 300])
def test_candidates_past_one_byte(store_name, candidates):
    last = candidates - 1
    store = open_store(RankingList([(last, 0), (0, last)], [1, 2]), candidates, store_name)
    piles, found = store.partition([store.everything()], bytearray(candidates))
    assert found == {0: 2, last: 1}
    assert store.partition([piles[0], piles[last]], bytearray(candidates))[1] == {0: 1, last: 2}


@given(papers(), st.data())
def test_stores_agree_on_any_way_through_the_papers(compiled_kernel, drawn, data):
    rankings, candidates = drawn
    columns = RankingColumns.of(rankings, candidates)
    stores = [open_store(rankings, candidates, name) for name in ("python", "numpy", "kernel")]
    stores.append(open_store(columns, candidates, "python"))
    skip = bytearray(candidates)
    held = [[store.everything()] for store in stores]
    for _ in range(data.draw(st.integers(1, 6))):
        skip[data.draw(st.integers(0, candidates - 1))] = 1
        sorted_piles, found = zip(*(s.partition(p, skip) for s, p in zip(stores, held, strict=True)), strict=True)
        assert found[1:] == found[:1] * 3
        order = list(found[0])
        assert [list(keys) for keys in (*found, *sorted_piles)] == [order] * 8
        if not order:
            break
        taken = data.draw(st.lists(st.sampled_from(order), min_size=1, unique=True))
        held = [[piles[c] for c in taken] for piles in sorted_piles]
    assert [store.tally() for store in stores] == [stores[0].tally()] * 4


def test_small_elections_need_no_numpy():
    assert modules_after("store = open_store(papers, 1); store.partition([store.everything()], bytearray(1))") == []


def test_kernel_needs_no_numpy(compiled_kernel):
    assert modules_after("open_store(papers, 1, 'kernel').tally()") == ["hustings.ballots.stores._kernel"]


def test_numpy_needs_no_kernel():
    assert modules_after("open_store(papers, 1, 'numpy').tally()") == ["numpy"]


def modules_after(statement: str) -> list[str]:
    """Which of NumPy and the kernel a fresh interpreter has imported after a statement about one paper, `papers`."""
    script = f"""
import sys
sys.path[:0] = {sys.path!r}
from hustings.ballots.rankings import RankingList
from hustings.ballots.stores import open_store
papers = RankingList([(0,)], [1])
{statement}
print(*(name for name in ("numpy", "hustings.ballots.stores._kernel") if name in sys.modules))
"""
    printed = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    return printed.split()


@pytest.fixture(scope="module")
def many() -> RankingList:
    return RankingList([(0, 1), (1,), (2, 0)] * 10_000, [1] * 30_000)


def test_auto_takes_the_kernel_for_many_papers(compiled_kernel, many):
    assert type(open_store(many, 3)).__name__ == "KernelStore"


def test_auto_takes_the_kernel_for_papers_that_it_read(compiled_kernel):
    assert type(open_store(RankingColumns.of(FIVE, 3), 3)).__name__ == "KernelStore"


def test_auto_takes_python_for_few_papers(compiled_kernel, monkeypatch):
    assert isinstance(open_store(FIVE, 3), PythonStore)
    monkeypatch.setattr("hustings.ballots.stores.is_installed", lambda name: name == "numpy")
    assert isinstance(open_store(RankingColumns.of(FIVE, 3), 3), PythonStore)


def test_auto_takes_numpy_where_there_is_no_kernel(many, monkeypatch):
    monkeypatch.setattr("hustings.ballots.stores.is_installed", lambda name: name == "numpy")
    assert type(open_store(many, 3)).__name__ == "NumpyStore"


def test_auto_takes_python_where_there_is_nothing_else(many, monkeypatch):
    monkeypatch.setattr("hustings.ballots.stores.is_installed", lambda _name: False)
    assert isinstance(open_store(many, 3), PythonStore)


def test_auto_takes_python_for_numbers_past_32_bits(many):
    heavy = RankingList(many.preferences, many.copies, [1 << 32] * len(many))
    store = open_store(heavy, 3)
    assert isinstance(store, PythonStore)
    assert sum(store.partition([store.everything()], bytearray(3))[1].values()) == len(many) << 32


@pytest.mark.parametrize("name", ["numpy", "kernel"])
def test_numbers_past_32_bits_are_refused_by_columns(name, request):
    if name == "kernel":
        request.getfixturevalue("compiled_kernel")
    with pytest.raises(OverflowError):
        open_store(RankingList([(0,)], [1 << 31], [2]), 1, name)


def test_unknown_store_is_named():
    with pytest.raises(ValueError, match="no store is called 'abacus'; there are auto, python, numpy, kernel"):
        open_store(FIVE, 3, "abacus")
