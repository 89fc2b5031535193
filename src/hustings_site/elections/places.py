"""An election as a place in which offices are held, and who is a party in it."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings_site.accounts.enums import Office
from hustings_site.accounts.models import User
from hustings_site.accounts.places import Place
from hustings_site.elections.enums import ContestState, Standing
from hustings_site.elections.models import Candidate, Election

OFFICES = (
    Office.RETURNING_OFFICER,
    Office.DEPUTY,
    Office.SCRUTINEER,
    Office.KEY_HOLDER,
    Office.CODE_OFFICE,
    Office.MODERATOR,
    Office.OBSERVER,
)
OFFICERS = gettext_lazy("Who holds which office")
OUT = (Standing.DECLINED, Standing.NOT_VALIDATED, Standing.WITHDRAWN, Standing.DIED, Standing.REPLACED)
OVER = (ContestState.RECORDED, ContestState.FINAL, ContestState.VOIDED)


def election_place(pk: int) -> Place | None:
    """The place of an election."""
    election = Election.objects.select_related("organisation").filter(pk=pk).first()
    if election is None:
        return None
    return Place(
        scope=election.scope,
        title=str(election),
        url=public_path(election),
        chain=(election.scope, election.organisation.scope),
        offices=OFFICES,
        alone=not election.organisation.two_officers,
        public=election.announced_at is not None or election.contests.filter(state=ContestState.RECORDED).exists(),
    )


def officers_path(election: Election) -> str:
    """The page of who holds which office in an election."""
    return reverse("accounts:offices", args=[election.scope])


def public_path(election: Election) -> str:
    """Where everybody reads of an election; one that was held elsewhere stands in the list of results."""
    if election.announced_at is None:
        return reverse("results:elections")
    return reverse("elections:election", args=[election.slug])


def candidacies(user: User, scope: str) -> Iterator[str]:
    """The posts for which a person stands in an election, or in any election of an organisation not yet over."""
    kind, _colon, key = scope.partition(":")
    if not key.isdigit() or kind not in {"election", "organisation"}:
        return
    candidates = Candidate.objects.filter(member__user=user).exclude(standing__in=OUT).exclude(contest__state__in=OVER)
    where = {"contest__election": key} if kind == "election" else {"contest__election__organisation": key}
    for candidate in candidates.filter(**where).select_related("contest"):
        yield _("is a candidate for %(post)s") % {"post": candidate.contest.title}
