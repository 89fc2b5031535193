"""`hustings staff`: an account for somebody who runs elections."""

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
    """Make a returning officer's account for EMAIL, and print a code that signs them in once within the hour.

    For a machine that sends no mail yet: write the address on the sign-in page, and the printed code on the next.
    Somebody who has an account is given the office and a new code.
    """
    open_site(data)
    from django.core.exceptions import ValidationError

    from hustings_site.accounts.services import appoint_returning_officer, print_sign_in_code

    try:
        user = appoint_returning_officer(by="command line", email=email, name=name)
    except ValidationError as refusal:
        raise click.UsageError(" ".join(refusal.messages)) from refusal
    code = print_sign_in_code(by="command line", user=user)
    click.echo(f"e-mail address  {user.email}\nsign-in code    {code}")
