"""What was done, in a table that only grows; what is due; what waits for a second person."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings_site.journal.enums import ActState, DeliveryState, ProposalState


class Entry(models.Model):
    """One act: who did what to which subject, and when.

    `by` and `subject` are scope strings ("user:3", "result:7"), so that the journal knows no room above it and
    outlives what it speaks of. `sealed` is the SHA-256 of this entry with the seal of the one before.
    The database refuses to change or remove a row (see the first migration).
    """

    number = models.PositiveBigIntegerField(_("number"), unique=True)
    at = models.DateTimeField(_("at"))
    by = models.CharField(_("by"), max_length=200)
    act = models.CharField(_("act"), max_length=100)
    subject = models.CharField(_("subject"), max_length=200, db_index=True)
    details = models.JSONField(_("details"), default=dict)
    sealed = models.CharField(_("sealed"), max_length=64, unique=True)

    class Meta:
        ordering = ["number"]
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal entries")

    def __str__(self) -> str:
        return f"{self.number} {self.act} {self.subject}"


class ScheduledAct(models.Model):
    """An act promised for a time, so that everybody sees whether it was done: what, when, by whom, how it went.

    `act` is a name registered in `journal/acts.py`; `subject` and `by` are scope strings.
    """

    subject = models.CharField(_("subject"), max_length=200, db_index=True)
    act = models.CharField(_("act"), max_length=100)
    title = models.CharField(_("what"), max_length=300)
    due = models.DateTimeField(_("due"), db_index=True)
    state = models.CharField(_("state"), max_length=20, choices=ActState.choices, default=ActState.DUE)
    ended_at = models.DateTimeField(_("done or failed at"), null=True, blank=True)
    by = models.CharField(_("by"), max_length=200, blank=True)
    outcome = models.TextField(_("how it went"), blank=True)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    next_try = models.DateTimeField(_("tried again at"), null=True, blank=True)

    class Meta:
        ordering = ["due", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "act"], condition=models.Q(state="due"), name="an_act_is_due_once"
            )
        ]
        verbose_name = _("scheduled act")
        verbose_name_plural = _("scheduled acts")

    def __str__(self) -> str:
        return self.title


class Proposal(models.Model):
    """An act that one person proposed and a second has to approve before it is done.

    `place` is the scope in which the approver must hold an office ("organisation:1"); `details` are the arguments
    of the act, shown to the approver in words by `title`.
    """

    place = models.CharField(_("where"), max_length=200, db_index=True)
    subject = models.CharField(_("subject"), max_length=200, db_index=True)
    act = models.CharField(_("act"), max_length=100)
    title = models.CharField(_("what"), max_length=300)
    details = models.JSONField(_("details"), default=dict)
    proposed_by = models.CharField(_("proposed by"), max_length=200)
    proposed_at = models.DateTimeField(_("proposed at"))
    reason = models.TextField(_("reason"), blank=True)
    state = models.CharField(_("state"), max_length=20, choices=ProposalState.choices, default=ProposalState.WAITING)
    decided_by = models.CharField(_("decided by"), max_length=200, blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    answer = models.TextField(_("reason of the decision"), blank=True)

    class Meta:
        ordering = ["-proposed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "act"], condition=models.Q(state="waiting"), name="an_act_is_proposed_once"
            )
        ]
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")

    def __str__(self) -> str:
        return self.title


class Heartbeat(models.Model):
    """When the worker that does scheduled acts last looked; where it is old, the desk turns red."""

    worker = models.CharField(_("worker"), max_length=50, unique=True)
    at = models.DateTimeField(_("last seen"))

    class Meta:
        verbose_name = _("heartbeat")
        verbose_name_plural = _("heartbeats")

    def __str__(self) -> str:
        return self.worker


class Clock(models.Model):
    """By how much a demonstration's clock is ahead of the computer's; read by `journal/clock.py` alone."""

    ahead = models.DurationField(_("ahead by"))

    class Meta:
        verbose_name = _("clock")
        verbose_name_plural = _("clocks")

    def __str__(self) -> str:
        return str(self.ahead)


class Webhook(models.Model):
    """An address of an organisation's own that is told of public acts; `secret` is sealed (accounts/at_rest.py).

    `told` is the number of the newest journal entry that was looked at for it.
    """

    scope = models.CharField(_("organisation"), max_length=200, db_index=True)
    url = models.URLField(_("address"), max_length=500)
    secret = models.TextField(_("secret, sealed"))
    made_at = models.DateTimeField(_("made at"))
    stopped_at = models.DateTimeField(_("stopped at"), null=True, blank=True)
    told = models.PositiveBigIntegerField(_("journal read up to"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")

    def __str__(self) -> str:
        return self.url


class Delivery(models.Model):
    """One act told, or to be told, to one webhook; `body` is the exact text that is signed and sent."""

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    entry = models.PositiveBigIntegerField(_("journal entry"))
    act = models.CharField(_("act"), max_length=100)
    body = models.TextField(_("message"))
    state = models.CharField(
        _("state"), max_length=20, choices=DeliveryState.choices, default=DeliveryState.WAITING, db_index=True
    )
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    next_at = models.DateTimeField(_("next attempt"), db_index=True)
    ended_at = models.DateTimeField(_("delivered or given up at"), null=True, blank=True)
    outcome = models.CharField(_("last answer"), max_length=300, blank=True)

    class Meta:
        ordering = ["-entry"]
        constraints = [models.UniqueConstraint(fields=["webhook", "entry"], name="an_act_is_told_once")]
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")

    def __str__(self) -> str:
        return f"{self.act} {self.get_state_display()}"
