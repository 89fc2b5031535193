"""A board as Belenios' public API shows it: each answer is the exact bytes that a hash was taken of, or plain JSON.

Under embargo it shows nothing from the first partial decryption on.

Source: doc/API.md of Belenios 3.3.0, and the types of its archive (reference: docs/site/board.md).
"""

from hustings.belenios.v1.encoding import weight_json, write
from hustings_site.booth.boards import CREDENTIALS, ELECTION, TRUSTEES, datum, event_body, step_at
from hustings_site.booth.models import Ballot, Datum, Event, Poll
from hustings_site.booth.selectors import counted_ballots_of, shown_head_of


def election(poll: Poll) -> bytes:
    """election.json."""
    return datum(poll, 0, ELECTION)


def trustees(poll: Poll) -> bytes:
    """trustees.json."""
    return datum(poll, 0, TRUSTEES)


def credentials(poll: Poll) -> bytes:
    """public_credentials.json."""
    return datum(poll, 0, CREDENTIALS)


def archive_header(poll: Poll) -> bytes:
    """What the first record of the archive says."""
    return write({"version": 1, "timestamp": str(poll.timestamp)})


def last_event(poll: Poll) -> bytes:
    """The head of the chain: its height, its hash, and how long the archive is with it."""
    head = shown_head_of(poll)
    return write({"height": head.height, "hash": head.sha256, "pos": head.size})


def roots(poll: Poll) -> bytes:
    """The hashes from which each part of the board can be walked, as far as it has come."""
    last: dict[str, Event] = {}
    types = ("Setup", "EncryptedTally", "Shuffle", "PartialDecryption", "Result")
    shown = Event.objects.filter(poll=poll, type__in=types, height__lte=shown_head_of(poll).height)
    for event in shown.order_by("height"):
        last[event.type] = event
    found = {
        "setup_data": last["Setup"].payload,
        "last_ballot_event": _last_ballot_event(poll),
        "encrypted_tally": last["EncryptedTally"].payload if "EncryptedTally" in last else None,
        "last_shuffle_event": last["Shuffle"].sha256 if "Shuffle" in last else None,
        "last_pd_event": last["PartialDecryption"].sha256 if "PartialDecryption" in last else None,
        "result": last["Result"].payload if "Result" in last else None,
    }
    return write({name: hash_ for name, hash_ in found.items() if hash_ is not None})


def _last_ballot_event(poll: Poll) -> str | None:
    number = Ballot.objects.filter(poll=poll).order_by("-number").values_list("number", flat=True).first()
    return Event.objects.values_list("sha256", flat=True).get(poll=poll, height=number) if number else None


def ballots(poll: Poll) -> bytes:
    """Hash and, where it is not one, weight of the last ballot of each credential, newest first."""
    return write(
        [
            {"hash": sha256} if weight == 1 else {"hash": sha256, "weight": weight_json(weight)}
            for sha256, weight in counted_ballots_of(poll)
        ]
    )


def encrypted_tally(poll: Poll) -> bytes:
    """The encrypted tally. Raises `Refused` before it is there."""
    return datum(poll, step_at(poll, "EncryptedTally"), 0)


def by_hash(poll: Poll, sha256: str) -> bytes | None:
    """The body of this hash: a ballot, another datum or an event; None where the board shows none such."""
    ballot = Ballot.objects.filter(poll=poll, sha256=sha256).values_list("body", flat=True).first()
    if ballot is not None:
        return bytes(ballot)
    upto = shown_head_of(poll).height
    other = Datum.objects.filter(poll=poll, sha256=sha256, height__lte=upto).values_list("body", flat=True).first()
    if other is not None:
        return bytes(other)
    event = Event.objects.filter(poll=poll, sha256=sha256, height__lte=upto).first()
    if event is None:
        return None
    before = Event.objects.filter(poll=poll, height=event.height - 1).values_list("sha256", flat=True).first()
    return event_body(event, before)
