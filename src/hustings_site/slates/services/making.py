"""Beginning a slate and opening its page."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hustings_site.elections.models import Election
from hustings_site.elections.services import free_slug
from hustings_site.journal import clock
from hustings_site.journal.services import record
from hustings_site.slates.enums import Making
from hustings_site.slates.models import Alliance, Body, Slate


@transaction.atomic
def begin_slate(
    *,
    by: str,
    election: Election,
    body: Body,
    name: str,
    made: Making | str,
    alliance: Alliance | None = None,
    about: str = "",
) -> Slate:
    """A slate that nobody sees yet. Raises ValidationError for a body of another organisation or alliance."""
    if body.organisation_id != election.organisation_id:
        raise ValidationError(_("This group takes part in the elections of another organisation."))
    if alliance is not None and not alliance.allied.filter(body=body, left_on=None).exists():
        raise ValidationError(_("This group is not in the alliance."))
    slug = free_slug(f"{name} {election.title}", set(Slate.objects.values_list("slug", flat=True)))
    slate = Slate(election=election, body=body, alliance=alliance, slug=slug, name=name, made=made, about=about)
    slate.full_clean()
    slate.save()
    record(by=by, act="slates.begin_slate", subject=slate.scope, details={"name": name, "made": str(made)})
    return slate


@transaction.atomic
def open_slate(*, by: str, slate: Slate) -> None:
    """The slate's page is public from now on: how it will be made, before anybody is on it."""
    if slate.published_at is None:
        slate.published_at = clock.now()
        slate.save(update_fields=["published_at"])
        record(by=by, act="slates.open_slate", subject=slate.scope)
