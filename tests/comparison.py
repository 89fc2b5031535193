"""Real elections that another program counted too, and what became of them here, table by table."""

import gzip
import json
import sys
import tarfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from hustings.ballots.files import PaperFile
from hustings.ballots.formats import read_papers
from hustings.ballots.profile import Profile
from hustings.count.arithmetic import Votes, decimal_text
from hustings.count.contest import contest_of
from hustings.count.lots import candidate_order
from hustings.count.transcript import BatchEnded, NotTransferred, StageEnded, Transcript
from hustings.rules import find_rule, hold_count

VALIDATION = Path(__file__).resolve().parent.parent / "docs" / "validation.md"


class Table(NamedTuple):
    """Votes by candidate and what is non-transferable, as printed."""

    votes: tuple[str, ...]
    non_transferable: str


class Counted(NamedTuple):
    """One election as both counted it: the transcript, our tables, and theirs with the names of those elected."""

    name: str
    transcript: Transcript
    ours: list[Table]
    theirs: list[Table]
    elected: list[str]
    rounds: list[dict[str, Any]]

    @property
    def same_elected(self) -> bool:
        return sorted(self.transcript.contest.names(self.transcript.elected)) == sorted(self.elected)


Kind = Callable[[Counted], bool]
"""Whether a difference is of this kind; each kind is explained in docs/validation.md under its name."""

TablesOf = Callable[[Transcript], list[Table]]
"""Which tables of a transcript the other program prints: of each stage, or of each batch."""


@dataclass
class Agreement:
    """How many elections of a folder agree, and of what kind the others are ("?": of none that is known)."""

    elections: int = 0
    same_elected: int = 0
    same_tables: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    unexplained: list[str] = field(default_factory=list)

    def note(self, counted: Counted, kinds: Mapping[str, Kind]) -> None:
        self.elections += 1
        self.same_elected += counted.same_elected
        if counted.same_elected and counted.ours == counted.theirs:
            self.same_tables += 1
        elif kind := next((name for name, is_of in kinds.items() if is_of(counted)), ""):
            self.kinds[kind] += 1
        else:
            self.unexplained.append(counted.name)

    def __str__(self) -> str:
        differing = "".join(f"; {number} differ by {kind}" for kind, number in sorted(self.kinds.items()))
        return (
            f"{self.elections} elections, {self.same_elected} same elected, {self.same_tables} same stage tables"
            + differing
        )


def say(capsys: pytest.CaptureFixture[str], rule: str, folder: str, found: Agreement) -> None:
    """Print the line of one comparison, whether the test passes or not."""
    with capsys.disabled():
        sys.stdout.write(f"\n  {rule}, {folder}: {found}\n")


def explained(kind: str) -> bool:
    """Whether docs/validation.md explains a kind of difference."""
    return f"**{kind}**" in VALIDATION.read_text()


def agreement(
    oracles: Path, folder: str, method: str, rule: str, kinds: Mapping[str, Kind], tables_of: TablesOf
) -> Agreement:
    """Count every election of a folder under `rule` and compare with the counts that `method` gave."""
    found = Agreement()
    counts = published(oracles / folder / f"counts-{method}.jsonl.gz")
    for name, profile in profiles(oracles / folder / "ballots.tar.xz"):
        count = counts[name]
        found.note(compared(name, profile, rule, count, tables_of), kinds)
    assert found.elections == len(counts)
    return found


def compared(name: str, profile: Profile, rule: str, count: dict[str, Any], tables_of: TablesOf) -> Counted:
    """One election, counted here with the order of the candidates for lots, beside the published count."""
    contest = contest_of(profile, count["seats"])
    transcript = hold_count(find_rule(rule), profile, contest, candidate_order(contest))
    theirs = [Table(tuple(each["votes"]), each["exhausted"]) for each in count["rounds"]]
    return Counted(name, transcript, tables_of(transcript), theirs, count["elected"], count["rounds"])


def published(file: Path) -> dict[str, dict[str, Any]]:
    """The counts of a file of JSON lines, by ballot file."""
    with gzip.open(file, "rt") as lines:
        return {count["file"]: count for count in map(json.loads, lines)}


def profiles(archive: Path) -> Iterator[tuple[str, Profile]]:
    """Every ballot file of an archive, by file name."""
    with tarfile.open(archive) as files:
        for member in files:
            if (content := files.extractfile(member)) is not None:
                name = Path(member.name).name
                yield name, read_papers(PaperFile(name, content.read()))


def stage_tables(transcript: Transcript) -> list[Table]:
    """The table of each stage; votes that need not be transferred stand where their papers lie."""
    found = []
    for stage in transcript.stages():
        votes = list(stage.votes)
        for event in transcript.of_stage(stage.stage):
            if isinstance(event, NotTransferred):
                votes[event.source] = Votes(votes[event.source] + event.votes)
        found.append(_table(stage._replace(votes=tuple(votes), not_transferred=Votes(0)), transcript.decimals))
    return found


def batch_tables(transcript: Transcript) -> list[Table]:
    """The table of each stage; of a stage counted in batches, the table of each batch instead."""
    found, batches = list[Table](), list[Table]()
    for event in transcript.events:
        if isinstance(event, BatchEnded):
            batches.append(_table(event, transcript.decimals))
        elif isinstance(event, StageEnded):
            found += batches or [_table(event, transcript.decimals)]
            batches = []
    return found


def _table(ended: BatchEnded | StageEnded, decimals: int) -> Table:
    votes = tuple(decimal_text(each, decimals) for each in ended.votes)
    return Table(votes, decimal_text(ended.non_transferable, decimals))


def transferable_tables(transcript: Transcript) -> list[Table]:
    """As `stage_tables`, but without the votes lost to rounding, which Droop does not show."""
    tables = stage_tables(transcript)
    parts = [decimal_text(s.no_further_preference, transcript.decimals) for s in transcript.stages()]
    return [table._replace(non_transferable=part) for table, part in zip(tables, parts, strict=True)]


def droop_counts(oracles: Path, tag: str) -> Iterator[tuple[str, Profile, dict[str, Any]]]:
    """Droop's reference counts whose file name ends in `tag`: name, papers, and the count as `compared` wants it."""
    with tarfile.open(oracles / "droop" / "reference-counts.tar.xz") as files:
        names = files.getnames()
        for dump in names:
            if "/ref/dump/" not in dump or not dump.endswith(f"-{tag}.txt"):
                continue
            name = dump.partition("/ref/dump/")[2].removesuffix(f"-{tag}.txt")
            profile = read_papers(PaperFile(f"{name}.blt", _content(files, f"droop/blt/{name}.blt")))
            yield name, profile, _droop_count(_content(files, dump).decode(), profile)


def _content(files: tarfile.TarFile, name: str) -> bytes:
    content = files.extractfile(name)
    assert content is not None
    return content.read()


def _droop_count(dump: str, profile: Profile) -> dict[str, Any]:
    """The first table, that after each transfer, and the last one where an exclusion without transfer ends the count.

    Columns are numbered like the candidates of the file; withdrawn ones have none.
    """
    head, *rows = (line.split("\t") for line in dump.splitlines())
    tables = [row for row in rows if len(row) > 4]
    columns = {int(title.split(".")[0]) - 1: i for i, title in enumerate(head) if title.endswith(".vote")}
    states = {int(title.split(".")[0]) - 1: i for i, title in enumerate(head) if title.endswith(".state")}
    shown = [tables[0], *(row for row in tables if row[1] == "transfer")]
    if [row[1] for row in tables if row[1] in {"transfer", "defeat"}][-1:] == ["defeat"]:
        shown.append(tables[-1])
    everybody = range(len(profile.candidates))
    return {
        "seats": profile.vacancies,
        "elected": [profile.candidates[c] for c in everybody if c in states and tables[-1][states[c]] == "E"],
        "rounds": [
            {"votes": [row[columns[c]] if c in columns else "0.0000" for c in everybody], "exhausted": row[3]}
            for row in shown
        ],
    }
