"""`hustings how-many`: how many candidates a group might recommend."""

import json
from fractions import Fraction

import click

from hustings.analysis.how_many import NOT_KNOWN, Group, Outlook, Shape, Supposed, outlooks
from hustings.cli.count import Refused
from hustings.count.errors import CountError
from hustings.rules import find_rule


@click.command()
@click.option("--vacancies", type=click.IntRange(1, 30), required=True, metavar="N", help="How many are elected.")
@click.option("--share", type=click.IntRange(1, 99), required=True, metavar="PERCENT", help="Voters of the group.")
@click.option(
    "--other",
    "others",
    multiple=True,
    metavar="PERCENT:CANDIDATES",
    help="Another group; once for each [default: one with all other voters and as many candidates as vacancies].",
)
@click.option(
    "--loyalty",
    type=click.IntRange(0, 100),
    default=80,
    show_default=True,
    metavar="PERCENT",
    help="How often a next preference stays with the group; the same for all groups.",
)
@click.option("--rule", "rule_name", default="scotland_2011", show_default=True, help="The rule of rankings.")
@click.option("--voters", type=click.IntRange(1, 100_000), default=1000, show_default=True, help="Papers in a draw.")
@click.option(
    "--draws", type=click.IntRange(1, 1000), default=11, show_default=True, help="How often papers are drawn."
)
@click.option("--seed", default="1", show_default=True, help="What the papers are drawn from: the same gives the same.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
def command(
    vacancies: int,
    share: int,
    others: tuple[str, ...],
    loyalty: int,
    rule_name: str,
    voters: int,
    draws: int,
    seed: str,
    *,
    as_json: bool,
) -> None:
    """Show the seats of a group that recommends 1, 2 ... candidates, under block vote and under a rule of rankings.

    Papers are drawn from what is supposed and counted by the rules of this program, several times; the seats are
    those of the draw in the middle, with the fewest and the most of all draws. It is no forecast: what it cannot know
    is printed below.
    """
    try:
        groups = (Group(share, 1), *(group_of(text) for text in others or (f"{100 - share}:{vacancies}",)))
        supposed = Supposed(groups, vacancies, Fraction(loyalty, 100), voters)
        found = list(outlooks(supposed, [find_rule("block_vote"), find_rule(rule_name)], draws, seed))
    except CountError as fault:
        raise Refused(str(fault)) from fault
    if as_json:
        click.echo(json.dumps({"outlooks": [record(each) for each in found], "not_known": NOT_KNOWN}, indent=1))
        return
    click.echo(f"{vacancies} vacancies, {share} % of the voters, loyalty {loyalty} %; {draws} draws of {voters} papers")
    click.echo("Seats of the group: the middle draw, and from the fewest to the most of all draws\n")
    columns = [(rule, shape) for rule in ("block_vote", rule_name) for shape in Shape]
    click.echo("recommended" + "".join(f"{f'{rule}, {shape}':>24}" for rule, shape in columns))
    by_place = {(each.rule, each.shape, each.recommended): each for each in found}
    for recommended in range(1, vacancies + 1):
        cells = "".join(f"{seats(by_place[rule, shape, recommended]):>24}" for rule, shape in columns)
        click.echo(f"{recommended:>11}{cells}")
    click.echo("\n" + "\n".join(NOT_KNOWN))


def group_of(text: str) -> Group:
    """Another group, written as its share and how many candidates it recommends: 35:6."""
    share, _colon, candidates = text.partition(":")
    if not (share.isdecimal() and candidates.isdecimal()):
        msg = f"--other {text}: write the share of the voters and how many candidates, as 35:6"
        raise Refused(msg)
    return Group(int(share), int(candidates))


def seats(outlook: Outlook) -> str:
    """The middle draw, with the fewest and the most where they differ."""
    fewest, most = outlook.seats[0], outlook.seats[-1]
    return str(outlook.middle) if fewest == most else f"{outlook.middle} ({fewest} to {most})"


def record(outlook: Outlook) -> dict[str, object]:
    """One outlook as plain JSON values."""
    return {
        "rule": outlook.rule,
        "shape": outlook.shape.value,
        "recommended": outlook.recommended,
        "seats": list(outlook.seats),
        "middle": outlook.middle,
    }
