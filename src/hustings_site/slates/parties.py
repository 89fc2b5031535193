"""Whoever writes for a group that takes part in an election is a party in it, and holds no neutral office there."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from hustings_site.accounts.models import User
from hustings_site.elections.enums import ContestState
from hustings_site.slates.models import Body

OVER = (ContestState.RECORDED, ContestState.FINAL, ContestState.VOIDED)


def groups_written_for(user: User, scope: str) -> Iterator[str]:
    """The groups that a person writes for and that put candidates forward in an election, or in any election of an
    organisation, that is held here and not over."""
    kind, _colon, key = scope.partition(":")
    if not key.isdecimal() or kind not in {"election", "organisation"}:
        return
    where = {"election": "slates__election", "organisation": "slates__election__organisation"}[kind]
    bodies = Body.objects.filter(editors=user, **{where: int(key)}).prefetch_related("slates__election__contests")
    for body in bodies.distinct():
        contests = [contest for slate in body.slates.all() for contest in slate.election.contests.all()]
        if any(contest.state not in OVER for contest in contests):
            yield _("writes for %(group)s") % {"group": body.name}
