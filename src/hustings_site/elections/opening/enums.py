"""The words of the opening of the ballots."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class WhyStopped(models.TextChoices):
    """Why the server stopped opening a board, for whoever reads it, in whatever language."""

    MEANWHILE = "meanwhile", _("Somebody else has done something with this board meanwhile. Look at it, and go on.")
    NO_KEY = (
        "no_key",
        _("The file with the server’s key is not in its place: nobody can open these ballots without it."),
    )
    NOT_VERIFIED = "not_verified", _("The archive does not hold: nothing of it is published.")


class OpeningState(models.TextChoices):
    """How the server's own work on a board stands."""

    WORKING = "working", _("at work")
    RESTING = "resting", _("waiting for people")
    STOPPED = "stopped", _("stopped")
    VERIFIED = "verified", _("opened and verified")
