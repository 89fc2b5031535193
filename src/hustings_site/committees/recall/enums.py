"""The words of recall."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Threshold(models.TextChoices):
    """How the signatures that are needed are said."""

    PERCENT = "percent", _("per cent of those who may sign")
    NUMBER = "number", _("signatures")


class Follows(models.TextChoices):
    """What follows a petition that has the signatures."""

    MEETING = "meeting", _("an accountability meeting")
    BALLOT = "ballot", _("a recall ballot")
    BOTH = "both", _("an accountability meeting, then a recall ballot")


class State(models.TextChoices):
    """Where a petition stands."""

    OPEN = "open", _("open for signatures")
    FAILED = "failed", _("closed without the signatures that were needed")
    REACHED = "reached", _("closed with the signatures that were needed")
    BALLOT = "ballot", _("recall ballot announced")
    RECALLED = "recalled", _("recalled")
    STAYS = "stays", _("stays in the seat")
