"""`hustings election`: make an election, open its board, take ballots; or play a whole one from a plan."""

import time
from pathlib import Path
from secrets import token_hex

import click

from hustings.belenios.v1.credentials import draw_base58
from hustings.belenios.v1.election import make_election, read_election
from hustings.belenios.v1.encoding import items, read_any, string
from hustings.belenios.v1.group import ED25519
from hustings.belenios.v1.host import Host
from hustings.belenios.v1.play import play, read_plan, uuid_of
from hustings.belenios.v1.private_files import read_private, write_private
from hustings.belenios.v1.questions import read_question
from hustings.belenios.v1.randomness import SystemRandomness
from hustings.belenios.v1.result import write_result
from hustings.belenios.v1.trustees import check_trustees, election_public_key, read_trustees
from hustings.belenios.v1.workers import chosen
from hustings.cli.tally import Steps, work_options

EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)
NEW = click.Path(dir_okay=False, path_type=Path)


@click.group(cls=Steps)
def command() -> None:
    """Make the election of a secret ballot, open its board and take ballots; or play a whole one for trial."""


@command.command("uuid")
def uuid_() -> None:
    """Draw an identifier for a new election; the credential authority needs it first."""
    click.echo(draw_base58(SystemRandomness(), 14))


@command.command("make")
@click.argument("questions", type=EXISTING)
@click.argument("trustees", type=EXISTING)
@click.option("--uuid", required=True, help="Identifier, as the credential authority used it.")
@click.option("--name", required=True, help="Title of the election.")
@click.option("--description", default="", help="What is voted on.")
@click.option("--administrator", help="Who runs the election.")
@click.option("--credential-authority", help="Who drew the voting codes.")
@click.option("--out", required=True, type=NEW, help="Where to write election.json.")
def make(questions: Path, trustees: Path, out: Path, uuid: str, name: str, description: str,
         administrator: str | None, credential_authority: str | None) -> None:  # fmt: skip
    """Make election.json from QUESTIONS (an array, as in election.json) and TRUSTEES (trustees.json), checked."""
    keys = read_trustees(ED25519, trustees.read_bytes().rstrip(b"\n"))
    if found := check_trustees(ED25519, keys):
        raise click.ClickException("; ".join(f"{f.subject}: {f.expected}: {f.got}" for f in found))
    election = make_election(
        name=name,
        description=description,
        group=ED25519,
        public_key=election_public_key(ED25519, keys),
        questions=tuple(read_question(question) for question in items(read_any(questions.read_bytes()))),
        uuid=uuid,
        administrator=administrator,
        credential_authority=credential_authority,
    )
    out.write_bytes(election.body)
    click.echo(f"{out}: fingerprint {election.fingerprint}")


@command.command("open")
@click.argument("election", type=EXISTING)
@click.argument("trustees", type=EXISTING)
@click.argument("credentials", type=EXISTING)
@click.argument("archive", type=NEW)
def open_(election: Path, trustees: Path, credentials: Path, archive: Path) -> None:
    """Open the board ARCHIVE of ELECTION with its TRUSTEES and its public CREDENTIALS, checked."""
    bodies = [path.read_bytes().rstrip(b"\n") for path in (election, trustees, credentials)]
    with Host.create(
        archive, timestamp=int(time.time()), election=bodies[0], trustees=bodies[1], credentials=bodies[2]
    ) as host:
        click.echo(f"{archive}: open; fingerprint {host.election.fingerprint}")


@command.command("cast")
@click.argument("archive", type=EXISTING)
@click.argument("ballots", nargs=-1, required=True, type=EXISTING)
@click.option("--withdrawn", type=EXISTING, help="Credentials to refuse, as `hustings credentials reissue` wrote them.")
def cast(archive: Path, ballots: tuple[Path, ...], withdrawn: Path | None) -> None:
    """Take BALLOTS onto the board ARCHIVE, each checked first, and print their receipt numbers."""
    refused = [string(line) for line in items(read_any(withdrawn.read_bytes()))] if withdrawn else []
    with Host.resume(archive) as host:
        for ballot in ballots:
            click.echo(f"{host.cast(ballot.read_bytes(), refused)} {ballot}")


@command.command("play")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@work_options
def play_(folder: Path, workers: int | None, dask: str | None) -> None:
    """Play the election of FOLDER/plan.json to its result, from wherever it was interrupted.

    All secrets come from FOLDER/seed, a private file that is drawn if it is missing: whoever has it has every vote and
    key, so this is for trials only. The same seed gives the same board, byte for byte. Writes FOLDER/UUID.bel,
    FOLDER/election.json and FOLDER/result.json.
    """
    plan = read_plan(folder.joinpath("plan.json").read_bytes())
    seed_file = folder.joinpath("seed")
    if not seed_file.exists():
        write_private(seed_file, token_hex(32) + "\n")
    seed = bytes.fromhex(read_private(seed_file))
    board = folder.joinpath(f"{uuid_of(seed)}.bel")
    with chosen(workers, dask) as crew:
        result = play(plan, seed, board, crew)
    with Host.resume(board) as host:
        election = read_election(host.election.body)
    folder.joinpath("election.json").write_bytes(election.body)
    folder.joinpath("result.json").write_bytes(write_result(election, result))
    click.echo(f"{board}: done; check it with: hustings verify {board}")
