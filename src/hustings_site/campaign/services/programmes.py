"""Writing a programme; it never changes again once the first answer is published."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from hustings_site.accounts.models import User
from hustings_site.campaign.enums import PointKind
from hustings_site.campaign.models import Point, Programme, ProgrammeVersion
from hustings_site.elections.models import Contest
from hustings_site.journal import clock
from hustings_site.journal.services import record


@dataclass(frozen=True, slots=True, kw_only=True)
class PointText:
    """A point as an editor writes it."""

    text: str
    short: str
    why: str = ""
    kind: str = PointKind.CHOICE
    places: int = 5
    low: str = ""
    high: str = ""
    promises: str = ""
    """A `Promise`: what a yes opens once whoever said it is elected (`committees`); "" nothing."""


@transaction.atomic
def begin_programme(
    *, by: str, contest: Contest, title: str, author: str, about: str = "", editors: Sequence[User] = ()
) -> Programme:
    """A programme without points; nobody sees it before it is put to the candidates."""
    slug = stem = slugify(f"{title} {contest.title}")[:90] or "programme"
    number = 2
    while Programme.objects.filter(slug=slug).exists():
        slug, number = f"{stem}-{number}", number + 1
    programme = Programme(contest=contest, slug=slug, title=title, author=author, about=about)
    programme.full_clean()
    programme.save()
    programme.editors.set(editors)
    record(by=by, act="campaign.begin_programme", subject=programme.scope, details={"title": title, "author": author})
    return programme


@transaction.atomic
def write_points(*, by: str, programme: Programme, points: Sequence[PointText]) -> ProgrammeVersion:
    """All points anew, in order: the next version. Raises ValidationError once an answer has been published."""
    held = Programme.objects.select_for_update().get(pk=programme.pk)
    require_open(held)
    if held.locked_at:
        raise ValidationError(
            _("The first answer is published, so the points are locked: begin another programme for more of them.")
        )
    held.version += 1
    held.save(update_fields=["version"])
    programme.version = held.version
    _replace(held, points)
    version = ProgrammeVersion.objects.create(
        programme=held, number=held.version, at=clock.now(), points=[asdict(point) for point in points]
    )
    record(
        by=by,
        act="campaign.write_points",
        subject=held.scope,
        details={"version": held.version, "points": len(points)},
    )
    return version


def require_open(programme: Programme) -> None:
    """Raise ValidationError where the programme is closed."""
    if programme.closed_at is not None:
        raise ValidationError(_("This programme is closed: begin another one to ask again."))


@transaction.atomic
def close_programme(*, by: str, programme: Programme) -> Programme:
    """Take no more answers: everything stays readable, nobody is asked or reminded, and an answer can still be taken
    back. Raises ValidationError before the points are public, and where it is closed already."""
    held = Programme.objects.select_for_update().get(pk=programme.pk)
    if held.published_at is None:
        raise ValidationError(_("Nobody has been asked yet: there is nothing to close."))
    if held.closed_at is not None:
        raise ValidationError(_("This programme is closed already."))
    held.closed_at = clock.now()
    held.save(update_fields=["closed_at"])
    record(by=by, act="campaign.close_programme", subject=held.scope)
    return held


def _replace(programme: Programme, points: Sequence[PointText]) -> None:
    """Points keep their numbers; those beyond the last are taken away, since nobody has answered one yet."""
    known = {point.number: point for point in programme.points.all()}
    for number, text in enumerate(points, start=1):
        point = known.pop(number, None) or Point(programme=programme, number=number)
        for field, value in asdict(text).items():
            setattr(point, field, value)
        point.full_clean()
        point.save()
    for point in known.values():
        point.delete()
