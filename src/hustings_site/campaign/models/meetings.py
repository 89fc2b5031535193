"""Hustings meetings: who is invited and came, who has a place, what was asked, and how long everybody spoke."""

import uuid

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings_site.campaign.enums import Attendance, MeetingPlace, Ruling, Seat
from hustings_site.campaign.models.asking import PersonalPage
from hustings_site.campaign.models.programmes import Point
from hustings_site.elections.models import Candidate, Contest


class Meeting(models.Model):
    """A meeting to which every candidate of a contest is invited.

    `uid` and `sequence` make calendars update their entry instead of adding another; a cancelled meeting stays.
    """

    contest = models.ForeignKey(Contest, on_delete=models.PROTECT, related_name="meetings", verbose_name=_("contest"))
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(_("version of the calendar entry"), default=0)
    title = models.CharField(_("title"), max_length=200)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    where = models.CharField(_("held"), max_length=10, choices=MeetingPlace.choices, default=MeetingPlace.IN_PERSON)
    address = models.CharField(_("address"), max_length=300, blank=True)
    link = models.URLField(_("link for taking part online"), blank=True)
    access = models.TextField(_("access: steps, hearing loop, captions, sign language, toilets"))
    chair = models.CharField(_("chair, who takes no side"), max_length=200)
    chair_account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="chaired", null=True, blank=True
    )
    code = models.TextField(_("code by which questions are moderated"))
    capacity = models.PositiveIntegerField(_("places"), null=True, blank=True)
    seconds_each = models.PositiveIntegerField(
        _("seconds for each candidate and question"), default=90, validators=[MinValueValidator(10)]
    )
    order_seed = models.CharField(_("seed of the speaking order"), max_length=100, blank=True)
    recording = models.URLField(_("recording"), blank=True)
    changed_at = models.DateTimeField(_("last changed"), default=timezone.now)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, blank=True)
    cancelled_why = models.TextField(_("why it was cancelled"), blank=True)

    class Meta:
        ordering = ["-starts_at"]
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="a_meeting_ends_later")
        ]
        verbose_name = _("hustings meeting")
        verbose_name_plural = _("hustings meetings")

    def __str__(self) -> str:
        return self.title

    @property
    def scope(self) -> str:
        """How the journal names this meeting."""
        return f"hustings:{self.pk}"


class Invitation(PersonalPage):
    """A candidate's invitation, with a page of its own for the reply."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="invitations")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="invitations")
    sent_at = models.DateTimeField(_("invited at"), default=timezone.now)

    class Meta:
        ordering = [models.F("candidate__position").asc(nulls_last=True), "candidate__name"]
        constraints = [models.UniqueConstraint(fields=["meeting", "candidate"], name="a_candidate_is_invited_once")]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self) -> str:
        return f"{self.candidate}: {self.meeting}"


class InvitationReply(models.Model):
    """What came of an invitation, with its reason; the newest counts, and the database refuses to change a row."""

    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="replies")
    attendance = models.CharField(_("attendance"), max_length=12, choices=Attendance.choices)
    reason = models.TextField(_("reason, published"), blank=True)
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("reply to an invitation")
        verbose_name_plural = _("replies to invitations")

    def __str__(self) -> str:
        return f"{self.invitation}: {self.get_attendance_display()}"


class Registration(PersonalPage):
    """A member who wants to come. Nobody but the organisers sees who; the public sees how many."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="registrations")
    name = models.CharField(_("name"), max_length=200)
    needs = models.TextField(_("what you need to take part"), blank=True)
    seat = models.CharField(_("place"), max_length=10, choices=Seat.choices, default=Seat.WAITING)
    at = models.DateTimeField(_("registered at"), default=timezone.now)
    told_at = models.DateTimeField(_("last written to at"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "email"], condition=~models.Q(seat="cancelled"), name="an_address_registers_once"
            )
        ]
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")

    def __str__(self) -> str:
        return f"{self.name}: {self.get_seat_display()}"


class MeetingQuestion(models.Model):
    """A question put in advance: what the moderator decided, and how many support it. Nothing says who they are."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="questions")
    text = models.TextField(_("question"), max_length=500)
    asked_by = models.CharField(_("put by"), max_length=200, blank=True)
    at = models.DateTimeField(_("put at"), default=timezone.now)
    ruling = models.CharField(_("decision"), max_length=10, choices=Ruling.choices, default=Ruling.WAITING)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, related_name="merged", null=True, blank=True)
    supporters = models.PositiveIntegerField(_("supported by"), default=0)
    number = models.PositiveIntegerField(_("asked as number"), null=True, blank=True)

    class Meta:
        ordering = [models.F("number").asc(nulls_last=True), "-supporters", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="one_question_of_a_number")]
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return self.text

    @property
    def scope(self) -> str:
        """How the journal names this question."""
        return f"question:{self.pk}"


class RulingLine(models.Model):
    """A line of the public log of moderation; the database refuses to change a row."""

    question = models.ForeignKey(MeetingQuestion, on_delete=models.PROTECT, related_name="lines")
    ruling = models.CharField(_("decision"), max_length=10, choices=Ruling.choices)
    reason = models.TextField(_("reason by the code"), blank=True)
    moderator = models.CharField(_("decided by"), max_length=200)
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("decision of a moderator")
        verbose_name_plural = _("decisions of moderators")

    def __str__(self) -> str:
        return f"{self.question}: {self.get_ruling_display()}"


class Turn(models.Model):
    """A candidate speaking to a question, from one moment to another; no end: speaking now."""

    question = models.ForeignKey(MeetingQuestion, on_delete=models.PROTECT, related_name="turns")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="turns")
    started_at = models.DateTimeField(_("began"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        ordering = ["started_at", "pk"]
        verbose_name = _("turn")
        verbose_name_plural = _("turns")

    def __str__(self) -> str:
        return f"{self.candidate} {self.started_at:%H:%M:%S}"


class RecordingMark(models.Model):
    """Where in the recording a candidate answers a question, and the point of a programme that it bears on, if any."""

    question = models.ForeignKey(MeetingQuestion, on_delete=models.PROTECT, related_name="marks")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="marks")
    second = models.PositiveIntegerField(_("second of the recording"))
    point = models.ForeignKey(Point, on_delete=models.PROTECT, related_name="marks", null=True, blank=True)

    class Meta:
        ordering = ["second"]
        constraints = [
            models.UniqueConstraint(fields=["question", "candidate"], name="one_mark_for_an_answer_at_a_meeting")
        ]
        verbose_name = _("mark in a recording")
        verbose_name_plural = _("marks in recordings")

    def __str__(self) -> str:
        return f"{self.second} {self.candidate}"

    @property
    def clock(self) -> str:
        """The place in the recording, as 1:02:03."""
        hours, rest = divmod(self.second, 3600)
        minutes, seconds = divmod(rest, 60)
        return f"{hours}:{minutes:02}:{seconds:02}"
