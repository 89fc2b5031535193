"""What all records of this room have in common."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Kept(models.Model):
    """A row that the database refuses to change or to delete. What ends it is a row of its own."""

    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now)

    class Meta:
        abstract = True
