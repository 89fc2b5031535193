"""The words of the key ceremony."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class KeyKind(models.TextChoices):
    """On whom the secrecy of the ballots rests."""

    SERVER = "server", _("the server holds the key: secrecy rests on one operator")
    ALL = "all", _("several key holders, all of them needed")
    THRESHOLD = "threshold", _("several key holders, some of them enough")


class Step(models.TextChoices):
    """What a key holder hands in, in this order; the words of `hustings trustee`."""

    KEY = "key", _("the public key")
    CERTIFY = "certify", _("the certificate")
    DEAL = "deal", _("the polynomial")
    ACCEPT = "accept", _("the output")
