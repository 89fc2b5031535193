"""The words of the roll."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BranchKind(models.TextChoices):
    """What a part of the organisation is."""

    REGION = "region", _("region")
    BRANCH = "branch", _("branch")
    SECTION = "section", _("section")
    WORKPLACE = "workplace", _("workplace")


class MemberStatus(models.TextChoices):
    """How a member stands with the organisation today."""

    ACTIVE = "active", _("member")
    SUSPENDED = "suspended", _("suspended")
    LAPSED = "lapsed", _("lapsed")
    LEFT = "left", _("left")
    EXPELLED = "expelled", _("expelled")
    DIED = "died", _("died")


class Channel(models.TextChoices):
    """How a voting code and notices reach an elector."""

    EMAIL = "email", _("e-mail")
    POST = "post", _("post")


class EntryStanding(models.TextChoices):
    """How an entry of a frozen roll stands: nobody is removed from it, and each change is in the public log."""

    ENTITLED = "entitled", _("entitled")
    ADDED = "added", _("added late")
    STRUCK = "struck", _("struck")
    TENDERED = "tendered", _("vote held apart until a ruling")
