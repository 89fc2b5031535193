"""An organisation's settings. One of them, whether two officers act together, takes two officers to switch off."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hustings_site.accounts.models import Role
from hustings_site.journal.acts import Act, Details, register
from hustings_site.journal.approvals import propose
from hustings_site.journal.models import Proposal
from hustings_site.journal.services import record
from hustings_site.roll.members import refuse_stale
from hustings_site.roll.models import Category, Organisation
from hustings_site.roll.permissions import KEEPERS, may_approve_for_roll


@transaction.atomic
def change_organisation(
    *, by: str, organisation: Organisation, version: int, name: str, contact: str, language: str, keep_months: int
) -> Organisation:
    """Change what an organisation is called and how it is reached. Its address stays, so that links go on leading."""
    held = Organisation.objects.select_for_update().get(pk=organisation.pk)
    refuse_stale(held.version, version)
    held.name, held.contact, held.language, held.keep_months = name, contact, language, keep_months
    held.version += 1
    held.full_clean()
    held.save()
    record(by=by, act="roll.change_organisation", subject=held.scope, details={"name": name, "language": language})
    return held


def propose_officers(*, by: str, organisation: Organisation, two: bool, reason: str) -> Proposal:
    """Ask for two officers to act together from now on, or for one to act alone; the public pages say which.

    Only where an organisation has one officer and no more does that one decide it alone.
    """
    if organisation.two_officers == two:
        raise ValidationError(_("This is so already."))
    if not two and not reason.strip():
        raise ValidationError(_("Say why one officer is to act alone: the reason stands in the journal."))
    title = (
        _("From now on two officers of %(organisation)s act together in what cannot be undone.")
        if two
        else _("From now on one officer of %(organisation)s acts alone, also in what cannot be undone.")
    )
    return propose(
        by=by,
        place=organisation.scope,
        act="roll.officers",
        subject=organisation.scope,
        title=title % {"organisation": organisation.name},
        details={"two": two},
        reason=reason,
        alone=two or officers_of(organisation) < 2,
    )


def officers_of(organisation: Organisation) -> int:
    """How many people hold an office of the organisation that can approve."""
    roles = Role.objects.in_force().filter(office__in=KEEPERS, scope=organisation.scope)
    return roles.values("user").distinct().count()


def _perform(subject: str, details: Details, by: str) -> str:
    held = Organisation.objects.select_for_update().get(pk=int(subject.removeprefix("organisation:")))
    held.two_officers, held.version = details["two"] is True, held.version + 1
    held.save(update_fields=["two_officers", "version"])
    record(by=by, act="roll.officers", subject=held.scope, details={"two": held.two_officers})
    return _("Two officers act together.") if held.two_officers else _("One officer acts alone.")


@transaction.atomic
def rename_category(*, by: str, category: Category, name: str) -> None:
    """Another name for a category; its code stays, since rules speak by it."""
    held = Category.objects.of(category.organisation).select_for_update().get(pk=category.pk)
    held.name = name
    held.full_clean()
    held.save(update_fields=["name"])
    record(
        by=by, act="roll.rename_category", subject=held.organisation.scope, details={"code": held.code, "name": name}
    )


def register_acts() -> None:
    """Make the switch known to the journal, which has it approved; called as the room starts."""
    register(Act("roll.officers", _perform, may_approve_for_roll))
