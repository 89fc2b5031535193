"""`hustings rules`: the rules that can be counted by."""

import json

import click

from hustings.count.rule import Rule
from hustings.rules import all_rules


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
def command(*, as_json: bool) -> None:
    """List the rules to count by: name, title, source, and what voters write.

    A rule whose text, or part of it, could not be read is marked as unverified; its page under docs/rules says what
    was looked for.
    """
    rules = all_rules()
    if as_json:
        click.echo(json.dumps([record(rule) for rule in rules], ensure_ascii=False, indent=1))
        return
    for rule in rules:
        click.echo(f"{rule.name}\n    {rule.title}\n    {rule.source}\n    voters write: {WRITTEN[rule.marks.value]}")
        if not rule.verified:
            click.echo("    unverified: the text, or part of it, was not read; docs/rules says what was looked for")
        if rule.needs_order:
            click.echo("    needs the papers in the order in which they were read")


WRITTEN = {"ranking": "a ranking", "approval": "crosses", "scores": "scores"}


def record(rule: Rule) -> dict[str, object]:
    """One rule as plain JSON values."""
    return {
        "name": rule.name,
        "title": rule.title,
        "source": rule.source,
        "verified": rule.verified,
        "marks": rule.marks.value,
        "needs_order": rule.needs_order,
    }
