"""Asking: one request a candidate, its public ledger, the post that goes out, and replies on paper."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings_site.campaign.codes import draw_key
from hustings_site.campaign.enums import Event, MailState
from hustings_site.campaign.models.programmes import Programme
from hustings_site.elections.models import Candidate


class PersonalPage(models.Model):
    """Somebody's own page: its address, short enough to be typed, and the code that opens it, of which only a hash is
    kept. No `email`: the person is written to by letter."""

    key = models.SlugField(_("address of the page"), max_length=20, default=draw_key, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"), blank=True)
    code = models.CharField(_("hash of the code"), max_length=64, blank=True)
    wrong_codes = models.PositiveIntegerField(_("wrong codes typed lately"), default=0)
    wrong_since = models.DateTimeField(_("counted since"), null=True, blank=True)

    class Meta:
        abstract = True


class Request(PersonalPage):
    """A programme put to one candidate."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="requests")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="requests")

    class Meta:
        ordering = ["candidate"]
        constraints = [models.UniqueConstraint(fields=["programme", "candidate"], name="a_candidate_is_asked_once")]
        verbose_name = _("request")
        verbose_name_plural = _("requests")

    def __str__(self) -> str:
        return f"{self.candidate}: {self.programme}"

    @property
    def scope(self) -> str:
        """How the journal names this request."""
        return f"request:{self.pk}"


class Contact(models.Model):
    """One line of the ledger: what happened, and when. The database refuses to change a row."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="contacts")
    event = models.CharField(_("what happened"), max_length=10, choices=Event.choices)
    at = models.DateTimeField(_("at"), default=timezone.now)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("line of the ledger")
        verbose_name_plural = _("lines of the ledger")

    def __str__(self) -> str:
        return f"{self.get_event_display()} {self.at:%Y-%m-%d}"


class OutgoingMail(models.Model):
    """A message on its way. Once it is sent, address and text are erased: they may hold a code."""

    about = models.CharField(_("about"), max_length=200, db_index=True)
    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="mails", null=True, blank=True)
    event = models.CharField(_("what it is"), max_length=10, choices=Event.choices, blank=True)
    to = models.EmailField(_("to"), blank=True)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"), blank=True)
    calendar = models.TextField(_("calendar entry"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=MailState.choices, default=MailState.WAITING)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    said = models.CharField(_("what the mail server said"), max_length=300, blank=True)
    written_at = models.DateTimeField(_("written at"), default=timezone.now)
    tried_at = models.DateTimeField(_("last tried at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("sent or failed at"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("message")
        verbose_name_plural = _("messages")

    def __str__(self) -> str:
        return f"{self.subject} ({self.get_state_display()})"


class PaperReply(models.Model):
    """A reply that came on paper: the scan, and what one officer read from it; a second one approves it."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="papers")
    scan = models.BinaryField(_("scan"))
    scan_name = models.CharField(_("name of the file"), max_length=200)
    scan_sha256 = models.CharField(_("fingerprint (SHA-256)"), max_length=64)
    read = models.JSONField(_("what was read from it"))
    entered_at = models.DateTimeField(_("entered at"), default=timezone.now)
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True)

    class Meta:
        ordering = ["entered_at"]
        verbose_name = _("reply on paper")
        verbose_name_plural = _("replies on paper")

    def __str__(self) -> str:
        return f"{self.request} {self.scan_name}"

    @property
    def scope(self) -> str:
        """How the journal names this paper."""
        return f"paper-reply:{self.pk}"
