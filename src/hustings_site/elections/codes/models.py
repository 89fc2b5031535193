"""Issues of voting codes, who holds one, each sending, the public log of spares, and the marked register.

No code and no public credential stands in any of these rows: those are in the book, a sealed file (`book_file.py`).
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings_site.elections.codes.enums import DeliveryState, Half, MailKind, WhySpare
from hustings_site.roll.enums import Channel, EntryStanding
from hustings_site.roll.models import Branch, RollEntry
from hustings_site.roll.scoping import Scoped


class Issue(models.Model):
    """The codes drawn for one booth: one for each elector of its contests, and spares.

    `sealed` says whether this server has the book; with an independent code office it never has.
    """

    election = models.ForeignKey("elections.Election", on_delete=models.PROTECT, related_name="issues")
    booth = models.CharField(_("identifier of the booth"), max_length=40, unique=True)
    issued_at = models.DateTimeField(_("drawn at"))
    voters = models.PositiveIntegerField(_("codes for electors"))
    spares = models.PositiveIntegerField(_("spare codes"))
    sealed = models.BooleanField(_("the book is kept here"))
    marked_at = models.DateTimeField(_("register last marked at"), null=True, blank=True)
    erased_at = models.DateTimeField(_("book erased at"), null=True, blank=True)

    class Meta:
        ordering = ["issued_at"]
        verbose_name = _("issue of voting codes")
        verbose_name_plural = _("issues of voting codes")

    def __str__(self) -> str:
        return f"{self.election} {self.booth}"

    @property
    def scope(self) -> str:
        """How the journal names this issue."""
        return f"issue:{self.booth}"


class CodeHolder(Scoped):
    """An elector to whom a code of this issue went. One code, however many contests."""

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="holders")
    entry = models.ForeignKey(RollEntry, on_delete=models.PROTECT, related_name="codes")
    number = models.CharField(_("membership number"), max_length=50)

    scoped_by: ClassVar[tuple[str, ...]] = ("issue__election__organisation", "issue", "entry")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["issue", "number"], name="one_code_for_an_elector")]
        verbose_name = _("holder of a code")
        verbose_name_plural = _("holders of codes")

    def __str__(self) -> str:
        return self.number


class Delivery(Scoped):
    """One step in the story of how a code reached its holder. It never says whether or how anybody voted."""

    holder = models.ForeignKey(CodeHolder, on_delete=models.PROTECT, related_name="deliveries")
    at = models.DateTimeField(_("at"))
    state = models.CharField(_("state"), max_length=20, choices=DeliveryState.choices)
    channel = models.CharField(_("by"), max_length=10, choices=Channel.choices)
    half = models.PositiveSmallIntegerField(_("part"), choices=Half.choices, default=Half.WHOLE)
    note = models.CharField(_("note"), max_length=500, blank=True)

    scoped_by: ClassVar[tuple[str, ...]] = ("holder__issue__election__organisation", "holder")

    class Meta:
        ordering = ["pk"]
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")

    def __str__(self) -> str:
        return f"{self.holder} {self.get_state_display()}"


class Preparation(models.Model):
    """The polls of an election being prepared in the background: how many codes are drawn, and how it ended.

    Passphrase and codes are in the memory of the process at work; where that ends nothing was prepared, `heard_at` (the
    computer's clock) grows old, and it is begun again. `booth` is the identifier that the booth gets.
    """

    election = models.ForeignKey("elections.Election", on_delete=models.PROTECT, related_name="preparations")
    booth = models.CharField(_("identifier of the booth"), max_length=40)
    total = models.PositiveIntegerField(_("codes to draw"))
    drawn = models.PositiveIntegerField(_("codes drawn"), default=0)
    heard_at = models.DateTimeField(_("last heard of"))
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    broke_off = models.CharField(_("why it broke off"), max_length=100, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("preparation of polls")
        verbose_name_plural = _("preparations of polls")

    def __str__(self) -> str:
        return f"{self.election} {self.drawn}/{self.total}"


class MailRun(models.Model):
    """One run of mails of an issue and how far it has come. It says neither to whom nor what.

    The codes themselves are in the memory of the process that sends; where that ends, `heard_at` (the computer's
    clock, whatever time a demonstration tells) grows old, and the run is begun again for those who are left. Reminders
    leave no trace with the elector: a run of them goes on behind the membership number that it has `reached`.
    """

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="runs")
    what = models.CharField(_("what"), max_length=10, choices=MailKind.choices)
    half = models.PositiveSmallIntegerField(_("part"), choices=Half.choices, default=Half.WHOLE)
    total = models.PositiveIntegerField(_("mails"))
    sent = models.PositiveIntegerField(_("sent"), default=0)
    failed = models.PositiveIntegerField(_("could not be sent"), default=0)
    began_at = models.DateTimeField(_("began at"))
    heard_at = models.DateTimeField(_("last heard of"))
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    broke_off = models.CharField(_("why it broke off"), max_length=100, blank=True)
    reached = models.CharField(_("number reached last"), max_length=50, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("run of mails")
        verbose_name_plural = _("runs of mails")

    def __str__(self) -> str:
        return f"{self.issue} {self.get_what_display()} {self.sent}/{self.total}"


class Rehearsal(models.Model):
    """A booth to try out: with codes and boards of its own, it belongs to no contest and is never counted."""

    election = models.ForeignKey("elections.Election", on_delete=models.PROTECT, related_name="rehearsals")
    booth = models.CharField(_("identifier of the booth"), max_length=40, unique=True)
    at = models.DateTimeField(_("made at"))
    codes = models.PositiveIntegerField(_("codes"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("rehearsal")
        verbose_name_plural = _("rehearsals")

    def __str__(self) -> str:
        return f"{self.election} {self.booth}"


class SpareGiven(models.Model):
    """A spare code given out, as the public log shows it: a number, the branch and why, never a name."""

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="spares_given")
    number = models.PositiveIntegerField(_("number"))
    branch = models.ForeignKey(Branch, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(_("why"), max_length=10, choices=WhySpare.choices)
    at = models.DateTimeField(_("at"))

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["issue", "number"], name="one_spare_of_a_number")]
        verbose_name = _("spare code given out")
        verbose_name_plural = _("spare codes given out")

    def __str__(self) -> str:
        return f"{self.number} {self.get_why_display()}"


class CodeBarred(Scoped):
    """A code out of use on the boards of one roll, its elector being struck or tendered. Never whether it had voted.

    `number`, branch and standing stand in the public log. `lifted`: the elector was put back and given a code again.
    """

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="codes_barred")
    entry = models.ForeignKey(RollEntry, on_delete=models.PROTECT, related_name="codes_barred")
    number = models.PositiveIntegerField(_("number"))
    standing = models.CharField(_("why"), max_length=10, choices=EntryStanding.choices)
    at = models.DateTimeField(_("at"))
    lifted = models.BooleanField(_("put back and given a code again"), default=False)

    scoped_by: ClassVar[tuple[str, ...]] = ("issue__election__organisation", "issue", "entry")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["issue", "number"], name="one_code_barred_of_a_number")]
        verbose_name = _("code taken out of use")
        verbose_name_plural = _("codes taken out of use")

    def __str__(self) -> str:
        return f"{self.number} {self.get_standing_display()}"


class Mark(Scoped):
    """The marked register: this elector has voted in this contest on screen; when, and which ballot, nobody knows.

    Rewritten whole, in roll order, each time it is brought up to date.
    """

    contest = models.ForeignKey("elections.Contest", on_delete=models.PROTECT, related_name="marks")
    entry = models.ForeignKey(RollEntry, on_delete=models.PROTECT, related_name="marks")

    scoped_by: ClassVar[tuple[str, ...]] = ("contest__election__organisation", "contest", "entry")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["contest", "entry"], name="an_elector_marked_once")]
        verbose_name = _("mark of the register")
        verbose_name_plural = _("marks of the register")

    def __str__(self) -> str:
        return f"{self.entry.number}"
