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


@click.group(cls=Steps)
def command() -> None:
    """Draw voting codes, send them, and mark who has voted: the credential authority's work.

    The book says whose each code is. It is a private file (mode 600) on the authority's machine; the server is given
    the public half only.
    """


@command.command("draw")
@click.argument("roll", type=EXISTING)
@click.option("--uuid", required=True, help="Identifier of the election: at least 14 Base58 characters.")
@click.option("--spares", default=0, show_default=True, type=click.IntRange(0), help="Codes in reserve.")
@click.option("--book", required=True, type=NEW, help="Where to write the book (private).")
@click.option("--public", required=True, type=NEW, help="Where to write the public half, for the server.")
def draw(roll: Path, uuid: str, spares: int, book: Path, public: Path) -> None:
    """Draw a code for each voter of ROLL, lines "voter" or "voter,weight", and spares."""
    if not is_uuid(uuid):
        raise click.UsageError(f"--uuid {uuid}: at least 14 Base58 characters were expected")
    voters = authority.read_roll(roll.read_text(encoding="utf-8"))
    drawn = authority.draw(GROUPS["Ed25519"], uuid, voters, spares, SystemRandomness())
    write_private(book, authority.write_book(drawn))
    public.write_bytes(authority.public_half(drawn))
    click.echo(f"{len(voters)} codes and {spares} spares drawn; public half: {public}")


@command.command("split")
@click.argument("book", type=EXISTING)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--parts", default=1, show_default=True, type=click.IntRange(1), help="Files to split the mailing into.")
def split(book: Path, folder: Path, parts: int) -> None:
    """Write voters and codes of BOOK into FOLDER, for mailing: private files code-1.csv, code-2.csv ..."""
    rows = authority.mailing(authority.read_book(read_private(book)))
    for number, part in enumerate(authority.split(rows, parts), start=1):
        write_private(folder.joinpath(f"code-{number}.csv"), as_csv(("voter", "code"), part))
    click.echo(f"{len(rows)} codes in {parts} files")


@command.command("halves")
@click.argument("book", type=EXISTING)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def halves(book: Path, folder: Path) -> None:
    """Write each code of BOOK in two halves, for two channels: private files first.csv and second.csv."""
    first, second = authority.halves(authority.mailing(authority.read_book(read_private(book))))
    write_private(folder.joinpath("first.csv"), as_csv(("voter", "first half"), first))
    write_private(folder.joinpath("second.csv"), as_csv(("voter", "second half"), second))
    click.echo(f"{len(first)} codes in two halves, to be joined by a dash")


@command.command("public")
@click.argument("book", type=EXISTING)
def public(book: Path) -> None:
    """Print the public half of BOOK, as the server is given it."""
    click.echo(authority.public_half(authority.read_book(read_private(book))), nl=False)


@command.command("reissue")
@click.argument("book", type=EXISTING)
@click.argument("voter")
@click.option(
    "--archive", required=True, type=EXISTING, help="The board so far: a code that has voted is not replaced."
)
@click.option("--code", required=True, type=NEW, help="Where to write voter and new code (private).")
@click.option(
    "--withdrawn", required=True, type=NEW, help="Where to write the credentials that the server has to refuse."
)
def reissue(book: Path, voter: str, archive: Path, code: Path, withdrawn: Path) -> None:
    """Give VOTER a spare code; the code so far, if any, is withdrawn. A voter not yet in BOOK is added."""
    held = authority.read_book(read_private(book))
    changed = authority.reissue(held, voter, voted(archive), SystemRandomness())
    [new] = [h for h in changed.holders if h.voter == voter and not h.withdrawn]
    write_private(code, as_csv(("voter", "code"), [(voter, new.code or "")]))
    replace_private(book, authority.write_book(changed))
    withdrawn.write_text(json.dumps(authority.withdrawn(changed)) + "\n")
    click.echo(f"{len(changed.spares)} spares left")


@command.command("mark")
@click.argument("book", type=EXISTING)
@click.argument("archive", type=EXISTING)
def mark(book: Path, archive: Path) -> None:
    """Print who has voted on ARCHIVE, in roll order, as CSV. It never says when, nor which ballot."""
    marked = authority.mark(authority.read_book(read_private(book)), voted(archive))
    click.echo(as_csv(("voter", "voted"), [(voter, "yes" if has else "no") for voter, has in marked]), nl=False)


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


def voted(archive: Path) -> frozenset[str]:
    """The credentials that voted, from a board that is verified."""
    report = verify(open_archive(archive))
    if report.failures:
        raise click.ClickException(f"{archive}: not verified; see: hustings verify {archive}")
    return frozenset(report.facts.voted)


def as_csv(header: tuple[str, str], rows: list[tuple[str, str]]) -> str:
    """Two columns with a header."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()
