"""`hustings credentials`: the work of an independent credential authority."""

import csv
import io
import json
from pathlib import Path

import click

from hustings.belenios.v1 import authority
from hustings.belenios.v1.archive import open_archive
from hustings.belenios.v1.election import is_uuid
from hustings.belenios.v1.groups import GROUPS
from hustings.belenios.v1.private_files import erase, read_private, replace_private, write_private
from hustings.belenios.v1.randomness import SystemRandomness
from hustings.belenios.v1.verify import verify
from hustings.cli.trustee import Steps

EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)
NEW = click.Path(dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group(cls=Steps)
def command() -> None:
    """Draw voting codes, send them, and mark who has voted: the credential authority's work.

    The book says whose each code is. It is a private file (mode 600) on the authority's machine; the server is given
    the public half only.
    """


@command.command("draw")
@click.option(
    "--board",
    "boards",
    required=True,
    multiple=True,
    type=(str, EXISTING),
    metavar="UUID ROLL",
    help="A board and who may vote on it; once for each contest.",
)
@click.option("--spares", default=0, show_default=True, type=click.IntRange(0), help="Codes in reserve.")
@click.option("--book", required=True, type=NEW, help="Where to write the book (private).")
@click.option("--public", required=True, type=FOLDER, help="Folder for the public halves, UUID.json, for the server.")
def draw(boards: tuple[tuple[str, Path], ...], spares: int, book: Path, public: Path) -> None:
    """Draw one code for each voter, good for every board whose ROLL names that voter, and spares.

    A roll has lines "voter" or "voter,weight".
    """
    rolls = {}
    for uuid, roll in boards:
        if not is_uuid(uuid):
            raise click.UsageError(f"--board {uuid}: at least 14 Base58 characters were expected")
        rolls[uuid] = authority.read_roll(roll.read_text(encoding="utf-8"))
    drawn = authority.draw(GROUPS["Ed25519"], rolls, spares, SystemRandomness())
    write_private(book, authority.write_book(drawn))
    for uuid in rolls:
        public.joinpath(f"{uuid}.json").write_bytes(authority.public_half(drawn, uuid))
    click.echo(f"{len(drawn.holders) - spares} codes and {spares} spares drawn; public halves in {public}")


@command.command("split")
@click.argument("book", type=EXISTING)
@click.argument("folder", type=FOLDER)
@click.option("--parts", default=1, show_default=True, type=click.IntRange(1), help="Files to split the mailing into.")
def split(book: Path, folder: Path, parts: int) -> None:
    """Write voters and codes of BOOK into FOLDER, for mailing: private files code-1.csv, code-2.csv ..."""
    rows = authority.mailing(authority.read_book(read_private(book)))
    for number, part in enumerate(authority.split(rows, parts), start=1):
        write_private(folder.joinpath(f"code-{number}.csv"), as_csv(("voter", "code"), part))
    click.echo(f"{len(rows)} codes in {parts} files")


@command.command("halves")
@click.argument("book", type=EXISTING)
@click.argument("folder", type=FOLDER)
def halves(book: Path, folder: Path) -> None:
    """Write each code of BOOK in two halves, for two channels: private files first.csv and second.csv."""
    first, second = authority.halves(authority.mailing(authority.read_book(read_private(book))))
    write_private(folder.joinpath("first.csv"), as_csv(("voter", "first half"), first))
    write_private(folder.joinpath("second.csv"), as_csv(("voter", "second half"), second))
    click.echo(f"{len(first)} codes in two halves, to be joined by a dash")


@command.command("public")
@click.argument("book", type=EXISTING)
@click.argument("uuid")
def public(book: Path, uuid: str) -> None:
    """Print the public half of BOOK for the board UUID, as the server is given it."""
    held = authority.read_book(read_private(book))
    if uuid not in held.boards:
        raise click.UsageError(f"{uuid}: no board of this book; it has {', '.join(held.boards)}")
    click.echo(authority.public_half(held, uuid), nl=False)


@command.command("reissue")
@click.argument("book", type=EXISTING)
@click.argument("voter")
@click.option(
    "--archive",
    "archives",
    required=True,
    multiple=True,
    type=EXISTING,
    help="Each board of the book so far: a code that has voted is not replaced.",
)
@click.option(
    "--on",
    "boards",
    multiple=True,
    help="A board that VOTER may vote on; default: those of the code so far, all for a voter not yet in BOOK.",
)
@click.option("--code", required=True, type=NEW, help="Where to write voter and new code (private).")
@click.option(
    "--withdrawn", required=True, type=NEW, help="Where to write the credentials that the server has to refuse."
)
def reissue(
    book: Path, voter: str, archives: tuple[Path, ...], boards: tuple[str, ...], code: Path, withdrawn: Path
) -> None:
    """Give VOTER a spare code; the code so far, if any, is withdrawn. A voter not yet in BOOK is added."""
    held = authority.read_book(read_private(book))
    ballots = on_every_board(held, archives)
    changed = authority.reissue(held, voter, ballots, SystemRandomness(), boards)
    new = authority.holder_of(changed, voter)
    write_private(code, as_csv(("voter", "code"), [(voter, (new and new.code) or "")]))
    replace_private(book, authority.write_book(changed))
    withdrawn.write_text(json.dumps(authority.withdrawn(changed)) + "\n")
    click.echo(f"{len(changed.spares)} spares left")


@command.command("bar")
@click.argument("book", type=EXISTING)
@click.argument("voters", nargs=-1, required=True, metavar="VOTER...")
@click.option(
    "--archive", "archives", required=True, multiple=True, type=EXISTING, help="Each board of the book so far."
)
@click.option("--on", "boards", required=True, multiple=True, help="A board on which they may not vote any more.")
@click.option(
    "--refused", required=True, type=NEW, help="Where to write the credentials that the server has to refuse."
)
def bar(
    book: Path, voters: tuple[str, ...], archives: tuple[Path, ...], boards: tuple[str, ...], refused: Path
) -> None:
    """Take the codes of VOTERs out of use on some boards: struck from the roll, or the vote held apart.

    A code that has voted on a board stays as it is there: its ballot counts, and a refusal would mark that ballot.
    """
    changed = authority.read_book(read_private(book))
    ballots = on_every_board(changed, archives)
    if strange := set(boards) - set(changed.boards):
        raise click.UsageError(f"--on {', '.join(sorted(strange))}: the book has {', '.join(changed.boards)}")
    listed: list[str] = []
    for voter in voters:
        if authority.holder_of(changed, voter) is None:
            raise click.UsageError(f"{voter} holds no code in use; nothing was done")
        changed, barred = authority.bar(changed, voter, boards, ballots)
        listed += barred
    replace_private(book, authority.write_book(changed))
    refused.write_text(json.dumps(sorted(listed)) + "\n")
    click.echo(f"{len(listed)} credentials to be refused")


@command.command("mark")
@click.argument("book", type=EXISTING)
@click.argument("archive", type=EXISTING)
def mark(book: Path, archive: Path) -> None:
    """Print who has voted on ARCHIVE, in roll order, as CSV. It never says when, nor which ballot."""
    uuid, credentials = voted(archive)
    marked = authority.mark(authority.read_book(read_private(book)), uuid, credentials)
    click.echo(as_csv(("voter", "voted"), [(voter, "yes" if has else "no") for voter, has in marked]), nl=False)


@command.command("spares")
@click.argument("book", type=EXISTING)
def spares(book: Path) -> None:
    """Print which public credentials were drawn as spares, on every board: to be published after the close."""
    held = authority.read_book(read_private(book))
    click.echo(json.dumps(sorted(public for uuid in held.boards for public in authority.spare_credentials(held, uuid))))


@command.command("erase")
@click.argument("book", type=EXISTING)
@click.option("--whole", is_flag=True, help="The whole book: nobody can mark voters after that.")
def erase_(book: Path, whole: bool) -> None:
    """Erase the codes in BOOK that were sent, or the whole book.

    The bytes are overwritten; copies that a disk, a backup or a mail program keeps are not reached.
    """
    if whole:
        read_private(book)
        erase(book)
    else:
        replace_private(book, authority.write_book(authority.erase_codes(authority.read_book(read_private(book)))))
    click.echo("the book is erased" if whole else "the codes are erased")


def on_every_board(book: authority.Book, archives: tuple[Path, ...]) -> frozenset[str]:
    """Every credential that has voted on a board of the book; each board is to be given."""
    shown = [voted(archive) for archive in archives]
    if missing := set(book.boards) - {uuid for uuid, _ in shown}:
        raise click.UsageError(f"--archive: the book has also {', '.join(sorted(missing))}; give every board so far")
    return frozenset[str]().union(*(credentials for _, credentials in shown))


def voted(archive: Path) -> tuple[str, frozenset[str]]:
    """A board's identifier and the credentials that voted on it, once it is verified."""
    report = verify(open_archive(archive))
    if report.failures:
        raise click.ClickException(f"{archive}: not verified; see: hustings verify {archive}")
    assert report.facts.election is not None, "a verified board has its election"
    return report.facts.election.uuid, frozenset(report.facts.voted)


def as_csv(header: tuple[str, str], rows: list[tuple[str, str]]) -> str:
    """Two columns with a header."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()
