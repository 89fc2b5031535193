"""The words of motions."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RulingKind(models.TextChoices):
    """What was ruled on a motion."""

    IN_ORDER = "in_order", _("in order")
    OUT_OF_ORDER = "out_of_order", _("out of order")
    WITHDRAWN = "withdrawn", _("withdrawn")
    FORWARDED = "forwarded", _("forwarded")


class Shown(models.TextChoices):
    """What a delegation did with its card."""

    FOR = "for", _("for")
    AGAINST = "against", _("against")
    ABSTAINED = "abstained", _("abstained")
    NOT_CAST = "not_cast", _("not cast")


class CellState(models.TextChoices):
    """How a branch stands to a motion, in the table of who passed what."""

    PASSED = "passed", _("passed")
    LIKE = "like", _("passed, the same in substance")
    TAKEN_BACK = "taken_back", _("entered, and taken back")
    NOTHING = "nothing", _("nothing recorded")
