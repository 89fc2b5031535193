"""What is elected, who stands, and who says which candidates belong together."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings_site.elections.enums import (
    BallotOrder,
    CodeIssue,
    ContestState,
    ElectionKind,
    Gone,
    Majority,
    PaperRule,
    Printed,
    Shown,
    Standing,
)
from hustings_site.roll.models import Electorate, FrozenRoll, Member, Organisation


class Election(models.Model):
    """One election of an organisation: one poll, with a contest for each post."""

    slug = models.SlugField(_("address"), max_length=100, unique=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="elections", verbose_name=_("organisation")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=ElectionKind.choices, default=ElectionKind.MEMBERS)
    title = models.CharField(_("title"), max_length=200)
    closed_on = models.DateField(_("result announced on"), null=True, blank=True)
    about = models.TextField(_("about this election"), blank=True)
    invented = models.BooleanField(_("invented, for demonstration"), default=False)
    statutory = models.BooleanField(_("a poll that the law prescribes"), default=False)
    scrutineer = models.CharField(_("independent scrutineer"), max_length=200, blank=True)
    announced_at = models.DateTimeField(_("terms fixed and published at"), null=True, blank=True)
    nominations_open = models.DateTimeField(_("nominations open"), null=True, blank=True)
    nominations_close = models.DateTimeField(_("nominations close"), null=True, blank=True)
    accept_by = models.DateTimeField(_("candidates accept by"), null=True, blank=True)
    proofs_by = models.DateTimeField(_("proofs signed off by"), null=True, blank=True)
    freeze_at = models.DateTimeField(_("roll frozen"), null=True, blank=True)
    codes_at = models.DateTimeField(_("voting codes sent"), null=True, blank=True)
    poll_opens = models.DateTimeField(_("poll opens"), null=True, blank=True)
    poll_closes = models.DateTimeField(_("poll closes"), null=True, blank=True)
    complaints_by = models.DateTimeField(_("complaints by"), null=True, blank=True)
    nominations_shown = models.CharField(
        _("nominations published"), max_length=10, choices=Shown.choices, default=Shown.LIVE
    )
    turnout_shown = models.CharField(_("turnout published"), max_length=10, choices=Shown.choices, default=Shown.LIVE)
    papers_shown = models.CharField(_("papers published"), max_length=10, choices=Shown.choices, default=Shown.CLOSE)
    code_issue = models.CharField(
        _("voting codes drawn by"), max_length=10, choices=CodeIssue.choices, default=CodeIssue.SERVER
    )
    spares = models.PositiveIntegerField(_("spare codes"), default=0)
    two_channels = models.BooleanField(_("codes go in two halves by two channels"), default=False)
    paper_rule = models.CharField(
        _("paper beside screen"), max_length=20, choices=PaperRule.choices, default=PaperRule.NO_PAPER
    )
    booth = models.CharField(_("identifier of its booth"), max_length=40, null=True, blank=True, unique=True)

    version = models.PositiveIntegerField(_("version of what is set up"), default=0)

    class Meta:
        ordering = [models.F("closed_on").desc(nulls_last=True), "title"]
        verbose_name = _("election")
        verbose_name_plural = _("elections")

    def __str__(self) -> str:
        return f"{self.organisation}: {self.title}"

    @property
    def scope(self) -> str:
        """How roles and the journal name this election."""
        return f"election:{self.pk}"


class Contest(models.Model):
    """A post to be filled: how many vacancies, who stands."""

    election = models.ForeignKey(
        Election, on_delete=models.PROTECT, related_name="contests", verbose_name=_("election")
    )
    slug = models.SlugField(_("address"), max_length=100)
    title = models.CharField(_("post"), max_length=200)
    vacancies = models.PositiveIntegerField(_("vacancies"), validators=[MinValueValidator(1)])
    unnamed_candidates = models.PositiveIntegerField(
        _("candidates whom no source names"), default=0, help_text=_("They stood, but their names are not known here.")
    )
    position = models.PositiveIntegerField(_("place on the notice"), default=1)
    state = models.CharField(_("state"), max_length=20, choices=ContestState.choices, default=ContestState.RECORDED)
    electorate = models.ForeignKey(
        Electorate,
        on_delete=models.PROTECT,
        related_name="contests",
        null=True,
        blank=True,
        verbose_name=_("electorate"),
    )
    roll = models.ForeignKey(
        FrozenRoll,
        on_delete=models.PROTECT,
        related_name="contests",
        null=True,
        blank=True,
        verbose_name=_("frozen roll"),
    )
    rule = models.CharField(_("counting rule"), max_length=100, blank=True)
    motion = models.TextField(_("text of the motion"), blank=True)
    majority = models.CharField(_("majority needed"), max_length=20, choices=Majority.choices, blank=True)
    rule_adopted_by = models.CharField(_("rule adopted by"), max_length=200, blank=True)
    rule_adopted_on = models.DateField(_("rule adopted on"), null=True, blank=True)
    constraints = models.JSONField(_("constraints"), default=list, blank=True)
    ballot_order = models.CharField(
        _("order on the ballot paper"), max_length=10, choices=BallotOrder.choices, default=BallotOrder.LOT
    )
    order_seed = models.CharField(_("seed of the order"), max_length=100, blank=True)
    printed = models.CharField(
        _("printed beside a name"), max_length=10, choices=Printed.choices, default=Printed.NOTHING
    )
    when_withdrawn = models.CharField(
        _("votes for a candidate who withdraws or dies"), max_length=20, choices=Gone.choices, default=Gone.PASSED_OVER
    )
    when_suspended = models.CharField(
        _("votes for a suspended candidate"), max_length=20, choices=Gone.choices, default=Gone.PASSED_OVER
    )
    threshold = models.CharField(_("nominations needed"), max_length=500, blank=True)
    names_each = models.PositiveIntegerField(
        _("names that one nominator may give"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Empty: as many as there are vacancies."),
    )
    statement_words = models.PositiveIntegerField(_("words in a statement"), default=300)
    quorum_percent = models.PositiveIntegerField(_("turnout needed, per cent"), default=0)
    term_ends = models.DateField(_("term ends"), null=True, blank=True)
    poll = models.CharField(_("identifier of its poll"), max_length=40, null=True, blank=True, unique=True)
    run_again_of = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        related_name="run_again",
        null=True,
        blank=True,
        verbose_name=_("run again of"),
    )

    by_election_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="by_elections",
        null=True,
        blank=True,
        verbose_name=_("fills vacancies of"),
    )
    nominations_until = models.DateTimeField(_("nominations open again until"), null=True, blank=True)
    closes_at = models.DateTimeField(_("extended to"), null=True, blank=True)
    lost_minutes = models.PositiveIntegerField(_("minutes lost while the poll was open"), default=0)
    notice = models.TextField(_("what everybody is told of its state"), blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["election", "slug"], name="one_contest_at_an_address"),
            models.CheckConstraint(condition=models.Q(vacancies__gte=1), name="a_contest_fills_a_vacancy"),
        ]
        verbose_name = _("contest")
        verbose_name_plural = _("contests")

    def __str__(self) -> str:
        return self.title

    @property
    def scope(self) -> str:
        """How the journal names this contest."""
        return f"contest:{self.pk}"


class Terms(models.Model):
    """The terms of an election as they were announced, or corrected, in public. Append-only.

    `text` is the exact JSON that is published (`elections/terms.py` says what stands in it); `sha256` is its
    fingerprint, which stands in the journal too. Edition 1 is the announcement, each later one a correction with its
    reason; the newest is in force.
    """

    election = models.ForeignKey(Election, on_delete=models.PROTECT, related_name="terms", verbose_name=_("election"))
    edition = models.PositiveIntegerField(_("edition"))
    text = models.TextField(_("terms"))
    sha256 = models.CharField(_("fingerprint (SHA-256)"), max_length=64)
    at = models.DateTimeField(_("published at"))
    reason = models.TextField(_("reason of the correction"), blank=True)

    class Meta:
        ordering = ["-edition"]
        constraints = [models.UniqueConstraint(fields=["election", "edition"], name="one_edition_of_a_number")]
        verbose_name = _("terms")
        verbose_name_plural = _("terms")

    def __str__(self) -> str:
        return f"{self.election} {self.edition}"


class CandidateQuerySet(models.QuerySet["Candidate"]):
    """Candidates of any contest."""

    def on_the_paper(self) -> "CandidateQuerySet":
        """Those whose place on the ballot paper is fixed, in its order."""
        return self.filter(position__isnull=False).order_by("position")


class Candidate(models.Model):
    """Somebody named for a post; once the list of candidates is published, at a place on the ballot paper.

    Who was named and did not come to stand has no place. `distinction` tells two people of one name apart.
    """

    contest = models.ForeignKey(Contest, on_delete=models.PROTECT, related_name="candidates", verbose_name=_("contest"))
    position = models.PositiveIntegerField(_("place on the ballot paper"), null=True, blank=True)
    name = models.CharField(_("name"), max_length=200)
    distinction = models.CharField(_("distinguishing line"), max_length=200, blank=True)
    member = models.ForeignKey(
        Member, on_delete=models.SET_NULL, related_name="candidacies", null=True, blank=True, verbose_name=_("member")
    )
    standing = models.CharField(_("standing"), max_length=20, choices=Standing.choices, default=Standing.VALIDATED)

    objects = CandidateQuerySet.as_manager()

    class Meta:
        ordering = [models.F("position").asc(nulls_last=True), "name"]
        constraints = [
            models.UniqueConstraint(fields=["contest", "position"], name="one_candidate_at_a_place"),
            models.UniqueConstraint(
                fields=["contest", "name", "distinction"],
                condition=models.Q(position__isnull=False),
                name="printed_names_differ",
            ),
        ]
        verbose_name = _("candidate")
        verbose_name_plural = _("candidates")

    def __str__(self) -> str:
        return self.printed_name

    @property
    def place(self) -> int:
        """The place on the ballot paper of somebody who has one."""
        assert self.position is not None, f"{self.name} stands on no ballot paper"
        return self.position

    @property
    def printed_name(self) -> str:
        """The name as the ballot paper and every list of results show it."""
        return f"{self.name} ({self.distinction})" if self.distinction else self.name

    @property
    def scope(self) -> str:
        """How roles and the journal name this candidate."""
        return f"candidate:{self.pk}"


class StandingChange(models.Model):
    """One dated state of a candidate with its source. The newest is `Candidate.standing`; none is ever edited."""

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="changes")
    standing = models.CharField(_("standing"), max_length=20, choices=Standing.choices)
    at = models.DateTimeField(_("from"))
    source = models.CharField(_("by whom, where it was said"), max_length=500)
    note = models.TextField(_("reason as published"), blank=True)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("change of standing")
        verbose_name_plural = _("changes of standing")

    def __str__(self) -> str:
        return f"{self.get_standing_display()} {self.at:%Y-%m-%d}"


class PublishedList(models.Model):
    """Candidates whom somebody names together: a slate, a recommendation. A claim with its author and its source."""

    contest = models.ForeignKey(Contest, on_delete=models.PROTECT, related_name="lists", verbose_name=_("contest"))
    name = models.CharField(_("name of the list"), max_length=200)
    publisher = models.CharField(_("who says so"), max_length=200)
    source = models.CharField(_("where it was said"), max_length=500)
    candidates = models.ManyToManyField(Candidate, through="ListPlace", related_name="lists")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["contest", "publisher", "name"], name="one_list_of_a_name_by_a_publisher")
        ]
        verbose_name = _("published list")
        verbose_name_plural = _("published lists")

    def __str__(self) -> str:
        return self.name


class ListPlace(models.Model):
    """A candidate's place on a published list."""

    published_list = models.ForeignKey(PublishedList, on_delete=models.CASCADE, related_name="places")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="places")
    position = models.PositiveIntegerField(_("place on the list"))

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["published_list", "candidate"], name="a_candidate_once_on_a_list"),
            models.UniqueConstraint(fields=["published_list", "position"], name="one_candidate_at_a_place_on_a_list"),
        ]
        verbose_name = _("place on a list")
        verbose_name_plural = _("places on lists")

    def __str__(self) -> str:
        return f"{self.position} {self.candidate}"
