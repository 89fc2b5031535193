"""The way of a file of members: uploaded, checked, applied, perhaps undone. Every step can be taken up again.

Rows are worked off a thousand at a time, each thousand in one transaction that also moves the counts: an interruption
costs nothing but time, and two workers on one import wait for each other. Memory holds one thousand rows, no more.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hustings_site.journal import clock
from hustings_site.journal.services import record
from hustings_site.roll.enums import ImportState, MemberStatus, Verdict
from hustings_site.roll.imports import columns as column_choice
from hustings_site.roll.imports.judging import Judge, Judgement, Known
from hustings_site.roll.imports.tables import PIECE, Note, Row, open_table
from hustings_site.roll.members import (
    Codes,
    Difference,
    MemberDetails,
    details_of,
    difference,
    write_changed,
    write_new,
)
from hustings_site.roll.models import FrozenRoll, ImportRow, Member, MemberChange, MemberImport, Organisation

if TYPE_CHECKING:
    from hustings_site.roll.imports.faults import Said

AT_ONCE = 1000
SILENCE = timedelta(seconds=60)
"""After so long without a sign an import is taken for interrupted."""

UNFINISHED = (ImportState.UPLOADED, ImportState.CHECKING, ImportState.CHECKED, ImportState.APPLYING)
STAYING = (MemberStatus.ACTIVE, MemberStatus.SUSPENDED)
"""Members of whom one expects that the next list has them too."""


# Upload ---------------------------------------------------------------------------------------------------------------


@transaction.atomic
def take_file(*, by: str, organisation: Organisation, file: BinaryIO, name: str) -> MemberImport:
    """Stage a file of members, row by row, and guess its columns. Raises TableError; then nothing is kept.

    A file that is here already and not finished with is not taken twice: its import is given back.
    """
    digest = _sha256(file)
    of_organisation = MemberImport.objects.of(organisation).filter(sha256=digest)
    if waiting := of_organisation.filter(state__in=UNFINISHED).first():
        return waiting
    table = open_table(file, name)
    before = of_organisation.filter(state=ImportState.DONE).first()
    taken = MemberImport.objects.create(
        organisation=organisation,
        by=by,
        file_name=name[:255],
        sha256=digest,
        uploaded_at=clock.now(),
        notes=[*table.notes, *_imported_before(before)],
        headings=table.headings,
        columns=column_choice.guess(table.headings, _remembered(organisation)),
    )
    while some := list(islice(table.rows, AT_ONCE)):
        _stage(taken, some)
    taken.save(update_fields=["rows", "blank"])
    record(by=by, act="roll.take_file", subject=taken.scope, details={"sha256": digest, "rows": taken.rows})
    return taken


def _sha256(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    while piece := file.read(PIECE):
        digest.update(piece)
    file.seek(0)
    return digest.hexdigest()


def _stage(taken: MemberImport, some: Sequence[Row]) -> None:
    rows = [ImportRow(member_import=taken, line=line, cells=cells) for line, cells in some if cells]
    ImportRow.objects.bulk_create(rows)
    taken.rows += len(rows)
    taken.blank += len(some) - len(rows)


def _imported_before(before: MemberImport | None) -> list[Note]:
    if before is None or before.ended_at is None:
        return []
    return [{"code": "before", "value": date_format(timezone.localtime(before.ended_at), "j F Y H:i")}]


def _remembered(organisation: Organisation) -> dict[str, str]:
    """What was told of each heading when a file was last checked."""
    last = MemberImport.objects.of(organisation).exclude(state=ImportState.UPLOADED).first()
    return dict(zip(last.headings, last.columns, strict=True)) if last else {}


# Check ----------------------------------------------------------------------------------------------------------------


@transaction.atomic
def choose_columns(*, by: str, member_import: MemberImport, columns: Sequence[str], month_first: bool) -> None:
    """Say what the columns are; every row is then to be judged, anew if it has been. Raises ValidationError."""
    held = _locked(member_import)
    if held.state not in {ImportState.UPLOADED, ImportState.CHECKED}:
        raise ValidationError(_("This import is %(state)s: its columns stand.") % {"state": held.get_state_display()})
    column_choice.check(columns)
    held.columns, held.month_first, held.state = list(columns), month_first, ImportState.CHECKING
    held.new = held.changed = held.unchanged = held.rejected = held.absent = held.done = 0
    held.heard_at = timezone.now()
    held.save()
    ImportRow.objects.filter(member_import=held).update(verdict="")


def check(member_import: MemberImport) -> None:
    """Judge every row, then look each up among the members; a preview is then ready."""
    organisation = member_import.organisation
    known = Known.of(organisation, today=timezone.localdate(clock.now()), month_first=member_import.month_first)
    judge = Judge(member_import.headings, member_import.columns, known)
    while _some_judged(member_import, judge):
        pass
    while _some_compared(member_import):
        pass
    with transaction.atomic():
        held = _locked(member_import)
        if held.state == ImportState.CHECKING:
            held.absent = absent_members(held).count()
            held.state = ImportState.CHECKED
            held.save()


def absent_members(member_import: MemberImport) -> models.QuerySet[Member]:
    """Members of whom one would expect that the file has them too, and it has not. Nothing is done to them."""
    there = ImportRow.objects.filter(member_import=member_import).values("number")
    return (
        Member.objects.of(member_import.organisation)
        .filter(status__in=STAYING)
        .exclude(number__in=there)
        .select_related("branch")
    )


@transaction.atomic
def _some_judged(member_import: MemberImport, judge: Judge) -> bool:
    held = _locked(member_import)
    rows = _next_rows(held, [""]) if held.state == ImportState.CHECKING else []
    for row in rows:
        found = judge.judge(row.cells)
        _keep(row, found)
        held.rejected += row.verdict == Verdict.REJECTED
    _rewrite(rows)
    return _heard(held, rows)


def _keep(row: ImportRow, found: Judgement) -> None:
    row.details, row.faults, row.remarks = found.details, found.faults, found.remarks
    row.number = str(found.details.get("number", ""))[:50]
    row.email = str(found.details.get("email", ""))[:254]
    row.difference = {}
    row.verdict = Verdict.REJECTED if found.faults else Verdict.READ


@transaction.atomic
def _some_compared(member_import: MemberImport) -> bool:
    held = _locked(member_import)
    rows = _next_rows(held, [Verdict.READ]) if held.state == ImportState.CHECKING else []
    if rows:
        first_lines = _first_lines(held, rows)
        members = _members_by_number(held.organisation, (row.number for row in rows))
        for row in rows:
            if first_lines[row.number] < row.line:
                said: Said = {"code": "number_twice", "value": row.number, "line": first_lines[row.number]}
                row.faults, row.verdict = [said], Verdict.REJECTED
            else:
                row.verdict, row.difference = compare(row.details, members.get(row.number))
            _count(held, row.verdict, 1)
        _remark_on_emails(held, rows)
    _rewrite(rows)
    return _heard(held, rows)


def compare(details: dict[str, object], member: Member | None) -> tuple[Verdict, Difference]:
    """What a row would do to the member of its number (None: there is none)."""
    if member is None:
        return Verdict.NEW, {}
    held = details_of(member)
    changes = difference(held, merged(details, held))
    return (Verdict.CHANGED if changes else Verdict.UNCHANGED), changes


def merged(details: dict[str, object], held: MemberDetails | None) -> MemberDetails:
    """A member's whole record: what the row says, and for fields without a column what stands there already."""
    before = held.as_json() if held else MemberDetails("", "", "").as_json()
    after = MemberDetails.from_json({**before, **details})
    return replace(after, others=tuple(code for code in after.others if code != after.branch))


def _first_lines(held: MemberImport, rows: Iterable[ImportRow]) -> dict[str, int]:
    """Of each of these numbers the first line of the file that has it."""
    same = ImportRow.objects.filter(member_import=held, number__in=[row.number for row in rows])
    return dict(same.order_by().values_list("number").annotate(first=models.Min("line")))


def _remark_on_emails(held: MemberImport, rows: Iterable[ImportRow]) -> None:
    by_email = {row.email: row for row in rows if row.email}
    kept = ImportRow.objects.filter(member_import=held, email__in=by_email)
    lines: dict[str, list[int]] = {}
    for email, line in kept.values_list("email", "line"):
        lines.setdefault(email, []).append(line)
    numbers = ImportRow.objects.filter(member_import=held).values("number")
    others = Member.objects.of(held.organisation).filter(email__in=by_email).exclude(number__in=numbers)
    elsewhere = dict(others.values_list("email", "number"))
    for row in rows:
        if twin := next((line for line in lines.get(row.email, ()) if line != row.line), None):
            row.remarks = [*row.remarks, {"code": "email_twice", "value": row.email, "line": twin}]
        elif row.email in elsewhere:
            number = elsewhere[row.email]
            row.remarks = [*row.remarks, {"code": "email_of_another", "value": row.email, "number": number}]


# Apply ----------------------------------------------------------------------------------------------------------------


@transaction.atomic
def confirm(*, by: str, member_import: MemberImport) -> None:
    """Let what the preview shows be done. Sent twice, it is done once. Raises ValidationError."""
    held = _locked(member_import)
    if held.state in {ImportState.APPLYING, ImportState.DONE}:
        return
    if held.state != ImportState.CHECKED:
        raise ValidationError(
            _("This import is %(state)s: look at its preview first.") % {"state": held.get_state_display()}
        )
    held.state, held.by, held.done = ImportState.APPLYING, by, 0
    held.heard_at = timezone.now()
    held.save()
    record(by=by, act="roll.confirm_import", subject=held.scope, details=_counts(held))


def apply(member_import: MemberImport) -> None:
    """Write what the preview showed, then drop the rows that are stored; the rejected stay, to be mended."""
    while _some_applied(member_import):
        pass
    with transaction.atomic():
        held = _locked(member_import)
        if held.state != ImportState.APPLYING:
            return
        ImportRow.objects.filter(member_import=held, verdict=Verdict.UNCHANGED).delete()
        _check_totals(held)
        held.state, held.ended_at = ImportState.DONE, clock.now()
        held.save()
        record(by=held.by, act="roll.apply_import", subject=held.scope, details=_counts(held))


@transaction.atomic
def _some_applied(member_import: MemberImport) -> bool:
    held = _locked(member_import)
    rows = _next_rows(held, [Verdict.NEW, Verdict.CHANGED]) if held.state == ImportState.APPLYING else []
    if not rows:
        return False
    codes = Codes.of(held.organisation)
    members = _members_by_number(held.organisation, (row.number for row in rows))
    new: list[MemberDetails] = []
    changed: list[tuple[Member, MemberDetails, Difference]] = []
    late: list[ImportRow] = []
    for row in rows:
        member = members.get(row.number)
        if compare(row.details, member) != (row.verdict, row.difference) or not _codes_there(row.details, codes):
            late.append(row)
        elif member is None:
            new.append(merged(row.details, None))
        else:
            changed.append((member, merged(row.details, details_of(member)), row.difference))
    at = clock.now()
    if new:
        write_new(codes, new, by=held.by, at=at, member_import=held)
    if changed:
        write_changed(codes, changed, by=held.by, at=at, member_import=held)
    for row in late:
        _count(held, row.verdict, -1)
        _count(held, Verdict.REJECTED, 1)
        row.faults, row.verdict = [{"code": "changed_meanwhile"}], Verdict.REJECTED
    _rewrite(late)
    written = {row.pk for row in rows} - {row.pk for row in late}
    ImportRow.objects.filter(member_import=held, pk__in=written).delete()
    return _heard(held, rows)


def _codes_there(details: dict[str, object], codes: Codes) -> bool:
    try:
        codes.check(merged(details, None))
    except ValidationError:
        return False
    return True


def _check_totals(held: MemberImport) -> None:
    """Every row is accounted for, and what was counted is what was written."""
    written = MemberChange.objects.filter(member_import=held)
    kept = ImportRow.objects.filter(member_import=held, verdict=Verdict.REJECTED).count()
    assert held.rows == held.new + held.changed + held.unchanged + held.rejected, "rows are unaccounted for"
    assert (written.filter(entered=True).count(), written.filter(entered=False).count(), kept) == (
        held.new,
        held.changed,
        held.rejected,
    ), "what was counted is not what was written"


# Undo, discard --------------------------------------------------------------------------------------------------------


@transaction.atomic
def undo(*, by: str, member_import: MemberImport) -> None:
    """Take a whole import back: who was entered is gone, what was changed is as before. Raises ValidationError.

    Refused as soon as something depends on it: a roll frozen since, a later change, a candidate, an account.
    """
    held = _locked(member_import)
    if held.state == ImportState.UNDONE:
        return
    if reasons := why_not_undone(held):
        raise ValidationError(reasons)
    at = clock.now()
    entered = MemberChange.objects.filter(member_import=held, entered=True)
    while keys := list(entered.values_list("member", flat=True)[:AT_ONCE]):
        MemberChange.objects.filter(member__in=keys).delete()
        Member.objects.of(held.organisation).filter(pk__in=keys).delete()
    codes = Codes.of(held.organisation)
    last = 0
    changes = MemberChange.objects.filter(member_import=held, entered=False).order_by("pk")
    while some := list(changes.filter(pk__gt=last)[:AT_ONCE]):
        last = some[-1].pk
        members = _members_by_key(held.organisation, [change.member_id for change in some])
        back = []
        for change in some:
            member = members[change.member_id]
            now = details_of(member)
            before = {**now.as_json(), **{name: values[0] for name, values in change.changes.items()}}
            was = MemberDetails.from_json(before)
            back.append((member, was, difference(now, was)))
        write_changed(codes, back, by=by, at=at)
    ImportRow.objects.filter(member_import=held).delete()
    held.state, held.ended_at = ImportState.UNDONE, at
    held.save()
    record(by=by, act="roll.undo_import", subject=held.scope, details=_counts(held))


def why_not_undone(member_import: MemberImport) -> list[str]:
    """What stands against undoing an import, in words; nothing where it can be undone."""
    if member_import.state != ImportState.DONE or member_import.ended_at is None:
        return [_("Only an import that is done can be undone.")]
    reasons = []
    organisation, ended = member_import.organisation, member_import.ended_at
    if rolls := FrozenRoll.objects.of(organisation).filter(frozen_at__gte=member_import.uploaded_at).count():
        said = ngettext(
            "A roll has been frozen since: it stays as it is, and so does what it was made from.",
            "%(n)d rolls have been frozen since: they stay as they are, and so does what they were made from.",
            rolls,
        )
        reasons.append(said % {"n": rolls})
    touched = MemberChange.objects.filter(member_import=member_import)
    later = MemberChange.objects.of(organisation).filter(at__gt=ended, member__in=touched.values("member"))
    later = later.exclude(member_import=member_import)
    if n := later.count():
        said = ngettext(
            "One of its members has been changed since: undo that by hand, or leave it.",
            "%(n)d changes have been made to its members since: undo them by hand, or leave it.",
            n,
        )
        reasons.append(said % {"n": n})
    entered = Member.objects.of(organisation).filter(pk__in=touched.filter(entered=True).values("member"))
    if entered.filter(user__isnull=False).exists():
        reasons.append(_("Somebody entered by it has an account since."))
    reasons += [
        _("Somebody entered by it is spoken of elsewhere since: %(where)s.") % {"where": where}
        for where in _elsewhere(entered)
    ]
    return reasons


def _elsewhere(entered: models.QuerySet[Member]) -> list[str]:
    """The tables, of this room or those above, that speak of these members beside what an import writes itself."""
    own = {"belongings", "changes"}
    found = []
    for relation in Member._meta.related_objects:  # noqa: SLF001
        table = relation.related_model
        rows = table._base_manager.filter(**{f"{relation.field.name}__in": entered.values("pk")})  # noqa: SLF001
        if relation.get_accessor_name() not in own and rows.exists():
            found.append(str(table._meta.verbose_name_plural))  # noqa: SLF001 - so are Django's names for them
    return found


@transaction.atomic
def discard(*, by: str, member_import: MemberImport) -> None:
    """Throw an import away that was not applied, or the rejected rows of one that is done."""
    held = _locked(member_import)
    if held.state == ImportState.APPLYING:
        raise ValidationError(_("This import is being applied: wait until it is done."))
    ImportRow.objects.filter(member_import=held).delete()
    if held.state in UNFINISHED:
        record(by=by, act="roll.discard_import", subject=held.scope)
        held.delete()


# Shared ---------------------------------------------------------------------------------------------------------------


def seems_interrupted(member_import: MemberImport) -> bool:
    """Whether an import that should be going on has not been heard of for a minute."""
    working = member_import.state in {ImportState.CHECKING, ImportState.APPLYING}
    return working and member_import.heard_at is not None and timezone.now() - member_import.heard_at > SILENCE


def _locked(member_import: MemberImport) -> MemberImport:
    of_organisation = MemberImport.objects.of(member_import.organisation)
    return of_organisation.select_for_update().get(pk=member_import.pk)


def _next_rows(held: MemberImport, verdicts: list[str]) -> list[ImportRow]:
    rows = ImportRow.objects.filter(member_import=held, verdict__in=verdicts)
    return list(rows.order_by("line")[:AT_ONCE])


def _rewrite(rows: Sequence[ImportRow]) -> None:
    """Write judged rows back: as new ones over the old, which both databases do many times faster than updating."""
    if rows:
        ImportRow.objects.bulk_create(
            [
                ImportRow(**{name: getattr(row, name) for name in ("member_import_id", "line", "cells", *JUDGED)})
                for row in rows
            ],
            update_conflicts=True,
            unique_fields=["member_import", "line"],
            update_fields=JUDGED,
        )


JUDGED = ("number", "email", "details", "verdict", "faults", "remarks", "difference")


def _heard(held: MemberImport, rows: Sequence[ImportRow]) -> bool:
    """Write down how far it is; whether there were rows."""
    if rows:
        held.done += len(rows)
        held.heard_at = timezone.now()
        held.save()
    return bool(rows)


def _count(held: MemberImport, verdict: str, by: int) -> None:
    setattr(held, verdict, getattr(held, verdict) + by)


def _counts(held: MemberImport) -> dict[str, int | str | bool | None]:
    return {name: getattr(held, name) for name in ("rows", "new", "changed", "unchanged", "rejected", "absent")}


def _members_by_number(organisation: Organisation, numbers: Iterable[str]) -> dict[str, Member]:
    members = Member.objects.of(organisation).filter(number__in=list(numbers))
    return {member.number: member for member in _with_lists(members)}


def _members_by_key(organisation: Organisation, keys: Iterable[int]) -> dict[int, Member]:
    members = Member.objects.of(organisation).filter(pk__in=list(keys))
    return {member.pk: member for member in _with_lists(members)}


def _with_lists(members: models.QuerySet[Member]) -> models.QuerySet[Member]:
    return members.select_related("branch").prefetch_related("belongings__branch", "categories")
