"""Who stands in a contest: from the contest here, or from the public API of the installation where it is held."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hustings_site.campaign.selectors.asking import STILL_STANDING
from hustings_site.elections.enums import Standing
from hustings_site.elections.models import Candidate, Contest
from hustings_site.journal.posting import AddressRefusedError, get

MOST_BYTES = 2_000_000
CANDIDATES = "/candidates"

Fetch = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Stands:
    """Somebody on the contest's list; `candidate` where the contest is held here."""

    name: str
    standing: Standing
    candidate: Candidate | None = None


def candidates_here(contest: Contest) -> list[Stands]:
    """Everybody who stands in a contest of this installation, in its order: all, whoever is polled."""
    rows = contest.candidates.filter(standing__in=STILL_STANDING)
    return [Stands(each.printed_name, Standing(each.standing), each) for each in rows]


def standing_here(contest: Contest) -> dict[str, Standing]:
    """How everybody in the contest stands now, those who have gone included."""
    return {each.printed_name: Standing(each.standing) for each in contest.candidates.all()}


def fetched(url: str) -> bytes:
    """What stands at a public address. Raises ValidationError."""
    try:
        return get(url, most=MOST_BYTES, loopback=settings.DEMONSTRATION)
    except (AddressRefusedError, HTTPException, OSError, ValueError) as fault:
        raise ValidationError(_("%(url)s cannot be read: %(fault)s.") % {"url": url, "fault": fault}) from None


@dataclass(frozen=True, slots=True)
class ReadContest:
    """A contest as the public API tells it: its post, and everybody on the ballot paper in its order."""

    title: str
    stands: tuple[Stands, ...]


def read_contest(source: str, fetch: Fetch = fetched) -> ReadContest:
    """A contest from the API: `source` is its address ".../api/elections/ELECTION/CONTEST/candidates".

    Raises ValidationError where the address is none, or answers something else.
    """
    address, slug = _election_of(source)
    election = _json(address, fetch)
    listed = _json(source, fetch)
    if not isinstance(election, dict) or not isinstance(listed, list):
        raise ValidationError(_("%(url)s does not answer as the API of Hustings does.") % {"url": source})
    contests = {each.get("slug"): each for each in election.get("contests", []) if isinstance(each, dict)}
    try:
        title = f"{election['organisation']}, {election['title']}: {contests[slug]['title']}"
        stands = tuple(Stands(str(each["name"]), Standing(each["standing"])) for each in listed)
    except (KeyError, TypeError, ValueError) as fault:
        raise ValidationError(
            _("%(url)s does not answer as the API of Hustings does: %(fault)s.") % {"url": source, "fault": fault}
        ) from None
    return ReadContest(title, stands)


def _election_of(source: str) -> tuple[str, str]:
    parts = urlsplit(source)
    path, _slash, contest = parts.path.removesuffix(CANDIDATES).rpartition("/")
    if not parts.path.endswith(CANDIDATES) or not path or not contest:
        raise ValidationError(
            _("Give the address of a contest’s candidates in the API: …/api/elections/ELECTION/CONTEST/candidates.")
        )
    return f"{parts.scheme}://{parts.netloc}{path}", contest


def _json(url: str, fetch: Fetch) -> object:
    try:
        found: object = json.loads(fetch(url))
    except ValueError:
        raise ValidationError(_("%(url)s answers no JSON.") % {"url": url}) from None
    return found
