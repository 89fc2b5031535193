"""Committees, their sections and seats, and what happens to the seats."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings_site.committees.enums import Change, Filling, Happening, How
from hustings_site.committees.history import Happened, Made
from hustings_site.committees.models.records import Record
from hustings_site.elections.models import Candidate, Contest
from hustings_site.roll.models import Member, Organisation


class Body(models.Model):
    """An organisation that elects or appoints. When it was founded, merged or succeeded stands in its changes."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="bodies_with_seats", verbose_name=_("organisation")
    )
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=100, blank=True)
    source = models.CharField(_("source"), max_length=500, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="one_body_with_seats_of_a_name")]
        verbose_name = _("body")
        verbose_name_plural = _("bodies")

    def __str__(self) -> str:
        return self.name


class BodyChange(Record):
    """That a body was founded, merged into another, was succeeded by one, or came to an end; on a day, with source.

    One body that splits has a succession for each that follows it; several that merge have a merger each.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="changes")
    what = models.CharField(_("what happened"), max_length=20, choices=Change.choices)
    on = models.DateField(_("on"))
    into = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="followed", null=True, blank=True, verbose_name=_("which body")
    )
    source = models.CharField(_("source"), max_length=500)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(what__in=["merger", "succession"], into__isnull=False)
                | (~models.Q(what__in=["merger", "succession"]) & models.Q(into=None)),
                name="a_body_that_passes_on_has_one_to_follow",
            )
        ]
        verbose_name = _("change of a body")
        verbose_name_plural = _("changes of bodies")

    def __str__(self) -> str:
        return f"{self.body} {self.get_what_display()} {self.into or ''}".strip()


class Person(models.Model):
    """Somebody who holds or held a seat, or could take one. `user`: the account with which they report and reply."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="people", verbose_name=_("organisation")
    )
    name = models.CharField(_("name"), max_length=200)
    member = models.ForeignKey(
        Member, on_delete=models.SET_NULL, related_name="seats_held", null=True, blank=True, verbose_name=_("member")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="seats_held",
        null=True,
        blank=True,
        verbose_name=_("account"),
    )
    candidacies = models.ManyToManyField(Candidate, related_name="people", blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="one_person_of_a_name")]
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> str:
        """How the journal names this person."""
        return f"person:{self.pk}"


class Committee(models.Model):
    """A committee: what elections are won for."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="committees", verbose_name=_("organisation")
    )
    slug = models.SlugField(_("address"), max_length=100, unique=True)
    name = models.CharField(_("name"), max_length=200)
    about = models.TextField(_("what it does"), blank=True)
    source = models.CharField(_("source"), max_length=500, blank=True)
    founded = models.DateField(_("founded on"), null=True, blank=True)
    dissolved = models.DateField(_("ended on"), null=True, blank=True)
    report_days = models.PositiveIntegerField(_("days after a meeting within which representatives report"), default=14)
    invented = models.BooleanField(_("invented, for demonstration"), default=False)

    class Meta:
        ordering = ["organisation__name", "name"]
        verbose_name = _("committee")
        verbose_name_plural = _("committees")

    def __str__(self) -> str:
        return f"{self.organisation}: {self.name}"

    @property
    def scope(self) -> str:
        """How roles and the journal name this committee."""
        return f"committee:{self.pk}"


class Section(models.Model):
    """Seats of a committee that are filled alike."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="sections")
    position = models.PositiveIntegerField(_("place"))
    name = models.CharField(_("name"), max_length=200)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "position"], name="one_section_at_a_place"),
            models.UniqueConstraint(fields=["committee", "name"], name="one_section_of_a_name"),
        ]
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def __str__(self) -> str:
        return self.name


class Seat(models.Model):
    """One seat; what it is stands in its terms."""

    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="seats")
    number = models.PositiveIntegerField(_("number in its section"))

    class Meta:
        ordering = ["section__position", "number"]
        constraints = [models.UniqueConstraint(fields=["section", "number"], name="one_seat_of_a_number")]
        verbose_name = _("seat")
        verbose_name_plural = _("seats")

    def __str__(self) -> str:
        return f"{self.section} {self.number}"

    @property
    def scope(self) -> str:
        """How the journal names this seat."""
        return f"seat:{self.pk}"


class SeatTerms(Record):
    """What a seat is, between which days it exists, and by whose decision."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="terms")
    exists_from = models.DateField(_("exists from"))
    exists_until = models.DateField(_("until before"), null=True, blank=True)
    dates_note = models.CharField(_("what is known of these dates"), max_length=300, blank=True)
    decision = models.CharField(_("decision that made it"), max_length=500, blank=True)
    filling = models.CharField(_("how it is filled"), max_length=20, choices=Filling.choices)
    filled_by = models.CharField(_("by whom"), max_length=300, blank=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    contest = models.ForeignKey(
        Contest, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("contest")
    )
    term_months = models.PositiveIntegerField(_("term in months"), null=True, blank=True)
    incompatible = models.CharField(_("who cannot hold it"), max_length=500, blank=True)
    voting = models.BooleanField(_("has a vote"), default=True)
    source = models.CharField(_("source"), max_length=500)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(exists_until=None) | models.Q(exists_until__gt=models.F("exists_from")),
                name="a_seat_ends_after_it_begins",
            )
        ]
        verbose_name = _("terms of a seat")
        verbose_name_plural = _("terms of seats")

    def __str__(self) -> str:
        return f"{self.seat}, {self.exists_from:%Y-%m-%d}"

    def made(self) -> Made:
        """As history reads it."""
        return Made(
            number=self.pk,
            seat=self.seat_id,
            exists_from=self.exists_from,
            exists_until=self.exists_until,
            voting=self.voting,
            recorded_at=self.recorded_at,
            replaces=self.corrects_id,
            struck=self.struck,
        )


class SeatEvent(Record):
    """What happened to a seat on a day, with its source."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="events")
    what = models.CharField(_("what happened"), max_length=20, choices=Happening.choices)
    on = models.DateField(_("on"))
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="events", null=True, blank=True, verbose_name=_("person")
    )
    how = models.CharField(_("how"), max_length=20, choices=How.choices, blank=True)
    until = models.DateField(_("term ends on"), null=True, blank=True)
    candidate = models.ForeignKey(
        Candidate, on_delete=models.PROTECT, related_name="seats", null=True, blank=True, verbose_name=_("candidate")
    )
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("appointed by")
    )
    note = models.TextField(_("in the words of the source"), blank=True)
    source = models.CharField(_("source"), max_length=500)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(what="takes") | models.Q(person__isnull=False), name="somebody_takes_a_seat"
            )
        ]
        verbose_name = _("event of a seat")
        verbose_name_plural = _("events of seats")

    def __str__(self) -> str:
        return f"{self.seat}: {self.get_what_display()} {self.on:%Y-%m-%d}"

    def happened(self) -> Happened:
        """As history reads it."""
        return Happened(
            number=self.pk,
            seat=self.seat_id,
            what=Happening(self.what),
            on=self.on,
            person=self.person_id,
            recorded_at=self.recorded_at,
            until=self.until,
            replaces=self.corrects_id,
            struck=self.struck,
        )
