"""The offices a person can hold."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Office(models.TextChoices):
    """What a role lets its holder do; each is held in one place: an organisation, a branch, an election."""

    ADMINISTRATOR = "administrator", _("administrator")
    RETURNING_OFFICER = "returning_officer", _("returning officer")
    DEPUTY = "deputy", _("deputy returning officer")
    SCRUTINEER = "scrutineer", _("scrutineer")
    KEY_HOLDER = "key_holder", _("key holder")
    CODE_OFFICE = "code_office", _("code office")
    BRANCH_OFFICER = "branch_officer", _("branch officer")
    BRANCH_DEPUTY = "branch_deputy", _("deputy branch officer")
    MODERATOR = "moderator", _("moderator")
    CLERK = "clerk", _("clerk of a committee")
    OBSERVER = "observer", _("observer")
    CANDIDATE = "candidate", _("candidate")
