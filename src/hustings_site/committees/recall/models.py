"""Recall: the rules of a committee, petitions with their signatures, meetings of account, ballots.

No row tells who has signed: a signature is a keyed hash of the petition and a number on its frozen roll, kept until the
close so that nobody signs twice and everybody can take their signature back; then it is erased, and the count stays.
"""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings_site.committees.models.records import Record
from hustings_site.committees.models.seats import Committee, Person, SeatEvent
from hustings_site.committees.recall.enums import Follows, State, Threshold
from hustings_site.elections.enums import Majority
from hustings_site.elections.models import Election
from hustings_site.roll.models import Electorate, FrozenRoll


class RecallRule(models.Model):
    """By which rule a committee's members are recalled or called to account, as data. Append-only: the newest is in
    force, and a petition keeps the one under which it was opened."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="recall_rules")
    name = models.CharField(_("rule"), max_length=100)
    text = models.TextField(_("its text"))
    source = models.CharField(_("source"), max_length=500)
    signers = models.ForeignKey(
        Electorate, on_delete=models.PROTECT, related_name="+", verbose_name=_("who may sign, and vote")
    )
    kind = models.CharField(_("signatures needed, as"), max_length=10, choices=Threshold.choices)
    threshold = models.PositiveIntegerField(_("how many"), validators=[MinValueValidator(1)])
    days = models.PositiveIntegerField(_("days for signing"), validators=[MinValueValidator(1)])
    follows = models.CharField(_("what follows"), max_length=10, choices=Follows.choices)
    not_first_months = models.PositiveIntegerField(_("not within so many months of taking the seat"), default=0)
    not_last_months = models.PositiveIntegerField(_("not within so many months of the end of the term"), default=0)
    majority = models.CharField(
        _("in the ballot, recalled by"), max_length=20, choices=Majority.choices, default=Majority.SIMPLE
    )
    quorum_percent = models.PositiveIntegerField(_("turnout needed in the ballot, per cent"), default=0)
    entered_at = models.DateTimeField(_("entered at"), default=timezone.now)

    class Meta:
        ordering = ["-entered_at", "-pk"]
        verbose_name = _("rule on recall")
        verbose_name_plural = _("rules on recall")

    def __str__(self) -> str:
        return self.name


class RecallPetition(models.Model):
    """A petition to recall somebody from a seat, or to call them to account. `event`: by which they took the seat.

    `roll`: who may sign, frozen as it was opened; `needed` signatures follow from it.
    """

    rule = models.ForeignKey(RecallRule, on_delete=models.PROTECT, related_name="petitions")
    event = models.ForeignKey(SeatEvent, on_delete=models.PROTECT, related_name="recall_petitions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="recall_petitions")
    text = models.TextField(_("what it says"), max_length=4000)
    movers = models.TextField(_("who moves it, one a line"), max_length=2000)
    opened_at = models.DateTimeField(_("opened at"))
    closes_at = models.DateTimeField(_("signatures until"))
    roll = models.ForeignKey(FrozenRoll, on_delete=models.PROTECT, related_name="recall_petitions")
    entitled = models.PositiveIntegerField(_("who may sign"))
    needed = models.PositiveIntegerField(_("signatures needed"))
    election = models.OneToOneField(
        Election, on_delete=models.PROTECT, related_name="recall_petition", null=True, blank=True
    )

    class Meta:
        ordering = ["-opened_at", "-pk"]
        verbose_name = _("recall petition")
        verbose_name_plural = _("recall petitions")

    def __str__(self) -> str:
        return _("Petition on %(name)s") % {"name": self.person.name}

    @property
    def scope(self) -> str:
        """How the journal names it."""
        return f"recall-petition:{self.pk}"

    @property
    def state(self) -> State:
        """Where it stands."""
        if hasattr(self, "decision"):
            return State.RECALLED if self.decision.recalled else State.STAYS
        if self.election_id is not None:
            return State.BALLOT
        if not hasattr(self, "closing"):
            return State.OPEN
        return State.REACHED if self.closing.reached else State.FAILED


class RecallSignature(models.Model):
    """That one of those on the roll has signed: a keyed hash, of which nobody reads a name; erased at the close."""

    petition = models.ForeignKey(RecallPetition, on_delete=models.PROTECT, related_name="signatures")
    token = models.CharField(_("keyed hash"), max_length=64)
    on = models.DateField(_("on"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["petition", "token"], name="one_signature_of_a_member")]
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")

    def __str__(self) -> str:
        return f"{self.petition_id} {self.on:%Y-%m-%d}"


class RecallReply(models.Model):
    """What the representative says to a petition; the newest is printed with the ballot. Append-only."""

    petition = models.ForeignKey(RecallPetition, on_delete=models.PROTECT, related_name="replies")
    text = models.TextField(_("reply"), max_length=1500)
    source = models.CharField(_("how it came"), max_length=300, blank=True)
    at = models.DateTimeField(_("at"))

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("reply to a petition")
        verbose_name_plural = _("replies to petitions")

    def __str__(self) -> str:
        return self.text[:60]


class RecallClosing(models.Model):
    """What came of the signatures. `by_day`: {day: how many of those that stood at the close}. Append-only."""

    petition = models.OneToOneField(RecallPetition, on_delete=models.PROTECT, related_name="closing")
    signatures = models.PositiveIntegerField(_("signatures"))
    reached = models.BooleanField(_("enough"))
    by_day = models.JSONField(_("by day"), default=dict)
    at = models.DateTimeField(_("closed at"))

    class Meta:
        verbose_name = _("close of a petition")
        verbose_name_plural = _("closes of petitions")

    def __str__(self) -> str:
        return f"{self.petition}: {self.signatures}"


class AccountabilityMeeting(models.Model):
    """A meeting at which a representative answers to members: announced, then recorded once it was held."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="accountability_meetings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="accountability_meetings")
    rule = models.ForeignKey(RecallRule, on_delete=models.PROTECT, related_name="meetings")
    petition = models.ForeignKey(
        RecallPetition, on_delete=models.PROTECT, related_name="meetings", null=True, blank=True
    )
    at = models.DateTimeField(_("at"))
    place = models.CharField(_("place"), max_length=300)
    chair = models.CharField(_("chair"), max_length=200)
    attendance = models.PositiveIntegerField(_("how many came"), null=True, blank=True)
    came = models.BooleanField(_("the representative came"), null=True, blank=True)
    minutes = models.TextField(_("minutes"), blank=True)
    recorded_at = models.DateTimeField(_("recorded at"), null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("accountability meeting")
        verbose_name_plural = _("accountability meetings")

    def __str__(self) -> str:
        return _("Accountability meeting with %(name)s") % {"name": self.person.name}

    @property
    def scope(self) -> str:
        """How the journal names it."""
        return f"accountability-meeting:{self.pk}"


class AccountabilityQuestion(Record):
    """A question that was put at such a meeting, and the answer. A correction is a row of its own."""

    meeting = models.ForeignKey(AccountabilityMeeting, on_delete=models.PROTECT, related_name="questions")
    asked_by = models.CharField(_("asked by"), max_length=200, blank=True)
    text = models.TextField(_("question"), max_length=4000)
    answer = models.TextField(_("answer"), max_length=8000, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("question at an accountability meeting")
        verbose_name_plural = _("questions at accountability meetings")

    def __str__(self) -> str:
        return self.text[:60]


class RecallDecision(models.Model):
    """What the recall ballot decided, computed from the opened ballots; `event`: what it did to the seat.

    Append-only.
    """

    petition = models.OneToOneField(RecallPetition, on_delete=models.PROTECT, related_name="decision")
    entitled = models.PositiveIntegerField(_("entitled"))
    yes = models.PositiveIntegerField(_("yes"))
    no = models.PositiveIntegerField(_("no"))
    abstained = models.PositiveIntegerField(_("neither"))
    quorate = models.BooleanField(_("enough have voted"))
    recalled = models.BooleanField(_("recalled"))
    event = models.OneToOneField(SeatEvent, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    at = models.DateTimeField(_("published at"))

    class Meta:
        verbose_name = _("outcome of a recall ballot")
        verbose_name_plural = _("outcomes of recall ballots")

    def __str__(self) -> str:
        return f"{self.petition}: {self.yes}, {self.no}, {self.abstained}"

    @property
    def voted(self) -> int:
        """Votes in all."""
        return self.yes + self.no + self.abstained
