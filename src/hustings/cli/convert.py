"""`hustings convert`: write a file of papers in another format, losing no paper."""

import sys

import click

from hustings.ballots.errors import BallotFileError
from hustings.ballots.files import Format, PaperFile, open_papers
from hustings.ballots.formats import find_format, format_names, format_to_write, lost, read_papers, write_papers
from hustings.ballots.profile import Profile

STANDARD = "-"
"""In place of a file: standard input or output."""


class Refused(click.ClickException):
    """Wrong use, or papers that cannot be read or held: the message stands alone on stderr, exit status 2."""

    exit_code = 2

    def show(self, _file: object = None) -> None:
        click.echo(self.message, err=True)


def list_formats(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    """Print every format with its endings and what it holds, and end."""
    if not wanted or context.resilient_parsing:
        return
    for each in map(find_format, format_names()):
        layouts = "".join(f", {each.name}:{layout}" for layout in each.layouts)
        click.echo(f"{each.name}{layouts}\n    {each.title}; {', '.join(each.suffixes)}")
        click.echo(f"    {', '.join(sorted(kind.value for kind in each.kinds))}; {', '.join(sorted(each.holds))}")
    context.exit()


@click.command()
@click.argument("source", metavar="IN", type=click.Path())
@click.argument("target", metavar="OUT", type=click.Path())
@click.option("--from", "from_format", metavar="FORMAT", help="What IN is [default: found out from its content].")
@click.option("--to", "to_format", metavar="FORMAT", help="What to write [default: as the ending of OUT says].")
@click.option("--vacancies", type=click.IntRange(1, 10_000), metavar="N", help="How many are to be elected.")
@click.option("--keep-order", is_flag=True, help="Keep the order in which the papers stand (json holds it).")
@click.option("--force", is_flag=True, help="Write over OUT where there is such a file.")
@click.option(
    "--formats", is_flag=True, is_eager=True, expose_value=False, callback=list_formats, help="List formats and end."
)
def command(
    source: str,
    target: str,
    from_format: str | None,
    to_format: str | None,
    vacancies: int | None,
    keep_order: bool,
    force: bool,
) -> None:
    """Write the papers in IN to OUT, in another format.

    IN and OUT may be "-", standard input and output. No paper is lost: what OUT's format cannot hold (equal
    preferences, weights, blank papers ...) is refused, and what is written is read back and compared before OUT is
    made. What it does not say of the contest (title, vacancies, withdrawn candidates) is warned of. A layout is named
    after a colon: `--from csv:scores`, `--from belenios:2`.

    Exit status: 0 written; 2 refused, the message says where and why.
    """
    try:
        chosen = format_to_write(target, to_format)
        file = opened(source)
        profile = read_papers(file, from_format, keep_order=keep_order)
        if vacancies is not None:
            profile = with_vacancies(profile, vacancies)
        data = write_papers(profile, target, chosen.name)
        back = read_papers(PaperFile(target, data), chosen.name, keep_order=keep_order)
    except BallotFileError as fault:
        raise Refused(str(fault)) from fault
    if (back.papers, back.digest()) != (profile.papers, profile.digest()):
        msg = f"{target}: read back, the papers differ; nothing is written: please report this with the file"
        raise Refused(msg)
    write(data, target, force)
    tell(profile, back, file, target, chosen)


def opened(source: str) -> PaperFile:
    """The file of papers, or standard input for "-"."""
    try:
        return open_papers(sys.stdin.buffer if source == STANDARD else source)
    except OSError as fault:
        msg = f"{source}: {fault.strerror}"
        raise Refused(msg) from fault


def with_vacancies(profile: Profile, vacancies: int) -> Profile:
    """The same papers for so many vacancies."""
    from dataclasses import replace

    return replace(profile, vacancies=vacancies)


def write(data: bytes, target: str, force: bool) -> None:
    """Make the file, or print."""
    if target == STANDARD:
        sys.stdout.buffer.write(data)
        return
    try:
        with open(target, "wb" if force else "xb") as file:  # noqa: PTH123 - as in `open_papers`
            file.write(data)
    except FileExistsError as fault:
        msg = f"{target}: there is such a file; write over it with --force"
        raise Refused(msg) from fault
    except OSError as fault:
        msg = f"{target}: {fault.strerror}"
        raise Refused(msg) from fault


def tell(profile: Profile, back: Profile, file: PaperFile, target: str, chosen: Format) -> None:
    """Say what was read and written, with every remark and loss, on stderr where the papers went to stdout."""
    to_stderr = target == STANDARD
    for remark in profile.remarks:
        click.echo(remark, err=True)
    for each in lost(profile, chosen):
        click.echo(f"{target}: {chosen.name} does not say the {each}", err=True)
    click.echo(f"{file.name}: {in_words(profile)}", err=to_stderr)
    click.echo(f"{target}: {in_words(back)}, as {chosen.name}", err=to_stderr)
    click.echo(f"SHA-256 of the papers, both: {back.digest()}", err=to_stderr)


def in_words(profile: Profile) -> str:
    """How many papers, how many of them differ, and how many are blank."""
    distinct = len(profile.plain) + len(profile.marked) + (profile.blank > 0)
    return f"{profile.papers:,} papers, {distinct:,} of them different, {profile.blank:,} blank"
