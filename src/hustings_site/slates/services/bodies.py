"""Opening a body's pages, and who writes them."""

from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hustings_site.accounts.conflicts import refuse_officer
from hustings_site.accounts.models import User
from hustings_site.elections.services import free_slug
from hustings_site.journal.services import record
from hustings_site.roll.models import Branch, Organisation
from hustings_site.slates.models import Body, PostcodeArea


@transaction.atomic
def open_body(
    *,
    by: str,
    organisation: Organisation,
    name: str,
    kind: str,
    editors: Sequence[User] = (),
    about: str = "",
    contact: str = "",
) -> Body:
    """Open the pages of a body; any body that asks gets them, on the same terms."""
    slug = free_slug(name, set(Body.objects.values_list("slug", flat=True)))
    body = Body(organisation=organisation, slug=slug, name=name, kind=kind, about=about, contact=contact)
    body.full_clean()
    for editor in editors:
        refuse_officer(editor, [organisation.scope])
    body.save()
    body.editors.set(editors)
    record(by=by, act="slates.open_body", subject=body.scope, details={"name": name, "editors": len(editors)})
    return body


@transaction.atomic
def describe_body(*, by: str, body: Body, about: str, contact: str) -> None:
    """What the body says about itself."""
    body.about, body.contact = about, contact
    body.full_clean()
    body.save(update_fields=["about", "contact"])
    record(by=by, act="slates.describe_body", subject=body.scope)


@transaction.atomic
def add_editor(*, by: str, body: Body, editor: User) -> None:
    """One more person who writes for the body. Raises ValidationError for whoever runs the organisation's elections."""
    refuse_officer(editor, [body.organisation.scope])
    body.editors.add(editor)
    record(by=by, act="slates.add_editor", subject=body.scope, details={"editor": editor.scope})


@transaction.atomic
def remove_editor(*, by: str, body: Body, editor: User) -> None:
    """Somebody writes for the body no longer. Raises ValidationError for the last one."""
    if list(body.editors.values_list("pk", flat=True)) == [editor.pk]:
        raise ValidationError(_("Somebody has to write for the group: add another editor first."))
    body.editors.remove(editor)
    record(by=by, act="slates.remove_editor", subject=body.scope, details={"editor": editor.scope})


@transaction.atomic
def enter_postcodes(*, by: str, organisation: Organisation, areas: Mapping[str, Branch]) -> None:
    """Which branch a postcode lies in, by how it begins: the whole list anew, the same for every group."""
    PostcodeArea.objects.filter(organisation=organisation).delete()
    for beginning, branch in areas.items():
        PostcodeArea.objects.create(organisation=organisation, beginning=beginning, branch=branch)
    record(by=by, act="slates.enter_postcodes", subject=organisation.scope, details={"areas": len(areas)})


@transaction.atomic
def link_supporters(*, by: str, body: Body, supporters: Organisation | None) -> None:
    """Whose list the body's supporters are on, as an officer of that organisation says; None: on no list here.

    From then on notices to supporters are sent to that list; the body's editors never see it.
    """
    body.supporters = supporters
    body.save(update_fields=["supporters"])
    details = {"list": supporters.scope if supporters else None}
    record(by=by, act="slates.link_supporters", subject=body.scope, details=details)
