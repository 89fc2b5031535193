"""The words of the code office."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DeliveryState(models.TextChoices):
    """What became of one sending of a voting code."""

    QUEUED = "queued", _("queued")
    SENT = "sent", _("sent")
    PRINTED = "printed", _("printed for the post")
    FAILED = "failed", _("could not be sent")
    BOUNCED = "bounced", _("came back")
    HANDED_OVER = "handed_over", _("handed over at a kiosk")
    REPLACED = "replaced", _("replaced by another code")
    TAKEN_OUT = "taken_out", _("taken out of use: votes on paper")


class Half(models.IntegerChoices):
    """Which part of a code a sending carried."""

    WHOLE = 0, _("the whole code")
    FIRST = 1, _("the first half")
    SECOND = 2, _("the second half")


class WhySpare(models.TextChoices):
    """Why a spare code was given out, as the public log says."""

    REISSUED = "reissued", _("in place of a code that did not arrive or was lost")
    LATE = "late", _("to an elector added to the roll")
