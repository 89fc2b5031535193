"""What is elected, who stands, and who says which candidates belong together."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Election(models.Model):
    """One election of an organisation: one poll, with a contest for each post."""

    slug = models.SlugField(_("address"), max_length=100, unique=True)
    organisation = models.CharField(_("organisation"), max_length=200)
    title = models.CharField(_("title"), max_length=200)
    closed_on = models.DateField(_("result announced on"), null=True, blank=True)
    about = models.TextField(_("about this election"), blank=True)
    invented = models.BooleanField(_("invented, for demonstration"), default=False)

    class Meta:
        ordering = [models.F("closed_on").desc(nulls_last=True), "title"]
        verbose_name = _("election")
        verbose_name_plural = _("elections")

    def __str__(self) -> str:
        return f"{self.organisation}: {self.title}"


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


class Candidate(models.Model):
    """Somebody who stands, at a place on the ballot paper."""

    contest = models.ForeignKey(Contest, on_delete=models.PROTECT, related_name="candidates", verbose_name=_("contest"))
    position = models.PositiveIntegerField(_("place on the ballot paper"))
    name = models.CharField(_("name"), max_length=200)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["contest", "position"], name="one_candidate_at_a_place"),
            models.UniqueConstraint(fields=["contest", "name"], name="one_candidate_of_a_name"),
        ]
        verbose_name = _("candidate")
        verbose_name_plural = _("candidates")

    def __str__(self) -> str:
        return self.name


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
