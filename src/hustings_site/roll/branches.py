"""The tree of branches: entered one by one or as a list, renamed, moved. A code never changes: rules speak by it."""

import csv
import io
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from hustings_site.journal.services import record
from hustings_site.roll.enums import BranchKind
from hustings_site.roll.imports.columns import plain
from hustings_site.roll.members import refuse_stale
from hustings_site.roll.models import Branch, Organisation
from hustings_site.roll.services import enter_branch

COLUMNS = ("code", "name", "kind", "parent")


@transaction.atomic
def change_branch(
    *, by: str, branch: Branch, version: int, name: str, kind: BranchKind, parent: Branch | None
) -> Branch:
    """Rename a branch or move it, with everything under it. Frozen rolls keep it where it was when they were frozen.

    Raises ValidationError where it would stand under itself or somebody changed it meanwhile.
    """
    of_organisation = Branch.objects.of(branch.organisation)
    held = of_organisation.select_for_update().get(pk=branch.pk)
    refuse_stale(held.version, version)
    if parent is not None and parent.path.startswith(held.path):
        raise ValidationError(
            _("%(branch)s cannot stand under itself or under one of its own: choose another.") % {"branch": held}
        )
    before, after = held.path, f"{parent.path if parent else ''}{held.code}/"
    held.name, held.kind, held.parent, held.path, held.version = name, kind, parent, after, held.version + 1
    held.full_clean()
    held.save()
    if before != after:
        below = list(of_organisation.filter(path__startswith=before).exclude(pk=held.pk))
        for each in below:
            each.path = after + each.path.removeprefix(before)
        of_organisation.bulk_update(below, ["path"])
    record(by=by, act="roll.change_branch", subject=held.scope, details={"name": name, "path": after})
    return held


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a list of branches."""

    new: int
    changed: int
    unchanged: int


@transaction.atomic
def take_branches(*, by: str, organisation: Organisation, text: str) -> Taken:
    """Enter or change the branches of a CSV text: code, name, kind, parent (a code); a parent stands before its own.

    All or nothing: raises ValidationError with every line that is wrong, its problem and its cure.
    """
    rows = _rows(text)
    known = {branch.code: branch for branch in Branch.objects.of(organisation)}
    kinds = {plain(str(said)): kind for kind in BranchKind for said in (kind.value, kind.label)}
    faults: list[str] = []
    done = {"new": 0, "changed": 0, "unchanged": 0}
    for line, row in rows:
        code = (row.get("code") or slugify(row.get("name") or "")).strip().lower()
        kind = kinds.get(plain(row.get("kind") or "branch"))
        parent = known.get((row.get("parent") or "").strip().lower())
        if fault := _fault(row, code, kind, parent):
            faults.append(_("Line %(line)d: %(fault)s") % {"line": line, "fault": fault})
            continue
        assert kind is not None, "told by _fault"
        try:
            known[code], outcome = _take(by, organisation, known.get(code), code, row["name"].strip(), kind, parent)
        except ValidationError as refusal:
            faults.append(_("Line %(line)d: %(fault)s") % {"line": line, "fault": " ".join(refusal.messages)})
        else:
            done[outcome] += 1
    if faults:
        raise ValidationError(faults)
    return Taken(**done)


def _rows(text: str) -> list[tuple[int, dict[str, str]]]:
    delimiter = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
    reader = csv.DictReader(io.StringIO(text.lstrip("\ufeff")), delimiter=delimiter)
    reader.fieldnames = [heading.strip().lower() for heading in reader.fieldnames or ()]
    if "name" not in reader.fieldnames:
        raise ValidationError(
            _("The first line has no heading “name”: write %(columns)s there.") % {"columns": ", ".join(COLUMNS)}
        )
    return [(reader.line_num, row) for row in reader if any(row.values())]


def _fault(row: dict[str, str], code: str, kind: BranchKind | None, parent: Branch | None) -> str:
    if not (row.get("name") or "").strip():
        return _("no name; write what the branch is called.")
    if slugify(code) != code:
        return _("“%(code)s” is no code; use small letters, figures and hyphens.") % {"code": code}
    if kind is None:
        return _("“%(kind)s” is no kind; write one of %(kinds)s.") % {
            "kind": row["kind"],
            "kinds": ", ".join(BranchKind.values),
        }
    if row.get("parent") and parent is None:
        return _("there is no branch with the code “%(code)s” to stand under; put it in a line before.") % {
            "code": row["parent"]
        }
    return ""


def _take(
    by: str,
    organisation: Organisation,
    held: Branch | None,
    code: str,
    name: str,
    kind: BranchKind,
    parent: Branch | None,
) -> tuple[Branch, str]:
    if held is None:
        return enter_branch(by=by, organisation=organisation, code=code, name=name, kind=kind, parent=parent), "new"
    if (held.name, held.kind, held.parent_id) == (name, kind, parent.pk if parent else None):
        return held, "unchanged"
    changed = change_branch(by=by, branch=held, version=held.version, name=name, kind=kind, parent=parent)
    return changed, "changed"
