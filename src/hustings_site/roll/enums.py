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


class WhyPost(models.TextChoices):
    """Why an elector is reached by post and not by e-mail."""

    NO_EMAIL = "no_email", _("no e-mail address")
    SHARED_EMAIL = "shared_email", _("several electors have this e-mail address")
    WORKPLACE = "workplace", _("the e-mail address is the workplace’s")


class ImportState(models.TextChoices):
    """How far a file of members has come."""

    UPLOADED = "uploaded", _("uploaded")
    CHECKING = "checking", _("being checked")
    CHECKED = "checked", _("checked, not applied")
    APPLYING = "applying", _("being applied")
    DONE = "done", _("done")
    UNDONE = "undone", _("undone")


class Verdict(models.TextChoices):
    """What an import does with a row."""

    READ = "read", _("read, not compared yet")
    NEW = "new", _("new")
    CHANGED = "changed", _("changed")
    UNCHANGED = "unchanged", _("unchanged")
    REJECTED = "rejected", _("rejected")


class RequestState(models.TextChoices):
    """Where a member's request for correction stands."""

    WAITING = "waiting", _("waiting")
    DONE = "done", _("corrected")
    REFUSED = "refused", _("not corrected")
