"""The roll through the API: for administrators of one organisation, by a key of theirs, and of no other."""

from datetime import date, datetime

from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja import Router, Schema

from hustings_site.accounts.api_keys import OrganisationKey
from hustings_site.roll.models import Branch, FrozenRoll, Member, Organisation

router = Router(tags=[gettext_noop("roll")], auth=OrganisationKey())
MOST = 500


class BranchOut(Schema):
    """A part of the organisation; `path` holds the codes from the root down."""

    code: str
    name: str
    kind: str
    path: str


class MemberOut(Schema):
    """A member as the organisation holds them."""

    number: str
    name: str
    email: str
    branch: str
    categories: list[str]
    joined: date | None
    paid_until: date | None
    status: str
    weight: int


class MemberPage(Schema):
    """Some members by number; `next` is the number to go on after, null at the end."""

    members: list[MemberOut]
    next: str | None


class RollOut(Schema):
    """A frozen roll, without its entries."""

    electorate: str
    frozen_at: datetime
    rule: str
    sha256: str
    size: int


class KeyedRequest(HttpRequest):
    """What is asked with a good key: `auth` names the organisation ("organisation:1")."""

    auth: str


def organisation_of(request: KeyedRequest) -> Organisation:
    """The organisation of the key."""
    return Organisation.objects.get(pk=int(request.auth.partition(":")[2]))


@router.get("/branches", response=list[BranchOut], summary=gettext_noop("The branches, from the root down"))
def branches(request: KeyedRequest) -> list[BranchOut]:
    rows = Branch.objects.of(organisation_of(request)).order_by("path")
    return [BranchOut(code=each.code, name=each.name, kind=each.kind, path=each.path) for each in rows]


@router.get(
    "/members",
    response=MemberPage,
    summary=gettext_noop("The members by number, up to 500 at a time; go on with after"),
)
def members(request: KeyedRequest, after: str = "") -> MemberPage:
    rows = Member.objects.of(organisation_of(request)).filter(number__gt=after).order_by("number")
    found = list(rows.select_related("branch").prefetch_related("categories")[: MOST + 1])
    shown = found[:MOST]
    return MemberPage(
        members=[
            MemberOut(
                number=each.number,
                name=each.name,
                email=each.email,
                branch=each.branch.code,
                categories=[category.code for category in each.categories.all()],
                joined=each.joined,
                paid_until=each.paid_until,
                status=each.status,
                weight=each.weight,
            )
            for each in shown
        ],
        next=shown[-1].number if len(found) > MOST else None,
    )


@router.get("/rolls", response=list[RollOut], summary=gettext_noop("The frozen rolls, newest first"))
def rolls(request: KeyedRequest) -> list[RollOut]:
    rows = FrozenRoll.objects.of(organisation_of(request)).select_related("electorate").order_by("-frozen_at")
    return [
        RollOut(
            electorate=each.electorate.name,
            frozen_at=each.frozen_at,
            rule=each.rule_text,
            sha256=each.sha256,
            size=each.size,
        )
        for each in rows
    ]
