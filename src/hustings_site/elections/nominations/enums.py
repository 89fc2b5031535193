"""The words of nominations."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Nominator(models.TextChoices):
    """Who names a candidate."""

    BRANCH = "branch", _("branch")
    MEMBER = "member", _("member")
    AFFILIATE = "affiliate", _("affiliate")


class NominationState(models.TextChoices):
    """Where a nomination stands. One in which something is lacking stands too: incomplete is not invalid."""

    STANDS = "stands", _("stands")
    NOT_VALID = "not_valid", _("ruled not valid")
    TAKEN_BACK = "taken_back", _("taken back")
