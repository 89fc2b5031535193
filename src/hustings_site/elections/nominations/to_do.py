"""What waits for somebody who nominates: open posts, names still to give, meetings to complete."""

from collections.abc import Sequence
from dataclasses import dataclass

from hustings_site.accounts.models import User
from hustings_site.elections.enums import ContestState
from hustings_site.elections.models import Contest
from hustings_site.elections.nominations.enums import NominationState, Nominator
from hustings_site.elections.nominations.models import Nomination
from hustings_site.elections.nominations.permissions import branches_of
from hustings_site.elections.nominations.services import names_allowed
from hustings_site.roll.enums import MemberStatus
from hustings_site.roll.models import Branch, Member, Organisation


@dataclass(frozen=True, slots=True)
class Offer:
    """A post for which a branch or a member can name somebody, and what it has named."""

    contest: Contest
    nominator: Branch | Member
    given: Sequence[Nomination]

    @property
    def kind(self) -> Nominator:
        return Nominator.BRANCH if isinstance(self.nominator, Branch) else Nominator.MEMBER

    @property
    def left(self) -> int:
        """How many names can still be given."""
        return max(names_allowed(self.contest) - len(self.given), 0)

    @property
    def incomplete(self) -> list[Nomination]:
        """Names given of whose meeting something is lacking."""
        return [nomination for nomination in self.given if nomination.missing()]


def offers_for(user: User) -> list[Offer]:
    """Every open post for every branch for which the person certifies, then for the person as a member."""
    nominators: list[Branch | Member] = [*branches_of(user), *memberships_of(user)]
    contests = _open_contests({nominator.organisation_id for nominator in nominators})
    given = _given(contests)
    return [
        Offer(contest, nominator, given.get((contest.pk, *_key(nominator)), []))
        for nominator in nominators
        for contest in contests
        if contest.election.organisation_id == nominator.organisation_id
    ]


def memberships_of(user: User) -> list[Member]:
    """The person's own memberships in good standing."""
    theirs = Organisation.objects.filter(members__user=user)
    mine = Member.objects.filter(organisation__in=theirs, user=user, status=MemberStatus.ACTIVE)
    return list(mine.select_related("organisation", "branch"))


def _open_contests(organisations: set[int]) -> list[Contest]:
    rows = Contest.objects.filter(state=ContestState.NOMINATIONS, election__organisation__in=organisations)
    return list(rows.select_related("election__organisation").order_by("election__title", "position"))


def _given(contests: Sequence[Contest]) -> dict[tuple[int, Nominator, int | None], list[Nomination]]:
    rows = Nomination.objects.filter(contest__in=contests).exclude(state=NominationState.TAKEN_BACK)
    found: dict[tuple[int, Nominator, int | None], list[Nomination]] = {}
    for nomination in rows.select_related("candidate"):
        kind = Nominator(nomination.nominator)
        who = nomination.branch_id if kind == Nominator.BRANCH else nomination.member_id
        found.setdefault((nomination.contest_id, kind, who), []).append(nomination)
    return found


def _key(nominator: Branch | Member) -> tuple[Nominator, int]:
    return (Nominator.BRANCH if isinstance(nominator, Branch) else Nominator.MEMBER, nominator.pk)
