"""The words of supporters' polls."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings.analysis.order import Weighing as Weigh


class Marking(models.TextChoices):
    """How supporters mark their papers."""

    RANKING = "ranking", _("by ranking: 1, 2, 3 … as far as one likes")
    MARKS = "marks", _("by marks: up to a number of candidates")


class Weighing(models.TextChoices):
    """What an agreed weight belongs to."""

    PAPERS = Weigh.PAPERS.value, _("each paper of a body counts its weight")
    BODIES = Weigh.BODIES.value, _("a body as a whole counts its weight, however many take part")


class State(models.TextChoices):
    """Where a poll stands."""

    PREPARED = "prepared", _("in preparation")
    AGREEING = "agreeing", _("its rules are published; the bodies agree to them")
    POLLING = "polling", _("agreed; each body holds its vote")
    ORDERED = "ordered", _("the order is published")
    NOT_HELD = "not_held", _("no body agreed in time: it is not held")


class LeftOut(models.TextChoices):
    """Why a body that was invited has no part in the order; the rules of every poll name the day of each."""

    NOT_AGREED = "not_agreed", _("had not agreed when lists were frozen")
    NOT_OPENED = "not_opened", _("had not opened its ballots when complaints ended")
