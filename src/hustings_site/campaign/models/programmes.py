"""A programme's points, and what candidates answered: answers are appended, never edited."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings_site.campaign.enums import PointKind, Promise, Stance, Way
from hustings_site.elections.models import Candidate, Contest


class Programme(models.Model):
    """Points that an organisation or a caucus puts to every candidate of a contest.

    `published_at`: the points are public and everybody has been asked. `locked_at`: the first answer is published,
    and the points never change again. `closed_at`: no more answers are taken; everything stays readable.
    """

    contest = models.ForeignKey(Contest, on_delete=models.PROTECT, related_name="programmes", verbose_name=_("contest"))
    slug = models.SlugField(_("address"), max_length=100, unique=True)
    title = models.CharField(_("title"), max_length=200)
    author = models.CharField(_("whose programme it is"), max_length=200)
    about = models.TextField(_("why these points"), blank=True)
    version = models.PositiveIntegerField(_("version"), default=0)
    published_at = models.DateTimeField(_("put to the candidates at"), null=True, blank=True)
    reply_by = models.DateTimeField(_("replies asked for by"), null=True, blank=True)
    locked_at = models.DateTimeField(_("locked at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    editors = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="programmes", blank=True)

    class Meta:
        ordering = ["title"]
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")

    def __str__(self) -> str:
        return self.title

    @property
    def scope(self) -> str:
        """How the journal names this programme."""
        return f"programme:{self.pk}"


class ProgrammeVersion(models.Model):
    """The points as they stood at one moment before they were locked; the database refuses to change a row."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    at = models.DateTimeField(_("written at"), default=timezone.now)
    points = models.JSONField(_("points"))

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["programme", "number"], name="one_version_of_a_number")]
        verbose_name = _("version of a programme")
        verbose_name_plural = _("versions of programmes")

    def __str__(self) -> str:
        return f"{self.programme} {self.number}"


class Point(models.Model):
    """One question, the same for all candidates, and why it is asked."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="points")
    number = models.PositiveIntegerField(_("number"))
    text = models.TextField(_("point"))
    short = models.CharField(_("in a few words"), max_length=60, help_text=_("Heads a column of the checklist."))
    why = models.TextField(_("why it is asked"), blank=True)
    kind = models.CharField(
        pgettext_lazy("kind of answer", "answered by"),
        max_length=10,
        choices=PointKind.choices,
        default=PointKind.CHOICE,
    )
    places = models.PositiveIntegerField(
        _("places on the scale"), default=5, validators=[MinValueValidator(2), MaxValueValidator(11)]
    )
    low = models.CharField(_("what 1 means"), max_length=100, blank=True)
    high = models.CharField(_("what the last place means"), max_length=100, blank=True)
    promises = models.CharField(_("what a yes to it promises"), max_length=10, choices=Promise.choices, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["programme", "number"], name="one_point_of_a_number")]
        verbose_name = _("point")
        verbose_name_plural = _("points")

    def __str__(self) -> str:
        return f"{self.number} {self.short}"


class Answer(models.Model):
    """What a candidate said on a point at one moment; the newest is in force, all are shown.

    `place` is from 1 on a scale, else empty. `source` says where an answer given elsewhere stands.
    """

    point = models.ForeignKey(Point, on_delete=models.PROTECT, related_name="answers")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="answers")
    stance = models.CharField(_("answer"), max_length=20, choices=Stance.choices)
    place = models.PositiveIntegerField(_("place on the scale"), null=True, blank=True)
    words = models.TextField(_("in words"), blank=True)
    at = models.DateTimeField(_("given at"))
    way = models.CharField(_("how it came"), max_length=10, choices=Way.choices)
    source = models.CharField(_("where it was said"), max_length=500, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["point", "candidate"])]
        verbose_name = _("answer")
        verbose_name_plural = _("answers")

    def __str__(self) -> str:
        return f"{self.candidate} {self.point}: {self.get_stance_display()}"
