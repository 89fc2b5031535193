"""Making accounts, giving offices and taking them."""

from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from hustings_site.accounts.conflicts import refuse_party
from hustings_site.accounts.enums import Office
from hustings_site.accounts.models import PrintedCode, Role, User
from hustings_site.journal.services import record

PRINTED_FOR = timedelta(hours=1)
"""How long a printed sign-in code serves."""

LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
"""What printed codes are made of: nothing that is read for something else, and no words. 12 of them are 52 bits."""


@transaction.atomic
def open_account(*, by: str, email: str, name: str) -> User:
    """A new account; its act stands in the journal without the address, which is personal."""
    user = User.objects.create_user(email, name=name)
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
def appoint_returning_officer(*, by: str, email: str, name: str) -> User:
    """Whoever has this e-mail address runs every election of the installation; the account may be new."""
    user = User.objects.filter(email=email.strip().lower()).first() or open_account(by=by, email=email, name=name)
    give_office(by=by, user=user, office=Office.RETURNING_OFFICER)
    return user


@transaction.atomic
def print_sign_in_code(*, by: str, user: User) -> str:
    """A code that signs the person in once within the hour, told to whoever asks instead of mailed.

    For a machine that sends no mail yet. The one printed before no longer serves.
    """
    code = get_random_string(12, LETTERS)
    PrintedCode.objects.update_or_create(
        user=user, defaults={"code": make_password(code), "until": timezone.now() + PRINTED_FOR}
    )
    record(by=by, act="accounts.print_sign_in_code", subject=user.scope)
    return "-".join(code[place : place + 4] for place in (0, 4, 8))


@transaction.atomic
def use_printed_code(user: User, typed: str) -> bool:
    """Whether this is the person's printed code, still good; it is used up."""
    printed = PrintedCode.objects.select_for_update().filter(user=user, until__gt=timezone.now()).first()
    if printed is None or not check_password(plain_code(typed), printed.code):
        return False
    printed.delete()
    return True


@transaction.atomic
def sign_out_everywhere(*, by: str, user: User) -> None:
    """End every session of the person, on every device: each is sealed with a value that is drawn anew."""
    user.set_unusable_password()
    user.save(update_fields=["password"])
    record(by=by, act="accounts.sign_out_everywhere", subject=user.scope)


def plain_code(typed: str) -> str:
    """A code as it is compared: without the dashes and spaces that make it easier to read."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())
