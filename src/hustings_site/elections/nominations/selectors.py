"""Reading nominations: what counts towards a threshold, and what the public sees when."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch, QuerySet

from hustings_site.accounts.models import User
from hustings_site.elections.enums import ContestState, Shown
from hustings_site.elections.models import Contest
from hustings_site.elections.nominations.enums import NominationState, Nominator
from hustings_site.elections.nominations.models import Nomination, NominationRuling
from hustings_site.elections.nominations.thresholds import Support
from hustings_site.elections.permissions import may_watch
from hustings_site.roll.enums import BranchKind
from hustings_site.roll.models import Branch, Organisation

NOT_YET_PUBLIC = (ContestState.RECORDED, ContestState.DRAFT)
BEFORE_THE_CLOSE = (*NOT_YET_PUBLIC, ContestState.NOMINATIONS)


@dataclass(frozen=True, slots=True)
class Regions:
    """The regions of an organisation: the code of the one to which a path belongs ("" for none)."""

    codes: Mapping[str, str]

    def of(self, path: str) -> str:
        """The code of the nearest region at or above this path."""
        above = [root for root in self.codes if path.startswith(root)]
        return self.codes[max(above, key=len)] if above else ""


def regions_of(organisation: Organisation) -> Regions:
    """In one query."""
    rows = Branch.objects.of(organisation).filter(kind=BranchKind.REGION).values_list("path", "code")
    return Regions(dict(rows))


def nominations_of(contest: Contest) -> QuerySet[Nomination]:
    """Every nomination for a post, each with its nominator and its rulings, in four queries."""
    rulings = Prefetch("rulings", queryset=NominationRuling.objects.order_by("at", "pk"))
    rows = contest.nominations.select_related("branch", "affiliate", "member__branch", "candidate__member__branch")
    return rows.prefetch_related(rulings)


def supports_of(contest: Contest, nominations: Iterable[Nomination] | None = None) -> dict[int, Support]:
    """What each candidate (by number) has towards the threshold; nobody without a nomination that counts is in it."""
    regions = regions_of(contest.election.organisation)
    found: dict[int, Support] = {}
    for nomination in nominations_of(contest) if nominations is None else nominations:
        if not nomination.counts:
            continue
        member = nomination.candidate.member
        home = regions.of(member.branch.path) if member else ""
        support = found.setdefault(nomination.candidate_id, Support({kind: Counter() for kind in Nominator}, home))
        support.nominators[Nominator(nomination.nominator)][_region(nomination, regions)] += 1
    return found


def nominations_are_public(contest: Contest) -> bool:
    """Whether everybody may read who named whom: as it comes or once nominations are closed, by the terms."""
    match contest.election.nominations_shown:
        case Shown.LIVE:
            return contest.state not in NOT_YET_PUBLIC
        case Shown.CLOSE:
            return contest.state not in BEFORE_THE_CLOSE
        case _:
            return False


def may_see_nominations(user: User | AnonymousUser, contest: Contest) -> bool:
    """Whether this reader sees who named whom: by the terms, or in an office."""
    return nominations_are_public(contest) or may_watch(user, contest.election)


def names_given(contest: Contest, nominator_kind: Nominator, pk: int) -> list[Nomination]:
    """What one nominator has given for a post, without what was taken back."""
    rows = nominations_of(contest).filter(nominator=nominator_kind, **{f"{nominator_kind.value}_id": pk})
    return list(rows.exclude(state=NominationState.TAKEN_BACK))


def _region(nomination: Nomination, regions: Regions) -> str:
    if nomination.branch is not None:
        return regions.of(nomination.branch.path)
    return regions.of(nomination.member.branch.path) if nomination.member is not None else ""
