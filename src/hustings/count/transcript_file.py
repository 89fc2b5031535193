"""Read a transcript back from the JSON that `Transcript.to_bytes` wrote."""

import json
from collections.abc import Mapping
from typing import Any

from hustings.ballots.paper import CandidateId
from hustings.count.contest import Candidate, Constraint, Contest, Reopening
from hustings.count.lots import Draw, Lots, Purpose
from hustings.count.transcript import EVENT_NAMES, FORMAT, Event, PapersCounted, Tied, Transcript

EVENT_TYPES: Mapping[str, type[Event]] = {name: kind for kind, name in EVENT_NAMES.items()}


class TranscriptFileError(ValueError):
    """Bytes that are no transcript of this format; the message says what was expected."""


def read_transcript(data: bytes) -> Transcript:
    """The transcript in these bytes: `read_transcript(t.to_bytes())` equals `t`.

    What it does not check: that the events follow from any papers. Counting them again does.
    Raises TranscriptFileError.
    """
    try:
        document = json.loads(data)
        if document["format"] != FORMAT:
            msg = f"a transcript of format {document['format']!r}; this program reads format {FORMAT}"
            raise TranscriptFileError(msg)
        return Transcript(
            rule=str(document["rule"]),
            decimals=int(document["decimals"]),
            contest=_contest(document["contest"]),
            papers=_papers(document["papers"]),
            lots=_lots(document["lots"]),
            events=[_event(event) for event in document["events"]],
        )
    except (KeyError, TypeError, AttributeError, UnicodeDecodeError, json.JSONDecodeError) as fault:
        msg = f"no transcript as docs/specs/transcript.schema.json describes it: {fault!r}"
        raise TranscriptFileError(msg) from fault


def _contest(written: Mapping[str, Any]) -> Contest:
    return Contest(
        candidates=tuple(Candidate(c["id"], c["name"], frozenset(c["categories"])) for c in written["candidates"]),
        vacancies=written["vacancies"],
        title=written["title"],
        constraints=tuple(Constraint(**c) for c in written["constraints"]),
        withdrawn=frozenset(CandidateId(c) for c in written["withdrawn"]),
        passed_over=frozenset(CandidateId(c) for c in written["passed_over"]),
        protected=frozenset(CandidateId(c) for c in written["protected"]),
        reopening=_reopening(written["reopening"]),
    )


def _reopening(written: Mapping[str, Any] | None) -> Reopening | None:
    if written is None:
        return None
    return Reopening(**{**written, "chain": tuple(CandidateId(c) for c in written["chain"])})


def _papers(written: Mapping[str, Any]) -> PapersCounted:
    informal = tuple((str(reason), int(papers)) for reason, papers in written["informal"])
    return PapersCounted(**{**written, "informal": informal})


def _lots(written: Mapping[str, Any]) -> Lots:
    draws = tuple(Draw(tuple(d["order"]), Purpose(d["purpose"]), d["note"]) for d in written["draws"])
    return Lots(tuple(written["order"]), draws, written["source"])


def _event(written: Mapping[str, Any]) -> Event:
    """Lists become tuples, as the events hold them."""
    fields: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in written.items() if k != "event"}
    kind = EVENT_TYPES[written["event"]]
    if kind is Tied:
        fields["purpose"] = Purpose(fields["purpose"])
    return kind(**fields)
