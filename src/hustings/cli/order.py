"""`hustings order`: all candidates of a supporters' poll in one order, and how clear each place is."""

import json
from pathlib import Path

import click

from hustings.analysis.order import Polled, Weighing, order_of
from hustings.ballots.errors import BallotFileError
from hustings.ballots.formats import read_papers
from hustings.ballots.paper import CandidateId
from hustings.cli.count import Refused
from hustings.contests.ballot_order import drawn_order
from hustings.count.errors import CountError
from hustings.report.orders import order_lines, order_record


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE[:WEIGHT]...")
@click.option("--seed", default="", help="What the lot between level candidates is drawn from [default: no seed].")
@click.option(
    "--weighing",
    type=click.Choice([each.value for each in Weighing]),
    default=Weighing.PAPERS.value,
    show_default=True,
    help="Whether a weight is that of each paper of a body, or of the body as a whole.",
)
@click.option("--gone", multiple=True, metavar="NAME", help="A candidate who stands no longer; once for each.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
def command(files: tuple[str, ...], seed: str, weighing: str, gone: tuple[str, ...], *, as_json: bool) -> None:
    """Place all candidates of a supporters' poll in one order, as the site does.

    Each FILE holds the papers of one body, in any format that Hustings reads; the numbers of a WEIGHT are those that
    the bodies agreed on. Rankings are compared two candidates at a time (strongest paths), marks are added up.
    """
    try:
        polled = [polled_of(each) for each in files]
        names = polled[0].marked.candidates
        if strange := set(gone) - set(names):
            msg = f"--gone {min(strange)}: nobody of this name is on the papers"
            raise Refused(msg)
        number = {name: CandidateId(place) for place, name in enumerate(names)}
        lot = [number[drawn.name] for drawn in drawn_order(names, seed)]
        away = frozenset(number[name] for name in gone)
        order = order_of(polled, weighing=Weighing(weighing), lot=lot, gone=away)
    except (CountError, BallotFileError, OSError) as fault:
        raise Refused(str(fault)) from fault
    click.echo(
        json.dumps(order_record(order), ensure_ascii=False, indent=1) if as_json else "\n".join(order_lines(order))
    )


def polled_of(text: str) -> Polled:
    """A file with the weight behind its name, 1 where there is none; the body is called as the file is."""
    name, colon, weight = text.rpartition(":")
    if not (colon and weight.isdecimal()):
        name, weight = text, "1"
    return Polled(Path(name).stem, int(weight), read_papers(name))
