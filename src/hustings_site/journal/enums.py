"""Where an act that was promised or proposed stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ActState(models.TextChoices):
    """A scheduled act: promised for a time, then done, failed, or taken back."""

    DUE = "due", _("due")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")
    TAKEN_BACK = "taken_back", _("taken back")


class ProposalState(models.TextChoices):
    """An act that needs a second person."""

    WAITING = "waiting", _("waiting for a second person")
    APPROVED = "approved", _("approved and done")
    REFUSED = "refused", _("refused")
    TAKEN_BACK = "taken_back", _("taken back")


class DeliveryState(models.TextChoices):
    """A message to a webhook."""

    WAITING = "waiting", _("waiting")
    DELIVERED = "delivered", _("delivered")
    GIVEN_UP = "given_up", _("given up")
