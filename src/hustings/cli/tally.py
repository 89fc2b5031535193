"""`hustings tally`: close a board, take shuffles and partial decryptions, and publish the result."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from hustings.belenios.v1.host import Host
from hustings.belenios.v1.workers import chosen

EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)
Command = TypeVar("Command", bound=Callable[..., object])


def work_options(command: Command) -> Command:
    """`--workers` and `--dask`: who does the multiplications."""
    workers = click.option(
        "--workers", metavar="N", type=click.IntRange(1), help="Processes to use [default: one for each core]."
    )
    dask = click.option(
        "--dask", metavar="ADDRESS", help="Work on a Dask cluster: tcp://HOST:PORT (needs hustings[dask])."
    )
    return workers(dask(command))


class Steps(click.Group):
    """What may not stand on the board is said on stderr, with exit status 1."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (ValueError, OSError) as error:
            raise click.ClickException(str(error)) from None


@click.group(cls=Steps)
def command() -> None:
    """Close the board of a secret ballot and open it: the server's work after the poll.

    Each step is checked before it stands on the board, and an interrupted one is done again.
    """


@command.command("close")
@click.argument("archive", type=EXISTING)
@work_options
def close(archive: Path, workers: int | None, dask: str | None) -> None:
    """End the ballots of ARCHIVE, check every one again, and publish the encrypted tally."""
    with Host.resume(archive) as host, chosen(workers, dask) as crew:
        sized = host.close(crew)
    click.echo(f"{sized.num_tallied} ballots tallied, total weight {sized.total_weight}")


@command.command("shuffle")
@click.argument("archive", type=EXISTING)
@click.argument("shuffle", type=EXISTING)
@click.option("--owner", required=True, type=click.IntRange(1), help="Number of the trustee who made it.")
@work_options
def shuffle_(archive: Path, shuffle: Path, owner: int, workers: int | None, dask: str | None) -> None:
    """Take a trustee's SHUFFLE onto ARCHIVE, if its proof holds."""
    with Host.resume(archive) as host, chosen(workers, dask) as crew:
        host.add_shuffle(owner, shuffle.read_bytes(), crew)
    click.echo(f"shuffle of trustee {owner} taken")


@command.command("end-shuffles")
@click.argument("archive", type=EXISTING)
def end_shuffles(archive: Path) -> None:
    """Say that no more shuffles come: trustees can decrypt."""
    with Host.resume(archive) as host:
        host.end_shuffles()
    click.echo(f"shuffled by trustees {', '.join(map(str, host.shuffled_by))}")


@command.command("decryption")
@click.argument("archive", type=EXISTING)
@click.argument("decryption", type=EXISTING)
@click.option("--owner", required=True, type=click.IntRange(1), help="Number of the trustee who made it.")
@work_options
def decryption_(archive: Path, decryption: Path, owner: int, workers: int | None, dask: str | None) -> None:
    """Take a trustee's partial DECRYPTION onto ARCHIVE, if its proofs hold."""
    with Host.resume(archive) as host, chosen(workers, dask) as crew:
        host.add_decryption(owner, decryption.read_bytes(), crew)
    click.echo(f"partial decryption of trustee {owner} taken")


@command.command("result")
@click.argument("archive", type=EXISTING)
@work_options
def result(archive: Path, workers: int | None, dask: str | None) -> None:
    """Combine the partial decryptions, publish the result on ARCHIVE, and print it as JSON."""
    with Host.resume(archive) as host, chosen(workers, dask) as crew:
        found = host.publish(crew)
    click.echo(json.dumps({"result": found}))
