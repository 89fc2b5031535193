"""Motions that branches passed, which of them say the same, what was ruled on each, and what a committee answers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings_site.committees.models import Committee, Decision
from hustings_site.motions.enums import RulingKind
from hustings_site.motions.models.records import Kept
from hustings_site.roll.models import Branch, Organisation


class BranchMotion(Kept):
    """A text that at least one branch passed. `sameness` is the fingerprint of its words alone (`texts.py`)."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="branch_motions")
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"))
    sameness = models.CharField(_("fingerprint of its words"), max_length=64)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["organisation", "sameness"], name="one_motion_of_a_text")]
        verbose_name = _("motion of branches")
        verbose_name_plural = _("motions of branches")

    def __str__(self) -> str:
        return self.title

    @property
    def scope(self) -> str:
        """How the journal names this motion."""
        return f"branch-motion:{self.pk}"


class Passing(Kept):
    """That a branch passed a motion in a meeting. Figures that nobody noted are empty. `text`: as it was sent in."""

    motion = models.ForeignKey(BranchMotion, on_delete=models.PROTECT, related_name="passings")
    branch = models.ForeignKey(Branch, on_delete=models.PROTECT, related_name="motions_passed")
    text = models.TextField(_("text as passed"))
    passed_on = models.DateField(_("passed on"))
    meeting = models.CharField(_("meeting"), max_length=300)
    votes_for = models.PositiveIntegerField(_("votes for"), null=True, blank=True)
    against = models.PositiveIntegerField(_("votes against"), null=True, blank=True)
    abstained = models.PositiveIntegerField(_("abstentions"), null=True, blank=True)
    certified_by = models.CharField(_("certified by"), max_length=300)
    entered_by = models.CharField(_("entered by"), max_length=200)
    by_officer = models.BooleanField(_("entered from paper by the returning officer"), default=False)

    class Meta:
        ordering = ["passed_on", "pk"]
        verbose_name = _("passing of a motion")
        verbose_name_plural = _("passings of motions")

    def __str__(self) -> str:
        return f"{self.branch}: {self.motion}"

    @property
    def scope(self) -> str:
        """How the journal names this passing."""
        return f"passing:{self.pk}"


class PassingTakenBack(Kept):
    """That an entry was made by mistake; both stay readable."""

    passing = models.OneToOneField(Passing, on_delete=models.PROTECT, related_name="taken_back")
    author = models.CharField(_("who says so"), max_length=200)
    reason = models.TextField(_("reason"))

    class Meta:
        verbose_name = _("passing taken back")
        verbose_name_plural = _("passings taken back")

    def __str__(self) -> str:
        return str(self.passing)


class Likeness(Kept):
    """Somebody's finding that two texts are the same in substance: with its author and its reason, in public."""

    motion = models.ForeignKey(BranchMotion, on_delete=models.PROTECT, related_name="likenesses")
    same_as = models.ForeignKey(BranchMotion, on_delete=models.PROTECT, related_name="alike")
    author = models.CharField(_("who says so"), max_length=200)
    reason = models.TextField(_("reason"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("motions the same in substance")
        verbose_name_plural = _("motions the same in substance")

    def __str__(self) -> str:
        return f"{self.motion} = {self.same_as}"


class LikenessUndone(Kept):
    """That two texts stand apart again, and why."""

    likeness = models.OneToOneField(Likeness, on_delete=models.PROTECT, related_name="undone")
    author = models.CharField(_("who says so"), max_length=200)
    reason = models.TextField(_("reason"))

    class Meta:
        verbose_name = _("motions set apart again")
        verbose_name_plural = _("motions set apart again")

    def __str__(self) -> str:
        return str(self.likeness)


class Ruling(Kept):
    """What was ruled on a motion, or (`passing`) on one branch's alone. A later one takes its place; all stay."""

    motion = models.ForeignKey(BranchMotion, on_delete=models.PROTECT, related_name="rulings")
    passing = models.ForeignKey(Passing, on_delete=models.PROTECT, related_name="rulings", null=True, blank=True)
    kind = models.CharField(_("ruling"), max_length=20, choices=RulingKind.choices)
    to = models.CharField(_("forwarded to"), max_length=200, blank=True)
    author = models.CharField(_("ruled by"), max_length=200)
    text = models.TextField(_("text of the ruling"))
    on = models.DateField(_("on"))

    class Meta:
        ordering = ["on", "pk"]
        verbose_name = _("ruling on a motion")
        verbose_name_plural = _("rulings on motions")

    def __str__(self) -> str:
        return f"{self.motion}: {self.get_kind_display()}"

    @property
    def scope(self) -> str:
        """How the journal names this ruling."""
        return f"motion-ruling:{self.pk}"


class Challenge(Kept):
    """Somebody's challenge of a ruling."""

    ruling = models.ForeignKey(Ruling, on_delete=models.PROTECT, related_name="challenges")
    author = models.CharField(_("challenged by"), max_length=200)
    text = models.TextField(_("challenge"))
    on = models.DateField(_("on"))

    class Meta:
        ordering = ["on", "pk"]
        verbose_name = _("challenge of a ruling")
        verbose_name_plural = _("challenges of rulings")

    def __str__(self) -> str:
        return f"{self.ruling} {self.author}"


class ChallengeAnswer(Kept):
    """What became of a challenge. `upheld`: the ruling falls."""

    challenge = models.OneToOneField(Challenge, on_delete=models.PROTECT, related_name="answer")
    upheld = models.BooleanField(_("the challenge is upheld: the ruling falls"))
    author = models.CharField(_("answered by"), max_length=200)
    text = models.TextField(_("answer"))
    on = models.DateField(_("on"))

    class Meta:
        verbose_name = _("answer to a challenge")
        verbose_name_plural = _("answers to challenges")

    def __str__(self) -> str:
        return str(self.challenge)


class CommitteeResponse(Kept):
    """What a committee says to a motion, and the decision that it took, if it took one."""

    motion = models.ForeignKey(BranchMotion, on_delete=models.PROTECT, related_name="responses")
    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="motion_responses")
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, related_name="motion_responses", null=True, blank=True
    )
    text = models.TextField(_("response"))
    on = models.DateField(_("on"))

    class Meta:
        ordering = ["on", "pk"]
        verbose_name = _("response of a committee")
        verbose_name_plural = _("responses of committees")

    def __str__(self) -> str:
        return f"{self.committee}: {self.motion}"
