"""One table that only grows."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """One act: who did what to which subject, and when.

    `by` and `subject` are scope strings ("user:3", "result:7"), so that the journal knows no room above it and
    outlives what it speaks of. `sealed` is the SHA-256 of this entry with the seal of the one before.
    The database refuses to change or remove a row (see the first migration).
    """

    number = models.PositiveBigIntegerField(_("number"), unique=True)
    at = models.DateTimeField(_("at"))
    by = models.CharField(_("by"), max_length=200)
    act = models.CharField(_("act"), max_length=100)
    subject = models.CharField(_("subject"), max_length=200, db_index=True)
    details = models.JSONField(_("details"), default=dict)
    sealed = models.CharField(_("sealed"), max_length=64, unique=True)

    class Meta:
        ordering = ["number"]
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal entries")

    def __str__(self) -> str:
        return f"{self.number} {self.act} {self.subject}"
