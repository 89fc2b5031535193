"""Casual vacancies: the clauses by which they are filled, and how each one was."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings_site.campaign.models import OutgoingMail
from hustings_site.committees.enums import ClauseKind, Consent, Next, VacancyState
from hustings_site.committees.models.reserves import ReserveList
from hustings_site.committees.models.seats import Body, Committee, Person, Seat, SeatEvent, Section
from hustings_site.elections.models import Candidate, Contest, PublishedList
from hustings_site.results.models import Result


class Clause(models.Model):
    """How a casual vacancy is filled, as data. `section`: it speaks of that section alone; None: of all others."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="clauses")
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="clauses", null=True, blank=True)
    name = models.CharField(_("clause"), max_length=100)
    text = models.TextField(_("its text"))
    kind = models.CharField(_("how the vacancy is filled"), max_length=20, choices=ClauseKind.choices)
    meaning = models.CharField(_("who is next"), max_length=10, choices=Next.choices, default=Next.VOTES)
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("appointed by")
    )
    days = models.PositiveIntegerField(_("days within which the next step is taken"), default=28)
    not_within_months = models.PositiveIntegerField(_("not within so many months of the end of the term"), default=0)
    otherwise = models.CharField(
        _("and within them"), max_length=20, choices=ClauseKind.choices, default=ClauseKind.EMPTY
    )
    source = models.CharField(_("source"), max_length=500)

    class Meta:
        ordering = ["committee", "pk"]
        verbose_name = _("clause on casual vacancies")
        verbose_name_plural = _("clauses on casual vacancies")

    def __str__(self) -> str:
        return self.name


class Vacancy(models.Model):
    """A seat that has become vacant within its term, from the day of `event` on."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="vacancies")
    event = models.OneToOneField(SeatEvent, on_delete=models.PROTECT, related_name="vacancy")
    term_ends = models.DateField(_("the term ends on"), null=True, blank=True)
    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="vacancies")
    kind = models.CharField(_("how it is filled"), max_length=20, choices=ClauseKind.choices)
    next_date = models.DateField(_("next step by"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=VacancyState.choices, default=VacancyState.OPEN)
    result = models.ForeignKey(Result, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    pool = models.ForeignKey(PublishedList, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    reserves = models.ForeignKey(ReserveList, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    by_election = models.ForeignKey(Contest, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    reasons = models.TextField(_("reasons, published"), blank=True)
    filled_by = models.ForeignKey(SeatEvent, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        ordering = ["-event__on", "-pk"]
        verbose_name = _("casual vacancy")
        verbose_name_plural = _("casual vacancies")

    def __str__(self) -> str:
        return f"{self.seat}, {self.event.on:%Y-%m-%d}"

    @property
    def scope(self) -> str:
        """How the journal names this vacancy."""
        return f"vacancy:{self.pk}"


class Yielded(models.Model):
    """Somebody whom the clause yields, in its order, and what they say when asked."""

    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="yielded")
    position = models.PositiveIntegerField(_("place"))
    name = models.CharField(_("name"), max_length=200)
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    why = models.CharField(_("why in this place"), max_length=300, blank=True)
    consent = models.CharField(_("consent"), max_length=10, choices=Consent.choices, default=Consent.NOT_ASKED)
    asked_at = models.DateTimeField(_("asked at"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    said = models.CharField(_("how the answer came"), max_length=300, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["vacancy", "position"], name="one_yielded_at_a_place")]
        verbose_name = _("candidate for a vacancy")
        verbose_name_plural = _("candidates for a vacancy")

    def __str__(self) -> str:
        return self.name


class Notice(models.Model):
    """A letter or message about a vacancy, with its text; `mail` where it went by e-mail, else it is a letter to be
    printed."""

    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="notices")
    to = models.CharField(_("to"), max_length=200)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"))
    written_at = models.DateTimeField(_("written at"))
    mail = models.ForeignKey(OutgoingMail, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        ordering = ["written_at", "pk"]
        verbose_name = _("notice of a vacancy")
        verbose_name_plural = _("notices of a vacancy")

    def __str__(self) -> str:
        return self.subject
