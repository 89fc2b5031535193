"""A slate, and how it is made."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings_site.elections.models import Candidate, Contest, Election
from hustings_site.slates.enums import ApplicationEvent, Making, Question, StepEvent
from hustings_site.slates.models.bodies import Alliance, Body


class Slate(models.Model):
    """Candidates for one or many posts of an election whom a body, alone or for an alliance, puts forward together.

    `made` says in which of three ways. Public from `published_at` on, long before anybody is on it.
    """

    election = models.ForeignKey(Election, on_delete=models.PROTECT, related_name="slates", verbose_name=_("election"))
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="slates", verbose_name=_("put forward by"))
    alliance = models.ForeignKey(
        Alliance, on_delete=models.PROTECT, related_name="slates", null=True, blank=True, verbose_name=_("alliance")
    )
    slug = models.SlugField(_("address"), max_length=100, unique=True)
    name = models.CharField(_("name"), max_length=200)
    made = models.CharField(_("how it is made"), max_length=10, choices=Making.choices)
    about = models.TextField(_("about this slate"), blank=True)
    published_at = models.DateTimeField(_("public since"), null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["election", "name"], name="one_slate_of_a_name")]
        verbose_name = _("slate")
        verbose_name_plural = _("slates")

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> str:
        """How the journal names this slate."""
        return f"slate:{self.pk}"


class SlateAnswer(models.Model):
    """What a slate says to one of the questions put to all; the newest counts, the others stay readable.

    The database refuses to change a row.
    """

    slate = models.ForeignKey(Slate, on_delete=models.PROTECT, related_name="answers")
    question = models.CharField(_("question"), max_length=12, choices=Question.choices)
    text = models.TextField(_("answer"))
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("answer of a slate")
        verbose_name_plural = _("answers of slates")

    def __str__(self) -> str:
        return f"{self.slate}: {self.get_question_display()}"


class PlanStep(models.Model):
    """One step of the published plan of how a slate will be made, and the day by which it was promised."""

    slate = models.ForeignKey(Slate, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField(_("number"))
    what = models.CharField(_("what"), max_length=300)
    due = models.DateField(_("by"))
    added_at = models.DateTimeField(_("added at"), default=timezone.now)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["slate", "number"], name="one_step_of_a_number")]
        verbose_name = _("step of a plan")
        verbose_name_plural = _("steps of plans")

    def __str__(self) -> str:
        return f"{self.number} {self.what}"


class StepEntry(models.Model):
    """What happened to a step: done, put off to another day, dropped. The database refuses to change a row."""

    step = models.ForeignKey(PlanStep, on_delete=models.PROTECT, related_name="entries")
    event = models.CharField(_("what happened"), max_length=10, choices=StepEvent.choices)
    due = models.DateField(_("put off to"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    address = models.CharField(_("where it is read"), max_length=500, blank=True)
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(event="moved") | models.Q(due__isnull=False), name="a_step_is_put_off_to_a_day"
            )
        ]
        verbose_name = _("what happened to a step")
        verbose_name_plural = _("what happened to steps")

    def __str__(self) -> str:
        return f"{self.step}: {self.get_event_display()}"


class Application(models.Model):
    """Somebody who asked to be on a slate for a post. `candidate`: once they stand."""

    slate = models.ForeignKey(Slate, on_delete=models.PROTECT, related_name="applications")
    contest = models.ForeignKey(Contest, on_delete=models.PROTECT, related_name="applications")
    name = models.CharField(_("name"), max_length=200)
    candidate = models.ForeignKey(
        Candidate, on_delete=models.PROTECT, related_name="applications", null=True, blank=True
    )

    class Meta:
        ordering = ["contest", "name"]
        constraints = [
            models.UniqueConstraint(fields=["slate", "contest", "name"], name="one_application_for_a_post_on_a_slate")
        ]
        verbose_name = _("application")
        verbose_name_plural = _("applications")

    def __str__(self) -> str:
        return f"{self.name} ({self.slate})"


class ApplicationEntry(models.Model):
    """One step of an application with its reason, published. The database refuses to change a row."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="entries")
    event = models.CharField(_("what happened"), max_length=12, choices=ApplicationEvent.choices)
    on = models.DateField(_("on"))
    by = models.CharField(_("by whom"), max_length=200, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    at = models.DateTimeField(_("entered at"), default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("step of an application")
        verbose_name_plural = _("steps of applications")

    def __str__(self) -> str:
        return f"{self.application}: {self.get_event_display()}"
