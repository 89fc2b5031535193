"""`hustings count`: count a file of papers under a rule and print the result."""

import gc
import hashlib
import os
import sys
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple, NoReturn

import click

from hustings.ballots.files import PaperFile, open_papers
from hustings.ballots.formats import read_papers
from hustings.ballots.profile import Profile
from hustings.ballots.sentences import FaultError
from hustings.count.contest import Contest, contest_of
from hustings.count.lots import NO_LOTS, LotNeeded, Lots, candidate_order
from hustings.report.names import name_warnings
from hustings.report.narration import lot_needed_told
from hustings.report.result import Ballots, CountResult
from hustings.report.text import PLAIN_WIDTH, plain_text
from hustings.report.words import ENGLISH, LANGUAGES, Words, speaking
from hustings.rules import find_rule, hold_count

if TYPE_CHECKING:
    from mmap import mmap

    from rich.status import Status

CANDIDATE_ORDER = "candidate-order"
LARGE = 4 << 20
"""Bytes above which a file takes about a second: progress is shown, and the file is hashed in a thread."""


class Refused(click.ClickException):
    """Wrong use: the message stands alone on stderr, exit status 2."""

    exit_code = 2

    def show(self, _file: object = None) -> None:
        click.echo(self.message, err=True)


@click.command()
@click.argument("file", type=click.Path())
@click.option("--rule", "rule_name", metavar="RULE", help="The rule to count by: see `hustings rules`.")
@click.option(
    "--contest",
    "contest_name",
    metavar="FILE",
    help="What stands round the count, as a TOML file: who stands, constraints, withdrawals, rule, lots.",
)
@click.option(
    "--from",
    "from_format",
    metavar="FORMAT",
    help="What FILE is, as `csv:scores` [default: found out from its content]; see `hustings convert --formats`.",
)
@click.option(
    "--vacancies",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many are to be elected [default: as the file says].",
)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json", "html", "svg"]),
    default="text",
    show_default=True,
    help="What to print: a report to read, JSON for programs, one page for a browser, or the chart alone.",
)
@click.option(
    "--lots",
    "lots_name",
    metavar="FILE",
    help=f"The lots drawn, as a TOML file; `{CANDIDATE_ORDER}` takes the order of the list, for trials.",
)
@click.option(
    "--store",
    type=click.Choice(["auto", "python", "numpy", "kernel"]),
    default="auto",
    show_default=True,
    help="What sorts the papers. The result is the same, the speed is not.",
)
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default="en",
    show_default=True,
    help="What the report speaks. The transcript, and its SHA-256, are the same in every language.",
)
@click.option("--output", type=click.Path(dir_okay=False), metavar="FILE", help="Write there instead of printing.")
def command(
    file: str,
    rule_name: str | None,
    contest_name: str | None,
    from_format: str | None,
    vacancies: int | None,
    output_format: str,
    lots_name: str | None,
    store: str,
    language: str,
    output: str | None,
) -> None:
    """Count the papers in FILE under a rule, stage by stage.

    FILE is a file of papers in any format that Hustings reads ("-": standard input). The same papers, rule and lots
    give the same transcript everywhere: compare its SHA-256.

    Exit status: 0 counted; 2 the file or an option cannot be used, the message says where and what to change; 3 the
    count stopped for a lot, the message says among whom, and how to record it.
    """
    gc.disable()  # a count makes many tuples and no cycles; the process ends with it
    progress = Progress()
    words = speaking(language)
    try:
        wanted = Wanted(rule_name, contest_name, from_format, vacancies, lots_name, store)
        result = count_file(file, wanted, progress)
    except FaultError as fault:
        raise Refused(words.told(fault.said)) from fault
    except LotNeeded as needed:
        stop_for_lot(needed, output_format, words)
    finally:
        progress.end()
    if output_format == "text" and output is None and sys.stdout.isatty():
        from rich.console import Console

        from hustings.report.terminal import show

        show(result, Console(), words)
    else:
        write(rendered(result, output_format, words), output)


class Wanted(NamedTuple):
    """The options that say how to count; None: not given."""

    rule: str | None
    contest: str | None
    from_format: str | None
    vacancies: int | None
    lots: str | None
    store: str


def count_file(file: str, wanted: Wanted, progress: "Progress") -> CountResult:
    """Read, count, and say by which digests the count is known."""
    keep_order = find_rule(named_rule(wanted.rule)).needs_order if wanted.contest is None else True
    papers = opened(file)
    progress.begin(len(papers.data))
    digest = Digest(papers.data)
    progress.show(f"reading {papers.name}")
    profile = read_papers(papers, wanted.from_format, keep_order=keep_order)
    progress.show(f"counting {profile.papers:,} papers")
    try:
        result = count_contest(profile, wanted) if wanted.contest else count_papers(profile, wanted)
    except ImportError as missing:
        msg = f"the store {wanted.store!r} is not installed here; leave --store out"
        raise Refused(msg) from missing
    progress.show("writing the report")
    ballots = Ballots(os.path.basename(papers.name), digest.hex())  # noqa: PTH119 - pathlib is slow to import
    warnings = (*profile.remarks, *name_warnings(result.transcript.contest))
    return result._replace(ballots=ballots, warnings=warnings)


def count_papers(profile: Profile, wanted: Wanted) -> CountResult:
    """The count that the file of papers describes by itself."""
    rule = find_rule(named_rule(wanted.rule))
    contest = contest_of(profile, wanted.vacancies)
    lots = NO_LOTS if wanted.lots is None else lots_of(wanted.lots, contest)
    return CountResult(rule, hold_count(rule, profile, contest, lots, store=wanted.store))


def count_contest(profile: Profile, wanted: Wanted) -> CountResult:
    """The count with all that the contest file says; options on the command line go before it."""
    from hustings.contests.contest_file import read_contest
    from hustings.contests.outcome import counted_contest, counted_otherwise, hold_contest

    name = wanted.contest or ""
    said = read_contest(text_of(name), name, profile, wanted.vacancies)
    rule = find_rule(named_rule(wanted.rule or said.rule, f"{name}: no rule; write rule = ... in [contest], or say"))
    lots = said.lots if wanted.lots is None else lots_of(wanted.lots, counted_contest(said.arrangements))
    outcome = hold_contest(rule, profile, said.arrangements, lots, store=wanted.store)
    otherwise = tuple(counted_otherwise(rule, profile, said.arrangements, outcome, lots))
    return CountResult(rule, outcome.transcript, vacant=outcome.vacant, otherwise=otherwise)


def named_rule(name: str | None, otherwise: str = "no rule; say") -> str:
    """The rule's name, or the message that it is missing."""
    if not name:
        msg = f"{otherwise} --rule RULE (`hustings rules` lists them)"
        raise Refused(msg)
    return name


def opened(file: str) -> PaperFile:
    """The file of papers, or standard input for "-"."""
    try:
        return open_papers(sys.stdin.buffer if file == "-" else file)
    except OSError as fault:
        msg = f"{file}: {fault.strerror}"
        raise Refused(msg) from fault


def lots_of(name: str, contest: Contest) -> Lots:
    """The lots that the option names. Raises ContestFileError."""
    if name == CANDIDATE_ORDER:
        return candidate_order(contest)
    from hustings.contests.lots_file import read_lots

    return read_lots(text_of(name), name, contest)


def text_of(name: str) -> str:
    """The text of a small file named by an option."""
    try:
        with open(name, encoding="utf-8") as file:  # noqa: PTH123 - as above
            return file.read()
    except (OSError, UnicodeDecodeError) as fault:
        msg = f"{name}: {getattr(fault, 'strerror', None) or 'not a text in UTF-8'}"
        raise Refused(msg) from fault


def rendered(result: CountResult, output_format: str, words: Words = ENGLISH) -> str:
    """The report in the format asked for."""
    if output_format == "json":
        from hustings.report.json_report import json_text

        return json_text(result, words)
    if output_format == "html":
        from hustings.report.html import html_page

        return html_page(result, words)
    if output_format == "svg":
        from hustings.report.charts import count_chart

        return count_chart(result.transcript, words=words).svg
    columns = os.environ.get("COLUMNS", "")
    return plain_text(result, int(columns) if columns.isdecimal() else PLAIN_WIDTH, words)


def write(text: str, output: str | None) -> None:
    """Print, or write the file."""
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        with open(output, "w", encoding="utf-8", newline="\n") as file:  # noqa: PTH123 - as above
            file.write(text)
    except OSError as fault:
        msg = f"{output}: {fault.strerror}"
        raise Refused(msg) from fault


def stop_for_lot(needed: LotNeeded, output_format: str, words: Words = ENGLISH) -> NoReturn:
    """Exit status 3: the question on stderr, and as JSON where JSON was asked for."""
    click.echo(lot_needed_told(needed, words), err=True)
    if output_format == "json":
        from hustings.report.json_report import stopped_text

        click.echo(stopped_text(needed), nl=False)
    sys.exit(3)


class Digest:
    """The SHA-256 of the bytes of a file; of a large one it is worked out beside the reading."""

    def __init__(self, data: "bytes | mmap") -> None:
        self._digest = hashlib.sha256()
        self._thread: Thread | None = None
        if len(data) < LARGE:
            self._digest.update(data)
        else:
            self._thread = Thread(target=self._digest.update, args=(data,))
            self._thread.start()

    def hex(self) -> str:
        """The digest, once it is known."""
        if self._thread:
            self._thread.join()
        return self._digest.hexdigest()


class Progress:
    """What is going on, on stderr, for large files and people at a terminal only."""

    def __init__(self) -> None:
        self._status: Status | None = None

    def begin(self, size: int) -> None:
        """Start showing where the file's size in bytes promises more than a second."""
        if size >= LARGE and sys.stderr.isatty():
            from rich.console import Console

            self._status = Console(stderr=True).status("")
            self._status.start()

    def show(self, what: str) -> None:
        """Name the step in hand."""
        if self._status:
            self._status.update(what)

    def end(self) -> None:
        """Clear the line."""
        if self._status:
            self._status.stop()
