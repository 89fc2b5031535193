"""The matcher: worked examples, and every person counted exactly once, whatever the lists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.overlap.counting_once import (
    Answer,
    count_once,
    members_elsewhere,
    read_answer,
    write_answer,
)
from hustings.overlap.errors import OverlapError
from hustings.overlap.hashes import HashedList, hash_of, hashed, key_check_of, normalised

KEY = bytes(range(32))
OTHER = bytes(32)


def of(body: str, *names: str, weight: int = 1, key: bytes = KEY) -> HashedList:
    return hashed(body, weight, key, [f"{name}@example.org" for name in names])[0]


def elsewhere(answer: Answer, *names: str) -> set[str]:
    """Of these people, those whom the answer's body leaves to another."""
    return {name for name in names if hash_of(KEY, f"{name}@example.org") in answer.elsewhere}


def test_member_of_two_bodies_is_counted_where_a_paper_weighs_most() -> None:
    """The worked example of docs/overlap.md."""
    overlap = count_once([of("Anchor", "ann", "bob", "cleo"), of("Buoy", "bob", "dan", weight=2)])
    anchor, buoy = overlap.answers
    assert (overlap.people, overlap.in_several) == (4, 1)
    assert (anchor.body, anchor.own, anchor.counted_here, elsewhere(anchor, "ann", "bob", "cleo")) == (
        "Anchor",
        3,
        2,
        {"bob"},
    )
    assert (buoy.body, buoy.own, buoy.counted_here, buoy.elsewhere) == ("Buoy", 2, 2, ())


def test_between_bodies_of_one_weight_the_hash_decides() -> None:
    names = [f"member{n}" for n in range(100)]
    anchor, buoy = count_once([of("Anchor", *names), of("Buoy", *names)]).answers
    odd = {name for name in names if int(hash_of(KEY, f"{name}@example.org"), 16) % 2}
    assert elsewhere(anchor, *names) == odd
    assert elsewhere(buoy, *names) == set(names) - odd
    assert 30 < len(odd) < 70


def test_body_is_told_of_its_own_hashes_and_not_which_other_body_has_them() -> None:
    overlap = count_once([of("Anchor", "ann", "bob"), of("Buoy", "bob", weight=2), of("Cable", "ann", weight=3)])
    anchor = overlap.answers[0]
    assert elsewhere(anchor, "ann", "bob") == {"ann", "bob"}
    text = write_answer(anchor)
    assert "Buoy" not in text
    assert "Cable" not in text


def test_body_turns_its_answer_into_its_own_numbers() -> None:
    anchor = count_once([of("Anchor", "ann", "bob"), of("Buoy", "bob", weight=2)]).answers[0]
    members = [("17", "ANN@example.org"), ("18", " bob@Example.org"), ("19", ""), ("20", "dan@example.org")]
    assert members_elsewhere(KEY, anchor, members) == ["18"]
    with pytest.raises(OverlapError, match="the answer to Anchor belongs to another key"):
        members_elsewhere(OTHER, anchor, members)


@pytest.mark.parametrize(
    ("lists", "why"),
    [
        ([of("Anchor", "ann")], "one list alone has no overlap"),
        ([of("Anchor", "ann"), of("Anchor", "bob")], "two lists are of Anchor"),
        ([of("Anchor", "ann"), of("Buoy", "ann", key=OTHER)], "Buoy and Anchor used different keys"),
    ],
)
def test_lists_that_cannot_be_compared_are_refused(lists: list[HashedList], why: str) -> None:
    with pytest.raises(OverlapError, match=why):
        count_once(lists)


def test_answer_is_read_as_it_was_written() -> None:
    answer = count_once([of("Anchor", "ann", "bob"), of("Buoy", "bob", weight=2)]).answers[0]
    assert read_answer(write_answer(answer)) == answer


@pytest.mark.parametrize("own", ["0", '"1"', "true"])
def test_answer_of_more_than_its_own_hashes_is_refused(own: str) -> None:
    text = (
        '{"format": "hustings overlap answer 1", "body": "A", "key_check": "x", "own": %s, "counted_elsewhere": ["%s"]}'
    )
    with pytest.raises(OverlapError, match="body, key_check and own are needed"):
        read_answer(text % (own, "0" * 64), "b.json")


people = st.sets(st.sampled_from("abcdefghijkl"), max_size=12)
bodies = st.lists(st.tuples(people, st.integers(1, 3)), min_size=2, max_size=4)


@given(bodies)
def test_everybody_is_counted_in_exactly_one_body_and_where_a_paper_weighs_most(
    given_bodies: list[tuple[set[str], int]],
) -> None:
    """Held against the slow way: person by person, with all lists in sight."""
    lists = [of(f"Body {n}", *names, weight=weight) for n, (names, weight) in enumerate(given_bodies)]
    overlap = count_once(lists)
    everybody = set().union(*(names for names, _weight in given_bodies))
    several = 0
    for person in everybody:
        member_of = [n for n, (names, _weight) in enumerate(given_bodies) if person in names]
        counted = [n for n in member_of if not elsewhere(overlap.answers[n], person)]
        assert len(counted) == 1
        assert given_bodies[counted[0]][1] == max(given_bodies[n][1] for n in member_of)
        several += len(member_of) > 1
    assert (overlap.people, overlap.in_several) == (len(everybody), several)
    assert sum(answer.counted_here for answer in overlap.answers) == len(everybody)
    assert all(set(answer.elsewhere) <= set(each.hashes) for each, answer in zip(lists, overlap.answers, strict=True))


@given(bodies, st.randoms(use_true_random=False))
def test_order_of_the_lists_changes_no_answer(given_bodies: list[tuple[set[str], int]], random: object) -> None:
    lists = [of(f"Body {n}", *names, weight=weight) for n, (names, weight) in enumerate(given_bodies)]
    shuffled = list(lists)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert set(count_once(shuffled).answers) == set(count_once(lists).answers)


@given(st.text(max_size=30))
def test_normalising_twice_is_normalising_once(address: str) -> None:
    once = normalised(address)
    assert normalised(once) == once


def test_answers_of_one_key_check() -> None:
    overlap = count_once([of("Anchor", "ann"), of("Buoy", "bob")])
    assert {answer.key_check for answer in overlap.answers} == {key_check_of(KEY)}
