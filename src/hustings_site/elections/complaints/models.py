"""Complaints with their numbers, and the rulings on them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings_site.elections.candidates.enums import Delivery
from hustings_site.elections.complaints.enums import ComplaintState, Effect, Matter


class Complaint(models.Model):
    """One complaint. Its number, dates, matter, `summary` and ruling are public: neither `text` nor who wrote it.

    `told`, `told_at` and `told_note` say how the newest mail with the ruling went.
    """

    election = models.ForeignKey("elections.Election", on_delete=models.PROTECT, related_name="complaints")
    contest = models.ForeignKey(
        "elections.Contest",
        on_delete=models.PROTECT,
        related_name="complaints",
        null=True,
        blank=True,
        verbose_name=_("post"),
    )
    number = models.PositiveIntegerField(_("number"))
    matter = models.CharField(_("matter"), max_length=20, choices=Matter.choices)
    text = models.TextField(_("what is wrong"))
    name = models.CharField(_("name"), max_length=200, blank=True)
    membership_number = models.CharField(_("membership number"), max_length=50, blank=True)
    email = models.EmailField(_("address for the answer"), blank=True)
    received_at = models.DateTimeField(_("received at"))
    late = models.BooleanField(_("after the deadline"), default=False)
    answer_by = models.DateTimeField(pgettext_lazy("deadline", "answered by"))
    taken_up = models.BooleanField(_("the result waits for it"), default=False)
    state = models.CharField(_("state"), max_length=20, choices=ComplaintState.choices, default=ComplaintState.OPEN)
    summary = models.CharField(_("what it is about, without names"), max_length=500, blank=True)
    told = models.CharField(_("the ruling by mail"), max_length=10, choices=Delivery.choices, default=Delivery.NONE)
    told_at = models.DateTimeField(_("told at"), null=True, blank=True)
    told_note = models.CharField(_("what the mail server said"), max_length=500, blank=True)
    challenges = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="challenged_by", null=True, blank=True
    )

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["election", "number"], name="one_complaint_of_a_number")]
        verbose_name = _("complaint")
        verbose_name_plural = _("complaints")

    def __str__(self) -> str:
        return f"{self.number}"

    @property
    def scope(self) -> str:
        """How the journal names this complaint."""
        return f"complaint:{self.pk}"


class ComplaintRuling(models.Model):
    """The ruling on a complaint: upheld or not, why, and what follows. A challenge is a complaint of its own."""

    complaint = models.OneToOneField(Complaint, on_delete=models.PROTECT, related_name="ruling")
    upheld = models.BooleanField(_("upheld"))
    reason = models.TextField(_("reason, as published"))
    effect = models.CharField(_("what follows"), max_length=20, choices=Effect.choices, default=Effect.NONE)
    ruled_by = models.CharField(_("ruled by"), max_length=200)
    at = models.DateTimeField(_("at"))
    challenge_by = models.DateTimeField(_("may be challenged until"), null=True, blank=True)

    class Meta:
        ordering = ["at"]
        verbose_name = _("ruling on a complaint")
        verbose_name_plural = _("rulings on complaints")

    def __str__(self) -> str:
        return f"{self.complaint} {self.get_effect_display()}"
