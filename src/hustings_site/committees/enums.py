"""The words of a committee."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Filling(models.TextChoices):
    """How a seat is filled."""

    MEMBERS = "members", _("elected by the members")
    SECTION = "section", _("elected by a section")
    BODY = "body", _("elected by an affiliated body")
    COMMITTEE = "committee", _("elected by another committee")
    EX_OFFICIO = "ex_officio", _("held by office")
    APPOINTED = "appointed", _("appointed")
    CO_OPTED = "co_opted", _("co-opted")
    COLLEGE = "college", _("elected by an electoral college")


class Happening(models.TextChoices):
    """What happens to a seat on a day."""

    TAKES = "takes", _("takes the seat")
    SUSPENDED = "suspended", _("is suspended: keeps the seat, has no vote")
    REINSTATED = "reinstated", _("is reinstated")
    RESIGNED = "resigned", _("resigns")
    DIED = "died", _("dies")
    REMOVED = "removed", _("is removed")
    RECALLED = "recalled", _("is recalled")
    ENDED = "ended", _("comes to the end of the term")
    LEFT = "left", _("leaves")
    REFUSED = "refused", _("refuses the seat before taking it")
    VACANT = "vacant", _("nobody takes the seat")


LEAVES = frozenset(
    {
        Happening.RESIGNED,
        Happening.DIED,
        Happening.REMOVED,
        Happening.RECALLED,
        Happening.ENDED,
        Happening.LEFT,
        Happening.VACANT,
    }
)
"""After these the seat is vacant."""


class How(models.TextChoices):
    """By which way somebody comes to a seat."""

    ELECTED = "elected", _("elected")
    UNOPPOSED = "unopposed", _("elected unopposed")
    BY_ELECTION = "by_election", _("elected in a by-election")
    RUNNER_UP = "runner_up", _("next runner-up")
    RECOUNT = "recount", _("recount of the papers")
    COUNTBACK = "countback", _("countback")
    POOL = "pool", _("next in a published pool")
    APPOINTED = "appointed", _("appointed")
    CO_OPTED = "co_opted", _("co-opted")
    EX_OFFICIO = "ex_officio", _("by office")
    NOT_SAID = "not_said", _("the source does not say how")


class Change(models.TextChoices):
    """What happens to a body that sends members."""

    FOUNDED = "founding", _("is founded")
    MERGED = "merger", _("merges into")
    SUCCEEDED = "succession", _("is succeeded by")
    ENDED = "dissolution", _("comes to an end")


PASSES_ON = frozenset({Change.MERGED, Change.SUCCEEDED})
"""After these another body stands in its place."""


class Status(models.TextChoices):
    """How a seat stands on a day."""

    HELD = "held", _("held")
    SUSPENDED = "suspended", _("held, suspended: no vote")
    VACANT = "vacant", _("vacant")
    NOT_RECORDED = "not_recorded", _("holder not recorded")


class Confidence(models.TextChoices):
    """How sure the author of a claim is, by the author's own words."""

    CERTAIN = "certain", _("certain")
    LIKELY = "likely", _("likely")
    UNSURE = "unsure", _("unsure")
    NOT_SAID = "not_said", _("the author does not say")


class Counted(models.TextChoices):
    """Where a claim puts somebody."""

    SIDE = "side", _("with a side")
    SWING = "swing", _("swing: with either side")
    UNKNOWN = "unknown", _("unknown")


class ClauseKind(models.TextChoices):
    """Ways in which a casual vacancy is filled."""

    BY_ELECTION = "by_election", _("by-election")
    RUNNER_UP = "runner_up", _("next runner-up")
    RECOUNT = "recount", _("recount of the papers")
    COUNTBACK = "countback", _("countback")
    POOL = "pool", _("next in a published pool")
    APPOINTMENT = "appointment", _("appointment")
    EMPTY = "empty", _("the seat stays empty")


class Next(models.TextChoices):
    """Who is next, where a clause says "the next runner-up"."""

    VOTES = "votes", _("most votes at the end of the count")
    EXCLUDED = "excluded", _("last excluded")
    FIRST = "first", _("most first preferences")


class VacancyState(models.TextChoices):
    """Where filling a vacancy stands."""

    OPEN = "open", _("being filled")
    FILLED = "filled", _("filled")
    EMPTY = "empty", _("stays empty")


class Consent(models.TextChoices):
    """What somebody says who could take a vacant seat."""

    NOT_ASKED = "not_asked", _("not asked yet")
    ASKED = "asked", _("asked")
    CONSENTS = "consents", _("consents")
    DECLINES = "declines", _("declines")


class Attendance(models.TextChoices):
    """Whether somebody was at a meeting."""

    PRESENT = "present", _("present")
    APOLOGIES = "apologies", _("apologies sent")
    ABSENT = "absent", _("absent without apologies")
    NOT_YET = "not_yet", _("not yet a member")
    SUSPENDED = "suspended", _("suspended")


class Option(models.TextChoices):
    """What somebody did in a division. Not voting has six ways, which are six different things; the sixth is a
    decision that was taken without a division, and stands on the decision."""

    FOR = "for", _("for")
    AGAINST = "against", _("against")
    ABSTAINED = "abstained", _("abstained")
    RECUSED = "recused", _("recused: took no part for an interest of their own")
    EXCUSED = "excused", _("excused: away with apologies")
    ABSENT = "absent", _("absent without apologies")
    NOT_YET = "not_yet", _("not yet a member")
    SUSPENDED = "suspended", _("suspended: no vote")


WITHOUT_DIVISION = "without_division"
"""How exports name that a decision was agreed without a division."""


class DecisionKind(models.TextChoices):
    """How a decision was taken."""

    DIVISION = "division", _("by a recorded vote")
    WITHOUT = "without", _("agreed without a division")


class Outcome(models.TextChoices):
    """What became of a motion or an amendment."""

    WAITING = "waiting", _("not yet decided")
    CARRIED = "carried", _("carried")
    LOST = "lost", _("lost")
    WITHDRAWN = "withdrawn", _("withdrawn")
    REMITTED = "remitted", _("remitted")
    FALLEN = "fallen", _("fallen")


class Keeps(models.TextChoices):
    """What a vote on a decision does to a promise."""

    FOR = "for", _("a vote for keeps it")
    AGAINST = "against", _("a vote against keeps it")


class RulingKind(models.TextChoices):
    """What was ruled on a branch's motion."""

    OUT_OF_ORDER = "out_of_order", _("out of order")
    WITHDRAWN = "withdrawn", _("withdrawn")
    FORWARDED = "forwarded", _("forwarded")
