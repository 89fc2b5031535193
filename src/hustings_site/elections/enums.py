"""The words of an election's life."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ElectionKind(models.TextChoices):
    """Whose election it is."""

    MEMBERS = "members", _("members’ election")
    BY_ELECTION = "by_election", _("by-election")
    SUPPORTERS = "supporters", _("supporters’ poll")
    MOTION = "motion", _("vote on a motion")


class ContestState(models.TextChoices):
    """Where a contest stands; `elections/moves.py` says which way it can go from there."""

    RECORDED = "recorded", _("held and counted elsewhere")
    DRAFT = "draft", _("in preparation")
    NOMINATIONS = "nominations", _("nominations open")
    NOMINATIONS_CLOSED = "nominations_closed", _("nominations closed")
    VALIDATED = "validated", _("candidates published")
    UNOPPOSED = "unopposed", _("unopposed")
    TOO_FEW = "too_few", _("too few candidates")
    POLL_OPEN = "poll_open", _("poll open")
    PAUSED = "paused", _("poll paused")
    CLOSED = "closed", _("poll closed")
    INQUORATE = "inquorate", _("inquorate")
    VOIDED = "voided", _("voided")
    PROVISIONAL = "provisional", _("declared provisionally")
    UNDER_COMPLAINT = "under_complaint", _("under complaint")
    FINAL = "final", _("final")


class BallotOrder(models.TextChoices):
    """In which order candidates stand, on paper and on every page."""

    FIXED = "fixed", _("alphabetical")
    LOT = "lot", _("drawn by lot, its seed published")
    ROTATED = "rotated", _("drawn by lot, then rotated from paper to paper")


class Printed(models.TextChoices):
    """What stands beside a candidate's name on the ballot paper."""

    NOTHING = "nothing", _("nothing but the name")
    LIST = "list", _("the registered list")


class Shown(models.TextChoices):
    """When something becomes public."""

    LIVE = "live", _("as it comes")
    CLOSE = "close", _("at the close")
    NEVER = "never", _("not published")


class Gone(models.TextChoices):
    """How the votes for a candidate who has gone are treated; the words of hustings.contests.withdrawals."""

    REMOVED = "removed", _("taken off the list before the count")
    PASSED_OVER = "passed over", _("passed over: papers go to the next preference")
    AS_CAST = "as cast", _("counted as cast; if elected, the seat is vacant")


class Standing(models.TextChoices):
    """How a candidate stands, from a date, by a source."""

    NOMINATED = "nominated", _("nominated")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    VALIDATED = "validated", _("validated")
    NOT_VALIDATED = "not_validated", _("nomination not valid")
    SUSPENDED = "suspended", _("suspended")
    REINSTATED = "reinstated", _("reinstated")
    WITHDRAWN = "withdrawn", _("withdrawn")
    DIED = "died", _("died")
    REPLACED = "replaced", _("replaced")
    ELECTED = "elected", _("elected")
    NOT_ELECTED = "not_elected", _("not elected")


class CodeIssue(models.TextChoices):
    """Who draws the voting codes."""

    SERVER = "server", _("this server")
    AUTHORITY = "authority", _("an independent code office")


class PaperRule(models.TextChoices):
    """What happens where a member has voted on screen and on paper."""

    NO_PAPER = "none", _("no voting on paper")
    BOARD_STANDS = "board_stands", _("the ballot on the board stands, the envelope is set aside unopened")
    PAPER_CLOSES_CODE = "paper_closes_code", _("asking for paper takes the unused code out of use")


class Majority(models.TextChoices):
    """What a motion needs to be carried; `elections/majorities.py` says how each is worked out."""

    SIMPLE = "simple", _("more votes for than against; abstentions are not counted")
    TWO_THIRDS = "two_thirds", _("two thirds of the votes for and against; abstentions are not counted")
    ABSOLUTE = "absolute", _("more than half of all the votes that can be cast, whether or not they are")


class MotionAnswer(models.IntegerChoices):
    """The answers to a motion: each is the place of its line on the ballot paper."""

    FOR = 1, _("For")
    AGAINST = 2, _("Against")
    ABSTAIN = 3, _("Abstain")
