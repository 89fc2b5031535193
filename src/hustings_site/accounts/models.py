"""People who sign in. Members who vote need no account: they hold a voting code."""

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings_site.accounts.enums import Office


class UserManager(BaseUserManager["User"]):
    """Makes accounts; the e-mail address is the name that one signs in with."""

    def create_user(self, email: str, **fields: Any) -> "User":
        """One account. It has no password: its holder signs in with a code sent to the address, or a passkey."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_unusable_password()
        user.full_clean()
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, **fields: Any) -> "User":
        """Whoever runs the installation: may do everything."""
        return self.create_user(email, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find an account by e-mail address, in whatever case it was typed."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    is_active = models.BooleanField(_("may sign in"), default=True)
    joined = models.DateTimeField(_("account made"), default=timezone.now)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering = ["name"]
        verbose_name = _("account")
        verbose_name_plural = _("accounts")

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> str:
        """How the journal names this person."""
        return f"user:{self.pk}"


class RoleQuerySet(models.QuerySet["Role"]):
    """Offices of anybody."""

    def in_force(self, now: datetime | None = None) -> "RoleQuerySet":
        """Those that let their holders act at this moment: begun, not ended, not suspended."""
        at = now or timezone.now()
        return self.current(at).filter(suspended_at=None)

    def current(self, now: datetime | None = None) -> "RoleQuerySet":
        """Those begun and not ended, suspended ones among them."""
        at = now or timezone.now()
        return self.filter(models.Q(until=None) | models.Q(until__gt=at), since__lte=at)


class Role(models.Model):
    """An office held by a person in one place: the whole installation ("*") or one subject ("election:4").

    Who is suspended keeps the office and cannot act in it. `declared` is what the holder says of interests in that
    place; it is shown with the name.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="roles", verbose_name=_("person"))
    office = models.CharField(_("office"), max_length=40, choices=Office.choices)
    scope = models.CharField(_("where"), max_length=200, default="*", db_index=True)
    since = models.DateTimeField(_("from"), default=timezone.now)
    until = models.DateTimeField(_("until"), null=True, blank=True)
    suspended_at = models.DateTimeField(_("suspended at"), null=True, blank=True)
    declared = models.TextField(_("interests declared"), blank=True)

    objects = RoleQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "office", "scope"], name="one_role_of_a_kind")]
        verbose_name = _("role")
        verbose_name_plural = _("roles")

    def __str__(self) -> str:
        return f"{self.get_office_display()} {self.scope}"


class PrintedCode(models.Model):
    """A sign-in code that was printed for one person instead of mailed; it serves once, until a moment."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="printed_code", verbose_name=_("person"))
    code = models.CharField(_("code, hashed"), max_length=128)
    until = models.DateTimeField(_("until"))

    class Meta:
        verbose_name = _("printed sign-in code")
        verbose_name_plural = _("printed sign-in codes")

    def __str__(self) -> str:
        return f"{self.user} {self.until:%Y-%m-%d %H:%M}"


class Tries(models.Model):
    """How often one thing was tried by one person or from one address, since when (accounts/limits.py)."""

    key = models.CharField(_("what and who, hashed"), max_length=64, unique=True)
    began = models.DateTimeField(_("since"), db_index=True)
    count = models.PositiveIntegerField(_("times"))

    class Meta:
        verbose_name = _("tries")
        verbose_name_plural = _("tries")

    def __str__(self) -> str:
        return f"{self.count} since {self.began:%Y-%m-%d %H:%M}"


class ApiKey(models.Model):
    """A key by which a program of an administrator reads one organisation's data; only its fingerprint is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="api_keys", verbose_name=_("made by"))
    scope = models.CharField(_("organisation"), max_length=200, db_index=True)
    name = models.CharField(_("what it is for"), max_length=200)
    sha256 = models.CharField(_("fingerprint (SHA-256)"), max_length=64, unique=True)
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    used_at = models.DateTimeField(_("last used"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("taken out of use"), null=True, blank=True)

    class Meta:
        ordering = ["-made_at"]
        verbose_name = _("key to the API")
        verbose_name_plural = _("keys to the API")

    def __str__(self) -> str:
        return self.name
