"""The credential authority: draws voting codes, knows whose each is, and gives the server the public half only.

It can work on a machine of its own. One code opens every board on which its holder may vote, and is another public
credential on each, so that boards cannot be joined. The *book* says which public credential is whose and, until they
are erased, the codes. The list of public credentials is fixed when a board opens, so codes in reserve (*spares*) are
drawn with it, each of them good for every board: a reissue or a late addition takes one, and what it opens beyond
its new holder's boards is withdrawn.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from hustings.belenios.v1.credentials import PublicCredential, draw_code, public_credential, write_credentials
from hustings.belenios.v1.encoding import Json, Malformed, fields, items, number, read_any, string, weight, write_text
from hustings.belenios.v1.group import Group
from hustings.belenios.v1.groups import GROUPS
from hustings.belenios.v1.randomness import Randomness, permutation

_HALF = 12
"""Characters of the first half of a code; the dash after it belongs to neither."""

Roll = Sequence[tuple[str, int]]
"""Who may vote on one board: name or number, and weight; in roll order."""


class AuthorityError(ValueError):
    """Something that the book does not allow."""


class Use(StrEnum):
    """What the server does with ballots of a credential."""

    GOOD = "good"
    """Takes them."""

    WITHDRAWN = "withdrawn"
    """Refuses them: the holder was given another code, or asked for paper."""

    NOT_ENTITLED = "not entitled"
    """Refuses them: the code was a spare, and its holder has no vote on this board."""


@dataclass(frozen=True, slots=True)
class Key:
    """What one code is on one board: its public credential and the weight of the vote."""

    board: str
    public: str
    weight: int = 1
    use: Use = Use.GOOD


@dataclass(frozen=True, slots=True)
class Holder:
    """A code: whose it is (None: a spare), itself until it is erased, and what it opens."""

    voter: str | None
    code: str | None
    keys: tuple[Key, ...]
    drawn_as_spare: bool = False

    @property
    def withdrawn(self) -> bool:
        """Nothing is opened by it any more."""
        return all(key.use is not Use.GOOD for key in self.keys)

    def key(self, board: str) -> Key | None:
        """What it opens on this board, if anything, withdrawn or not."""
        return next((key for key in self.keys if key.board == board), None)

    def __repr__(self) -> str:
        """Without voter and code: the book never reaches a log."""
        return f"Holder({', '.join(key.public for key in self.keys)})"


@dataclass(frozen=True, slots=True)
class Book:
    """The book of an election with one board or several; holders in roll order, then spares and later changes."""

    boards: tuple[str, ...]
    group: Group
    holders: tuple[Holder, ...]

    @property
    def spares(self) -> tuple[Holder, ...]:
        """The codes in reserve that are left."""
        return tuple(holder for holder in self.holders if holder.voter is None)


def draw(
    group: Group,
    rolls: Mapping[str, Roll],
    spares: int,
    rng: Randomness,
    told: Callable[[int], object] = lambda _drawn: None,
) -> Book:
    """Codes for everybody on the rolls, by the board's identifier, and spares of weight one for all boards.

    `told` hears after each how many are drawn. Raises `AuthorityError` where a voter stands on one roll twice.
    """
    opens: dict[str, dict[str, int]] = {}
    for board, roll in rolls.items():
        names = [voter for voter, _ in roll]
        if len(set(names)) != len(names):
            raise AuthorityError(f"a voter stands on the roll of board {board} twice")
        for voter, factor in roll:
            opens.setdefault(voter, {})[board] = factor
    wanted = [*opens.items(), *((None, dict.fromkeys(rolls, 1)) for _ in range(spares))]
    holders = []
    for holder, boards in wanted:
        holders.append(_draw_holder(group, holder, boards, rng))
        told(len(holders))
    return Book(tuple(rolls), group, tuple(holders))


def _draw_holder(group: Group, voter: str | None, boards: Mapping[str, int], rng: Randomness) -> Holder:
    code = draw_code(rng)
    keys = (Key(uuid, group.text(public_credential(group, uuid, code)), factor) for uuid, factor in boards.items())
    return Holder(voter, code, tuple(keys), drawn_as_spare=voter is None)


def public_half(book: Book, board: str) -> bytes:
    """What the server is given for a board: every public credential, spares too, in an order that tells nothing."""
    return write_credentials([PublicCredential(key.public, key.weight) for key in _keys(book, board)])


def withdrawn(book: Book) -> list[str]:
    """The public credentials that the server has to refuse, of all boards, sorted."""
    return sorted(key.public for holder in book.holders for key in holder.keys if key.use is not Use.GOOD)


def spare_credentials(book: Book, board: str) -> list[str]:
    """The public credentials on a board that were drawn as spares, assigned since or not; sorted."""
    return sorted(key.public for h in book.holders if h.drawn_as_spare for key in h.keys if key.board == board)


def holder_of(book: Book, voter: str) -> Holder | None:
    """The code that a voter holds now, if any."""
    return next((holder for holder in book.holders if holder.voter == voter and not holder.withdrawn), None)


def mailing(book: Book) -> list[tuple[str, str]]:
    """Voter and code, to be sent, in roll order. Raises `AuthorityError` where codes were erased."""
    sent = [(h.voter, h.code) for h in book.holders if h.voter is not None and not h.withdrawn]
    if any(code is None for _, code in sent):
        raise AuthorityError("the codes of this book were erased")
    return [(voter, code) for voter, code in sent if code is not None]


def split(rows: Sequence[tuple[str, str]], parts: int) -> list[list[tuple[str, str]]]:
    """A mailing in parts of nearly the same size, so that no carrier holds all codes."""
    if parts < 1:
        raise AuthorityError("a mailing has at least one part")
    return [list(rows[len(rows) * part // parts : len(rows) * (part + 1) // parts]) for part in range(parts)]


def halves(rows: Sequence[tuple[str, str]]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Each code in two halves of 64 bits, for two channels; the voter types them with a dash between."""
    return [(voter, code[:_HALF]) for voter, code in rows], [(voter, code[_HALF + 1 :]) for voter, code in rows]


def reissue(book: Book, voter: str, voted: Collection[str], rng: Randomness, boards: Iterable[str] = ()) -> Book:
    """A spare for a voter, whose code so far, if any, is withdrawn. Refused where that code has voted on any board.

    Which spare is drawn at random, so that the number of reissues cannot be told from a board. The new code opens
    `boards`; where none is named, what the old one did. A late voter stands at the end of the roll (none named: all).
    """
    held = holder_of(book, voter)
    if held is not None and any(key.public in voted for key in held.keys):
        raise AuthorityError("this voter's code has voted; a ballot cast can be replaced with the same code only")
    if held is not None and any(key.weight != 1 for key in held.keys):
        raise AuthorityError("spares weigh one; this voter's code does not")
    spares = book.spares
    if not spares or any(spare.code is None for spare in spares):
        raise AuthorityError("no spare code is left")
    taken = spares[permutation(rng, len(spares))[0]]
    before = {key.board for key in held.keys if key.use is Use.GOOD} if held else set(book.boards)
    opens = set(boards) or before
    keys = tuple(key if key.board in opens else replace(key, use=Use.NOT_ENTITLED) for key in taken.keys)
    holders = [_withdraw(holder) if holder is held else holder for holder in book.holders if holder is not taken]
    return replace(book, holders=(*holders, replace(taken, voter=voter, keys=keys)))


def _withdraw(holder: Holder) -> Holder:
    keys = (replace(key, use=Use.WITHDRAWN) if key.use is Use.GOOD else key for key in holder.keys)
    return replace(holder, keys=tuple(keys))


def take_out(book: Book, voter: str, voted: Collection[str]) -> Book:
    """Withdraw a voter's code without another: who asked for paper. Refused where the code has voted on any board."""
    held = holder_of(book, voter)
    if held is None:
        raise AuthorityError(f"{voter} holds no code")
    if any(key.public in voted for key in held.keys):
        raise AuthorityError("this voter's code has voted, so it is not taken out of use")
    return replace(book, holders=tuple(_withdraw(h) if h is held else h for h in book.holders))


def bar(book: Book, voter: str, boards: Collection[str], voted: Collection[str]) -> tuple[Book, list[str]]:
    """Take a voter's code out of use on some boards: who was struck from a roll, or whose vote is held apart.

    The changed book, and the public credentials there that the server refuses from now on. One that has voted is not
    among them and stays good: its ballot counts, as nothing is taken off a board, and a refusal would mark that ballot
    as one of somebody struck.
    """
    held = holder_of(book, voter)
    if held is None:
        return book, []
    good = [key.public for key in held.keys if key.board in boards and key.use is Use.GOOD]
    unused = sorted(set(good) - set(voted))
    keys = tuple(replace(key, use=Use.WITHDRAWN) if key.public in unused else key for key in held.keys)
    holders = tuple(replace(h, keys=keys) if h is held else h for h in book.holders)
    return replace(book, holders=holders), unused


def mark(book: Book, board: str, voted: Collection[str]) -> list[tuple[str, bool]]:
    """Who has voted on a board, in roll order. Raises `AuthorityError` for a ballot of a withdrawn or a spare code."""
    marked: dict[str, bool] = {}
    for holder in book.holders:
        key = holder.key(board)
        if key is None:
            continue
        if key.public in voted and (key.use is not Use.GOOD or holder.voter is None):
            what = "spare" if holder.voter is None else key.use
            raise AuthorityError(f"a code that may not has voted ({what}): credential {key.public}")
        if holder.voter is not None and key.use is not Use.NOT_ENTITLED:
            marked[holder.voter] = marked.get(holder.voter, False) or key.public in voted
    return list(marked.items())


def erase_codes(book: Book) -> Book:
    """The book without the codes that were sent; spares keep theirs."""
    return replace(
        book, holders=tuple(holder if holder.voter is None else replace(holder, code=None) for holder in book.holders)
    )


def write_book(book: Book) -> str:
    """The text of the book's file: private."""
    holders: list[Json] = [
        {
            "voter": holder.voter,
            "code": holder.code,
            "spare": holder.drawn_as_spare,
            "keys": [
                {"board": key.board, "public": key.public, "weight": key.weight, "use": key.use.value}
                for key in holder.keys
            ],
        }
        for holder in book.holders
    ]
    boards: list[Json] = list(book.boards)
    return write_text({"version": 2, "boards": boards, "group": book.group.name, "holders": holders}) + "\n"


def read_book(text: str) -> Book:
    """A book. Raises `Malformed`."""
    found = fields(read_any(text), ("version", "boards", "group", "holders"))
    if number(found["version"]) != 2 or string(found["group"]) not in GROUPS:
        raise Malformed("a book of version 2 and of a known group was expected")
    return Book(
        tuple(string(board) for board in items(found["boards"])),
        GROUPS[string(found["group"])],
        tuple(_read_holder(holder) for holder in items(found["holders"])),
    )


def _read_holder(value: Json) -> Holder:
    found = fields(value, ("voter", "code", "spare", "keys"))
    voter, code = (None if found[name] is None else string(found[name]) for name in ("voter", "code"))
    return Holder(voter, code, tuple(_read_key(key) for key in items(found["keys"])), found["spare"] is True)


def _read_key(value: Json) -> Key:
    found = fields(value, ("board", "public", "weight", "use"))
    use = string(found["use"])
    if use not in set(Use):
        raise Malformed(f"{use}: good, withdrawn or not entitled was expected")
    return Key(string(found["board"]), string(found["public"]), weight(found["weight"]), Use(use))


def read_roll(text: str) -> list[tuple[str, int]]:
    """Voters from lines "voter" or "voter,weight". Raises `Malformed`, naming the line."""
    found = []
    for line_number, line in enumerate(text.splitlines(), start=1):
        voter, comma, factor = (part.strip() for part in line.partition(","))
        if not line.strip():
            continue
        if not voter or (comma and not factor.isdecimal()):
            raise Malformed(f"line {line_number}: a voter, or a voter and a weight, was expected")
        found.append((voter, int(factor) if comma else 1))
    return found


def _keys(book: Book, board: str) -> list[Key]:
    return [key for holder in book.holders for key in holder.keys if key.board == board]
