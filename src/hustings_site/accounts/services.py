"""Making accounts and giving offices."""

from django.db import transaction

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
def give_office(*, by: str, user: User, office: Office, scope: str = "*") -> Role:
    """Let a person act in an office; giving it twice changes nothing."""
    role, new = Role.objects.get_or_create(user=user, office=office, scope=scope)
    if new:
        record(by=by, act="accounts.give_office", subject=user.scope, details={"office": office, "scope": scope})
    return role


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
