"""Who recommends whom, and who is said to stand behind a list. Nothing said is ever taken away."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings_site.campaign.enums import EndorsementState, EndorserKind, StatementKind, Support
from hustings_site.elections.models import Candidate, Contest, PublishedList
from hustings_site.roll.models import Member


class Endorsement(models.Model):
    """A branch, an organisation or a person recommends a candidate, or says that they endorse nobody (no candidate)."""

    contest = models.ForeignKey(Contest, on_delete=models.PROTECT, related_name="endorsements")
    candidate = models.ForeignKey(
        Candidate, on_delete=models.PROTECT, related_name="endorsements", null=True, blank=True
    )
    support = models.CharField(_("what is said"), max_length=12, choices=Support.choices, default=Support.RECOMMENDS)
    kind = models.CharField(_("who says so is"), max_length=12, choices=EndorserKind.choices)
    endorser = models.CharField(_("who says so"), max_length=200)
    member = models.ForeignKey(Member, on_delete=models.SET_NULL, related_name="endorsements", null=True, blank=True)
    said_on = models.DateField(_("said on"))
    source = models.CharField(_("where it was said"), max_length=500)

    class Meta:
        ordering = ["said_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(support="recommends", candidate__isnull=False)
                | models.Q(support="declines", candidate__isnull=True),
                name="a_recommendation_names_somebody",
            )
        ]
        verbose_name = _("endorsement")
        verbose_name_plural = _("endorsements")

    def __str__(self) -> str:
        return f"{self.endorser}: {self.candidate or self.get_support_display()}"

    @property
    def scope(self) -> str:
        """How the journal names this endorsement."""
        return f"endorsement:{self.pk}"


class EndorsementChange(models.Model):
    """How an endorsement stands from a moment on: the newest counts, and the database refuses to change a row."""

    endorsement = models.ForeignKey(Endorsement, on_delete=models.PROTECT, related_name="changes")
    state = models.CharField(_("state"), max_length=12, choices=EndorsementState.choices)
    note = models.TextField(_("note, published"), blank=True)
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("change of an endorsement")
        verbose_name_plural = _("changes of endorsements")

    def __str__(self) -> str:
        return f"{self.endorsement}: {self.get_state_display()}"


class SlateStatement(models.Model):
    """Who stands behind a list: what it declares itself, what others claim, and its replies. Never changed."""

    slate = models.ForeignKey(PublishedList, on_delete=models.PROTECT, related_name="statements")
    kind = models.CharField(_("kind"), max_length=12, choices=StatementKind.choices)
    author = models.CharField(_("who says so"), max_length=200)
    text = models.TextField(_("what is said"))
    source = models.CharField(_("where it was said"), max_length=500)
    said_on = models.DateField(_("said on"))
    answers = models.ForeignKey("self", on_delete=models.PROTECT, related_name="replies", null=True, blank=True)

    class Meta:
        ordering = ["said_on", "pk"]
        verbose_name = _("statement on a list")
        verbose_name_plural = _("statements on lists")

    def __str__(self) -> str:
        return f"{self.slate}: {self.author}"
