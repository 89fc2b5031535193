"""Members' records: entered one by one or many at once, changed with their history. The journal never holds a name."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from itertools import islice

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hustings_site.accounts.models import User
from hustings_site.accounts.services import open_account
from hustings_site.journal import clock
from hustings_site.journal.services import record
from hustings_site.roll.enums import MemberStatus
from hustings_site.roll.models import Belonging, Branch, Category, Member, MemberChange, MemberImport, Organisation

AT_ONCE = 1000
"""Rows written by one statement."""

Difference = dict[str, list[object]]
"""{field: [before, after]}, both as JSON holds them."""


@dataclass(frozen=True, slots=True)
class MemberDetails:
    """A member's record as it is entered: branches and categories by their codes, "" or None where nothing is known."""

    number: str
    name: str
    branch: str
    email: str = ""
    email_is_personal: bool = True
    phone: str = ""
    address: str = ""
    postcode: str = ""
    others: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    joined: date | None = None
    paid_until: date | None = None
    status: str = MemberStatus.ACTIVE
    status_since: date | None = None
    weight: int = 1

    def as_json(self) -> dict[str, object]:
        """The record as JSON holds it: dates as 2026-01-31, codes sorted."""
        return {each.name: _plain(getattr(self, each.name)) for each in fields(self)}

    @classmethod
    def from_json(cls, held: Mapping[str, object]) -> "MemberDetails":
        """The record that `as_json` gave."""
        given = dict(held)
        for name in ("others", "categories"):
            given[name] = tuple(map(str, _listed(given.get(name))))
        for name in DATES:
            given[name] = date.fromisoformat(str(given[name])) if given.get(name) else None
        return cls(**given)  # type: ignore[arg-type]


DATES = ("joined", "paid_until", "status_since")
LISTS = ("others", "categories")
PLAIN = tuple(each.name for each in fields(MemberDetails) if each.name not in {"branch", *LISTS})
"""Fields that stand in the member's row under the same name."""


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return sorted(value) if isinstance(value, tuple) else value


def _listed(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else ()


@dataclass(slots=True)
class Codes:
    """The branches and categories of one organisation by their codes."""

    organisation: Organisation
    branches: dict[str, int] = field(default_factory=dict)
    categories: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, organisation: Organisation) -> "Codes":
        """Read from the database."""
        return cls(
            organisation,
            dict(Branch.objects.of(organisation).values_list("code", "pk")),
            dict(Category.objects.of(organisation).values_list("code", "pk")),
        )

    def check(self, details: MemberDetails) -> None:
        """Raise ValidationError where a code is not one of the organisation's."""
        for code in (details.branch, *details.others):
            if code not in self.branches:
                raise ValidationError(
                    _("Member %(number)s: there is no branch with the code “%(code)s”; enter the branch first.")
                    % {"number": details.number, "code": code}
                )
        for code in details.categories:
            if code not in self.categories:
                raise ValidationError(
                    _("Member %(number)s: there is no category with the code “%(code)s”; enter the category first.")
                    % {"number": details.number, "code": code}
                )

    def row(self, details: MemberDetails, *, version: int = 1) -> Member:
        """An unsaved row of these details."""
        plain = {name: getattr(details, name) for name in PLAIN}
        return Member(organisation=self.organisation, branch_id=self.branches[details.branch], version=version, **plain)


def details_of(member: Member) -> MemberDetails:
    """A member's record as it stands. For many, prefetch `branch`, `belongings__branch`, `categories`."""
    return MemberDetails(
        **{name: getattr(member, name) for name in PLAIN},
        branch=member.branch.code,
        others=tuple(sorted(each.branch.code for each in member.belongings.all())),
        categories=tuple(sorted(each.code for each in member.categories.all())),
    )


def difference(before: MemberDetails, after: MemberDetails) -> Difference:
    """What differs, field by field; nothing where the records are the same."""
    old, new = before.as_json(), after.as_json()
    return {name: [old[name], new[name]] for name in new if old[name] != new[name]}


@transaction.atomic
def enter_members(*, by: str, organisation: Organisation, members: Iterable[MemberDetails]) -> int:
    """Enter members that are new here, many at once; how many. Raises ValidationError where a code is unknown.

    Addresses are kept in small letters. Nothing is checked that the import checks: this is for records known to be
    good, of a demonstration or another system.
    """
    codes = Codes.of(organisation)
    at = clock.now()
    entered = 0
    for some in slices(members, AT_ONCE):
        for details in some:
            codes.check(details)
        entered += len(write_new(codes, some, by=by, at=at))
    record(by=by, act="roll.enter_members", subject=organisation.scope, details={"members": entered})
    return entered


@transaction.atomic
def enter_member(*, by: str, organisation: Organisation, details: MemberDetails) -> Member:
    """Enter one member. Raises ValidationError where the number is taken or something is not as it should be."""
    codes = Codes.of(organisation)
    codes.check(details)
    codes.row(_small(details)).full_clean()
    (member,) = write_new(codes, [details], by=by, at=clock.now())
    record(by=by, act="roll.enter_member", subject=member.scope)
    return member


@transaction.atomic
def change_member(*, by: str, member: Member, version: int, details: MemberDetails) -> Difference:
    """Make a member's record say this; what changed. `version` is that of the page on which it was typed.

    Raises ValidationError where somebody changed the record meanwhile.
    """
    held = Member.objects.of(member.organisation).select_for_update().get(pk=member.pk)
    refuse_stale(held.version, version)
    codes = Codes.of(held.organisation)
    details = _small(details)
    codes.check(details)
    changed = difference(details_of(held), details)
    if changed:
        for name in PLAIN:
            setattr(held, name, getattr(details, name))
        held.branch_id, held.version = codes.branches[details.branch], held.version + 1
        held.full_clean()
        held.save()
        _write_differences(codes, [(held, details, changed)], by=by, at=clock.now())
        record(by=by, act="roll.change_member", subject=held.scope, details={"fields": ", ".join(changed)})
    return changed


def refuse_stale(held: int, seen: int) -> None:
    """Raise ValidationError where what is changed is no longer what was seen."""
    if held != seen:
        raise ValidationError(
            _("Somebody else changed this while you had the page open. Nothing was saved: look at it again first.")
        )


@transaction.atomic
def link_account(*, by: str, member: Member, user: User | None) -> None:
    """Let the person who signs in with this account see the member's own page; None takes it back."""
    held = Member.objects.of(member.organisation).select_for_update().get(pk=member.pk)
    held.user = user
    held.save(update_fields=["user"])
    record(by=by, act="roll.link_account", subject=held.scope, details={"user": held.user_id})


@transaction.atomic
def give_account(*, by: str, member: Member) -> None:
    """Let a member sign in with the e-mail address of their record, and see their own page.

    Raises ValidationError where the address is not the member's alone: whoever reads it would read the record.
    """
    held = Member.objects.of(member.organisation).select_for_update().get(pk=member.pk)
    if held.user_id is not None:
        raise ValidationError(_("This member has an account already."))
    if not held.email or not held.email_is_personal:
        raise ValidationError(_("There is no e-mail address that is the member’s own: enter one first."))
    if Member.objects.of(held.organisation).filter(email=held.email).exclude(pk=held.pk).exists():
        raise ValidationError(_("Another member has the same e-mail address: an account needs one of its own."))
    user = User.objects.filter(email=held.email).first()
    if user is not None and Member.objects.of(held.organisation).filter(user=user).exists():
        raise ValidationError(_("The account with this e-mail address is tied to another member."))
    link_account(by=by, member=held, user=user or open_account(by=by, email=held.email, name=held.name))


def slices(things: Iterable[MemberDetails], most: int) -> Iterator[list[MemberDetails]]:
    """These things, `most` at a time."""
    rest = iter(things)
    while some := list(islice(rest, most)):
        yield some


def _small(details: MemberDetails) -> MemberDetails:
    return replace(details, email=details.email.strip().lower())


# Writing many ---------------------------------------------------------------------------------------------------------


def write_new(
    codes: Codes, members: Sequence[MemberDetails], *, by: str, at: datetime, member_import: MemberImport | None = None
) -> list[Member]:
    """Write members that are new, with their belongings, categories and the first line of their history."""
    members = [_small(details) for details in members]
    rows = Member.objects.bulk_create([codes.row(details) for details in members])
    _write_lists(codes, list(zip(rows, members, strict=True)))
    MemberChange.objects.bulk_create(
        [MemberChange(member=row, at=at, by=by, entered=True, member_import=member_import) for row in rows]
    )
    return rows


def write_changed(
    codes: Codes,
    members: Sequence[tuple[Member, MemberDetails, Difference]],
    *,
    by: str,
    at: datetime,
    member_import: MemberImport | None = None,
) -> None:
    """Write changed records, each with its difference in its history."""
    updated = [codes.row(details, version=member.version + 1) for member, details, _changes in members]
    Member.objects.bulk_create(
        updated,
        update_conflicts=True,
        unique_fields=["organisation", "number"],
        update_fields=[*(name for name in PLAIN if name != "number"), "branch", "version"],
    )
    _write_differences(codes, members, by=by, at=at, member_import=member_import)


def _write_differences(
    codes: Codes,
    members: Sequence[tuple[Member, MemberDetails, Difference]],
    *,
    by: str,
    at: datetime,
    member_import: MemberImport | None = None,
) -> None:
    """Write belongings and categories where they changed, and the history of each member."""
    relisted = [(member, details) for member, details, changes in members if changes.keys() & set(LISTS)]
    if relisted:
        keys = [member.pk for member, _details in relisted]
        Belonging.objects.filter(member__in=keys).delete()
        Member.categories.through.objects.filter(member__in=keys).delete()
        _write_lists(codes, relisted)
    MemberChange.objects.bulk_create(
        [
            MemberChange(member=member, at=at, by=by, changes=changes, member_import=member_import)
            for member, _details, changes in members
        ]
    )


def _write_lists(codes: Codes, members: Sequence[tuple[Member, MemberDetails]]) -> None:
    Belonging.objects.bulk_create(
        [
            Belonging(member=member, branch_id=codes.branches[code])
            for member, details in members
            for code in details.others
        ]
    )
    link = Member.categories.through
    link.objects.bulk_create(
        [
            link(member_id=member.pk, category_id=codes.categories[code])
            for member, details in members
            for code in details.categories
        ]
    )
