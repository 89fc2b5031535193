"""The words of a campaign."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PointKind(models.TextChoices):
    """How a point is answered."""

    CHOICE = "choice", _("yes, with reservations, no, no view")
    SCALE = "scale", _("a scale")
    TEXT = "text", _("in words")


class Promise(models.TextChoices):
    """What whoever says yes to a point promises, beyond the point itself."""

    REPORTS = "reports", _("a report after each meeting")


class Stance(models.TextChoices):
    """What an answer says."""

    YES = "yes", _("Yes")
    RESERVATIONS = "reservations", _("With reservations")
    NO = "no", _("No")
    NO_VIEW = "no_view", _("No view")
    PLACED = "placed", _("On the scale")
    WORDS = "words", _("In words")
    TAKEN_BACK = "taken_back", _("Taken back")


CHOICES = (Stance.YES, Stance.RESERVATIONS, Stance.NO, Stance.NO_VIEW)


class Way(models.TextChoices):
    """How an answer came."""

    PAGE = "page", _("on the candidate’s own page")
    PAPER = "paper", _("on paper, entered by two officers")
    ELSEWHERE = "elsewhere", _("given elsewhere")


class Event(models.TextChoices):
    """What happened between asking and an answer; each stands in the public ledger with its date."""

    ASKED = "asked", _("asked")
    DELIVERED = "delivered", _("delivered")
    BOUNCED = "bounced", _("not delivered: it came back")
    REMINDED = "reminded", _("reminded")
    LETTER = "letter", _("letter printed and posted")
    PROOF = "proof", _("proof of a paper reply posted")
    DECLINED = "declined", _("declined to answer")
    REPLIED = "replied", _("replied")


class Missing(models.TextChoices):
    """Why there is no answer."""

    NOT_ASKED = "not_asked", _("Not yet asked")
    NO_REPLY = "no_reply", _("No reply")
    BOUNCED = "bounced", _("Not delivered")
    DECLINED = "declined", _("Declined")
    OPEN = "open", _("Left open")


class MailState(models.TextChoices):
    """Where a message stands."""

    WAITING = "waiting", _("waiting")
    SENDING = "sending", _("being handed over")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")


class MeetingPlace(models.TextChoices):
    """Where a hustings meeting is held."""

    IN_PERSON = "in_person", _("in person")
    ONLINE = "online", _("online")
    BOTH = "both", _("in person and online")


class Attendance(models.TextChoices):
    """How an invitation to a hustings meeting stands."""

    INVITED = "invited", _("invited, no reply yet")
    COMING = "coming", _("will come")
    NOT_COMING = "not_coming", _("will not come")
    CAME = "came", _("came")
    ABSENT = "absent", _("did not come")


class Seat(models.TextChoices):
    """Where a member's registration for a meeting stands."""

    PLACE = "place", _("has a place")
    WAITING = "waiting", _("on the waiting list")
    CANCELLED = "cancelled", _("cancelled")


class Ruling(models.TextChoices):
    """What the moderator decided on a question."""

    WAITING = "waiting", _("waiting for the moderator")
    ACCEPTED = "accepted", _("accepted")
    REFUSED = "refused", _("refused")
    MERGED = "merged", _("merged into another")


class EndorserKind(models.TextChoices):
    """Who speaks."""

    BRANCH = "branch", _("a branch")
    ORGANISATION = "organisation", _("an organisation")
    PERSON = "person", _("a person")


class EndorsementState(models.TextChoices):
    """Whether the candidate has confirmed it, and whether it stands."""

    UNCONFIRMED = "unconfirmed", _("not confirmed by the candidate")
    CONFIRMED = "confirmed", _("confirmed by the candidate")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Support(models.TextChoices):
    """What an endorser says."""

    RECOMMENDS = "recommends", _("recommends")
    DECLINES = "declines", _("declines to endorse")


class StatementKind(models.TextChoices):
    """What is said about who stands behind a list."""

    DECLARATION = "declaration", _("the list’s own declaration")
    CLAIM = "claim", _("a claim by somebody else")
    REPLY = "reply", _("the list’s reply")
