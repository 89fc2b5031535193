"""The credential authority: draws voting codes, knows whose each is, and gives the server the public half only.

It can work on a machine of its own. The *book* says which public credential is whose and, until they are sent, the
codes. The list of public credentials is fixed when the board opens, so codes in reserve (*spares*) are drawn with it: a
reissue or a late addition takes one.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from hustings.belenios.v1.credentials import PublicCredential, draw_code, public_credential, write_credentials
from hustings.belenios.v1.encoding import Json, Malformed, fields, items, number, read_any, string, weight, write_text
from hustings.belenios.v1.group import Group
from hustings.belenios.v1.groups import GROUPS
from hustings.belenios.v1.randomness import Randomness, permutation

_HALF = 12
"""Characters of the first half of a code; the dash after it belongs to neither."""


class AuthorityError(ValueError):
    """Something that the book does not allow."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A public credential: whose it is (None: a spare), its weight, and its code until that is erased."""

    voter: str | None
    weight: int
    public: str
    code: str | None
    withdrawn: bool = False
    """Replaced by a reissue: the server has to refuse ballots of this credential."""

    def __repr__(self) -> str:
        """Without voter and code: the book never reaches a log."""
        return f"Holder({self.public})"


@dataclass(frozen=True, slots=True)
class Book:
    """The book of one election; holders in roll order, then spares and later changes."""

    uuid: str
    group: Group
    holders: tuple[Holder, ...]

    @property
    def spares(self) -> tuple[Holder, ...]:
        """The codes in reserve that are left."""
        return tuple(holder for holder in self.holders if holder.voter is None)


def draw(group: Group, uuid: str, voters: Sequence[tuple[str, int]], spares: int, rng: Randomness) -> Book:
    """Codes for voters (name or number, and weight), in roll order, and spares of weight one."""
    names = [voter for voter, _ in voters]
    if len(set(names)) != len(names):
        raise AuthorityError("a voter stands on the roll twice")
    wanted: list[tuple[str | None, int]] = [*voters, *((None, 1) for _ in range(spares))]
    holders = []
    for voter, factor in wanted:
        code = draw_code(rng)
        holders.append(Holder(voter, factor, group.text(public_credential(group, uuid, code)), code))
    return Book(uuid, group, tuple(holders))


def public_half(book: Book) -> bytes:
    """What the server is given: every public credential, spares included, in an order that tells nothing."""
    return write_credentials([PublicCredential(holder.public, holder.weight) for holder in book.holders])


def withdrawn(book: Book) -> list[str]:
    """The public credentials that were replaced, sorted."""
    return sorted(holder.public for holder in book.holders if holder.withdrawn)


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


def reissue(book: Book, voter: str, voted: Collection[str], rng: Randomness) -> Book:
    """A spare for a voter, whose code so far, if any, is withdrawn. Refused where that code has voted already.

    Which spare is drawn at random, so that the number of reissues cannot be told from the board. A late voter stands at
    the end of the roll.
    """
    held = [holder for holder in book.holders if holder.voter == voter and not holder.withdrawn]
    if any(holder.public in voted for holder in held):
        raise AuthorityError("this voter's code has voted; a ballot cast can be replaced with the same code only")
    if any(holder.weight != 1 for holder in held):
        raise AuthorityError("spares weigh one; this voter's code does not")
    spares = book.spares
    if not spares or any(spare.code is None for spare in spares):
        raise AuthorityError("no spare code is left")
    taken = spares[permutation(rng, len(spares))[0]]
    holders = [replace(holder, withdrawn=True) if holder in held else holder for holder in book.holders]
    holders = [holder for holder in holders if holder != taken]
    return replace(book, holders=(*holders, replace(taken, voter=voter)))


def mark(book: Book, voted: Collection[str]) -> list[tuple[str, bool]]:
    """Who has voted, in roll order. Raises `AuthorityError` for a ballot of a withdrawn or a spare code."""
    for holder in book.holders:
        if holder.public in voted and (holder.withdrawn or holder.voter is None):
            what = "withdrawn" if holder.withdrawn else "spare"
            raise AuthorityError(f"a {what} code has voted: credential {holder.public}")
    order = dict.fromkeys(holder.voter for holder in book.holders if holder.voter is not None)
    has_voted = {holder.voter for holder in book.holders if holder.public in voted}
    return [(voter, voter in has_voted) for voter in order]


def erase_codes(book: Book) -> Book:
    """The book without the codes that were sent; spares keep theirs."""
    return replace(
        book, holders=tuple(holder if holder.voter is None else replace(holder, code=None) for holder in book.holders)
    )


def write_book(book: Book) -> str:
    """The text of the book's file: private."""
    holders: list[Json] = [
        {"voter": h.voter, "weight": h.weight, "public": h.public, "code": h.code, "withdrawn": h.withdrawn}
        for h in book.holders
    ]
    return write_text({"version": 1, "uuid": book.uuid, "group": book.group.name, "holders": holders}) + "\n"


def read_book(text: str) -> Book:
    """A book. Raises `Malformed`."""
    found = fields(read_any(text), ("version", "uuid", "group", "holders"))
    if number(found["version"]) != 1 or string(found["group"]) not in GROUPS:
        raise Malformed("a book of version 1 and of a known group was expected")
    return Book(
        string(found["uuid"]),
        GROUPS[string(found["group"])],
        tuple(_read_holder(holder) for holder in items(found["holders"])),
    )


def _read_holder(value: Json) -> Holder:
    found = fields(value, ("voter", "weight", "public", "code", "withdrawn"))
    voter, code = (None if found[name] is None else string(found[name]) for name in ("voter", "code"))
    return Holder(voter, weight(found["weight"]), string(found["public"]), code, found["withdrawn"] is True)


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
