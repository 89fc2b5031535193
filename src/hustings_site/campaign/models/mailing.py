"""Mail to members: each candidate of a contest may send as many messages as any other, and sees no list."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hustings_site.campaign.models.asking import PersonalPage
from hustings_site.elections.models import Candidate, Contest


class Mailing(models.Model):
    """The terms for a contest, the same for everybody and public."""

    contest = models.OneToOneField(Contest, on_delete=models.PROTECT, related_name="mailing", verbose_name=_("contest"))
    messages_each = models.PositiveIntegerField(
        _("messages for each candidate"), default=1, validators=[MinValueValidator(1)]
    )
    words = models.PositiveIntegerField(_("words in a message"), default=300, validators=[MinValueValidator(10)])
    closes_at = models.DateTimeField(_("messages are sent until"))

    class Meta:
        verbose_name = _("mail to members")
        verbose_name_plural = _("mail to members")

    def __str__(self) -> str:
        return f"{self.contest}"

    @property
    def scope(self) -> str:
        """How the journal and the post name it."""
        return f"mailing:{self.pk}"


class CandidatePage(PersonalPage):
    """A candidate's own page for the campaign: messages to members, and who says to endorse them."""

    candidate = models.OneToOneField(Candidate, on_delete=models.PROTECT, related_name="campaign_page")

    class Meta:
        verbose_name = _("candidate’s campaign page")
        verbose_name_plural = _("candidates’ campaign pages")

    def __str__(self) -> str:
        return f"{self.candidate}"


class CandidateMessage(models.Model):
    """A message as it was sent, to how many; public. The database refuses to change a row."""

    mailing = models.ForeignKey(Mailing, on_delete=models.PROTECT, related_name="messages")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="mailed")
    subject = models.CharField(_("subject"), max_length=150)
    text = models.TextField(_("text"))
    sent_at = models.DateTimeField(_("sent at"), default=timezone.now)
    recipients = models.PositiveIntegerField(_("members written to"))
    without_email = models.PositiveIntegerField(_("members without e-mail, not written to"))

    class Meta:
        ordering = ["sent_at", "pk"]
        verbose_name = _("candidate’s message")
        verbose_name_plural = _("candidates’ messages")

    def __str__(self) -> str:
        return f"{self.candidate}: {self.subject}"
