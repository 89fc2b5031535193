"""Who nominated somebody in an election, and so cannot hold an office there that must be neutral."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from hustings_site.accounts.models import User
from hustings_site.elections.enums import ContestState
from hustings_site.elections.nominations.enums import NominationState, Nominator
from hustings_site.elections.nominations.models import Nomination

OVER = (ContestState.RECORDED, ContestState.FINAL, ContestState.VOIDED)


def nominations_made(user: User, scope: str) -> Iterator[str]:
    """The posts for which a person nominated, as a member or for a branch, in an election or an organisation."""
    kind, _colon, key = scope.partition(":")
    if not key.isdigit() or kind not in {"election", "organisation"}:
        return
    where = {"contest__election": key} if kind == "election" else {"contest__election__organisation": key}
    theirs = Q(member__user=user) | Q(entered_by=user.scope, nominator=Nominator.BRANCH, by_officer=False)
    made = Nomination.objects.filter(theirs, **where).exclude(state=NominationState.TAKEN_BACK)
    for title in made.exclude(contest__state__in=OVER).values_list("contest__title", flat=True).distinct().order_by():
        yield _("nominated somebody for %(post)s") % {"post": title}
