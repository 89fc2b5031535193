"""Making accounts, giving offices and taking them."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings_site.accounts.conflicts import refuse_party
from hustings_site.accounts.enums import Office
from hustings_site.accounts.models import Role, User
from hustings_site.journal.services import record


@transaction.atomic
def open_account(*, by: str, email: str, name: str, password: str | None) -> User:
    """A new account; its act stands in the journal without the address, which is personal."""
    user = User.objects.create_user(email, password, name=name)
    record(by=by, act="accounts.open_account", subject=user.scope)
    return user


@transaction.atomic
def give_office(
    *, by: str, user: User, office: Office, scope: str = "*", until: datetime | None = None, declared: str = ""
) -> Role:
    """Let a person act in an office until a moment (None: until it is taken); giving it twice changes nothing.

    An office that had ended is begun anew. Raises ValidationError where the person is a party in that place and the
    office must be neutral (accounts/conflicts.py).
    """
    refuse_party(user, office, scope)
    now = timezone.now()
    role, new = Role.objects.select_for_update().get_or_create(
        user=user,
        office=office,
        scope=scope,
        defaults={"until": until, "declared": declared, "since": now},
    )
    ended = role.until is not None and role.until <= now
    if ended:
        role.since, role.until, role.suspended_at, role.declared = now, until, None, declared
        role.save()
    if new or ended:
        record(by=by, act="accounts.give_office", subject=user.scope, details={"office": office, "scope": scope})
    return role


@transaction.atomic
def take_office(*, by: str, role: Role, reason: str) -> None:
    """End an office now; taking it twice changes nothing."""
    held = Role.objects.select_for_update().get(pk=role.pk)
    now = timezone.now()
    if held.until is not None and held.until <= now:
        return
    held.until = now
    held.save(update_fields=["until"])
    record(
        by=by,
        act="accounts.take_office",
        subject=held.user.scope,
        details={"office": held.office, "scope": held.scope, "reason": reason},
    )


@transaction.atomic
def suspend_office(*, by: str, role: Role, reason: str) -> None:
    """Stop a person from acting in an office that stays theirs; a deputy goes on. Raises ValidationError without a
    reason, or where it is suspended already."""
    held = _current(role)
    if not reason.strip():
        raise ValidationError(_("Say why: the reason stands in the journal."))
    if held.suspended_at is not None:
        raise ValidationError(_("This office is suspended already."))
    held.suspended_at = timezone.now()
    held.save(update_fields=["suspended_at"])
    record(
        by=by,
        act="accounts.suspend_office",
        subject=held.user.scope,
        details={"office": held.office, "scope": held.scope, "reason": reason},
    )


@transaction.atomic
def reinstate_office(*, by: str, role: Role, reason: str) -> None:
    """Let a suspended officer act again. Raises ValidationError where the office is not suspended."""
    held = _current(role)
    if held.suspended_at is None:
        raise ValidationError(_("This office is not suspended."))
    held.suspended_at = None
    held.save(update_fields=["suspended_at"])
    record(
        by=by,
        act="accounts.reinstate_office",
        subject=held.user.scope,
        details={"office": held.office, "scope": held.scope, "reason": reason},
    )


def _current(role: Role) -> Role:
    held = Role.objects.select_for_update().current().filter(pk=role.pk).first()
    if held is None:
        raise ValidationError(_("This office has ended meanwhile."))
    return held


@transaction.atomic
def declare_interests(*, by: str, role: Role, declared: str) -> None:
    """What the holder of an office says of interests of theirs; it is shown with their name."""
    Role.objects.filter(pk=role.pk).update(declared=declared.strip())
    record(by=by, act="accounts.declare_interests", subject=role.user.scope, details={"scope": role.scope})


@transaction.atomic
def set_password(*, by: str, user: User, password: str) -> None:
    """Replace the password; whoever was signed in with the old one is signed out."""
    user.set_password(password)
    user.save(update_fields=["password"])
    record(by=by, act="accounts.set_password", subject=user.scope)


@transaction.atomic
def appoint_returning_officer(*, by: str, email: str, name: str, password: str) -> User:
    """Whoever has this e-mail address runs elections here and signs in with this password; the account may be new."""
    user = User.objects.filter(email=email.strip().lower()).first()
    if user is None:
        user = open_account(by=by, email=email, name=name, password=password)
    else:
        set_password(by=by, user=user, password=password)
    give_office(by=by, user=user, office=Office.RETURNING_OFFICER)
    return user
