"""Alliances: formed by a body, with a charter and a weight for each body in it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hustings_site.elections.services import free_slug
from hustings_site.journal import clock
from hustings_site.journal.services import record
from hustings_site.slates.models import Alliance, AlliedBody, Body, Charter


@transaction.atomic
def form_alliance(*, by: str, convener: Body, name: str, about: str = "", weight: int = 1) -> Alliance:
    """An alliance with the convener as its first body."""
    slug = free_slug(name, set(Alliance.objects.values_list("slug", flat=True)))
    alliance = Alliance(slug=slug, name=name, about=about, convener=convener, formed_at=clock.now())
    alliance.full_clean()
    alliance.save()
    record(by=by, act="slates.form_alliance", subject=alliance.scope, details={"name": name})
    admit_body(by=by, alliance=alliance, body=convener, weight=weight, joined_on=clock.now().date())
    return alliance


@transaction.atomic
def adopt_charter(*, by: str, alliance: Alliance, text: str, adopted_on: date, adopted_by: str) -> Charter:
    """The next edition of the charter; earlier ones stay readable."""
    held = Alliance.objects.select_for_update().get(pk=alliance.pk)
    charter = Charter(
        alliance=held,
        edition=held.charters.count() + 1,
        text=text,
        adopted_on=adopted_on,
        adopted_by=adopted_by,
        at=clock.now(),
    )
    charter.full_clean()
    charter.save()
    record(by=by, act="slates.adopt_charter", subject=held.scope, details={"edition": charter.edition})
    return charter


@transaction.atomic
def admit_body(*, by: str, alliance: Alliance, body: Body, weight: int, joined_on: date) -> AlliedBody:
    """A body joins, with the weight that was agreed. Raises ValidationError where it is in the alliance already."""
    allied = AlliedBody(alliance=alliance, body=body, weight=weight, joined_on=joined_on)
    allied.full_clean()
    allied.save()
    record(
        by=by, act="slates.admit_body", subject=alliance.scope, details={"body": body.scope, "weight": allied.weight}
    )
    return allied


@transaction.atomic
def change_weight(*, by: str, allied: AlliedBody, weight: int) -> None:
    """Another weight was agreed; the journal keeps the one before."""
    before, allied.weight = allied.weight, weight
    allied.full_clean()
    allied.save(update_fields=["weight"])
    record(
        by=by,
        act="slates.change_weight",
        subject=allied.alliance.scope,
        details={"body": allied.body.scope, "before": before, "weight": weight},
    )


@transaction.atomic
def leave_alliance(*, by: str, allied: AlliedBody, left_on: date) -> None:
    """A body leaves; that it was there stays readable. The convener stays as long as the alliance does."""
    if allied.body_id == allied.alliance.convener_id:
        raise ValidationError(_("The body that convened the alliance keeps its pages and stays in it."))
    if left_on < allied.joined_on:
        raise ValidationError({"left_on": _("This is before the body joined.")})
    allied.left_on = left_on
    allied.save(update_fields=["left_on"])
    record(by=by, act="slates.leave_alliance", subject=allied.alliance.scope, details={"body": allied.body.scope})
