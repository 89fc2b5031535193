"""The words of complaints."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Matter(models.TextChoices):
    """What a complaint is about."""

    NO_CODE = "no_code", _("I have no voting code")
    ADDRESS = "address", _("my address is wrong")
    ROLL = "roll", _("who may vote")
    NOMINATION = "nomination", _("a nomination or a candidate")
    CAMPAIGN = "campaign", _("conduct in the campaign")
    POLL = "poll", _("the poll")
    COUNT = "count", _("the count or the result")
    RULING = "ruling", _("a ruling that I challenge")
    OTHER = "other", _("something else")


ABOUT_THE_POST = (Matter.NO_CODE, Matter.ADDRESS)
"""Requests rather than complaints: they are never late."""


class ComplaintState(models.TextChoices):
    """Where a complaint stands."""

    OPEN = "open", _("waits for a ruling")
    RULED = "ruled", _("ruled on")
    TAKEN_BACK = "taken_back", _("taken back")


class Effect(models.TextChoices):
    """What follows from a ruling."""

    NONE = "none", _("nothing is changed")
    CORRECTED = "corrected", _("what was wrong is corrected")
    RECOUNT = "recount", _("the papers are counted again")
    VOID = "void", _("the contest is void")
