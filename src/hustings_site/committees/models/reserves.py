"""Reserves: who steps in, in which order, when somebody whom the same election seated cannot or will not sit."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings_site.committees.enums import Next
from hustings_site.committees.models.records import Record
from hustings_site.committees.models.seats import Section
from hustings_site.elections.models import Candidate
from hustings_site.results.models import Result


class ReserveList(Record):
    """The reserves that one result leaves a section, in the order of a rule. Never changed: a new one corrects it."""

    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="reserves")
    result = models.ForeignKey(Result, on_delete=models.PROTECT, related_name="+")
    meaning = models.CharField(_("who is next"), max_length=10, choices=Next.choices)
    source = models.CharField(_("source"), max_length=500)

    class Meta:
        ordering = ["-recorded_at", "-pk"]
        verbose_name = _("list of reserves")
        verbose_name_plural = _("lists of reserves")

    def __str__(self) -> str:
        return f"{self.section}, {self.result.contest.election}"


class Reserve(models.Model):
    """One of them, at a place; `why` says what put them there."""

    reserves = models.ForeignKey(ReserveList, on_delete=models.PROTECT, related_name="places")
    position = models.PositiveIntegerField(_("place"))
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(_("why in this place"), max_length=300, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["reserves", "position"], name="one_reserve_at_a_place")]
        verbose_name = _("reserve")
        verbose_name_plural = _("reserves")

    def __str__(self) -> str:
        return f"{self.position}. {self.candidate.printed_name}"
