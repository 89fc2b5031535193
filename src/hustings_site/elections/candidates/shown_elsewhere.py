"""What nominations, candidates and complaints show on pages that rooms share."""

from django.db.models import Count, Q
from django.http import HttpRequest

from hustings_site.accounts.models import User
from hustings_site.elections.candidates.enums import Delivery
from hustings_site.elections.candidates.keys import file_of
from hustings_site.elections.candidates.services import OUT
from hustings_site.elections.complaints.enums import ComplaintState
from hustings_site.elections.desk_selectors import elections_run_by
from hustings_site.elections.enums import ContestState
from hustings_site.elections.models import Candidate, Contest
from hustings_site.elections.nominations.to_do import offers_for
from hustings_site.pages.sections import Context

OVER = (ContestState.RECORDED, ContestState.DRAFT, ContestState.FINAL, ContestState.VOIDED)


def desk_context(request: HttpRequest) -> Context | None:
    """The elections that the reader runs and that are under way, with the complaints that wait in each, and the mails
    with rulings that were not sent."""
    if not isinstance(request.user, User):
        return None
    elections = (
        elections_run_by(request.user)
        .filter(pk__in=Contest.objects.exclude(state__in=OVER).values("election"))
        .select_related("organisation")
        .annotate(
            complaints_waiting=Count("complaints", filter=Q(complaints__state=ComplaintState.OPEN), distinct=True),
            rulings_not_sent=Count("complaints", filter=Q(complaints__told=Delivery.FAILED), distinct=True),
        )
    )
    return {"elections": list(elections)} if elections else None


def nominating_context(request: HttpRequest) -> Context | None:
    """The posts for which the reader can nominate, for a branch or as a member."""
    if not isinstance(request.user, User):
        return None
    offers = offers_for(request.user)
    return {"offers": offers, "incomplete": sum(len(o.incomplete) for o in offers)} if offers else None


def standing_context(request: HttpRequest) -> Context | None:
    """The reader's own candidatures, each with the way to its page."""
    if not isinstance(request.user, User):
        return None
    rows = (
        Candidate.objects.filter(member__user=request.user).exclude(standing__in=OUT).exclude(contest__state__in=OVER)
    )
    mine = list(rows.select_related("contest__election__organisation", "member"))
    return {"candidatures": [(candidate, file_of(candidate)) for candidate in mine]} if mine else None
