"""Setting up organisations and their branches."""

from django.db import transaction
from django.utils.text import slugify

from hustings_site.journal.services import record
from hustings_site.roll.enums import BranchKind
from hustings_site.roll.models import Branch, Organisation


@transaction.atomic
def organisation_named(*, by: str, name: str, invented: bool = False) -> Organisation:
    """The organisation of this name; it is entered if it is new here."""
    known = Organisation.objects.filter(name=name).first()
    if known is not None:
        return known
    stem = slugify(name)[:90] or "organisation"
    taken = Organisation.objects.filter(slug__startswith=stem).count()
    organisation = Organisation(name=name, slug=f"{stem}-{taken + 1}" if taken else stem, invented=invented)
    organisation.full_clean()
    organisation.save()
    record(by=by, act="roll.enter_organisation", subject=organisation.scope, details={"name": name})
    return organisation


@transaction.atomic
def enter_branch(
    *,
    by: str,
    organisation: Organisation,
    code: str,
    name: str,
    kind: BranchKind = BranchKind.BRANCH,
    parent: Branch | None = None,
) -> Branch:
    """A part of the organisation, under `parent` or at the root."""
    path = f"{parent.path if parent else ''}{code}/"
    branch = Branch(organisation=organisation, parent=parent, kind=kind, code=code, name=name, path=path)
    branch.full_clean()
    branch.save()
    record(by=by, act="roll.enter_branch", subject=branch.scope, details={"name": name, "path": path})
    return branch
