"""A supporters' poll: its rules, its candidates, the bodies that hold it, and the order that came of it.

No row here names a supporter. Each body is an organisation of its own (`roll.Organisation`: the controller of its own
list), with its own election, roll, codes and board; a poll knows of a body only that it takes part, and how many.
"""

from datetime import datetime

from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings_site.elections.enums import Standing
from hustings_site.elections.models import Candidate, Contest, Election
from hustings_site.journal import clock
from hustings_site.roll.models import Organisation
from hustings_site.slates.models.making import Slate
from hustings_site.slates.polls.enums import Marking, State, Weighing


class SupportersPoll(models.Model):
    """One poll on all candidates for a post.

    `contest` is the contest where it is held on this installation; `source` the address of the contest in the public
    API of the installation where it is held elsewhere. One of the two is given.
    """

    slug = models.SlugField(_("address"), max_length=100, unique=True)
    host = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="hosted_polls", verbose_name=_("held by")
    )
    slate = models.ForeignKey(
        Slate, on_delete=models.PROTECT, related_name="polls", null=True, blank=True, verbose_name=_("slate")
    )
    contest = models.ForeignKey(
        Contest,
        on_delete=models.PROTECT,
        related_name="supporters_polls",
        null=True,
        blank=True,
        verbose_name=_("contest"),
    )
    source = models.URLField(_("where the candidates were read"), max_length=500, blank=True)
    title = models.CharField(_("title"), max_length=200)
    post = models.CharField(_("post"), max_length=300)
    about = models.TextField(_("about this poll"), blank=True)
    marking = models.CharField(_("papers are marked"), max_length=10, choices=Marking.choices)
    most_marks = models.PositiveIntegerField(
        _("marks on a paper at most"), default=1, validators=[MinValueValidator(1)]
    )
    weighing = models.CharField(_("weights"), max_length=10, choices=Weighing.choices, default=Weighing.PAPERS)
    starts_from_lists = models.BooleanField(_("published lists may be loaded and changed"), default=False)
    seed = models.CharField(_("seed of the orders by lot"), max_length=100)
    freeze_at = models.DateTimeField(_("lists frozen"))
    codes_at = models.DateTimeField(_("voting codes sent"))
    opens = models.DateTimeField(_("vote opens"))
    closes = models.DateTimeField(_("vote closes"))
    complaints_by = models.DateTimeField(_("complaints by"))
    published_at = models.DateTimeField(_("rules published at"), null=True, blank=True)

    class Meta:
        ordering = ["-opens", "title"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(contest__isnull=False) ^ ~models.Q(source=""),
                name="candidates_of_a_poll_have_one_source",
            )
        ]
        verbose_name = _("supporters’ poll")
        verbose_name_plural = _("supporters’ polls")

    def __str__(self) -> str:
        return self.title

    @property
    def scope(self) -> str:
        """How the journal names this poll."""
        return f"supporters-poll:{self.pk}"

    @property
    def agree_by(self) -> datetime:
        """A body that has not agreed by then takes no part: the others' lists are frozen."""
        return self.freeze_at

    @property
    def opened_by(self) -> datetime:
        """Who has not opened its ballots by then holds the others up no longer."""
        return self.complaints_by

    @property
    def state(self) -> State:
        """Where it stands. Nobody who was invited and is silent keeps it from going on."""
        if self.orders.exists():
            return State.ORDERED
        if self.published_at is None:
            return State.PREPARED
        agreed = [body.agreed_at is not None for body in self.bodies.all()]
        if clock.now() < self.agree_by:
            return State.POLLING if all(agreed) else State.AGREEING
        return State.POLLING if any(agreed) else State.NOT_HELD


class PolledCandidate(models.Model):
    """Somebody who stands for the post, as the contest's public list names them; nobody chooses who is on it."""

    poll = models.ForeignKey(SupportersPoll, on_delete=models.CASCADE, related_name="candidates")
    position = models.PositiveIntegerField(_("place on the paper"))
    name = models.CharField(_("name"), max_length=401)
    standing = models.CharField(_("standing"), max_length=20, choices=Standing.choices)
    candidate = models.ForeignKey(
        Candidate, on_delete=models.PROTECT, related_name="polled", null=True, blank=True, verbose_name=_("candidate")
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["poll", "position"], name="one_polled_candidate_at_a_place"),
            models.UniqueConstraint(fields=["poll", "name"], name="polled_names_differ"),
        ]
        verbose_name = _("candidate of a supporters’ poll")
        verbose_name_plural = _("candidates of supporters’ polls")

    def __str__(self) -> str:
        return self.name


class PollBody(models.Model):
    """A body that holds the poll with its own supporters: its organisation here, its agreed weight, its own election.

    `election` is there once an officer of that body has agreed. `elsewhere`: how many of its supporters are counted in
    another body, by the matcher's answer; None: nobody was looked for.
    """

    poll = models.ForeignKey(SupportersPoll, on_delete=models.PROTECT, related_name="bodies")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="supporters_polls", verbose_name=_("body")
    )
    weight = models.PositiveIntegerField(_("weight"), default=1, validators=[MinValueValidator(1)])
    invited_at = models.DateTimeField(_("invited at"), default=timezone.now)
    agreed_at = models.DateTimeField(_("agreed at"), null=True, blank=True)
    election = models.OneToOneField(
        Election, on_delete=models.PROTECT, related_name="supporters_poll", null=True, blank=True
    )
    elsewhere = models.PositiveIntegerField(_("counted in another body"), null=True, blank=True)

    class Meta:
        ordering = ["invited_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["poll", "organisation"], name="a_body_once_in_a_poll")]
        verbose_name = _("body of a supporters’ poll")
        verbose_name_plural = _("bodies of supporters’ polls")

    def __str__(self) -> str:
        return self.organisation.name

    @property
    def scope(self) -> str:
        """How the journal names it."""
        return f"poll-body:{self.pk}"


class PublishedOrder(models.Model):
    """The order of all candidates as it was published: the exact JSON, with its fingerprint, and each body's papers
    apart ({address of the body: BLT}; none for marks). The database refuses to change a row; a later one says why.
    """

    poll = models.ForeignKey(SupportersPoll, on_delete=models.PROTECT, related_name="orders")
    edition = models.PositiveIntegerField(_("edition"))
    text = models.TextField(_("order"))
    sha256 = models.CharField(_("fingerprint (SHA-256)"), max_length=64)
    papers = models.JSONField(_("papers of each body"), default=dict, blank=True)
    reason = models.TextField(_("why it was counted anew"), blank=True)
    at = models.DateTimeField(_("published at"))

    class Meta:
        ordering = ["-edition"]
        constraints = [models.UniqueConstraint(fields=["poll", "edition"], name="one_order_of_an_edition")]
        verbose_name = _("published order")
        verbose_name_plural = _("published orders")

    def __str__(self) -> str:
        return f"{self.poll} {self.edition}"
