"""What all records of a committee have in common."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Record(models.Model):
    """A row that the database refuses to change. A correction is a row of its own that names the one it takes the
    place of, with its reason; `struck`: it only takes the other out."""

    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now)
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="corrected_by", null=True, blank=True, verbose_name=_("corrects")
    )
    struck = models.BooleanField(_("takes out what it corrects"), default=False)
    reason = models.TextField(_("reason of the correction"), blank=True)

    class Meta:
        abstract = True

    @property
    def number(self) -> int:
        """Its number among the records."""
        number: int = self.pk
        return number

    @property
    def replaces(self) -> int | None:
        """The number of the record that it takes the place of."""
        number: int | None = getattr(self, "corrects_id")  # noqa: B009 - the field is made for each table by itself
        return number
