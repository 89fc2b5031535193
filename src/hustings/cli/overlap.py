"""`hustings overlap`: members of several bodies counted once, no body seeing another's list."""

import csv
import secrets
from pathlib import Path

import click

from hustings.belenios.v1.private_files import read_private, write_private
from hustings.overlap.counting_once import count_once, members_elsewhere, read_answer, write_answer
from hustings.overlap.errors import OverlapError
from hustings.overlap.hashes import KEY_BYTES, hashed, key_check_of, key_of, read_list, write_list

EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)
NEW = click.Path(dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


class Steps(click.Group):
    """Errors of the work itself stand alone on stderr, with exit status 2."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (ValueError, OSError) as error:
            raise click.UsageError(str(error)) from None


@click.group(cls=Steps)
def command() -> None:
    """Count members of several bodies once, while no body sees another's list.

    The bodies share a KEY that the matcher never sees. Each turns its members' addresses into keyed hashes on its own
    machine; a third party, on a machine of its own, tells each body which of its own hashes another body counts.
    What this does not protect stands in docs/overlap.md.
    """


@command.command("key")
@click.argument("file", type=NEW)
def key(file: Path) -> None:
    """Draw the key of an alliance into FILE: for the bodies alone, never for the matcher."""
    text = secrets.token_hex(KEY_BYTES)
    write_private(file, text + "\n")
    click.echo(f"{file.name}: give it to the other bodies and to nobody else; check {key_check_of(key_of(text))}")


@command.command("hash")
@click.argument("members", type=EXISTING)
@click.option("--key", "key_file", type=EXISTING, required=True, help="The key that the bodies share.")
@click.option("--body", required=True, help="The name of this body.")
@click.option("--weight", type=click.IntRange(1), default=1, show_default=True, help="What a paper of it counts.")
@click.option("--email", default="email", show_default=True, metavar="COLUMN", help="The column of addresses.")
@click.option("--out", type=NEW, required=True, help="The list of hashes, for the matcher.")
def hash_members(members: Path, key_file: Path, body: str, weight: int, email: str, out: Path) -> None:
    """A body's step: turn the addresses in MEMBERS (CSV with a heading) into keyed hashes."""
    addresses = [row[email] for row in _rows(members, email)]
    made, left_out = hashed(body, weight, key_of(read_private(key_file)), addresses)
    out.write_text(write_list(made), encoding="utf-8")
    click.echo(f"{len(addresses)} members: {len(made.hashes)} hashes for the matcher; check {made.key_check}")
    click.echo(f"not looked for elsewhere: {left_out.without} without an address, {left_out.shared} who share one")


@command.command("match")
@click.argument("lists", nargs=-1, type=EXISTING, required=True)
@click.option("--out", type=FOLDER, required=True, help="Where the answers go, one file for each body.")
def match(lists: tuple[Path, ...], out: Path) -> None:
    """The matcher's step: from the hashes of two bodies or more, an answer for each about its own."""
    overlap = count_once([read_list(each.read_text(encoding="utf-8"), each.name) for each in lists])
    click.echo(f"{overlap.people} people with an address of their own, {overlap.in_several} of them on several lists")
    for source, answer in zip(lists, overlap.answers, strict=True):
        file = out.joinpath(f"{source.stem}-answer.json")
        file.write_text(write_answer(answer), encoding="utf-8")
        click.echo(f"{file.name}, for {answer.body} alone: {answer.counted_here} of {answer.own} are counted there")


@command.command("names")
@click.argument("members", type=EXISTING)
@click.argument("answer", type=EXISTING)
@click.option("--key", "key_file", type=EXISTING, required=True, help="The key that the bodies share.")
@click.option("--email", default="email", show_default=True, metavar="COLUMN", help="The column of addresses.")
@click.option("--number", default="number", show_default=True, metavar="COLUMN", help="The column of member numbers.")
def names(members: Path, answer: Path, key_file: Path, email: str, number: str) -> None:
    """A body's step: print the numbers of its own MEMBERS whom another body counts, one a line."""
    rows = [(row[number], row[email]) for row in _rows(members, email, number)]
    given = read_answer(answer.read_text(encoding="utf-8"), answer.name)
    for each in members_elsewhere(key_of(read_private(key_file)), given, rows):
        click.echo(each)


def _rows(file: Path, *columns: str) -> list[dict[str, str]]:
    """The rows of a CSV file that has these columns."""
    with file.open(newline="", encoding="utf-8-sig") as lines:
        reader = csv.DictReader(lines)
        for column in columns:
            if column not in (reader.fieldnames or ()):
                msg = f"{file.name}:1: there is no column {column}: name it by --email or --number"
                raise OverlapError(msg)
        return [{column: row[column] or "" for column in columns} for row in reader]
