"""What an alliance does in the open: whom it asked and who asked, its delegates, its minutes, who is bound."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings_site.slates.enums import Answer, ApproachKind, Mandate
from hustings_site.slates.models.bodies import Alliance, AlliedBody, Body


class Approach(models.Model):
    """A body invited by an alliance, or one that applied to it: a line of the public ledger, with its date."""

    alliance = models.ForeignKey(Alliance, on_delete=models.PROTECT, related_name="approaches")
    kind = models.CharField(pgettext_lazy("kind of approach", "which way"), max_length=12, choices=ApproachKind.choices)
    name = models.CharField(_("name of the group"), max_length=200)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="approaches", null=True, blank=True)
    made_on = models.DateField(_("made on"))
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ["made_on", "pk"]
        verbose_name = _("invitation or application")
        verbose_name_plural = _("invitations and applications")

    def __str__(self) -> str:
        return f"{self.name} ({self.get_kind_display()})"


class ApproachAnswer(models.Model):
    """What came back; the newest counts. The database refuses to change a row."""

    approach = models.ForeignKey(Approach, on_delete=models.PROTECT, related_name="answers")
    answer = models.CharField(_("answer"), max_length=10, choices=Answer.choices)
    on = models.DateField(_("on"))
    by = models.CharField(_("by whom"), max_length=200)
    reason = models.TextField(_("reason"), blank=True)
    at = models.DateTimeField(_("entered at"), default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("answer to an invitation or application")
        verbose_name_plural = _("answers to invitations and applications")

    def __str__(self) -> str:
        return f"{self.approach}: {self.get_answer_display()}"


class Delegate(models.Model):
    """Somebody who decides in an alliance for a body, with what the body told them."""

    allied = models.ForeignKey(AlliedBody, on_delete=models.PROTECT, related_name="delegates")
    name = models.CharField(_("name"), max_length=200)
    mandate = models.CharField(
        pgettext_lazy("of a delegate", "mandate"), max_length=10, choices=Mandate.choices, default=Mandate.FREE
    )
    told = models.TextField(_("the mandate in words"), blank=True)
    since = models.DateField(_("delegated on"))
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ["since", "pk"]
        verbose_name = _("delegate")
        verbose_name_plural = _("delegates")

    def __str__(self) -> str:
        return f"{self.name} ({self.allied.body})"


class Minutes(models.Model):
    """The minutes of a meeting of an alliance, as published. The database refuses to change a row."""

    alliance = models.ForeignKey(Alliance, on_delete=models.PROTECT, related_name="minutes")
    title = models.CharField(_("title"), max_length=200)
    held_on = models.DateField(_("held on"))
    present = models.TextField(_("who was there"))
    text = models.TextField(_("minutes"))
    at = models.DateTimeField(_("published at"), default=timezone.now)

    class Meta:
        ordering = ["held_on", "pk"]
        verbose_name = pgettext_lazy("of a meeting", "minutes")
        verbose_name_plural = pgettext_lazy("of meetings", "minutes")

    def __str__(self) -> str:
        return f"{self.title} {self.held_on:%Y-%m-%d}"


class Undertaking(models.Model):
    """Who agreed beforehand to be bound, by what, and where they said so; `takes_back` is the word that is taken back.

    The database refuses to change a row.
    """

    alliance = models.ForeignKey(Alliance, on_delete=models.PROTECT, related_name="undertakings")
    who = models.CharField(_("who"), max_length=200)
    to_what = models.TextField(_("is bound by"))
    said_on = models.DateField(_("said on"))
    source = models.CharField(_("where it was said"), max_length=500)
    takes_back = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="taken_back_by", null=True, blank=True
    )
    at = models.DateTimeField(_("entered at"), default=timezone.now)

    class Meta:
        ordering = ["said_on", "pk"]
        verbose_name = _("undertaking")
        verbose_name_plural = _("undertakings")

    def __str__(self) -> str:
        return f"{self.who}: {self.to_what}"
