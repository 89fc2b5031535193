"""Setting up organisations: their branches, categories, and who may vote."""

import json

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from hustings_site.journal.services import record
from hustings_site.roll.electorates import Names, Rule, RuleError, read_rule, unknown_codes
from hustings_site.roll.enums import BranchKind
from hustings_site.roll.members import refuse_stale
from hustings_site.roll.models import Branch, Category, Electorate, Organisation
from hustings_site.roll.use import why_fixed


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


@transaction.atomic
def enter_category(*, by: str, organisation: Organisation, code: str, name: str) -> Category:
    """A group that members of any branch may belong to."""
    category = Category(organisation=organisation, code=code, name=name)
    category.full_clean()
    category.save()
    record(by=by, act="roll.enter_category", subject=organisation.scope, details={"code": code, "name": name})
    return category


@transaction.atomic
def enter_electorate(
    *, by: str, organisation: Organisation, name: str, rule: object, weighted: bool = False
) -> Electorate:
    """Who may vote, by a rule as roll/electorates.py reads it. Raises ValidationError where it cannot be read."""
    slug = free_slug(name, set(Electorate.objects.of(organisation).values_list("slug", flat=True)))
    electorate = Electorate(
        organisation=organisation,
        slug=slug,
        name=name,
        rule=checked_rule(organisation, rule).as_json(),
        weighted=weighted,
    )
    electorate.full_clean()
    electorate.save()
    record(
        by=by, act="roll.enter_electorate", subject=electorate.scope, details={"name": name, **as_detail(electorate)}
    )
    return electorate


@transaction.atomic
def change_electorate(
    *, by: str, electorate: Electorate, version: int, name: str, rule: object, weighted: bool
) -> Electorate:
    """Another name or rule. Raises ValidationError where its terms are published or somebody changed it meanwhile."""
    held = Electorate.objects.of(electorate.organisation).select_for_update().get(pk=electorate.pk)
    refuse_stale(held.version, version)
    read = checked_rule(held.organisation, rule).as_json()
    if why := why_fixed(held):
        raise ValidationError(why)
    held.name, held.rule, held.weighted, held.version = name, read, weighted, held.version + 1
    held.full_clean()
    held.save()
    record(by=by, act="roll.change_electorate", subject=held.scope, details={"name": name, **as_detail(held)})
    return held


def checked_rule(organisation: Organisation, rule: object) -> Rule:
    """A rule that can be read and speaks of branches and categories that there are. Raises ValidationError."""
    try:
        read = read_rule(rule)
    except RuleError as error:
        raise ValidationError(str(error)) from error
    if unknown := unknown_codes(read, Names.of(organisation)):
        raise ValidationError(
            _("There is no branch or category with the code “%(code)s”: enter it first, or mend the rule.")
            % {"code": unknown[0]}
        )
    return read


def as_detail(electorate: Electorate) -> dict[str, str | bool]:
    """A rule as the journal keeps it."""
    return {"rule": json.dumps(electorate.rule, sort_keys=True), "weighted": electorate.weighted}


def free_slug(text: str, taken: set[str]) -> str:
    """An address made from the text, with a number behind it if another has it."""
    stem = slugify(text)[:90] or "electorate"
    return next(slug for slug in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)
