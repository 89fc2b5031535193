"""The words of alliances, slates and recommendations; the same for every group."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BodyKind(models.TextChoices):
    """What a group is."""

    LOCAL = "local", _("a local group")
    NATIONAL = "national", _("a national group")
    BRANCH = "branch", _("a branch")
    OTHER = "other", _("another body")


class Making(models.TextChoices):
    """How a slate is made. Each way has the same page and answers the same questions."""

    POLLED = "polled", _("by a poll of supporters over all candidates")
    DELEGATES = "delegates", _("agreed by delegates")
    PANEL = "panel", _("by applications and a panel")
