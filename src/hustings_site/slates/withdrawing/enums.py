"""The words of votes on endorsements."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a vote on an endorsement stands."""

    PREPARED = "prepared", _("in preparation")
    PUBLISHED = "published", _("its rules are published; whom it is about may reply")
    ANNOUNCED = "announced", _("announced; the vote is held at the desk of the supporters’ own list")
    DECIDED = "decided", _("decided")
