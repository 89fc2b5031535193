"""`hustings verify`: check the archive of a secret ballot by every rule."""

import json
import sys
from collections import Counter
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import click

from hustings.belenios.v1.archive import open_archive
from hustings.belenios.v1.encoding import Malformed, read_any
from hustings.belenios.v1.hashing import base64_of_hex
from hustings.belenios.v1.questions import NonHomomorphic
from hustings.belenios.v1.verify import CHECKS, NO_POLICY, Policy, Report, verify
from hustings.belenios.v1.workers import chosen
from hustings.cli.tally import work_options

SHOWN = 5
"""Findings of one check that are printed for people; `--json` has all."""


@click.command()
@click.argument("archive", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--since", metavar="EARLIER", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="An earlier copy of the same board: nothing of it may be removed or reordered.")  # fmt: skip
@click.option("--published", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="Fingerprints published elsewhere, as JSON, to be compared.")  # fmt: skip
@click.option("--shuffled-by", metavar="OWNERS", help="Trustees who have to shuffle, by number: 1,2.")
@click.option("--json", "as_json", is_flag=True, help="All findings and facts as JSON.")
@work_options
def command(
    archive: Path,
    since: Path | None,
    published: Path | None,
    shuffled_by: str | None,
    as_json: bool,
    workers: int | None,
    dask: str | None,
) -> None:
    """Check ARCHIVE, a Belenios .bel file, by every rule, and say what was found.

    Every finding is reported, not the first: which check, on what, what it expected and what was there. An archive may
    stop at any stage, and is verified so far. Exit status 0: verified, perhaps with warnings; 1: failed.
    """
    try:
        owners = frozenset(int(owner) for owner in shuffled_by.split(",")) if shuffled_by else None
        fingerprints = read_any(published.read_bytes()) if published else {}
    except (ValueError, Malformed) as error:
        raise click.UsageError(str(error)) from None
    if not isinstance(fingerprints, dict):
        raise click.UsageError(f"{published}: an object of fingerprints was expected")
    with chosen(workers, dask) as crew, _progress(as_json) as progress:
        report = verify(
            open_archive(archive),
            policy=Policy(owners) if owners else NO_POLICY,
            earlier=open_archive(since) if since else None,
            published=fingerprints,
            workers=crew,
            progress=progress,
        )
    click.echo(json.dumps(as_data(report), ensure_ascii=False, indent=1) if as_json else as_text(report, str(archive)))
    if report.verdict == "failed":
        sys.exit(1)


def _progress(as_json: bool) -> Any:
    """A progress bar on stderr, where a person looks."""
    if as_json or not sys.stderr.isatty():
        return nullcontext()
    from rich.progress import Progress as Bar

    class Shown(Bar):
        """rich's bar, called as the verifier calls."""

        def __enter__(self) -> Any:
            super().__enter__()
            tasks: dict[str, Any] = {}

            def show(what: str, done: int, total: int) -> None:
                if what not in tasks:
                    tasks[what] = self.add_task(what, total=total)
                self.update(tasks[what], completed=done, total=total)

            return show

    from rich.console import Console

    return Shown(console=Console(stderr=True), transient=True)


def as_data(report: Report) -> dict[str, Any]:
    """The report for machines: verdict, findings, facts."""
    facts = report.facts
    return {
        "verdict": report.verdict,
        "findings": [
            {"check": f.check, "subject": f.subject, "expected": f.expected, "got": f.got} for f in report.findings
        ],
        "facts": {
            "uuid": facts.election.uuid if facts.election else None,
            "name": facts.election.name if facts.election else None,
            "stage": facts.stage,
            "events": facts.events,
            "credentials": len(facts.credentials),
            "ballots": facts.board_ballots,
            "counted": len(facts.voted),
            "total_weight": facts.total_weight,
            "shuffled_by": facts.shuffle_owners,
            "decrypted_by": facts.decryption_owners,
            "result": facts.result,
            "fingerprints": dict(facts.fingerprints),
        },
    }


def as_text(report: Report, name: str) -> str:
    """The report in plain words."""
    facts = report.facts
    lines = [f"{name}: {report.verdict}"]
    if facts.election:
        credentials = base64_of_hex(str(facts.fingerprints["public_credentials"]))
        lines += [
            f"  election     {facts.election.name} ({facts.election.uuid}), fingerprint {facts.election.fingerprint}",
            f"  credentials  {len(facts.credentials)}, fingerprint {credentials}",
            f"  board        {facts.events} events, up to {facts.stage}; the last is {facts.last_event}",
            f"  ballots      {facts.board_ballots} on the board",
            f"  voted        {len(facts.voted)} of {len(facts.credentials)} credentials, weight {facts.total_weight}",
        ]
        if facts.shuffle_owners:
            lines.append(f"  shuffled by  trustees {', '.join(map(str, facts.shuffle_owners))}")
        if facts.decryption_owners:
            lines.append(f"  decrypted by trustees {', '.join(map(str, facts.decryption_owners))}")
        lines += _result_lines(report)
    shown: Counter[str] = Counter()
    for finding in report.findings:
        shown[finding.check] += 1
        if shown[finding.check] == 1:
            lines.append(f"{finding.check}: does not hold: {CHECKS[finding.check]}")
        if shown[finding.check] <= SHOWN:
            lines.append(f"  {finding.subject}: expected {finding.expected}; got {finding.got}")
    lines += [f"{check}: {times - SHOWN} more (--json)" for check, times in shown.items() if times > SHOWN]
    return "\n".join(map(printable, lines))


def printable(line: str) -> str:
    """A line whose texts, which whoever made the archive chose, cannot move the cursor or hide what follows."""
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in line)


def _result_lines(report: Report) -> list[str]:
    facts = report.facts
    if facts.result is None or facts.election is None or report.verdict == "failed":
        return []
    lines = []
    for question, column in zip(facts.election.questions, facts.result, strict=True):
        what = f"{len(column)} papers" if isinstance(question, NonHomomorphic) else ", ".join(map(str, column))
        lines.append(f"  result       {question.question}: {what}")
    return lines
