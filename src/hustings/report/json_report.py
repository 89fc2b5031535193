"""A count as JSON, for other programs: docs/specs/count-report.md, count-report.schema.json.

Votes are strings with exactly the rule's decimals, so that no reader loses a digit. The transcript with every event is
part of it.
"""

import json
from typing import TYPE_CHECKING, NamedTuple

from hustings.analysis.standing import standing_candidates
from hustings.count.arithmetic import decimal_text
from hustings.count.lots import LotNeeded
from hustings.count.transcript import Tied, Transcript
from hustings.report.names import printed_names
from hustings.report.narration import stories
from hustings.report.result import CountResult
from hustings.report.words import ENGLISH, Words

if TYPE_CHECKING:
    from hustings.contests.outcome import Otherwise

FORMAT = 1
"""Version of this JSON form."""


class _Printed(NamedTuple):
    """How candidates and votes of one transcript are written."""

    names: list[str]
    decimals: int

    def votes(self, votes: int) -> str:
        return decimal_text(votes, self.decimals)

    def listed(self, candidates: tuple[int, ...]) -> list[str]:
        return [self.names[c] for c in candidates]


def json_text(result: CountResult, words: Words = ENGLISH) -> str:
    """The report as a JSON document, ending in a newline."""
    return json.dumps(report(result, words), ensure_ascii=False, indent=1) + "\n"


def stopped_text(needed: LotNeeded) -> str:
    """The JSON document of a count that stopped for a lot, ending in a newline."""
    stopped = {
        "format": FORMAT,
        "stopped": "lot needed",
        "question": needed.question,
        "tied": list(needed.names),
        "purpose": needed.purpose.value,
        "stage": needed.stage,
        "clause": needed.clause,
    }
    return json.dumps(stopped, ensure_ascii=False, indent=1) + "\n"


def report(result: CountResult, words: Words = ENGLISH) -> dict[str, object]:
    """The report as plain JSON values."""
    transcript, contest, ballots = result.transcript, result.transcript.contest, result.ballots
    printed = _Printed(printed_names(contest), transcript.decimals)
    stages = transcript.stages()
    quotas = [s.quota for s in stages if s.quota is not None]
    return {
        "format": FORMAT,
        "hustings": result.version,
        "rule": {
            "name": result.rule.name,
            "title": result.rule.title,
            "source": result.rule.source,
            "verified": result.rule.verified,
        },
        "title": contest.title,
        "vacancies": contest.vacancies,
        "candidates": printed.names,
        "withdrawn": printed.listed(tuple(sorted(contest.withdrawn | contest.passed_over))),
        "elected": printed.listed(transcript.elected),
        "vacant": list(result.vacant),
        "otherwise": [_otherwise(other, printed) for other in result.otherwise],
        "quota": printed.votes(quotas[-1]) if quotas else None,
        "papers": {
            "valid": transcript.papers.valid,
            "invalid": transcript.papers.invalid,
            "blank": transcript.papers.blank,
            "only_withdrawn": transcript.papers.only_withdrawn,
            "votes": transcript.papers.votes,
        },
        "rulings": [{"reason": reason, "papers": papers} for reason, papers in transcript.papers.informal],
        "stages": _stages(transcript, printed, words),
        "ties": [_tie(event, printed) for event in transcript.events if isinstance(event, Tied)],
        "lots": {"source": transcript.lots.source, "sha256": transcript.lots.digest()},
        "ballots": {
            "name": ballots.name,
            "sha256": ballots.sha256 or None,
            "papers_sha256": ballots.papers_sha256 or None,
        },
        "transcript_sha256": transcript.digest(),
        "warnings": list(result.warnings),
        "transcript": transcript.to_json(),
    }


def _otherwise(other: "Otherwise", printed: _Printed) -> dict[str, object]:
    if other.outcome is None:
        return {"what": other.what, "elected": None, "vacant": []}
    return {"what": other.what, "elected": printed.listed(other.outcome.seated), "vacant": list(other.outcome.vacant)}


def _stages(transcript: Transcript, printed: _Printed, words: Words) -> list[dict[str, object]]:
    standing = standing_candidates(transcript)
    return [
        {
            "stage": ended.stage,
            "title": story.title,
            "action": ended.action,
            "candidates": printed.listed(ended.candidates),
            "clause": ended.clause,
            "quota": None if ended.quota is None else printed.votes(ended.quota),
            "votes": {printed.names[c]: printed.votes(ended.votes[c]) for c in standing},
            "non_transferable": printed.votes(ended.non_transferable),
            "no_further_preference": printed.votes(ended.no_further_preference),
            "lost_to_rounding": printed.votes(ended.lost_to_rounding),
            "not_transferred": printed.votes(ended.not_transferred),
            "told": [{"kind": told.kind, "clause": told.clause, "text": told.text} for told in story.told],
        }
        for ended, story in zip(transcript.stages(), stories(transcript, words), strict=True)
    ]


def _tie(event: Tied, printed: _Printed) -> dict[str, object]:
    return {
        "stage": event.stage,
        "clause": event.clause,
        "tied": printed.listed(event.tied),
        "purpose": event.purpose.value,
        "narrowed": printed.listed(event.narrowed),
        "decided_by": event.decided_by,
        "chosen": printed.names[event.chosen],
    }
