"""The one table that pages themselves need: which forms have been acted on."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SentForm(models.Model):
    """A form that was acted on: the key drawn when it was shown, so that its second copy does nothing."""

    key = models.CharField(_("key"), max_length=40, unique=True)
    at = models.DateTimeField(_("acted on at"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("form acted on")
        verbose_name_plural = _("forms acted on")

    def __str__(self) -> str:
        return self.key
