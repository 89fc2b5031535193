"""The offices a person can hold."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Office(models.TextChoices):
    """What a role lets its holder do."""

    RETURNING_OFFICER = "returning_officer", _("returning officer")
