"""Papers printed, asked for, sent and returned; the votes on them, entered twice.

No row joins a paper's number to a person: that list is sealed to the scrutineer (`number_list.py`). No row joins an
envelope to how anybody voted: an envelope ends as opened, and its papers go into batches with all the others.
"""

from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings_site.elections.papers.enums import BatchState, EnvelopeState, RequestState
from hustings_site.roll.models import RollEntry
from hustings_site.roll.scoping import Scoped


class PrintRun(models.Model):
    """Papers of a contest printed at one time, numbered `first` to `last`, the next run going on where this ended."""

    contest = models.ForeignKey("elections.Contest", on_delete=models.PROTECT, related_name="print_runs")
    first = models.PositiveIntegerField(_("first number"))
    last = models.PositiveIntegerField(_("last number"))
    large = models.BooleanField(_("in large print"), default=False)
    language = models.CharField(_("language"), max_length=10)
    return_to = models.TextField(_("sent back to"), blank=True)
    to_electors = models.BooleanField(_("each sent to an elector"), default=False)
    at = models.DateTimeField(_("printed at"))

    class Meta:
        ordering = ["contest", "first"]
        constraints = [
            models.UniqueConstraint(fields=["contest", "first"], name="one_run_from_a_number"),
            models.CheckConstraint(
                condition=models.Q(first__gte=1) & models.Q(last__gte=models.F("first")), name="a_run_has_papers"
            ),
        ]
        verbose_name = _("print run")
        verbose_name_plural = _("print runs")

    def __str__(self) -> str:
        return f"{self.contest} {self.first}-{self.last}"

    @property
    def papers(self) -> int:
        """How many papers."""
        return self.last - self.first + 1


class PapersDestroyed(models.Model):
    """Printed papers that were spoilt or destroyed before anybody was given them. Append-only."""

    contest = models.ForeignKey("elections.Contest", on_delete=models.PROTECT, related_name="papers_destroyed")
    papers = models.PositiveIntegerField(_("papers"), validators=[MinValueValidator(1)])
    reason = models.CharField(_("reason"), max_length=500)
    at = models.DateTimeField(_("at"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("destroyed papers")
        verbose_name_plural = _("destroyed papers")

    def __str__(self) -> str:
        return f"{self.contest} {self.papers}"


class PaperRequest(Scoped):
    """An elector asked for paper: one request for all contests, however often a pack was `sent`."""

    election = models.ForeignKey("elections.Election", on_delete=models.PROTECT, related_name="paper_requests")
    entry = models.ForeignKey(RollEntry, on_delete=models.PROTECT, related_name="paper_requests")
    number = models.CharField(_("membership number"), max_length=50)
    asked_at = models.DateTimeField(_("asked at"))
    large = models.BooleanField(_("in large print"), default=False)
    language = models.CharField(_("language"), max_length=10)
    state = models.CharField(_("state"), max_length=20, choices=RequestState.choices, default=RequestState.ASKED)
    sent = models.PositiveIntegerField(_("packs given"), default=0)
    sent_at = models.DateTimeField(_("last given at"), null=True, blank=True)

    scoped_by: ClassVar[tuple[str, ...]] = ("election__organisation", "election", "entry")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["election", "number"], name="one_paper_request_of_an_elector")]
        verbose_name = _("request for paper")
        verbose_name_plural = _("requests for paper")

    def __str__(self) -> str:
        return f"{self.number} {self.get_state_display()}"


class Envelope(Scoped):
    """An envelope that came back from an elector, with the papers of all contests inside, and what became of it."""

    election = models.ForeignKey("elections.Election", on_delete=models.PROTECT, related_name="envelopes")
    entry = models.ForeignKey(RollEntry, on_delete=models.PROTECT, related_name="envelopes")
    number = models.CharField(_("membership number"), max_length=50)
    received_at = models.DateTimeField(_("received at"))
    state = models.CharField(_("state"), max_length=20, choices=EnvelopeState.choices)
    why_held = models.CharField(_("why it is held apart"), max_length=500, blank=True)
    ruling = models.TextField(_("the ruling and its reason"), blank=True)

    scoped_by: ClassVar[tuple[str, ...]] = ("election__organisation", "election", "entry")

    class Meta:
        ordering = ["number", "received_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["election", "number"],
                condition=models.Q(state__in=["waiting", "opened"]),
                name="one_envelope_of_an_elector_counts",
            )
        ]
        verbose_name = _("envelope")
        verbose_name_plural = _("envelopes")

    def __str__(self) -> str:
        return f"{self.number} {self.get_state_display()}"


class Opening(models.Model):
    """All envelopes that were waiting, opened together, with who watched. Append-only."""

    election = models.ForeignKey("elections.Election", on_delete=models.PROTECT, related_name="openings")
    number = models.PositiveIntegerField(_("number"))
    at = models.DateTimeField(_("opened at"))
    envelopes = models.PositiveIntegerField(_("envelopes"))
    watched_by = models.CharField(_("watched by"), max_length=200)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["election", "number"], name="one_opening_of_a_number")]
        verbose_name = _("opening")
        verbose_name_plural = _("openings")

    def __str__(self) -> str:
        return f"{self.number}"


class PapersFound(models.Model):
    """Papers of a contest counted by hand out of the opened envelopes; `without`: envelopes that held none."""

    opening = models.ForeignKey(Opening, on_delete=models.PROTECT, related_name="found")
    contest = models.ForeignKey("elections.Contest", on_delete=models.PROTECT, related_name="papers_found")
    papers = models.PositiveIntegerField(_("papers"))
    without = models.PositiveIntegerField(_("envelopes without a paper"))

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["opening", "contest"], name="papers_found_once")]
        verbose_name = _("papers found")
        verbose_name_plural = _("papers found")

    def __str__(self) -> str:
        return f"{self.contest} {self.papers}"


class Batch(models.Model):
    """A bundle of papers of one contest, entered by two people. `agreed` has a line for each paper (`marks.py`)."""

    contest = models.ForeignKey("elections.Contest", on_delete=models.PROTECT, related_name="batches")
    number = models.PositiveIntegerField(_("number"))
    papers = models.PositiveIntegerField(_("papers"), validators=[MinValueValidator(1)])
    state = models.CharField(_("state"), max_length=10, choices=BatchState.choices, default=BatchState.FIRST)
    agreed = models.JSONField(_("lines agreed on"), default=list, blank=True)

    class Meta:
        ordering = ["contest", "number"]
        constraints = [models.UniqueConstraint(fields=["contest", "number"], name="one_batch_of_a_number")]
        verbose_name = _("batch")
        verbose_name_plural = _("batches")

    def __str__(self) -> str:
        return f"{self.number}"


class BatchEntry(models.Model):
    """One person's reading of a batch: a line for each paper."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="entries")
    place = models.PositiveSmallIntegerField(_("first or second"))
    by = models.CharField(_("by"), max_length=200)
    at = models.DateTimeField(_("at"))
    lines = models.JSONField(_("lines"))

    class Meta:
        ordering = ["batch", "place"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "place"], name="a_batch_entered_first_and_second"),
            models.UniqueConstraint(fields=["batch", "by"], name="a_batch_entered_by_two_people"),
        ]
        verbose_name = _("entry of a batch")
        verbose_name_plural = _("entries of batches")

    def __str__(self) -> str:
        return f"{self.batch} {self.place}"


class Adjudication(models.Model):
    """A paper that two people read differently, or that was challenged: what was decided, why, who watched.

    Append-only; `paper` counts from 1 in its batch, `before` is what each reading said.
    """

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="adjudications")
    paper = models.PositiveIntegerField(_("paper"))
    before = models.JSONField(_("as read"))
    decided = models.CharField(_("decided"), max_length=500)
    reason = models.CharField(_("reason"), max_length=500)
    watched_by = models.CharField(_("watched by"), max_length=200)
    at = models.DateTimeField(_("at"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("adjudication")
        verbose_name_plural = _("adjudications")

    def __str__(self) -> str:
        return f"{self.batch}.{self.paper}"


class Challenge(models.Model):
    """Somebody who watches says that a paper is read wrongly; the returning officer rules."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="challenges")
    paper = models.PositiveIntegerField(_("paper"))
    by = models.CharField(_("by"), max_length=200)
    reason = models.CharField(_("reason"), max_length=500)
    at = models.DateTimeField(_("at"))
    adjudication = models.OneToOneField(
        Adjudication, on_delete=models.PROTECT, related_name="challenge", null=True, blank=True
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("challenge of a paper")
        verbose_name_plural = _("challenges of papers")

    def __str__(self) -> str:
        return f"{self.batch}.{self.paper}"
