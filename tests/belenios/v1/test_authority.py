"""One code opens every board on which its holder may vote; spares; withdrawals; the marked register."""

import pytest

from hustings.belenios.v1.authority import (
    AuthorityError,
    Book,
    Use,
    bar,
    draw,
    holder_of,
    mailing,
    mark,
    public_half,
    read_book,
    reissue,
    spare_credentials,
    take_out,
    withdrawn,
    write_book,
)
from hustings.belenios.v1.credentials import public_credential
from hustings.belenios.v1.encoding import Malformed, read
from hustings.belenios.v1.group import ED25519
from hustings.belenios.v1.randomness import SeededRandomness

ALL, YOUTH = "1" * 14, "2" * 14
ROLLS = {ALL: [("Ann", 1), ("Ben", 1), ("Eve", 3)], YOUTH: [("Ben", 1), ("Yan", 1)]}


def rng(label: str = "") -> SeededRandomness:
    return SeededRandomness(b"authority", label)


@pytest.fixture
def book() -> Book:
    """Three members, of whom one is young, and one who votes with the young only; two spares."""
    return draw(ED25519, ROLLS, 2, rng())


def public(book: Book, voter: str, board: str) -> str:
    held = holder_of(book, voter)
    assert held is not None
    key = held.key(board)
    assert key is not None
    return key.public


def test_draw_gives_each_voter_one_code_for_all_boards(book: Book) -> None:
    assert [voter for voter, _ in mailing(book)] == ["Ann", "Ben", "Eve", "Yan"]
    assert [[key.board for key in holder.keys] for holder in book.holders] == [
        [ALL],
        [ALL, YOUTH],
        [ALL],
        [YOUTH],
        [ALL, YOUTH],
        [ALL, YOUTH],
    ]
    code = dict(mailing(book))["Ben"]
    assert [key.public for key in book.holders[1].keys] == [
        ED25519.text(public_credential(ED25519, uuid, code)) for uuid in (ALL, YOUTH)
    ]


def test_public_half_of_a_board_has_its_voters_and_the_spares(book: Book) -> None:
    for board, size in ((ALL, 5), (YOUTH, 4)):
        lines = read(public_half(book, board))
        assert isinstance(lines, list)
        assert len(lines) == size
        assert lines == sorted(map(str, lines))
    weighted = [str(line) for line in read(public_half(book, ALL)) if "," in str(line)]  # type: ignore[union-attr]
    assert weighted == [f"{public(book, 'Eve', ALL)},3"]


def test_draw_refuses_a_voter_twice_on_one_roll() -> None:
    with pytest.raises(AuthorityError, match=f"roll of board {ALL} twice"):
        draw(ED25519, {ALL: [("Ann", 1), ("Ann", 1)]}, 0, rng())


def test_reissue_opens_what_the_old_code_opened_and_no_more(book: Book) -> None:
    old = public(book, "Ann", ALL)
    changed = reissue(book, "Ann", [], rng("reissue"))
    held = holder_of(changed, "Ann")
    assert held is not None
    assert [(key.board, key.use) for key in held.keys] == [(ALL, Use.GOOD), (YOUTH, Use.NOT_ENTITLED)]
    assert withdrawn(changed) == sorted([old, held.keys[1].public])
    assert len(changed.spares) == 1


def test_reissue_twice_still_opens_the_same(book: Book) -> None:
    changed = reissue(reissue(book, "Ben", [], rng("once")), "Ben", [], rng("twice"))
    held = holder_of(changed, "Ben")
    assert held is not None
    assert [key.use for key in held.keys] == [Use.GOOD, Use.GOOD]
    assert changed.spares == ()
    with pytest.raises(AuthorityError, match="no spare code is left"):
        reissue(changed, "Ben", [], rng("thrice"))


@pytest.mark.parametrize("board", [ALL, YOUTH])
def test_reissue_is_refused_where_the_code_has_voted_on_any_board(book: Book, board: str) -> None:
    with pytest.raises(AuthorityError, match="has voted"):
        reissue(book, "Ben", [public(book, "Ben", board)], rng())


def test_reissue_is_refused_for_a_weighted_vote(book: Book) -> None:
    with pytest.raises(AuthorityError, match="spares weigh one"):
        reissue(book, "Eve", [], rng())


def test_late_voter_opens_the_boards_named_or_all(book: Book) -> None:
    changed = reissue(reissue(book, "Late", [], rng("a"), [YOUTH]), "Later", [], rng("b"))
    assert [[key.use for key in holder.keys] for holder in changed.holders[-2:]] == [
        [Use.NOT_ENTITLED, Use.GOOD],
        [Use.GOOD, Use.GOOD],
    ]
    assert mark(changed, ALL, []) == [("Ann", False), ("Ben", False), ("Eve", False), ("Later", False)]
    assert mark(changed, YOUTH, []) == [("Ben", False), ("Yan", False), ("Late", False), ("Later", False)]


def test_take_out_withdraws_the_code_and_keeps_the_voter_on_the_register(book: Book) -> None:
    changed = take_out(book, "Ben", [])
    assert holder_of(changed, "Ben") is None
    assert len(withdrawn(changed)) == 2
    assert mark(changed, YOUTH, []) == [("Ben", False), ("Yan", False)]


def test_take_out_is_refused_where_the_code_has_voted_and_where_there_is_none(book: Book) -> None:
    with pytest.raises(AuthorityError, match="not taken out of use"):
        take_out(book, "Ben", [public(book, "Ben", YOUTH)])
    with pytest.raises(AuthorityError, match="Zoe holds no code"):
        take_out(book, "Zoe", [])


def test_bar_takes_a_code_out_of_use_on_some_boards_and_leaves_the_others(book: Book) -> None:
    changed, refused = bar(book, "Ben", [YOUTH], [])
    assert refused == [public(book, "Ben", YOUTH)] == withdrawn(changed)
    assert [key.use for key in changed.holders[1].keys] == [Use.GOOD, Use.WITHDRAWN]
    assert bar(changed, "Ben", [YOUTH], []) == (changed, [])
    assert bar(book, "Zoe", [ALL], []) == (book, [])


def test_bar_leaves_a_code_that_has_voted_as_it_is(book: Book) -> None:
    assert bar(book, "Ben", [ALL, YOUTH], [public(book, "Ben", ALL)])[1] == [public(book, "Ben", YOUTH)]


def test_reissue_opens_the_boards_named_whatever_the_code_before_opened(book: Book) -> None:
    changed = reissue(bar(book, "Ben", [YOUTH], [])[0], "Ben", [], rng("back"), [ALL, YOUTH])
    held = holder_of(changed, "Ben")
    assert held is not None
    assert [key.use for key in held.keys] == [Use.GOOD, Use.GOOD]


def test_mark_says_who_has_voted_in_roll_order(book: Book) -> None:
    voted = [public(book, "Eve", ALL), public(book, "Ann", ALL)]
    assert mark(book, ALL, voted) == [("Ann", True), ("Ben", False), ("Eve", True)]


def test_mark_names_a_ballot_of_a_code_that_may_not_vote(book: Book) -> None:
    changed = reissue(book, "Ann", [], rng("reissue"))
    held = holder_of(changed, "Ann")
    assert held is not None
    for board, ballot, what in (
        (ALL, public(book, "Ann", ALL), "withdrawn"),
        (YOUTH, held.keys[1].public, "not entitled"),
        (YOUTH, changed.spares[0].keys[1].public, "spare"),
    ):
        with pytest.raises(AuthorityError, match=rf"\({what}\): credential {ballot}"):
            mark(changed, board, [ballot])


def test_spare_credentials_are_those_left_and_those_assigned(book: Book) -> None:
    reserve = [spare.keys[1].public for spare in book.spares]
    changed = reissue(book, "Ann", [], rng("reissue"))
    assert len(changed.spares) == 1
    assert spare_credentials(changed, YOUTH) == spare_credentials(book, YOUTH) == sorted(reserve)


def test_book_is_written_and_read(book: Book) -> None:
    changed = take_out(reissue(book, "Ann", [], rng()), "Ben", [])
    assert read_book(write_book(changed)) == changed


@pytest.mark.parametrize(
    ("was", "becomes", "message"),
    [('"version":2', '"version":1', "version 2"), ('"good"', '"splendid"', "splendid: good, withdrawn")],
)
def test_book_that_cannot_be_read(book: Book, was: str, becomes: str, message: str) -> None:
    with pytest.raises(Malformed, match=message):
        read_book(write_book(book).replace(was, becomes))


def test_repr_of_a_holder_tells_neither_voter_nor_code(book: Book) -> None:
    shown = repr(book)
    assert all(voter not in shown and code not in shown for voter, code in mailing(book))
