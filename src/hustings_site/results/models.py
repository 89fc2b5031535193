"""Results and what they keep; drafts on the way there.

A result and everything that hangs on it is appended to, never edited: the database refuses (see the migrations).
A correction is a new result of the same contest, with its reason.
"""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings.ballots.sentences import sentence_kept
from hustings.report.words import Words
from hustings_site.elections.models import Candidate, Contest, Election
from hustings_site.results.enums import DraftState, Inspection, Kind, OtherCount, Unit


class BallotFile(models.Model):
    """The papers as they came: the bytes of a file, compressed, under their SHA-256."""

    sha256 = models.CharField(_("fingerprint (SHA-256)"), max_length=64, unique=True)
    name = models.CharField(_("name of the file"), max_length=255)
    size = models.PositiveBigIntegerField(_("bytes"))
    compressed = models.BinaryField(_("content, zlib"))

    class Meta:
        verbose_name = _("ballot file")
        verbose_name_plural = _("ballot files")

    def __str__(self) -> str:
        return self.name


class Result(models.Model):
    """One published result of a contest. `number` counts its versions from 1; the highest is in force.

    Figures that nobody gave are None: not known, which is not zero.
    """

    contest = models.ForeignKey(Contest, on_delete=models.PROTECT, related_name="results", verbose_name=_("contest"))
    number = models.PositiveIntegerField(_("version"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    published_at = models.DateTimeField(_("published"), default=timezone.now)
    correction = models.TextField(_("why it replaces the one before"), blank=True)
    source = models.TextField(_("source"), blank=True)
    certainty = models.CharField(_("how sure"), max_length=500, blank=True)
    method = models.CharField(_("method of election"), max_length=200)

    electorate = models.PositiveIntegerField(_("electorate"), null=True, blank=True)
    papers = models.PositiveIntegerField(_("papers counted"), null=True, blank=True)
    valid = models.PositiveIntegerField(_("valid papers"), null=True, blank=True)
    invalid = models.PositiveIntegerField(_("invalid papers"), null=True, blank=True)
    blank = models.PositiveIntegerField(_("blank papers and abstentions"), null=True, blank=True)
    turnout_note = models.CharField(_("what the source says of turnout"), max_length=500, blank=True)

    ballot_file = models.ForeignKey(
        BallotFile, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("ballot file")
    )
    rule = models.CharField(_("rule"), max_length=100, blank=True)
    rule_source = models.CharField(_("text of the rule"), max_length=500, blank=True)
    library_version = models.CharField(_("version of the counting program"), max_length=50, blank=True)
    transcript = models.TextField(_("transcript (JSON)"), blank=True)
    transcript_hash = models.CharField(_("fingerprint of the transcript (SHA-256)"), max_length=64, blank=True)
    lots = models.TextField(_("lots drawn (TOML)"), blank=True)
    contest_file = models.TextField(_("what stands round the count (TOML)"), blank=True)
    vacant = models.JSONField(_("why places stay vacant, one reason each"), default=list, blank=True)

    class Meta:
        ordering = ["contest", "-number"]
        constraints = [models.UniqueConstraint(fields=["contest", "number"], name="one_result_of_a_number")]
        verbose_name = _("result")
        verbose_name_plural = _("results")

    def __str__(self) -> str:
        return f"{self.contest}, {self.number}"

    @property
    def scope(self) -> str:
        """How the journal names this result."""
        return f"result:{self.pk}"


class ElectedPlace(models.Model):
    """A candidate elected by a result; `position` is the order in which the source or the count names them."""

    result = models.ForeignKey(Result, on_delete=models.PROTECT, related_name="elected")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField(_("order of election"))
    when = models.CharField(_("when"), max_length=200, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["result", "candidate"], name="elected_once"),
            models.UniqueConstraint(fields=["result", "position"], name="one_elected_at_a_position"),
        ]
        verbose_name = _("elected candidate")
        verbose_name_plural = _("elected candidates")

    def __str__(self) -> str:
        return f"{self.position} {self.candidate}"


class Tally(models.Model):
    """One column of figures of an imported result: votes, or the points of one ballot of several."""

    result = models.ForeignKey(Result, on_delete=models.PROTECT, related_name="tallies")
    position = models.PositiveIntegerField(_("place"))
    title = models.CharField(_("title"), max_length=200)
    unit = models.CharField(_("what is counted"), max_length=20, choices=Unit.choices)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["result", "position"], name="one_tally_at_a_place")]
        verbose_name = _("tally")
        verbose_name_plural = _("tallies")

    def __str__(self) -> str:
        return self.title


class TallyEntry(models.Model):
    """A candidate's figure in a tally; None is not known, or `out`: no longer in the count."""

    tally = models.ForeignKey(Tally, on_delete=models.PROTECT, related_name="entries")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="+")
    value = models.DecimalField(_("figure"), max_digits=20, decimal_places=5, null=True, blank=True)
    out = models.BooleanField(_("no longer in the count"), default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tally", "candidate"], name="one_figure_a_candidate"),
            models.CheckConstraint(
                condition=models.Q(out=False) | models.Q(value=None), name="who_is_out_has_no_figure"
            ),
        ]
        verbose_name = _("figure")
        verbose_name_plural = _("figures")

    def __str__(self) -> str:
        return f"{self.candidate} {self.value}"


class Fact(models.Model):
    """Something else that a source says of a result, in its own words, and how sure it is."""

    result = models.ForeignKey(Result, on_delete=models.PROTECT, related_name="facts")
    position = models.PositiveIntegerField(_("place"))
    label = models.CharField(_("what"), max_length=200)
    value = models.CharField(_("figure or statement"), max_length=500, blank=True)
    certainty = models.CharField(_("how sure"), max_length=500, blank=True)
    source = models.CharField(_("source"), max_length=500, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["result", "position"], name="one_fact_at_a_place")]
        verbose_name = _("fact")
        verbose_name_plural = _("facts")

    def __str__(self) -> str:
        return self.label


class Comparison(models.Model):
    """The same papers counted another way, kept with the result that it stands beside."""

    result = models.ForeignKey(Result, on_delete=models.PROTECT, related_name="comparisons")
    kind = models.CharField(_("which other count"), max_length=30, choices=OtherCount.choices)
    reading = models.TextField(_("how the papers were read under it"))
    short = models.PositiveIntegerField(_("papers with fewer marks than they could bear"))
    transcript = models.TextField(_("transcript (JSON)"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["result", "kind"], name="one_comparison_of_a_kind")]
        verbose_name = _("comparison")
        verbose_name_plural = _("comparisons")

    def __str__(self) -> str:
        return self.get_kind_display()


class Draft(models.Model):
    """A result on the returning officer's desk. `fields` holds the form as it was last sent, right or wrong.

    `contest` is given where the result corrects one that is published. A count runs by itself in a process of its
    own and leaves `transcript` and `comparisons`; `message` says in English what stopped it, `fault` for every reader.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="drafts")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    state = models.CharField(_("state"), max_length=20, choices=DraftState.choices, default=DraftState.WRITING)
    contest = models.ForeignKey(Contest, on_delete=models.PROTECT, null=True, blank=True, related_name="drafts")
    fields = models.JSONField(_("the form"), default=dict)
    ballot_file = models.ForeignKey(BallotFile, on_delete=models.PROTECT, null=True, blank=True, related_name="drafts")
    message = models.TextField(_("what stopped it"), blank=True)
    fault = models.JSONField(_("what stopped it, to be told in each language"), null=True, blank=True)
    lot_needed = models.JSONField(_("the lot that the count waits for"), null=True, blank=True)
    step = models.CharField(_("what is being done"), max_length=200, blank=True)
    counting_since = models.DateTimeField(_("counting since"), null=True, blank=True)
    heard_at = models.DateTimeField(_("last sign of the count"), null=True, blank=True)
    transcript = models.TextField(_("transcript (JSON)"), blank=True)
    seated = models.JSONField(_("who takes a place, by number"), default=list, blank=True)
    vacant = models.JSONField(_("why places stay vacant"), default=list, blank=True)
    comparisons = models.JSONField(_("other counts of the same papers"), default=list, blank=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        ordering = ["-changed_at"]
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")

    def __str__(self) -> str:
        return str(self.fields.get("contest_title") or self.id)

    def told(self, words: Words) -> str:
        """What stopped it, in the reader's language."""
        return words.told(sentence_kept(self.fault)) if self.fault else words.said(self.message)

    @property
    def scope(self) -> str:
        """How the journal names this draft."""
        return f"draft:{self.pk}"

    @property
    def election(self) -> Election:
        """The election of the contest whose result it is. Raises ValueError where that is yet to be entered."""
        if self.contest is None:
            msg = "this draft enters an election of its own"
            raise ValueError(msg)
        return self.contest.election


class Embargo(models.Model):
    """Candidates were told a counted result, which becomes public at a time. A draft that is counted anew has none."""

    draft = models.OneToOneField(Draft, on_delete=models.CASCADE, related_name="embargo")
    until = models.DateTimeField(_("public not before"))
    told_at = models.DateTimeField(_("candidates told at"))
    told = models.PositiveIntegerField(_("candidates told"))
    not_reached = models.JSONField(_("candidates whom no mail reached, by name"), default=list, blank=True)
    transcript_hash = models.CharField(_("fingerprint of the transcript that they were told of"), max_length=64)

    class Meta:
        verbose_name = _("embargo")
        verbose_name_plural = _("embargoes")

    def __str__(self) -> str:
        return f"{self.draft} {self.until:%Y-%m-%d %H:%M}"


class PublishedAccount(models.Model):
    """The ballot account as it stood when a result was published: what its page says of turnout. Append-only.

    `figures` holds numbers alone (`taking_part.figures_of`); a branch in which fewer than ten voted, or did not vote,
    has no figure.
    """

    result = models.OneToOneField(Result, on_delete=models.PROTECT, related_name="account")
    figures = models.JSONField(_("figures"))

    class Meta:
        verbose_name = _("published ballot account")
        verbose_name_plural = _("published ballot accounts")

    def __str__(self) -> str:
        return str(self.result)


class ScrutineersReport(models.Model):
    """What the scrutineer of an election reports, in their own words. A later one replaces it; none is edited."""

    election = models.ForeignKey(Election, on_delete=models.PROTECT, related_name="scrutineers_reports")
    at = models.DateTimeField(_("handed in at"))
    scrutineer = models.CharField(_("scrutineer"), max_length=200)
    lawful = models.BooleanField(_("nothing in the law was broken, as far as there are grounds to believe"))
    lawful_reasons = models.TextField(_("otherwise, why"), blank=True)
    secure = models.BooleanField(_("everything reasonably practicable was done for security"))
    secure_reasons = models.TextField(_("otherwise, why"), blank=True)
    free = models.BooleanField(_("the work was done without interference"))
    free_reasons = models.TextField(_("otherwise, why"), blank=True)
    independent = models.TextField(_("independent persons who stored, distributed or counted"), blank=True)
    register = models.CharField(_("the register of members"), max_length=20, choices=Inspection.choices)
    register_declined = models.BooleanField(_("a request to inspect it was declined"), default=False)
    register_matters = models.TextField(_("what was brought to the organisation’s attention"), blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("scrutineer’s report")
        verbose_name_plural = _("scrutineers’ reports")

    def __str__(self) -> str:
        return f"{self.election} {self.at:%Y-%m-%d}"
