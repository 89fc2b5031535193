"""Organisations and their frozen rolls for everybody: what their public pages say, counts and no name."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop
from ninja import Router, Schema
from ninja.decorators import decorate_view

from hustings_site.pages.open_data import open_to_all, table
from hustings_site.roll.electorates import Names, read_rule, sentences
from hustings_site.roll.models import FrozenRoll, Organisation
from hustings_site.roll.selectors import changes_of, entitled_now, published_rolls, shown

router = Router(tags=[gettext_noop("roll")])


class OrganisationShown(Schema):
    """An organisation that runs elections here."""

    slug: str
    name: str
    two_officers: bool
    invented: bool


class RollInBrief(Schema):
    """A frozen roll; more under its number."""

    number: int
    electorate: str
    frozen_at: datetime
    size: int
    sha256: str


class CountsShown(Schema):
    """Counts of ten people or more; `kept_back` names the others, `others` counts them together where that may be."""

    counts: dict[str, int]
    kept_back: list[str]
    others: int | None


class LateChangeShown(Schema):
    """A late change: a number, the branch, what and why, never a name."""

    number: int
    at: datetime
    branch: str
    standing: str
    reason: str


class RollShown(RollInBrief):
    """A frozen roll as its public page shows it."""

    rule: list[str]
    entitled_now: int
    branches: CountsShown
    categories: CountsShown
    quality: dict[str, int]
    changes: list[LateChangeShown]


@router.get("", response=list[OrganisationShown], summary=gettext_noop("Every organisation that runs elections here"))
@decorate_view(open_to_all)
def organisations(request: HttpRequest) -> list[OrganisationShown]:
    """Every organisation, by name."""
    return [
        OrganisationShown(slug=o.slug, name=o.name, two_officers=o.two_officers, invented=o.invented)
        for o in Organisation.objects.all()
    ]


@router.get(
    "/{slug:organisation}/rolls", response=list[RollInBrief], summary=gettext_noop("Its frozen rolls, newest first")
)
@decorate_view(open_to_all)
def public_rolls(request: HttpRequest, organisation: str) -> list[RollInBrief]:
    """Its frozen rolls."""
    where = get_object_or_404(Organisation, slug=organisation)
    return [_brief(each) for each in published_rolls(where)]


@router.get("/{slug:organisation}/rolls.csv", summary=gettext_noop("Its frozen rolls, as a table"))
def public_rolls_csv(request: HttpRequest, organisation: str) -> HttpResponse:
    """The same as a table."""
    where = get_object_or_404(Organisation, slug=organisation)
    rows = (
        (r.number, r.electorate, r.frozen_at.isoformat(), r.size, r.sha256) for r in map(_brief, published_rolls(where))
    )
    return table(f"{organisation}-rolls", ("number", "electorate", "frozen_at", "size", "sha256"), rows)


@router.get(
    "/{slug:organisation}/rolls/{int:roll}",
    response=RollShown,
    summary=gettext_noop("A frozen roll: rule, counts, quality, every late change without a name, fingerprint"),
)
@decorate_view(open_to_all)
def public_roll(request: HttpRequest, organisation: str, roll: int) -> RollShown:
    """One of them."""
    where = get_object_or_404(Organisation, slug=organisation)
    found = get_object_or_404(published_rolls(where), pk=roll)
    names = Names.of(where)
    return RollShown(
        **_brief(found).model_dump(),
        rule=[str(each) for each in sentences(read_rule(found.rule), names)],
        entitled_now=entitled_now(found),
        branches=_counts(found.counts.get("branches", {})),
        categories=_counts(found.counts.get("categories", {})),
        quality=found.quality,
        changes=[
            LateChangeShown(
                number=each.number, at=each.at, branch=each.branch.code, standing=each.standing, reason=each.reason
            )
            for each in changes_of(found)
        ],
    )


def _brief(roll: FrozenRoll) -> RollInBrief:
    return RollInBrief(
        number=roll.pk,
        electorate=roll.electorate.name,
        frozen_at=roll.frozen_at,
        size=roll.size,
        sha256=roll.sha256,
    )


def _counts(counts: dict[str, int]) -> CountsShown:
    found = shown(counts)
    return CountsShown(counts=found.counts, kept_back=list(found.kept_back), others=found.others)
