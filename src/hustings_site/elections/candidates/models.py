"""What a candidate gives: an answer, a statement, a photograph, a consent for each, and a signature under the proof."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings_site.elections.candidates.enums import Delivery, PublicField, Source


class CandidateFile(models.Model):
    """What the returning officer keeps about a candidate, and the key to the candidate's own page.

    `code` is the hash of the typed code; the link alone opens nothing. `version` grows with each change, so that a
    stale page is noticed.
    """

    candidate = models.OneToOneField("elections.Candidate", on_delete=models.CASCADE, related_name="file")
    email = models.EmailField(_("e-mail address"), blank=True)
    address = models.TextField(_("postal address"), blank=True)
    contact = models.CharField(_("public address for questions"), max_length=300, blank=True)
    link = models.UUIDField(_("link"), default=uuid.uuid4, unique=True)
    code = models.CharField(_("code, hashed"), max_length=200, blank=True)
    code_made_at = models.DateTimeField(_("code made at"), null=True, blank=True)
    wrong_codes = models.PositiveIntegerField(_("wrong codes typed"), default=0)
    wrong_since = models.DateTimeField(_("first of them at"), null=True, blank=True)
    delivery = models.CharField(_("link and code"), max_length=10, choices=Delivery.choices, default=Delivery.NONE)
    delivery_note = models.CharField(_("what the mail server said"), max_length=500, blank=True)
    delivered_at = models.DateTimeField(_("at"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)

    class Meta:
        verbose_name = _("candidate’s file")
        verbose_name_plural = _("candidates’ files")

    def __str__(self) -> str:
        return str(self.candidate)


class Statement(models.Model):
    """A candidate's statement as it came; the newest is published, cut at the word limit where it came on paper."""

    candidate = models.ForeignKey("elections.Candidate", on_delete=models.CASCADE, related_name="statements")
    text = models.TextField(_("statement"))
    source = models.CharField(_("came"), max_length=10, choices=Source.choices)
    by = models.CharField(_("by"), max_length=200)
    at = models.DateTimeField(_("at"))

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("statement")
        verbose_name_plural = _("statements")

    def __str__(self) -> str:
        return f"{self.candidate} {self.at:%Y-%m-%d}"


class Photo(models.Model):
    """A candidate's photograph, made small and stripped of everything but the picture. Always JPEG."""

    candidate = models.OneToOneField("elections.Candidate", on_delete=models.CASCADE, related_name="photo")
    jpeg = models.BinaryField(_("picture"))
    sha256 = models.CharField(_("fingerprint (SHA-256)"), max_length=64)
    width = models.PositiveIntegerField(_("width"))
    height = models.PositiveIntegerField(_("height"))
    alternative = models.CharField(_("what the picture shows"), max_length=300)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("photograph")
        verbose_name_plural = _("photographs")

    def __str__(self) -> str:
        return f"{self.candidate} {self.width} x {self.height}"


class Consent(models.Model):
    """What a candidate allowed or refused to be published, when and by which way. The newest for a field counts."""

    candidate = models.ForeignKey("elections.Candidate", on_delete=models.CASCADE, related_name="consents")
    field = models.CharField(_("what is published"), max_length=20, choices=PublicField.choices)
    given = models.BooleanField(_("allowed"))
    source = models.CharField(_("came"), max_length=10, choices=Source.choices)
    by = models.CharField(_("by"), max_length=200)
    at = models.DateTimeField(_("at"))

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("consent")
        verbose_name_plural = _("consents")

    def __str__(self) -> str:
        return f"{self.candidate} {self.get_field_display()}"


class ProofSignature(models.Model):
    """A candidate's word that the proof is right: the hash of what was shown, so that a later change is noticed."""

    candidate = models.ForeignKey("elections.Candidate", on_delete=models.CASCADE, related_name="signatures")
    sha256 = models.CharField(_("fingerprint (SHA-256)"), max_length=64)
    source = models.CharField(_("came"), max_length=10, choices=Source.choices)
    by = models.CharField(_("by"), max_length=200)
    at = models.DateTimeField(_("at"))

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("signature under a proof")
        verbose_name_plural = _("signatures under proofs")

    def __str__(self) -> str:
        return f"{self.candidate} {self.at:%Y-%m-%d}"


class Reply(models.Model):
    """What a suspended candidate says to it, published as written."""

    change = models.OneToOneField("elections.StandingChange", on_delete=models.PROTECT, related_name="reply")
    text = models.TextField(_("reply"))
    source = models.CharField(_("came"), max_length=10, choices=Source.choices)
    by = models.CharField(_("by"), max_length=200)
    at = models.DateTimeField(_("at"))

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("reply")
        verbose_name_plural = _("replies")

    def __str__(self) -> str:
        return f"{self.change}"
