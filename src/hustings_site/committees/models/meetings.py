"""Meetings of a committee: who came, what was decided and how each one voted, who reported back, who follows."""

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings_site.campaign.models import Point
from hustings_site.committees.enums import Attendance, DecisionKind, Keeps, Option
from hustings_site.committees.enums import Outcome as MotionOutcome
from hustings_site.committees.models.records import Record
from hustings_site.committees.models.seats import Committee, Person


class CommitteeMeeting(models.Model):
    """A meeting with its agenda; reports of representatives are due `report_days` of the committee after it."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="meetings")
    title = models.CharField(_("title"), max_length=200)
    on = models.DateField(_("on"))
    place = models.CharField(_("place"), max_length=300, blank=True)
    agenda = models.TextField(_("agenda, one item a line"), blank=True)
    reports_due = models.DateField(_("reports due by"))
    source = models.CharField(_("source"), max_length=500, blank=True)

    class Meta:
        ordering = ["-on", "-pk"]
        verbose_name = _("meeting of a committee")
        verbose_name_plural = _("meetings of a committee")

    def __str__(self) -> str:
        return self.title

    @property
    def scope(self) -> str:
        """How the journal and promises name this meeting."""
        return f"committee-meeting:{self.pk}"


class MeetingPaper(models.Model):
    """A paper that the meeting had before it."""

    meeting = models.ForeignKey(CommitteeMeeting, on_delete=models.PROTECT, related_name="papers")
    position = models.PositiveIntegerField(_("place"))
    title = models.CharField(_("title"), max_length=200)
    link = models.URLField(_("link"), blank=True)
    text = models.TextField(_("text"), blank=True)

    class Meta:
        ordering = ["position"]
        verbose_name = _("paper of a meeting")
        verbose_name_plural = _("papers of a meeting")

    def __str__(self) -> str:
        return self.title


class Attended(Record):
    """Whether somebody was at a meeting."""

    meeting = models.ForeignKey(CommitteeMeeting, on_delete=models.PROTECT, related_name="attendance")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="attendance")
    state = models.CharField(_("attendance"), max_length=20, choices=Attendance.choices)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")

    def __str__(self) -> str:
        return f"{self.person}: {self.get_state_display()}"


class Motion(models.Model):
    """A motion before a committee: its text, mover and seconder; what became of it is its result."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="motions")
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"))
    mover = models.CharField(_("mover"), max_length=200, blank=True)
    seconder = models.CharField(_("seconder"), max_length=200, blank=True)
    put_on = models.DateField(_("put on"))
    outcome = models.CharField(_("result"), max_length=10, choices=MotionOutcome.choices, default=MotionOutcome.WAITING)
    source = models.CharField(_("source"), max_length=500, blank=True)

    class Meta:
        ordering = ["-put_on", "-pk"]
        verbose_name = _("motion")
        verbose_name_plural = _("motions")

    def __str__(self) -> str:
        return self.title

    @property
    def scope(self) -> str:
        """How the journal names this motion."""
        return f"motion:{self.pk}"


class Amendment(models.Model):
    """A change of a motion that somebody moved."""

    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="amendments")
    position = models.PositiveIntegerField(_("place"))
    text = models.TextField(_("text"))
    mover = models.CharField(_("mover"), max_length=200, blank=True)
    seconder = models.CharField(_("seconder"), max_length=200, blank=True)
    outcome = models.CharField(_("result"), max_length=10, choices=MotionOutcome.choices, default=MotionOutcome.WAITING)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["motion", "position"], name="one_amendment_at_a_place")]
        verbose_name = _("amendment")
        verbose_name_plural = _("amendments")

    def __str__(self) -> str:
        return f"{self.motion} {self.position}"


class Decision(Record):
    """What a meeting decided: by a recorded vote, or agreed without a division, which are two different things."""

    meeting = models.ForeignKey(CommitteeMeeting, on_delete=models.PROTECT, related_name="decisions")
    title = models.CharField(_("title"), max_length=300)
    kind = models.CharField(_("how it was taken"), max_length=10, choices=DecisionKind.choices)
    free = models.BooleanField(_("a free vote"), default=False)
    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="decisions", null=True, blank=True)
    amendment = models.ForeignKey(Amendment, on_delete=models.PROTECT, related_name="decisions", null=True, blank=True)
    carried = models.BooleanField(_("carried"))
    source = models.CharField(_("source"), max_length=500)

    class Meta:
        ordering = ["meeting", "pk"]
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")

    def __str__(self) -> str:
        return self.title

    @property
    def scope(self) -> str:
        """How the journal names this decision."""
        return f"decision:{self.pk}"


class Vote(Record):
    """What somebody did in a division."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="votes")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="votes")
    option = models.CharField(_("vote"), max_length=12, choices=Option.choices)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("recorded vote")
        verbose_name_plural = _("recorded votes")

    def __str__(self) -> str:
        return f"{self.person}: {self.get_option_display()}"


class Report(Record):
    """What a representative reports from a meeting."""

    meeting = models.ForeignKey(CommitteeMeeting, on_delete=models.PROTECT, related_name="reports")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reports")
    text = models.TextField(_("report"), blank=True)
    link = models.URLField(_("or where it stands"), blank=True)
    came_on = models.DateField(_("came on"))

    class Meta:
        ordering = ["-came_on", "-pk"]
        verbose_name = _("representative’s report")
        verbose_name_plural = _("representatives’ reports")

    def __str__(self) -> str:
        return f"{self.person}: {self.meeting}"


class Question(models.Model):
    """A member's question to a representative; public once the clerk has let it through, with the answer."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="questions")
    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="questions")
    asked_by = models.CharField(_("asked by"), max_length=200, blank=True)
    text = models.TextField(_("question"), max_length=2000)
    asked_at = models.DateTimeField(_("asked at"))
    shown_at = models.DateTimeField(_("published at"), null=True, blank=True)
    refused = models.TextField(_("why it is not published"), blank=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("question to a representative")
        verbose_name_plural = _("questions to representatives")

    def __str__(self) -> str:
        return self.text[:60]


def follower_key() -> str:
    """The last part of a follower's page: it is the secret by which they confirm and leave."""
    return secrets.token_hex(16)


class Follower(models.Model):
    """Somebody who is told by mail of what is new; only after they said yes from that address."""

    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="followers")
    email = models.EmailField(_("e-mail address"))
    key = models.SlugField(_("address of the page"), max_length=40, default=follower_key, unique=True, editable=False)
    asked_at = models.DateTimeField(_("asked at"))
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["committee", "email"], name="one_follower_of_an_address")]
        verbose_name = _("follower")
        verbose_name_plural = _("followers")

    def __str__(self) -> str:
        return f"{self.committee} {self.pk}"


class PromiseLink(Record):
    """That a decision bears on a point of a programme, and which vote keeps it: somebody's claim, with its author."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="promises")
    point = models.ForeignKey(Point, on_delete=models.PROTECT, related_name="decisions")
    keeps = models.CharField(_("which vote keeps it"), max_length=10, choices=Keeps.choices)
    author = models.CharField(_("who says so"), max_length=200)
    source = models.CharField(_("source"), max_length=500)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("link of a decision to a promise")
        verbose_name_plural = _("links of decisions to promises")

    def __str__(self) -> str:
        return f"{self.decision}: {self.point}"


class RightOfReply(models.Model):
    """What a representative says of their own vote or report. Never changed."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="replies")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="replies")
    text = models.TextField(_("reply"), max_length=4000)
    at = models.DateTimeField(_("at"))

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("reply of a representative")
        verbose_name_plural = _("replies of representatives")

    def __str__(self) -> str:
        return f"{self.person}: {self.decision}"
