"""`hustings ballot`: make an encrypted ballot, for tests and kiosks."""

import sys
from pathlib import Path

import click

from hustings.belenios.v1.ballots import make_ballot, tracker
from hustings.belenios.v1.credentials import is_code
from hustings.belenios.v1.election import read_election
from hustings.belenios.v1.encoding import items, read_any
from hustings.belenios.v1.private_files import read_private
from hustings.belenios.v1.randomness import SystemRandomness

EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("election", type=EXISTING)
@click.option("--code", "code_file", required=True, type=EXISTING, help="Private file with the voting code.")
@click.option("--choices", required=True, type=EXISTING, help="Private file with a choice for each question, as JSON.")
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Where to write the ballot."
)
def command(election: Path, code_file: Path, choices: Path, out: Path) -> None:
    """Make the encrypted ballot of a voting code for ELECTION (election.json), and print its receipt number.

    A choice is a list: marks 0 or 1 (the first for a blank vote, where there is one), preferences of a ranking
    (1 first, 0 none), or rows of marks for a question of lists: [[1,0],[0,1,0],[2,1,0]].
    """
    try:
        code = read_private(code_file).strip()
        if not is_code(code):
            raise click.UsageError(f"{code_file}: no voting code (22 characters in groups of 5, 6, 5 and 6)")
        chosen = items(read_any(read_private(choices)))
        body = make_ballot(read_election(election.read_bytes().rstrip(b"\n")), code, chosen, SystemRandomness())
    except (ValueError, OSError) as error:
        raise click.UsageError(str(error)) from None
    out.write_bytes(body)
    click.echo(tracker(body))
    click.echo(
        "The ballot is not cast: give it to the server, then look for this number on the board.", file=sys.stderr
    )
