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


class ApproachKind(models.TextChoices):
    """Who began: the alliance or the body."""

    INVITATION = "invitation", _("invited by the alliance")
    APPLICATION = "application", _("applied to the alliance")


class Answer(models.TextChoices):
    """What came back to an invitation or an application."""

    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn by whoever made it")


class Mandate(models.TextChoices):
    """By what a delegate is bound."""

    BOUND = "bound", _("bound by a decision of the body")
    FREE = "free", _("free to decide")
    REPORTS = "reports", _("free, and reports back before it counts")


class Question(models.TextChoices):
    """What every slate answers, however it is made."""

    DECIDED = "decided", _("Who decided?")
    CONSULTED = "consulted", _("How were members consulted?")
    TURNED_DOWN = "turned_down", _("Who was turned down, and why?")
    APPEALS = "appeals", _("Who appealed, and what came of it?")
    BOUND = "bound", _("Who is bound by it?")


class StepEvent(models.TextChoices):
    """What happened to a step of a plan."""

    DONE = "done", _("done")
    MOVED = "moved", _("put off")
    DROPPED = "dropped", _("dropped")


class ApplicationEvent(models.TextChoices):
    """What happened to somebody's application to be on a slate."""

    APPLIED = "applied", _("applied")
    CHOSEN = "chosen", _("chosen")
    RESERVE = "reserve", _("put in the pool of substitutes")
    TURNED_DOWN = "turned_down", _("turned down")
    APPEALED = "appealed", _("appealed")
    UPHELD = "upheld", _("appeal upheld")
    DISMISSED = "dismissed", _("appeal dismissed")
    WITHDRAWN = "withdrawn", _("application withdrawn")


class Kind(models.TextChoices):
    """What a body recommends its supporters to do in one contest."""

    ALL_OF_THESE = "all_of_these", _("vote for all of these")
    ONLY_THESE = "only_these", _("vote for these and for nobody else")
    RANK_ALL = "rank_all", _("rank all candidates")
    THIS_ORDER = "this_order", _("rank these in this order")
    ANY_ORDER = "any_order", _("rank these in any order")
    BY_REGION = "by_region", _("rank these in the order of your region")
    FIRST_ONLY = "first_only", _("a first preference, and nothing about the others")
    NOBODY = "nobody", _("no recommendation")


NAMES_NOBODY = frozenset({Kind.RANK_ALL, Kind.NOBODY})
ORDERED = frozenset({Kind.THIS_ORDER, Kind.BY_REGION})
RANKS = frozenset({Kind.RANK_ALL, Kind.THIS_ORDER, Kind.ANY_ORDER, Kind.BY_REGION, Kind.FIRST_ONLY})
"""Kinds that make sense only where voters rank."""
