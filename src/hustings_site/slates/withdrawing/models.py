"""Votes of supporters on withdrawing an endorsement: the question with its rules, the replies, what came of it.

No row here names a supporter: the vote is an election of the organisation whose list supporters are on.
"""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings_site.campaign.models import Endorsement
from hustings_site.elections.enums import Majority
from hustings_site.elections.models import Candidate, Election
from hustings_site.slates.models.bodies import Body
from hustings_site.slates.models.recommending import Recommendation
from hustings_site.slates.withdrawing.enums import State


class EndorsementVote(models.Model):
    """The question whether a body withdraws its recommendation of somebody who was elected, and its rules.

    Nothing changes once it is published (`sha256`: the fingerprint of the rules as published). `endorsement`: what the
    body said in the campaign of that candidate, where it is entered there; it goes the same way.
    """

    slug = models.SlugField(_("address"), max_length=100, unique=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="endorsement_votes", verbose_name=_("group"))
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, related_name="votes", verbose_name=_("recommendation")
    )
    candidate = models.ForeignKey(
        Candidate, on_delete=models.PROTECT, related_name="endorsement_votes", verbose_name=_("whom it is about")
    )
    endorsement = models.ForeignKey(
        Endorsement,
        on_delete=models.PROTECT,
        related_name="votes",
        null=True,
        blank=True,
        verbose_name=_("endorsement in the campaign"),
    )
    why = models.TextField(_("why it is asked"), max_length=4000)
    majority = models.CharField(
        _("how many have to say yes"), max_length=20, choices=Majority.choices, default=Majority.SIMPLE
    )
    quorum_percent = models.PositiveIntegerField(_("turnout needed, per cent"), default=0)
    notice_days = models.PositiveIntegerField(_("days of notice before the vote opens"), default=7)
    reply_by = models.DateTimeField(_("reply by"))
    freeze_at = models.DateTimeField(_("list frozen"))
    codes_at = models.DateTimeField(_("voting codes sent"))
    poll_opens = models.DateTimeField(_("vote opens"))
    poll_closes = models.DateTimeField(_("vote closes"))
    complaints_by = models.DateTimeField(_("complaints by"))
    put_at = models.DateTimeField(_("put at"), default=timezone.now)
    published_at = models.DateTimeField(_("rules published at"), null=True, blank=True)
    sha256 = models.CharField(_("fingerprint of the rules (SHA-256)"), max_length=64, blank=True)
    election = models.OneToOneField(
        Election, on_delete=models.PROTECT, related_name="endorsement_vote", null=True, blank=True
    )

    class Meta:
        ordering = ["-poll_opens", "-pk"]
        verbose_name = _("vote on an endorsement")
        verbose_name_plural = _("votes on endorsements")

    def __str__(self) -> str:
        return _("Does %(body)s withdraw its recommendation of %(name)s?") % {
            "body": self.body.name,
            "name": self.candidate.printed_name,
        }

    @property
    def scope(self) -> str:
        """How the journal names it."""
        return f"endorsement-vote:{self.pk}"

    @property
    def state(self) -> State:
        """Where it stands."""
        if self.published_at is None:
            return State.PREPARED
        if self.election_id is None:
            return State.PUBLISHED
        return State.DECIDED if hasattr(self, "outcome") else State.ANNOUNCED


class EndorsementReply(models.Model):
    """What the person says to whom the question is about; the newest is printed with it, all are readable. Append-only.

    `source`: how it came, where it was not written here by the person's own account.
    """

    vote = models.ForeignKey(EndorsementVote, on_delete=models.PROTECT, related_name="replies")
    text = models.TextField(_("reply"), max_length=1500)
    source = models.CharField(_("how it came"), max_length=300, blank=True)
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("reply to a vote on an endorsement")
        verbose_name_plural = _("replies to votes on endorsements")

    def __str__(self) -> str:
        return f"{self.vote}: {self.text[:60]}"


class EndorsementOutcome(models.Model):
    """What supporters decided, computed from the opened ballots by the rules published beforehand. Append-only."""

    vote = models.OneToOneField(EndorsementVote, on_delete=models.PROTECT, related_name="outcome")
    entitled = models.PositiveIntegerField(_("entitled"))
    yes = models.PositiveIntegerField(_("yes"))
    no = models.PositiveIntegerField(_("no"))
    abstained = models.PositiveIntegerField(_("neither"))
    quorate = models.BooleanField(_("enough have voted"))
    withdrawn = models.BooleanField(_("withdrawn"))
    at = models.DateTimeField(_("published at"))

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("outcome of a vote on an endorsement")
        verbose_name_plural = _("outcomes of votes on endorsements")

    def __str__(self) -> str:
        return f"{self.vote}: {self.yes}, {self.no}, {self.abstained}"

    @property
    def voted(self) -> int:
        """Votes in all."""
        return self.yes + self.no + self.abstained
