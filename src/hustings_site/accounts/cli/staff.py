"""`hustings staff`: an account for somebody who runs elections."""

import secrets
from pathlib import Path

import click

from hustings_site.start import open_site


@click.command()
@click.argument("email")
@click.option("--name", required=True, help="Name of the person, as it is shown.")
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Folder of the site's data; HUSTINGS_DATA where it is left out.",
)
def command(email: str, name: str, data: Path | None) -> None:
    """Make a returning officer's account for EMAIL, and print its password once.

    For somebody who has an account, give them the office and a new password.
    """
    open_site(data)
    from django.core.exceptions import ValidationError

    from hustings_site.accounts.services import appoint_returning_officer

    password = secrets.token_urlsafe(15)
    try:
        appoint_returning_officer(by="command line", email=email, name=name, password=password)
    except ValidationError as refusal:
        raise click.UsageError(" ".join(refusal.messages)) from refusal
    click.echo(f"e-mail address  {email.strip().lower()}\npassword        {password}")
