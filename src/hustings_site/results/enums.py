"""The kinds and states of results."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """Where a result was counted."""

    COUNTED = "counted", _("counted here from the papers")
    IMPORTED = "imported", _("counted elsewhere")


class Unit(models.TextChoices):
    """What the figures of a tally are."""

    VOTES = "votes", _("votes, one from each paper")
    MARKS = "marks", _("marks, several from each paper")
    FIRST_PREFERENCES = "first_preferences", _("first preferences")
    POINTS = "points", _("points")


class OtherCount(models.TextChoices):
    """Another count of the same papers, shown beside a result."""

    BLOCK_VOTE = "block_vote", _("by block vote")
    WITHOUT_CONSTRAINTS = "without_constraints", _("without the constraints")


class DraftState(models.TextChoices):
    """How far a draft has come."""

    WRITING = "writing", _("being written")
    COUNTING = "counting", _("being counted")
    STOPPED = "stopped", _("stopped: something is to be mended")
    READY = "ready", _("ready to be looked at and published")
    PUBLISHED = "published", _("published")


class Inspection(models.TextChoices):
    """Whether the scrutineer inspected the register of members, as it stood on the qualifying date."""

    NOT = "not", _("was not inspected")
    REQUEST = "request", _("was inspected at a request")
    OWN = "own", _("was inspected on the scrutineer’s own motion")
