"""`hustings audit`: prove that nobody has touched the journal."""

from pathlib import Path

import click

from hustings_site.start import open_site


@click.command()
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Folder of the site's data; HUSTINGS_DATA where it is left out.",
)
def command(data: Path | None) -> None:
    """Recompute the seals of the site's journal, and list every entry that is not what it was.

    Exit status: 0 the chain is whole, 1 it is broken. Keep the last seal elsewhere: it fixes all entries before it.
    """
    open_site(data)
    from hustings_site.journal.models import Entry
    from hustings_site.journal.selectors import broken_seals, last_seal

    findings = broken_seals()
    for finding in findings:
        click.echo(f"{finding.subject}: {finding.check} is {finding.got}, expected {finding.expected}")
    entries = Entry.objects.count()
    if findings:
        click.echo(f"broken: {len(findings)} findings in {entries} entries")
        raise SystemExit(1)
    click.echo(f"whole: {entries} entries, last seal {last_seal()}")
