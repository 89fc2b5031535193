"""Card votes: delegations with the votes that each has, and what each did with its card where that is recorded."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings_site.elections.enums import Majority
from hustings_site.motions.enums import Shown
from hustings_site.motions.models.branches import BranchMotion
from hustings_site.motions.models.records import Kept
from hustings_site.roll.models import Branch, Electorate, Organisation


class DelegationList(Kept):
    """Which delegations there are and how many votes each has: published before anybody votes, never changed.

    `text` is the table as it is published, `sha256` its fingerprint. `electorate`: who carries the cards, where the
    vote is by secret ballot through the booth.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="delegation_lists")
    title = models.CharField(_("title"), max_length=200)
    source = models.CharField(_("where the votes of each are from"), max_length=500)
    text = models.TextField(_("the list as published"))
    sha256 = models.CharField(_("fingerprint (SHA-256)"), max_length=64)
    electorate = models.OneToOneField(
        Electorate, on_delete=models.PROTECT, related_name="delegation_list", null=True, blank=True
    )

    class Meta:
        ordering = ["-recorded_at", "-pk"]
        verbose_name = _("list of delegations")
        verbose_name_plural = _("lists of delegations")

    def __str__(self) -> str:
        return self.title

    @property
    def scope(self) -> str:
        """How the journal names this list."""
        return f"delegations:{self.pk}"


class Delegation(Kept):
    """One delegation and its votes. `carrier`: the membership number of whoever carries its card; never published."""

    listed = models.ForeignKey(DelegationList, on_delete=models.PROTECT, related_name="delegations")
    position = models.PositiveIntegerField(_("place"))
    name = models.CharField(_("delegation"), max_length=200)
    votes = models.PositiveIntegerField(_("votes"))
    branch = models.ForeignKey(Branch, on_delete=models.PROTECT, related_name="delegations", null=True, blank=True)
    carrier = models.CharField(_("membership number of who carries the card"), max_length=50, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["listed", "position"], name="one_delegation_at_a_place"),
            models.UniqueConstraint(fields=["listed", "name"], name="one_delegation_of_a_name"),
            models.CheckConstraint(condition=models.Q(votes__gte=1), name="a_delegation_has_a_vote"),
        ]
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")

    def __str__(self) -> str:
        return self.name


class CardVote(Kept):
    """A vote on a motion in the open: each delegation's card is recorded by name. Announced before it is held."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="card_votes")
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text of the motion"))
    motion = models.ForeignKey(BranchMotion, on_delete=models.PROTECT, related_name="card_votes", null=True, blank=True)
    delegations = models.ForeignKey(DelegationList, on_delete=models.PROTECT, related_name="card_votes")
    majority = models.CharField(_("majority needed"), max_length=20, choices=Majority.choices)
    majority_source = models.CharField(_("where the majority is laid down"), max_length=500)
    meeting = models.CharField(_("meeting"), max_length=300)
    on = models.DateField(_("on"))

    class Meta:
        ordering = ["-on", "-pk"]
        verbose_name = _("recorded card vote")
        verbose_name_plural = _("recorded card votes")

    def __str__(self) -> str:
        return self.title

    @property
    def scope(self) -> str:
        """How the journal names this vote."""
        return f"card-vote:{self.pk}"


class Card(Kept):
    """What a delegation did. The newest row of a delegation is in force; a later one says why it corrects."""

    vote = models.ForeignKey(CardVote, on_delete=models.PROTECT, related_name="cards")
    delegation = models.ForeignKey(Delegation, on_delete=models.PROTECT, related_name="cards")
    shown = models.CharField(_("vote"), max_length=10, choices=Shown.choices)
    reason = models.TextField(_("reason of the correction"), blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("card")
        verbose_name_plural = _("cards")

    def __str__(self) -> str:
        return f"{self.delegation}: {self.get_shown_display()}"


class CardVoteDeclared(Kept):
    """The result of a recorded card vote, as two officers declared it: votes, not cards."""

    vote = models.OneToOneField(CardVote, on_delete=models.PROTECT, related_name="declared")
    votes_for = models.PositiveBigIntegerField(_("votes for"))
    against = models.PositiveBigIntegerField(_("votes against"))
    abstained = models.PositiveBigIntegerField(_("abstentions"))
    not_cast = models.PositiveBigIntegerField(_("votes not cast"))
    needed = models.PositiveBigIntegerField(_("votes needed"))
    carried = models.BooleanField(_("carried"))

    class Meta:
        verbose_name = _("declared card vote")
        verbose_name_plural = _("declared card votes")

    def __str__(self) -> str:
        return str(self.vote)
