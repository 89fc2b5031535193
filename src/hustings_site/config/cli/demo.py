"""`hustings demo`: the whole site on this computer, with worked examples."""

import os
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from hustings_site.config.secret_key import keep_secret_key
from hustings_site.start import open_site

HOST = "127.0.0.1"
EMAIL = "orla.wick@lanternmakers.example"
STEPS = 4


@click.command()
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("hustings-data"),
    show_default=True,
    help="Folder that keeps the data; what is in it stays.",
)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Port to listen on.")
@click.option("--serve/--no-serve", default=True, help="Stop after the set-up with --no-serve.")
@click.option(
    "--story/--examples-only",
    default=True,
    show_default=True,
    help="Play the union's story, in a minute or so, or load the worked examples alone.",
)
def command(data: Path, port: int, serve: bool, story: bool) -> None:
    """Set up the site with worked examples in a folder, and serve it to this computer alone.

    The second time everything is found as it was left. Remove the folder to start over.
    """
    if serve and not _free(port):
        msg = f"port {port} is taken by another program; choose one with --port"
        raise click.UsageError(msg)
    os.environ["HUSTINGS_DEMONSTRATION"] = "1"
    for number, (title, step) in enumerate(_steps(data, f"http://{HOST}:{port}", story=story), start=1):
        click.echo(f"[{number}/{STEPS + story}] {title}")
        for line in step():
            click.echo(f"      {line}")
    if serve:
        from hustings_site.config.server import serve_at

        serve_at(HOST, port, ready=lambda: click.echo(f"Open http://{HOST}:{port}/ (stop with Ctrl-C)"))


def _steps(data: Path, server: str, *, story: bool) -> Iterator[tuple[str, Callable[[], Iterator[str]]]]:
    yield f"Data in {data.resolve()}", lambda: _open(data)
    yield "Database", _migrate
    yield "Worked examples", lambda: _examples(story=story)
    yield "Returning officer's account", _account
    if story:
        yield "The Lanternmakers' Union, played", lambda: _story(server)


def _open(data: Path) -> Iterator[str]:
    yield "kept from before" if data.exists() else "new"
    keep_secret_key(data)
    os.environ["HUSTINGS_DEMONSTRATION"] = "1"
    open_site(data, new=True)


def _migrate() -> Iterator[str]:
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if waiting:
        call_command("migrate", verbosity=0, interactive=False)
    yield f"{waiting} migrations made" if waiting else "up to date"


def _examples(*, story: bool) -> Iterator[str]:
    """The union's executive and its campaign among them, unless the story is going to play both."""
    from hustings_site.campaign.examples import load_campaign
    from hustings_site.committees.examples import load_committees
    from hustings_site.results.examples import load_examples

    yield from load_examples(union=not story)
    yield from load_committees()
    if not story:
        yield from load_campaign()


def _account() -> Iterator[str]:
    """The account and a code that opens it once; later ones come by mail, into the folder `outbox`."""
    from hustings_site.accounts.services import appoint_returning_officer, print_sign_in_code

    officer = appoint_returning_officer(by="demonstration", email=EMAIL, name="Orla Wick")
    yield f"e-mail address  {EMAIL}"
    yield f"sign-in code    {print_sign_in_code(by='demonstration', user=officer)}"


def _story(server: str) -> Iterator[str]:
    from django.utils import timezone

    from hustings_site.demonstration.story import play

    def say(what: str) -> None:
        if sys.stderr.isatty():
            click.echo(f"\r      {what:<70}\r", err=True, nl=False)

    yield from play(server, timezone.now(), say)


def _free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True
