"""Trigger ballots: branches and affiliates say whether the holder of a post has to stand again."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings_site.committees.models import Person, Seat
from hustings_site.elections.models import Contest
from hustings_site.elections.nominations.models import Affiliate
from hustings_site.motions.models.records import Kept
from hustings_site.roll.models import Branch, Electorate, Organisation


class TriggerBallot(Kept):
    """Whether a holder has to stand again, by the share of bodies that ask for it: a term published before it begins.

    `branches_share` and `affiliates_share` are fractions as text ("1/3"); either that is reached opens the contest.
    Empty: bodies of that kind are not asked. The share is of all bodies asked, not of those that answered.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="trigger_ballots")
    post = models.CharField(_("post"), max_length=200)
    holder = models.CharField(_("who holds it"), max_length=200)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="trigger_ballots", null=True, blank=True)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="trigger_ballots", null=True, blank=True)
    electorate = models.ForeignKey(
        Electorate, on_delete=models.PROTECT, related_name="trigger_ballots", null=True, blank=True
    )
    branches_share = models.CharField(_("share of branches that decides"), max_length=20, blank=True)
    affiliates_share = models.CharField(_("share of affiliates that decides"), max_length=20, blank=True)
    clause = models.TextField(_("clause of the rules"))
    begins = models.DateField(_("first day"))
    ends = models.DateField(_("last day"))

    class Meta:
        ordering = ["-begins", "-pk"]
        verbose_name = _("trigger ballot")
        verbose_name_plural = _("trigger ballots")

    def __str__(self) -> str:
        return f"{self.post}: {self.holder}"

    @property
    def scope(self) -> str:
        """How the journal names this ballot."""
        return f"trigger:{self.pk}"


class TriggerBody(Kept):
    """A branch or an affiliate that is asked; fixed when the ballot is announced."""

    ballot = models.ForeignKey(TriggerBallot, on_delete=models.PROTECT, related_name="bodies")
    branch = models.ForeignKey(Branch, on_delete=models.PROTECT, related_name="triggers", null=True, blank=True)
    affiliate = models.ForeignKey(Affiliate, on_delete=models.PROTECT, related_name="triggers", null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["ballot", "branch"], name="a_branch_asked_once"),
            models.UniqueConstraint(fields=["ballot", "affiliate"], name="an_affiliate_asked_once"),
            models.CheckConstraint(
                condition=models.Q(branch__isnull=False, affiliate__isnull=True)
                | models.Q(branch__isnull=True, affiliate__isnull=False),
                name="one_body_is_asked",
            ),
        ]
        verbose_name = _("body asked in a trigger ballot")
        verbose_name_plural = _("bodies asked in trigger ballots")

    def __str__(self) -> str:
        return str(self.branch or self.affiliate)


class TriggerVote(Kept):
    """What a body decided in a meeting. The newest row of a body is in force; a later one says why it corrects."""

    body = models.ForeignKey(TriggerBody, on_delete=models.PROTECT, related_name="votes")
    opens = models.BooleanField(_("the holder has to stand again"))
    votes_for = models.PositiveIntegerField(_("votes for that"), null=True, blank=True)
    against = models.PositiveIntegerField(_("votes against"), null=True, blank=True)
    met_on = models.DateField(_("date of the meeting"))
    meeting = models.CharField(_("meeting"), max_length=300)
    certified_by = models.CharField(_("certified by"), max_length=300)
    by_officer = models.BooleanField(_("entered from paper by the returning officer"), default=False)
    reason = models.TextField(_("reason of the correction"), blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("decision in a trigger ballot")
        verbose_name_plural = _("decisions in trigger ballots")

    def __str__(self) -> str:
        return str(self.body)


class TriggerOutcome(Kept):
    """What a trigger ballot came to, as two officers published it."""

    ballot = models.OneToOneField(TriggerBallot, on_delete=models.PROTECT, related_name="outcome")
    opened = models.BooleanField(_("the holder has to stand again"))
    branches_asked = models.PositiveIntegerField(_("branches asked"))
    branches_for = models.PositiveIntegerField(_("branches for it"))
    affiliates_asked = models.PositiveIntegerField(_("affiliates asked"))
    affiliates_for = models.PositiveIntegerField(_("affiliates for it"))

    class Meta:
        verbose_name = _("outcome of a trigger ballot")
        verbose_name_plural = _("outcomes of trigger ballots")

    def __str__(self) -> str:
        return str(self.ballot)


class Reselection(Kept):
    """The contest that a trigger ballot opened; its holder stands as of right."""

    ballot = models.OneToOneField(TriggerBallot, on_delete=models.PROTECT, related_name="reselection")
    contest = models.OneToOneField(Contest, on_delete=models.PROTECT, related_name="opened_by_trigger")

    class Meta:
        verbose_name = _("reselection")
        verbose_name_plural = _("reselections")

    def __str__(self) -> str:
        return str(self.contest)
