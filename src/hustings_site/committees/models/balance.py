"""Who is counted with whom: claims, each with its author, never merged and never changed; and what could change."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings_site.committees.enums import Confidence, Counted
from hustings_site.committees.models.records import Record
from hustings_site.committees.models.seats import Body, Committee, Person, Seat, Section
from hustings_site.elections.models import Contest


class Claim(Record):
    """What one author says of the balance. It may give totals (`figures`), say how it counts people or the bodies that
    appoint them (`lines`), or both. `sides` are its sides in order."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="claims")
    author = models.CharField(_("who says so"), max_length=200)
    said_on = models.DateField(_("said on"))
    when = models.CharField(_("what is known of that date"), max_length=200, blank=True)
    until = models.DateField(_("speaks of the committee until before"), null=True, blank=True)
    title = models.CharField(_("what it speaks of"), max_length=300, blank=True)
    sides = models.JSONField(_("sides"), default=list)
    source = models.CharField(_("source"), max_length=500)
    confidence = models.CharField(
        _("how sure the author is"), max_length=10, choices=Confidence.choices, default=Confidence.NOT_SAID
    )
    assumes = models.TextField(_("what its arithmetic assumes"), blank=True)
    opening = models.ForeignKey(
        "Opening",
        on_delete=models.PROTECT,
        related_name="claims",
        null=True,
        blank=True,
        verbose_name=_("speaks of what this election could bring"),
    )

    class Meta:
        ordering = ["said_on", "pk"]
        verbose_name = _("claim on the balance")
        verbose_name_plural = _("claims on the balance")

    def __str__(self) -> str:
        return f"{self.author}, {self.said_on:%Y-%m-%d}"


class ClaimFigure(models.Model):
    """Seats that a claim gives one side."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="figures")
    position = models.PositiveIntegerField(_("place"))
    side = models.CharField(_("side"), max_length=200)
    seats = models.PositiveIntegerField(_("seats"))

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["claim", "side"], name="one_figure_a_side")]
        verbose_name = _("figure of a claim")
        verbose_name_plural = _("figures of a claim")

    def __str__(self) -> str:
        return f"{self.side} {self.seats}"


class ClaimLine(models.Model):
    """Where a claim puts a person, the holders whom a body appoints, or those of a section. The nearest one counts:
    person, then body, then section."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="lines")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    counted = models.CharField(_("counted"), max_length=10, choices=Counted.choices)
    side = models.CharField(_("side"), max_length=200, blank=True)
    confidence = models.CharField(
        _("how sure the author is"), max_length=10, choices=Confidence.choices, default=Confidence.NOT_SAID
    )
    why = models.TextField(_("why"), blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=False, body=None, section=None)
                | models.Q(person=None, body__isnull=False, section=None)
                | models.Q(person=None, body=None, section__isnull=False),
                name="a_line_is_about_one_thing",
            ),
            models.CheckConstraint(
                condition=(models.Q(counted="side") & ~models.Q(side=""))
                | (~models.Q(counted="side") & models.Q(side="")),
                name="a_side_is_named_where_there_is_one",
            ),
        ]
        verbose_name = _("line of a claim")
        verbose_name_plural = _("lines of a claim")

    def __str__(self) -> str:
        return f"{self.person or self.body or self.section}: {self.side or self.get_counted_display()}"


class ClaimReply(models.Model):
    """What somebody answers to a claim. Never changed."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="replies")
    author = models.CharField(_("who says so"), max_length=200)
    said_on = models.DateField(_("said on"))
    text = models.TextField(_("what is said"))
    source = models.CharField(_("source"), max_length=500)

    class Meta:
        ordering = ["said_on", "pk"]
        verbose_name = _("reply to a claim")
        verbose_name_plural = _("replies to claims")

    def __str__(self) -> str:
        return f"{self.author}, {self.said_on:%Y-%m-%d}"


class Opening(models.Model):
    """Seats that an election is about to fill, as it stood on a day before the vote, and the sides that could win
    them."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="openings")
    title = models.CharField(_("title"), max_length=200)
    day = models.DateField(_("as it stood on"))
    seats = models.PositiveIntegerField(_("seats to be filled"))
    up = models.ManyToManyField(Seat, related_name="openings", blank=True, verbose_name=_("of these, seats that exist"))
    sides = models.JSONField(_("sides that could win them"))
    most = models.JSONField(_("how many a side could win at most, where it stands for fewer"), default=dict, blank=True)
    contest = models.ForeignKey(Contest, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    source = models.CharField(_("source"), max_length=500)

    class Meta:
        ordering = ["-day", "-pk"]
        verbose_name = _("seats open to election")
        verbose_name_plural = _("seats open to election")

    def __str__(self) -> str:
        return self.title
