"""Votes on motions by secret ballot: which contest puts which motion, and what came out."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings_site.elections.enums import Majority
from hustings_site.elections.models import Contest
from hustings_site.motions.models.branches import BranchMotion
from hustings_site.motions.models.cards import DelegationList
from hustings_site.motions.models.records import Kept


class MotionVote(Kept):
    """That a contest puts a motion to an electorate; `delegations`: with weighted cards, by this list."""

    contest = models.OneToOneField(Contest, on_delete=models.PROTECT, related_name="motion_vote")
    motion = models.ForeignKey(BranchMotion, on_delete=models.PROTECT, related_name="votes", null=True, blank=True)
    delegations = models.ForeignKey(
        DelegationList, on_delete=models.PROTECT, related_name="votes", null=True, blank=True
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("vote on a motion")
        verbose_name_plural = _("votes on motions")

    def __str__(self) -> str:
        return str(self.contest)


class MotionResult(Kept):
    """What a vote on a motion came to, by the majority that was published before it.

    `votes_for`, `against`, `abstained` and `possible` are votes, each card with its weight; `voted` and `electors`
    are people or delegations, each one.
    """

    contest = models.OneToOneField(Contest, on_delete=models.PROTECT, related_name="motion_result")
    majority = models.CharField(_("majority needed"), max_length=20, choices=Majority.choices)
    votes_for = models.PositiveBigIntegerField(_("votes for"))
    against = models.PositiveBigIntegerField(_("votes against"))
    abstained = models.PositiveBigIntegerField(_("abstentions"))
    possible = models.PositiveBigIntegerField(_("votes that could be cast"))
    invalid = models.PositiveIntegerField(_("papers that are not valid"), default=0)
    voted = models.PositiveIntegerField(_("who voted"))
    electors = models.PositiveIntegerField(_("who could vote"))
    needed = models.PositiveBigIntegerField(_("votes needed"))
    carried = models.BooleanField(_("carried"))
    archive = models.CharField(_("fingerprint of the archive (SHA-256)"), max_length=64)

    class Meta:
        ordering = ["-recorded_at", "-pk"]
        verbose_name = _("result of a vote on a motion")
        verbose_name_plural = _("results of votes on motions")

    def __str__(self) -> str:
        return str(self.contest)

    @property
    def weighted(self) -> bool:
        """Whether a card has more votes than one."""
        return self.possible != self.electors
