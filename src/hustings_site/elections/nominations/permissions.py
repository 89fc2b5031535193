"""Who nominates: the officers of a branch, for it; a member, for herself or himself."""

from django.contrib.auth.models import AnonymousUser

from hustings_site.accounts.enums import Office
from hustings_site.accounts.models import User
from hustings_site.accounts.permissions import holds
from hustings_site.elections.nominations.enums import Nominator
from hustings_site.elections.nominations.models import Nomination
from hustings_site.roll.enums import MemberStatus
from hustings_site.roll.models import Branch, Member, Organisation

BRANCH_OFFICES = (Office.BRANCH_OFFICER, Office.BRANCH_DEPUTY)
"""A deputy goes on where the officer is suspended: both act alike."""


def may_nominate_for(user: User | AnonymousUser, branch: Branch) -> bool:
    """Whether the person certifies a branch's meetings: its officer or deputy, unless suspended as a member."""
    if not isinstance(user, User) or not holds(user, *BRANCH_OFFICES, scopes=[branch.scope]):
        return False
    barred = (MemberStatus.SUSPENDED, MemberStatus.EXPELLED, MemberStatus.LEFT)
    members = Member.objects.of(branch.organisation).filter(user=user)
    return not members.filter(status__in=barred).exists()


def may_nominate_as(user: User | AnonymousUser, member: Member) -> bool:
    """Whether this is the person's own membership."""
    return isinstance(user, User) and member.user_id == user.pk


def may_change(user: User | AnonymousUser, nomination: Nomination) -> bool:
    """Whether the person may complete a nomination or take it back: whoever may make it."""
    if nomination.nominator == Nominator.BRANCH and nomination.branch is not None:
        return may_nominate_for(user, nomination.branch)
    return nomination.member is not None and may_nominate_as(user, nomination.member)


def branches_of(user: User) -> list[Branch]:
    """The branches that the person certifies for."""
    scopes = user.roles.in_force().filter(office__in=BRANCH_OFFICES).values_list("scope", flat=True)
    keys = [int(scope.removeprefix("branch:")) for scope in scopes if scope.startswith("branch:")]
    theirs = Organisation.objects.filter(branches__pk__in=keys)
    mine = Branch.objects.filter(organisation__in=theirs, pk__in=keys).select_related("organisation")
    return [branch for branch in mine if may_nominate_for(user, branch)]
