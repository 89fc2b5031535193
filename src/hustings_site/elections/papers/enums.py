"""The words of voting on paper."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RequestState(models.TextChoices):
    """Where an elector's request for a paper stands."""

    ASKED = "asked", _("to be sent")
    SENT = "sent", _("sent")
    HANDED_OVER = "handed_over", _("handed over at the desk")
    REFUSED = "refused", _("no paper: a ballot is on the board")


class EnvelopeState(models.TextChoices):
    """What became of an envelope that came back. Only an opened one is ever looked into."""

    WAITING = "waiting", _("received, not opened")
    OPENED = "opened", _("opened")
    VOTED_ON_SCREEN = "voted_on_screen", _("set aside unopened: a ballot is on the board")
    SECOND = "second", _("set aside unopened: a second envelope")
    LATE = "late", _("set aside unopened: came after the close")
    HELD = "held", _("held apart until a ruling")
    RULED_OUT = "ruled_out", _("ruled out, never opened")


class InvalidReason(models.IntegerChoices):
    """Why whoever enters a paper finds that it cannot count, whatever the rule says of its marks."""

    IDENTIFIES = 1, _("the voter could be known by it")
    UNCLEAR = 2, _("what the voter meant cannot be seen")
    NOT_OURS = 3, _("not a paper of this poll")
    TORN = 4, _("torn or cut, so that marks may be missing")


class BatchState(models.TextChoices):
    """How far a batch of papers has come."""

    FIRST = "first", _("to be entered")
    SECOND = "second", _("to be entered by a second person")
    DIFFERS = "differs", _("the two entries differ")
    AGREED = "agreed", _("agreed")
