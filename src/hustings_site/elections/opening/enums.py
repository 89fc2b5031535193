"""The words of the opening of the ballots."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OpeningState(models.TextChoices):
    """How the server's own work on a board stands."""

    WORKING = "working", _("at work")
    RESTING = "resting", _("waiting for people")
    STOPPED = "stopped", _("stopped")
    VERIFIED = "verified", _("opened and verified")
