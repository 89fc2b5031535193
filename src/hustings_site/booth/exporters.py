"""The ballot list in files that programs read, line by line."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict

from hustings_site.booth.selectors import ListedBallot


def as_csv(ballots: Iterable[ListedBallot]) -> Iterator[bytes]:
    """number, receipt number, hash, credential, weight, and whether it counts; no field needs a quotation mark."""
    yield b"number,receipt,sha256,credential,weight,counts\r\n"
    for each in ballots:
        counts = "yes" if each.counts else "no"
        yield f"{each.number},{each.receipt},{each.sha256},{each.credential},{each.weight},{counts}\r\n".encode()


def as_json(ballots: Iterable[ListedBallot]) -> Iterator[bytes]:
    """The same as a list of objects, one on each line."""
    before = b"[\n"
    for each in ballots:
        yield before + json.dumps(asdict(each), separators=(",", ":")).encode()
        before = b",\n"
    yield b"[]\n" if before == b"[\n" else b"\n]\n"


FORMS: Mapping[str, tuple[str, Callable[[Iterable[ListedBallot]], Iterator[bytes]]]] = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "json": ("application/json", as_json),
}
