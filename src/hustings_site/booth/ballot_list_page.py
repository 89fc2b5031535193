"""What the page of the ballot list shows."""

import re
from base64 import b64decode
from dataclasses import dataclass

from hustings.belenios.v1.tally import read_sized_tally
from hustings_site.booth.boards import datum
from hustings_site.booth.models import Credential, Event, Poll
from hustings_site.booth.selectors import ListedBallot, ballot_of_hash, ballots_between, ballots_on, shown_head_of

ON_A_PAGE = 50
_RECEIPT = re.compile("[A-Za-z0-9+/]{43}=?")


@dataclass(frozen=True, slots=True)
class Search:
    """What was looked for, as typed, and what there is of it; `head` is the hash of the found ballot's event."""

    typed: str
    well_formed: bool
    found: ListedBallot | None = None
    head: str = ""


@dataclass(frozen=True, slots=True)
class BallotListPage:
    """One page of the list, newest first."""

    ballots: int
    codes: int
    tallied: int | None
    head: Event
    listed: list[ListedBallot]
    number: int
    pages: int
    search: Search | None
    command: str
    pull: str

    @property
    def newer(self) -> int | None:
        """The page before, which has newer ballots."""
        return self.number - 1 if self.number > 1 else None

    @property
    def older(self) -> int | None:
        """The page after."""
        return self.number + 1 if self.number < self.pages else None


def ballot_list_page(poll: Poll, wanted: str, receipt: str | None) -> BallotListPage:
    """Page `wanted` (its number as text; the first where it is none), perhaps with a receipt number looked up.

    The numbers of ballots have no gap, so any page of a list of any length is one range.
    """
    ballots = ballots_on(poll)
    pages = max(1, -(-ballots // ON_A_PAGE))
    number = min(max(int(wanted), 1), pages) if wanted.isascii() and wanted.isdecimal() and len(wanted) < 10 else 1
    newest = ballots - (number - 1) * ON_A_PAGE
    server = poll.booth.server
    return BallotListPage(
        ballots=ballots,
        codes=Credential.objects.filter(poll=poll).count(),
        tallied=_tallied(poll),
        head=shown_head_of(poll),
        listed=ballots_between(poll, max(newest - ON_A_PAGE, 0) + 1, newest),
        number=number,
        pages=pages,
        search=None if receipt is None else _search(poll, receipt),
        command=(
            f"pip install hustings\n"
            f"curl -o {poll.uuid}.bel {server}/ballots/{poll.uuid}/board.bel\n"
            f"hustings verify {poll.uuid}.bel"
        ),
        pull=(
            f"belenios-tool archive pull --url {server}/booth/ --uuid {poll.uuid} > {poll.uuid}.bel\n"
            f"belenios-tool election verify"
        ),
    )


def _tallied(poll: Poll) -> int | None:
    """How many ballots count, once the encrypted tally says so."""
    tally = Event.objects.filter(poll=poll, type="EncryptedTally").values_list("height", flat=True).first()
    return None if tally is None else read_sized_tally(datum(poll, tally, 1)).num_tallied


def _search(poll: Poll, typed: str) -> Search:
    typed = "".join(typed.split())[:200]
    if not _RECEIPT.fullmatch(typed):
        return Search(typed, well_formed=False)
    found = ballot_of_hash(poll, b64decode(typed.rstrip("=") + "=").hex())
    if found is None:
        return Search(typed, well_formed=True)
    head = Event.objects.values_list("sha256", flat=True).get(poll=poll, height=found.number)
    return Search(typed, well_formed=True, found=found, head=head)
