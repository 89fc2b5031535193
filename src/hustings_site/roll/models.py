"""Organisations, branches, members; rules of who may vote, and the rolls frozen by them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings_site.roll.enums import (
    BranchKind,
    Channel,
    EntryStanding,
    ImportState,
    MemberStatus,
    RequestState,
    Verdict,
    WhyPost,
)
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
    keep_months = models.PositiveIntegerField(
        _("months for which a frozen roll keeps names"),
        default=12,
        help_text=_("Then two officers erase them; numbers, counts and fingerprint stay."),
    )
    version = models.PositiveIntegerField(_("version"), default=1)

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
    version = models.PositiveIntegerField(_("version"), default=1)

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
    version = models.PositiveIntegerField(_("version"), default=1)

    scoped_by: ClassVar[tuple[str, ...]] = ("organisation", "branch", "user")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["organisation", "number"], name="one_member_of_a_number")]
        indexes = [
            models.Index(fields=["organisation", "email"], name="members_by_email"),
            models.Index(fields=["organisation", "name"], name="members_by_name"),
        ]
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
    weighted = models.BooleanField(
        _("weighted"),
        default=False,
        help_text=_("On a card vote each elector has as many votes as the members’ list says; otherwise one."),
    )
    version = models.PositiveIntegerField(_("version"), default=1)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["organisation", "slug"], name="one_electorate_at_an_address")]
        verbose_name = _("electorate")
        verbose_name_plural = _("electorates")

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> str:
        """How the journal names this electorate."""
        return f"electorate:{self.pk}"


class FrozenRoll(Scoped):
    """An electorate as it stood on one day. Its entries are a minimal extract, and none is ever removed.

    `sha256` is over the text that docs/specs/roll.md describes (roll/fingerprint.py). `counts` holds the entitled by
    branch and category, {"branches": {code: n}, "categories": {code: n}}; `quality` {finding: n} (roll/quality.py).
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="rolls")
    electorate = models.ForeignKey(Electorate, on_delete=models.PROTECT, related_name="rolls")
    frozen_at = models.DateTimeField(_("frozen at"))
    rule = models.JSONField(_("rule"), default=dict)
    rule_text = models.TextField(_("rule in words"))
    sha256 = models.CharField(_("fingerprint (SHA-256)"), max_length=64)
    size = models.PositiveIntegerField(_("entitled when frozen"))
    counts = models.JSONField(_("counts"), default=dict)
    quality = models.JSONField(_("quality report"), default=dict)
    names_erased_at = models.DateTimeField(_("names erased at"), null=True, blank=True)

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
    """One elector on a frozen roll: what the poll needs and no more. Names and addresses are erased in the end."""

    roll = models.ForeignKey(FrozenRoll, on_delete=models.PROTECT, related_name="entries")
    member = models.ForeignKey(Member, on_delete=models.SET_NULL, related_name="entries", null=True, blank=True)
    number = models.CharField(_("membership number"), max_length=50)
    name = models.CharField(_("name"), max_length=200)
    branch = models.ForeignKey(Branch, on_delete=models.PROTECT, related_name="entries")
    channel = models.CharField(_("reached by"), max_length=10, choices=Channel.choices)
    why_post = models.CharField(_("why by post"), max_length=20, choices=WhyPost.choices, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    address = models.TextField(_("postal address"), blank=True)
    weight = models.PositiveIntegerField(_("votes"), default=1)
    standing = models.CharField(
        _("standing"), max_length=10, choices=EntryStanding.choices, default=EntryStanding.ENTITLED
    )
    late = models.BooleanField(_("added after the freeze"), default=False)

    scoped_by: ClassVar[tuple[str, ...]] = ("roll__organisation", "roll", "member", "branch")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["roll", "number"], name="one_entry_of_a_number")]
        verbose_name = _("entry of a roll")
        verbose_name_plural = _("entries of rolls")

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> str:
        """How the journal names this entry."""
        return f"entry:{self.pk}"


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


class MemberImport(Scoped):
    """A file of members on its way in: uploaded, its columns told, checked, confirmed, applied; perhaps undone.

    `headings` are the file's own, in order; `columns` says for each which field it fills ("" none). The rows stand in
    `ImportRow` while the import is at work, so that it can go on after an interruption. The six counts always add up:
    rows = new + changed + unchanged + rejected once it is checked, and again once it is applied.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="imports")
    by = models.CharField(_("by"), max_length=200)
    file_name = models.CharField(_("file"), max_length=255)
    sha256 = models.CharField(_("fingerprint (SHA-256)"), max_length=64)
    uploaded_at = models.DateTimeField(_("uploaded at"))
    state = models.CharField(_("state"), max_length=20, choices=ImportState.choices, default=ImportState.UPLOADED)
    notes = models.JSONField(_("seen in the file"), default=list)
    headings = models.JSONField(_("headings"), default=list)
    columns = models.JSONField(_("columns"), default=list)
    month_first = models.BooleanField(_("dates such as 03/04/2026 begin with the month"), default=False)
    rows = models.PositiveIntegerField(_("rows"), default=0)
    blank = models.PositiveIntegerField(_("blank lines"), default=0)
    new = models.PositiveIntegerField(_("new"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    rejected = models.PositiveIntegerField(_("rejected"), default=0)
    absent = models.PositiveIntegerField(_("members not in the file"), default=0)
    done = models.PositiveIntegerField(_("rows done"), default=0)
    heard_at = models.DateTimeField(_("last heard of"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    class Meta:
        ordering = ["-uploaded_at"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")

    def __str__(self) -> str:
        return self.file_name

    @property
    def scope(self) -> str:
        """How the journal names this import."""
        return f"import:{self.pk}"


class ImportRow(Scoped):
    """One row of a file of members, from upload until the import is done with it.

    `cells` is the row as it came; `details` what was read from it; `faults` and `remarks` are lists of
    {"code", "column", "value", ...} (roll/imports/faults.py puts them into words); `difference` is
    {field: [before, after]} against the member of the same number.
    """

    member_import = models.ForeignKey(MemberImport, on_delete=models.CASCADE, related_name="staged")
    line = models.PositiveIntegerField(_("line"))
    cells = models.JSONField(_("cells"), default=list)
    number = models.CharField(_("membership number"), max_length=50, blank=True)
    email = models.CharField(_("e-mail address"), max_length=254, blank=True)
    details = models.JSONField(_("read as"), default=dict)
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict.choices, blank=True)
    faults = models.JSONField(_("faults"), default=list)
    remarks = models.JSONField(_("remarks"), default=list)
    difference = models.JSONField(_("difference"), default=dict)

    scoped_by: ClassVar[tuple[str, ...]] = ("member_import__organisation", "member_import")

    class Meta:
        ordering = ["line"]
        constraints = [models.UniqueConstraint(fields=["member_import", "line"], name="one_row_at_a_line")]
        indexes = [
            models.Index(fields=["member_import", "number"], name="rows_by_number"),
            models.Index(fields=["member_import", "email"], name="rows_by_email"),
            models.Index(fields=["member_import", "verdict", "line"], name="rows_by_verdict"),
        ]
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")

    def __str__(self) -> str:
        return f"{self.member_import}:{self.line}"


class MemberChange(Scoped):
    """What was changed of a member's record, when and by whom. It goes when the member is erased.

    `changes` is {field: [before, after]}; `entered` marks the first record of a member.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="changes")
    at = models.DateTimeField(_("at"))
    by = models.CharField(_("by"), max_length=200)
    entered = models.BooleanField(_("entered"), default=False)
    changes = models.JSONField(_("changes"), default=dict)
    member_import = models.ForeignKey(
        MemberImport, on_delete=models.PROTECT, related_name="member_changes", null=True, blank=True
    )

    scoped_by: ClassVar[tuple[str, ...]] = ("member__organisation", "member", "member_import")

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("change of a member’s record")
        verbose_name_plural = _("changes of members’ records")

    def __str__(self) -> str:
        return f"{self.member_id} {self.at:%Y-%m-%d}"


class CorrectionRequest(Scoped):
    """A member says that something held is wrong; the organisation's administrator answers."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="requests")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="requests")
    text = models.TextField(_("what is wrong, and what is right"), max_length=2000)
    asked_at = models.DateTimeField(_("asked at"))
    state = models.CharField(_("state"), max_length=10, choices=RequestState.choices, default=RequestState.WAITING)
    answer = models.TextField(_("answer"), blank=True, max_length=2000)
    answered_by = models.CharField(_("answered by"), max_length=200, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    scoped_by: ClassVar[tuple[str, ...]] = ("organisation", "member")

    class Meta:
        ordering = ["-asked_at"]
        verbose_name = _("request for correction")
        verbose_name_plural = _("requests for correction")

    def __str__(self) -> str:
        return f"{self.member_id} {self.asked_at:%Y-%m-%d}"

    @property
    def scope(self) -> str:
        """How the journal names this request."""
        return f"request:{self.pk}"


class Erasure(Scoped):
    """The certificate of an erasure: what was erased and what stays, in counts, without anything that was erased."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="erasures")
    number = models.PositiveIntegerField(_("number"))
    at = models.DateTimeField(_("at"))
    what = models.CharField(_("what"), max_length=20)
    reason = models.TextField(_("reason"))
    erased = models.JSONField(_("erased"), default=dict)
    kept = models.JSONField(_("kept"), default=dict)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["organisation", "number"], name="one_erasure_of_a_number")]
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")

    def __str__(self) -> str:
        return f"{self.organisation} {self.number}"
