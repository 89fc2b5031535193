"""The words of standing for election."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Source(models.TextChoices):
    """By which way something came from a candidate."""

    SCREEN = "screen", _("on screen")
    PAPER = "paper", _("on paper")


class PublicField(models.TextChoices):
    """What of a candidate is published, each with a consent of its own."""

    NAME = "name", _("your name, as a candidate of this organisation")
    BRANCH = "branch", _("your branch")
    STATEMENT = "statement", _("your statement")
    PHOTO = "photo", _("your photograph")
    CONTACT = "contact", _("your public address for questions")


class Delivery(models.TextChoices):
    """How far a candidate's link and code have come."""

    NONE = "none", _("nothing sent")
    SENT = "sent", _("handed to the mail server")
    FAILED = "failed", _("not sent")
    LETTER = "letter", _("printed as a letter")
