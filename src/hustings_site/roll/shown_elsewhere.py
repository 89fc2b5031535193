"""What the roll shows on the first page after signing in: to whoever keeps one, and to members."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.http import HttpRequest

from hustings_site.accounts.models import User
from hustings_site.pages.sections import Context
from hustings_site.roll.enums import ImportState, RequestState
from hustings_site.roll.models import CorrectionRequest, Member, MemberImport, Organisation
from hustings_site.roll.permissions import KEEPERS


@dataclass(frozen=True, slots=True)
class Kept:
    """An organisation whose roll the reader keeps, and what waits there."""

    organisation: Organisation
    requests: int
    imports: int


def waiting_context(request: HttpRequest) -> Context | None:
    """The organisations whose roll the reader keeps, and those of which the reader is a member; None for neither."""
    if not isinstance(request.user, User):
        return None
    kept = list(kept_by(request.user))
    memberships = list(Member.objects.filter(user=request.user).select_related("organisation"))
    if not kept and not memberships:
        return None
    return {"kept": waiting_in_all(kept), "memberships": memberships}


def kept_by(user: User) -> QuerySet[Organisation]:
    """The organisations whose roll a person keeps."""
    if user.is_superuser:
        return Organisation.objects.all()
    scopes = set(user.roles.in_force().filter(office__in=KEEPERS).values_list("scope", flat=True))
    if "*" in scopes:
        return Organisation.objects.all()
    keys = [scope.removeprefix("organisation:") for scope in scopes if scope.startswith("organisation:")]
    return Organisation.objects.filter(pk__in=[int(key) for key in keys if key.isdigit()])


def waiting_in_all(kept: Sequence[Organisation]) -> list[Kept]:
    """What waits in each of these organisations, in two queries for all of them."""
    requests = CorrectionRequest.objects.filter(organisation__in=kept, state=RequestState.WAITING).order_by()
    imports = MemberImport.objects.filter(organisation__in=kept).exclude(
        state__in=[ImportState.DONE, ImportState.UNDONE]
    )
    asked = dict(requests.values_list("organisation").annotate(n=Count("pk")))
    unfinished = dict(imports.order_by().values_list("organisation").annotate(n=Count("pk")))
    return [Kept(each, asked.get(each.pk, 0), unfinished.get(each.pk, 0)) for each in kept]
