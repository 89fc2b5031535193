"""Organisations, branches, members; rules of who may vote, and the rolls frozen by them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings_site.roll.enums import BranchKind, Channel, EntryStanding, MemberStatus
from hustings_site.roll.scoping import Scoped


class Organisation(models.Model):
    """Who runs elections here: the controller of its own members' data."""

    slug = models.SlugField(_("address"), max_length=100, unique=True)
    name = models.CharField(_("name"), max_length=200, unique=True)
    contact = models.EmailField(_("address for questions"), blank=True)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="en")
    two_officers = models.BooleanField(
        _("two officers approve what cannot be undone"),
        default=True,
        help_text=_("Switched off, one officer acts alone, and the public pages say so."),
    )
    invented = models.BooleanField(_("invented, for demonstration"), default=False)

    class Meta:
        ordering = ["name"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> str:
        """How roles and the journal name this organisation."""
        return f"organisation:{self.pk}"


class Branch(Scoped):
    """A part of the organisation, in a tree: a region with its branches, a section, a workplace.

    `path` holds the codes from the root down, each followed by a slash ("north/alderby/"), so that everything under
    a branch is found by its beginning.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="branches")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, related_name="children", null=True, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=BranchKind.choices, default=BranchKind.BRANCH)
    code = models.SlugField(_("code"), max_length=50)
    name = models.CharField(_("name"), max_length=200)
    path = models.CharField(_("path"), max_length=500)

    scoped_by: ClassVar[tuple[str, ...]] = ("organisation", "parent")

    class Meta:
        ordering = ["path"]
        constraints = [models.UniqueConstraint(fields=["organisation", "code"], name="one_branch_of_a_code")]
        verbose_name = _("branch")
        verbose_name_plural = _("branches")

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> str:
        """How roles and the journal name this branch."""
        return f"branch:{self.pk}"


class Category(Scoped):
    """A group that members of any branch may belong to: youth, disabled members, councillors."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="categories")
    code = models.SlugField(_("code"), max_length=50)
    name = models.CharField(_("name"), max_length=200)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["organisation", "code"], name="one_category_of_a_code")]
        verbose_name = _("category")
        verbose_name_plural = _("categories")

    def __str__(self) -> str:
        return self.name


class Member(Scoped):
    """A person on the organisation's books: one person, one vote, in however many branches."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="members")
    number = models.CharField(_("membership number"), max_length=50)
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail address"), blank=True)
    email_is_personal = models.BooleanField(_("a personal address, not the workplace's"), default=True)
    phone = models.CharField(_("telephone"), max_length=50, blank=True)
    address = models.TextField(_("postal address"), blank=True)
    postcode = models.CharField(_("postcode"), max_length=20, blank=True)
    branch = models.ForeignKey(Branch, on_delete=models.PROTECT, related_name="members", verbose_name=_("home branch"))
    categories = models.ManyToManyField(Category, related_name="members", blank=True)
    joined = models.DateField(_("joined on"), null=True, blank=True)
    paid_until = models.DateField(_("paid up to"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=20, choices=MemberStatus.choices, default=MemberStatus.ACTIVE)
    status_since = models.DateField(_("since"), null=True, blank=True)
    weight = models.PositiveIntegerField(_("votes on a weighted ballot"), default=1)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="memberships", null=True, blank=True
    )

    scoped_by: ClassVar[tuple[str, ...]] = ("organisation", "branch", "user")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["organisation", "number"], name="one_member_of_a_number")]
        verbose_name = _("member")
        verbose_name_plural = _("members")

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> str:
        """How the journal names this member: by a number of ours, never by name."""
        return f"member:{self.pk}"


class Belonging(Scoped):
    """A member's place in a section, a workplace or a second branch, beside the home branch."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="belongings")
    branch = models.ForeignKey(Branch, on_delete=models.PROTECT, related_name="belongings")

    scoped_by: ClassVar[tuple[str, ...]] = ("member__organisation", "member", "branch")

    class Meta:
        ordering = ["branch"]
        constraints = [models.UniqueConstraint(fields=["member", "branch"], name="a_member_once_in_a_branch")]
        verbose_name = _("belonging")
        verbose_name_plural = _("belongings")

    def __str__(self) -> str:
        return f"{self.member} {self.branch}"


class Electorate(Scoped):
    """Who may vote, as a rule: the tests that a member must pass (see roll/electorates.py for its terms)."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="electorates")
    slug = models.SlugField(_("address"), max_length=100)
    name = models.CharField(_("name"), max_length=200)
    rule = models.JSONField(_("rule"), default=dict)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["organisation", "slug"], name="one_electorate_at_an_address")]
        verbose_name = _("electorate")
        verbose_name_plural = _("electorates")

    def __str__(self) -> str:
        return self.name


class FrozenRoll(Scoped):
    """An electorate as it stood on one day. Its entries are a minimal extract, and none is ever removed."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="rolls")
    electorate = models.ForeignKey(Electorate, on_delete=models.PROTECT, related_name="rolls")
    frozen_at = models.DateTimeField(_("frozen at"))
    rule = models.JSONField(_("rule"), default=dict)
    rule_text = models.TextField(_("rule in words"))
    sha256 = models.CharField(_("fingerprint (SHA-256)"), max_length=64)
    size = models.PositiveIntegerField(_("entitled when frozen"))
    quality = models.JSONField(_("quality report"), default=dict)

    scoped_by: ClassVar[tuple[str, ...]] = ("organisation", "electorate")

    class Meta:
        ordering = ["-frozen_at"]
        verbose_name = _("frozen roll")
        verbose_name_plural = _("frozen rolls")

    def __str__(self) -> str:
        return f"{self.electorate} {self.frozen_at:%Y-%m-%d}"

    @property
    def scope(self) -> str:
        """How the journal names this roll."""
        return f"roll:{self.pk}"


class RollEntry(Scoped):
    """One elector on a frozen roll: what the poll needs and no more."""

    roll = models.ForeignKey(FrozenRoll, on_delete=models.PROTECT, related_name="entries")
    member = models.ForeignKey(Member, on_delete=models.SET_NULL, related_name="entries", null=True, blank=True)
    number = models.CharField(_("membership number"), max_length=50)
    name = models.CharField(_("name"), max_length=200)
    branch = models.ForeignKey(Branch, on_delete=models.PROTECT, related_name="entries")
    channel = models.CharField(_("reached by"), max_length=10, choices=Channel.choices)
    email = models.EmailField(_("e-mail address"), blank=True)
    address = models.TextField(_("postal address"), blank=True)
    weight = models.PositiveIntegerField(_("votes"), default=1)
    standing = models.CharField(
        _("standing"), max_length=10, choices=EntryStanding.choices, default=EntryStanding.ENTITLED
    )

    scoped_by: ClassVar[tuple[str, ...]] = ("roll__organisation", "roll", "member", "branch")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["roll", "number"], name="one_entry_of_a_number")]
        verbose_name = _("entry of a roll")
        verbose_name_plural = _("entries of rolls")

    def __str__(self) -> str:
        return self.name


class LateChange(Scoped):
    """A change of a frozen roll as the public sees it: a number, the branch, what and why, never a name."""

    roll = models.ForeignKey(FrozenRoll, on_delete=models.PROTECT, related_name="changes")
    number = models.PositiveIntegerField(_("number"))
    branch = models.ForeignKey(Branch, on_delete=models.PROTECT, related_name="changes")
    standing = models.CharField(_("the entry became"), max_length=10, choices=EntryStanding.choices)
    reason = models.TextField(_("reason"))
    at = models.DateTimeField(_("at"))

    scoped_by: ClassVar[tuple[str, ...]] = ("roll__organisation", "roll", "branch")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["roll", "number"], name="one_late_change_of_a_number")]
        verbose_name = _("late change")
        verbose_name_plural = _("late changes")

    def __str__(self) -> str:
        return f"{self.number} {self.get_standing_display()}"
