"""`hustings work`: keep the site's promises."""

import os
import socket
import threading
import time
from pathlib import Path

import click

from hustings_site.start import open_site

REST = 5.0
"""Seconds between two looks at the clock."""


@click.command()
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Folder of the site's data; HUSTINGS_DATA where it is left out.",
)
@click.option("--once", is_flag=True, help="Do what is due now, and stop.")
def command(data: Path | None, once: bool) -> None:
    """Do every promised act when it is due, and the background tasks; go on until stopped.

    Opening and closing of nominations and polls, notices and reminders are promised when a timetable is announced, and
    done here. Several workers may run at once, on several machines: each act is done once. Without any, the desk shows
    a red bar, and every act can be done by hand. Webhooks are told from here too.
    """
    open_site(data)
    from hustings_site.journal.schedule import do_what_is_due
    from hustings_site.pages.stale import forget_old_forms

    forget_old_forms()
    if once:
        click.echo(f"{do_what_is_due()} acts tried")
        _tell()
        _tasks(batch=True)
        return
    threading.Thread(target=_tasks, kwargs={"batch": False}, daemon=True).start()
    threading.Thread(target=_keep_telling, daemon=True).start()
    name = f"{socket.gethostname()}:{os.getpid()}"[:50]
    click.echo("Keeping the site's promises (stop with Ctrl-C)")
    while True:
        _tick(name)
        time.sleep(REST)


def _tick(name: str) -> None:
    """Sign in, and do what is due. A database that is away for a moment is tried again at the next tick."""
    from django.db import OperationalError, close_old_connections

    from hustings_site.journal.pulse import beat
    from hustings_site.journal.schedule import do_what_is_due

    close_old_connections()
    try:
        beat(name)
        do_what_is_due()
    except OperationalError as away:
        click.echo(f"the database does not answer, trying again: {away}", err=True)


def _keep_telling() -> None:
    """Tell webhooks for ever in this thread: who answers slowly holds up no promise."""
    from django.db import OperationalError, close_old_connections

    while True:
        close_old_connections()
        try:
            _tell()
        except OperationalError as away:
            click.echo(f"the database does not answer, trying again: {away}", err=True)
        time.sleep(REST)


def _tell() -> None:
    """Tell webhooks what is new, and what could not be told before."""
    from hustings_site.journal.webhooks import read_journal, send_what_is_due

    read_journal()
    send_what_is_due()


def _tasks(*, batch: bool) -> None:
    """Do background tasks: all that wait (`batch`), or for ever in this thread, beside the acts."""
    from django_tasks_db.management.commands.db_worker import Worker

    Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=1.0,
        batch=batch,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"{socket.gethostname()}:{os.getpid()}"[:50],
    ).run()
