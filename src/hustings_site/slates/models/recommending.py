"""What bodies recommend, contest by contest, and who steps in for whom."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings_site.elections.models import Candidate, Contest
from hustings_site.roll.models import Branch, Organisation
from hustings_site.slates.enums import Kind
from hustings_site.slates.models.bodies import Body
from hustings_site.slates.models.making import Slate


class Recommendation(models.Model):
    """What a body recommends in one contest, why, and how that was decided; the newest number is in force.

    An interim one says on what it rests, and from which day that is. The database refuses to change a row.
    """

    contest = models.ForeignKey(Contest, on_delete=models.PROTECT, related_name="recommendations")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="recommendations")
    slate = models.ForeignKey(Slate, on_delete=models.PROTECT, related_name="recommendations", null=True, blank=True)
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(
        pgettext_lazy("kind of recommendation", "what is recommended"), max_length=12, choices=Kind.choices
    )
    interim = models.BooleanField(_("for the time being"), default=False)
    rests_on = models.TextField(_("what it rests on"), blank=True)
    rests_on_date = models.DateField(_("from which day that is"), null=True, blank=True)
    how = models.TextField(_("how it was decided"))
    why = models.TextField(_("why"))
    promised = models.TextField(_("what the group promises with it"), blank=True)
    published_at = models.DateTimeField(_("published at"), default=timezone.now)

    class Meta:
        ordering = ["contest", "body__name", "number"]
        constraints = [
            models.UniqueConstraint(fields=["contest", "body", "number"], name="one_recommendation_of_a_number"),
            models.CheckConstraint(
                condition=models.Q(interim=False) | models.Q(rests_on_date__isnull=False),
                name="an_interim_recommendation_says_from_when",
            ),
        ]
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")

    def __str__(self) -> str:
        return f"{self.body}, {self.contest}: {self.get_kind_display()}"

    @property
    def scope(self) -> str:
        """How the journal names this recommendation."""
        return f"recommendation:{self.pk}"

    @property
    def title(self) -> str:
        """Whose it is as pages head it: the slate's name, or the body's."""
        return self.slate.name if self.slate else self.body.name


class RecommendedPlace(models.Model):
    """A candidate's place in a recommendation, or in its pool of substitutes. The database refuses to change a row.

    `region`: the order is that of this branch and what lies under it; else it is everybody's.
    """

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="places")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="recommended")
    position = models.PositiveIntegerField(_("place"))
    pool = models.BooleanField(_("in the pool of substitutes"), default=False)
    region = models.ForeignKey(Branch, on_delete=models.PROTECT, related_name="recommended", null=True, blank=True)

    class Meta:
        ordering = ["pool", "region", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "candidate"],
                condition=models.Q(region=None),
                name="a_candidate_once_in_a_recommendation",
            ),
            models.UniqueConstraint(
                fields=["recommendation", "candidate", "region"], name="a_candidate_once_in_a_region"
            ),
        ]
        verbose_name = _("place in a recommendation")
        verbose_name_plural = _("places in recommendations")

    def __str__(self) -> str:
        return f"{self.position} {self.candidate}"


class SubstituteWord(models.Model):
    """Whether somebody in the pool agrees to step in, and where that was said; the newest counts.

    The database refuses to change a row.
    """

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="words")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="words_as_substitute")
    agrees = models.BooleanField(_("agrees to step in"))
    source = models.CharField(_("where it was said"), max_length=500)
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("word of a substitute")
        verbose_name_plural = _("words of substitutes")

    def __str__(self) -> str:
        return f"{self.candidate}: {self.agrees}"


class Substitution(models.Model):
    """Somebody of the pool stands in a recommendation in place of another, from a moment to a moment."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="substitutions")
    gone = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="substituted")
    substitute = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="substituting")
    why = models.CharField(_("why"), max_length=300)
    began_at = models.DateTimeField(_("from"))
    ended_at = models.DateTimeField(_("to"), null=True, blank=True)
    ended_why = models.CharField(_("why it ended"), max_length=300, blank=True)

    class Meta:
        ordering = ["began_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "gone"],
                condition=models.Q(ended_at=None),
                name="one_substitute_for_somebody_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["recommendation", "substitute"],
                condition=models.Q(ended_at=None),
                name="one_place_for_a_substitute_at_a_time",
            ),
        ]
        verbose_name = _("substitution")
        verbose_name_plural = _("substitutions")

    def __str__(self) -> str:
        return f"{self.substitute} for {self.gone}"


class Notice(models.Model):
    """What supporters of a body are told, with its date; public. The database refuses to change a row."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="notices")
    contest = models.ForeignKey(Contest, on_delete=models.PROTECT, related_name="notices", null=True, blank=True)
    text = models.TextField(_("text"))
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("notice to supporters")
        verbose_name_plural = _("notices to supporters")

    def __str__(self) -> str:
        return self.text


class PostcodeArea(models.Model):
    """Which branch or region a postcode lies in, by how it begins (without spaces, in capitals); the longest beginning
    counts. One list for an organisation, the same for all groups."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="postcode_areas")
    beginning = models.CharField(_("postcodes that begin with"), max_length=20)
    branch = models.ForeignKey(Branch, on_delete=models.PROTECT, related_name="postcode_areas")

    class Meta:
        ordering = ["beginning"]
        constraints = [models.UniqueConstraint(fields=["organisation", "beginning"], name="one_branch_for_a_postcode")]
        verbose_name = _("area of postcodes")
        verbose_name_plural = _("areas of postcodes")

    def __str__(self) -> str:
        return f"{self.beginning} {self.branch}"
