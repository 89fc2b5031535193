"""Giving offices, taking them, suspending and reinstating: by administrators, two of them where it matters."""

from collections.abc import Mapping
from datetime import date, datetime, time

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hustings_site.accounts.conflicts import refuse_party
from hustings_site.accounts.enums import Office
from hustings_site.accounts.models import Role, User
from hustings_site.accounts.permissions import is_administrator, person, require
from hustings_site.accounts.places import Place, place_of
from hustings_site.accounts.services import (
    declare_interests,
    give_office,
    open_account,
    reinstate_office,
    suspend_office,
    take_office,
)
from hustings_site.journal.acts import Act, Details, register
from hustings_site.journal.approvals import propose
from hustings_site.journal.models import Proposal

GIVE, TAKE, REINSTATE = "accounts.give_office", "accounts.take_office", "accounts.reinstate_office"
BY_TWO = (
    Office.ADMINISTRATOR,
    Office.RETURNING_OFFICER,
    Office.DEPUTY,
    Office.SCRUTINEER,
    Office.KEY_HOLDER,
    Office.CODE_OFFICE,
)
"""Offices that nobody gives, takes or gives back alone. Suspending is done by one: it may be urgent, and is undone."""


def register_acts() -> None:
    """Make known what a second administrator approves."""
    register(Act(GIVE, _give, _may_approve))
    register(Act(TAKE, _take, _may_approve))
    register(Act(REINSTATE, _reinstate, _may_approve))


@transaction.atomic
def appoint(
    *, by: str, place: Place, email: str, name: str, office: Office, until: date | None = None, reason: str = ""
) -> Proposal | None:
    """Give an office here to whoever has this address, whose account may be new; None: it is done.

    Otherwise it waits for a second administrator. Raises PermissionDenied, and ValidationError where the office is not
    held here, the day is past, or the person is a party.
    """
    require(by, Office.ADMINISTRATOR, scopes=place.chain)
    if office not in place.offices:
        raise ValidationError(_("%(office)s is no office here.") % {"office": Office(office).label.capitalize()})
    end = None if until is None else _end_of(until)
    if end is not None and end <= timezone.now():
        raise ValidationError(_("The last day is past: choose a later one, or leave it empty."))
    user = User.objects.filter(email=email.strip().lower()).first() or open_account(by=by, email=email, name=name)
    refuse_party(user, office, place.scope)
    if user.roles.current().filter(office=office, scope=place.scope).exists():
        raise ValidationError(
            _("%(name)s is %(office)s here already.") % {"name": user.name, "office": Office(office).label}
        )
    details: Details = {"office": office, "scope": place.scope, "until": end.isoformat() if end else None}
    if office not in BY_TWO:
        _give(user.scope, details, by)
        return None
    title = _("Make %(name)s %(office)s: %(place)s") % {
        "name": user.name,
        "office": Office(office).label,
        "place": place.title,
    }
    return _ask(by, place, GIVE, user.scope, title, details, reason, concerning=user)


@transaction.atomic
def dismiss(*, by: str, role: Role, reason: str) -> Proposal | None:
    """End an office; None: it is done, otherwise it waits for a second administrator. Needs a reason."""
    place = _place_for(by, role)
    _need_reason(reason)
    if role.office not in BY_TWO:
        take_office(by=by, role=role, reason=reason)
        return None
    title = _("Take from %(name)s the office of %(office)s: %(place)s") % {
        "name": role.user.name,
        "office": role.get_office_display(),
        "place": place.title,
    }
    return _ask(by, place, TAKE, _scope(role), title, {"reason": reason}, reason, concerning=role.user)


@transaction.atomic
def suspend(*, by: str, role: Role, reason: str) -> None:
    """Stop somebody from acting in an office, at once; one administrator is enough."""
    _place_for(by, role)
    suspend_office(by=by, role=role, reason=reason)


@transaction.atomic
def reinstate(*, by: str, role: Role, reason: str) -> Proposal | None:
    """Let a suspended officer act again; None: it is done, otherwise it waits for a second administrator."""
    place = _place_for(by, role)
    _need_reason(reason)
    if role.office not in BY_TWO:
        reinstate_office(by=by, role=role, reason=reason)
        return None
    title = _("Let %(name)s act again as %(office)s: %(place)s") % {
        "name": role.user.name,
        "office": role.get_office_display(),
        "place": place.title,
    }
    return _ask(by, place, REINSTATE, _scope(role), title, {"reason": reason}, reason, concerning=role.user)


@transaction.atomic
def declare(*, by: str, role: Role, declared: str) -> None:
    """What holders of an office say of interests of their own; nobody says it for them."""
    if by != role.user.scope:
        raise PermissionDenied
    declare_interests(by=by, role=role, declared=declared)


def _ask(
    by: str, place: Place, act: str, subject: str, title: str, details: Details, reason: str, *, concerning: User
) -> Proposal | None:
    """Propose an act; where nobody else could approve it, or the organisation lets one act alone, it is done."""
    alone = place.alone or not _others(by, place, concerning)
    proposal = propose(
        by=by,
        place=place.chain[-1],
        act=act,
        subject=subject,
        title=title,
        details=details,
        reason=reason,
        alone=alone,
    )
    return None if alone else proposal


def _others(by: str, place: Place, concerning: User) -> bool:
    """Whether another administrator of the place could approve, who is not the one it is about."""
    administrators = Role.objects.in_force().filter(office=Office.ADMINISTRATOR, scope__in=place.chain)
    others = administrators.exclude(user=concerning).exclude(user=person(by)) if person(by) else administrators
    return others.filter(user__is_active=True).exists()


def _may_approve(by: str, place: str) -> bool:
    somebody, found = person(by), place_of(place)
    return somebody is not None and found is not None and is_administrator(somebody, *found.chain)


def _give(subject: str, details: Mapping[str, object], by: str) -> str:
    user = person(subject)
    if user is None:
        raise ValidationError(_("This account is closed."))
    until = parse_datetime(str(details["until"])) if details["until"] else None
    role = give_office(
        by=by, user=user, office=Office(str(details["office"])), scope=str(details["scope"]), until=until
    )
    return _("%(name)s is now %(office)s.") % {"name": user.name, "office": role.get_office_display()}


def _take(subject: str, details: Mapping[str, object], by: str) -> str:
    role = _role(subject)
    take_office(by=by, role=role, reason=str(details["reason"]))
    return _("%(name)s is no longer %(office)s.") % {"name": role.user.name, "office": role.get_office_display()}


def _reinstate(subject: str, details: Mapping[str, object], by: str) -> str:
    role = _role(subject)
    reinstate_office(by=by, role=role, reason=str(details["reason"]))
    return _("%(name)s acts again as %(office)s.") % {"name": role.user.name, "office": role.get_office_display()}


def _scope(role: Role) -> str:
    return f"role:{role.pk}"


def _role(subject: str) -> Role:
    return Role.objects.select_related("user").get(pk=int(subject.removeprefix("role:")))


def _place_for(by: str, role: Role) -> Place:
    """The place of an office, for an administrator of it. Raises PermissionDenied also where the place has gone."""
    place = place_of(role.scope)
    require(by, Office.ADMINISTRATOR, scopes=place.chain if place else ())
    if place is None:
        raise ValidationError(_("An office of the whole installation is taken where it was given: on its machine."))
    return place


def _need_reason(reason: str) -> None:
    if not reason.strip():
        raise ValidationError(_("Say why: the reason stands in the journal."))


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.max.replace(microsecond=0)))


def in_words(role: Role) -> str:
    """How long an office lasts, for people."""
    if role.until is None:
        return _("since %(day)s") % {"day": date_format(timezone.localtime(role.since), "j F Y")}
    return _("%(since)s to %(until)s") % {
        "since": date_format(timezone.localtime(role.since), "j F Y"),
        "until": date_format(timezone.localtime(role.until), "j F Y"),
    }
