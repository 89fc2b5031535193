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
    AGAIN = "again", _("asked for again")
    CORRECTED = "corrected", _("address corrected")
    TAKEN_OUT = "taken_out", _("taken out of use: votes on paper")
    BARRED = "barred", _("out of use from now on: struck, or vote held apart")


class Half(models.IntegerChoices):
    """Which part of a code a sending carried."""

    WHOLE = 0, _("the whole code")
    FIRST = 1, _("the first half")
    SECOND = 2, _("the second half")


class MailKind(models.TextChoices):
    """What a run of mails carries."""

    CODES = "codes", _("voting codes")
    REMINDER = "reminder", _("reminders to those who have not voted")


class WhySpare(models.TextChoices):
    """Why a spare code was given out, as the public log says."""

    REISSUED = "reissued", _("in place of a code that did not arrive or was lost")
    LATE = "late", _("to an elector added to the roll")


class HowGiven(models.TextChoices):
    """How one elector gets a code."""

    EMAIL = "email", _("by e-mail, to the address on the roll")
    POST = "post", _("by a letter to print now")
    HALVES = "halves", _("one half by e-mail now, the other by a letter to print")
    KIOSK = "kiosk", _("handed over here: I have seen who this is")
