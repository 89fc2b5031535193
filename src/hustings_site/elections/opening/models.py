"""How the opening of a board stands, and the rehearsal of it before the poll."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings_site.elections.opening.enums import OpeningState, WhyStopped


class BoardOpening(models.Model):
    """The server's part in opening the ballots of a contest. Once verified: the fingerprint of its whole archive."""

    contest = models.OneToOneField("elections.Contest", on_delete=models.PROTECT, related_name="board_opening")
    state = models.CharField(_("state"), max_length=10, choices=OpeningState.choices, default=OpeningState.RESTING)
    step = models.CharField(_("what it is doing"), max_length=200, blank=True)
    why_stopped = models.CharField(_("why it stopped"), max_length=20, choices=WhyStopped.choices, blank=True)
    since = models.DateTimeField(_("at work since"), null=True, blank=True)
    heard_at = models.DateTimeField(_("last heard of"), null=True, blank=True)
    verdict = models.CharField(_("verdict"), max_length=30, blank=True)
    failures = models.JSONField(_("checks that failed"), default=list, blank=True)
    sha256 = models.CharField(_("fingerprint of the archive (SHA-256)"), max_length=64, blank=True)
    size = models.PositiveBigIntegerField(_("bytes of the archive"), default=0)
    verified_at = models.DateTimeField(_("verified at"), null=True, blank=True)

    class Meta:
        verbose_name = _("opening of a contest’s ballots")
        verbose_name_plural = _("openings of contests’ ballots")

    def __str__(self) -> str:
        return f"{self.contest} {self.get_state_display()}"


class Trial(models.Model):
    """Trial ballots on a board of their own, opened by the same key holders before the poll. Nothing of it is counted.

    The board is a file of the data folder (`trial.py`); `agrees` says whether what came out is what was put in.
    """

    keys = models.OneToOneField("elections.KeySet", on_delete=models.CASCADE, related_name="trial")
    made_at = models.DateTimeField(_("made at"))
    cast = models.JSONField(_("trial votes that were put in"))
    opened_at = models.DateTimeField(_("opened at"), null=True, blank=True)
    agrees = models.BooleanField(_("what came out is what was put in"), null=True, blank=True)

    class Meta:
        verbose_name = _("rehearsal of the opening")
        verbose_name_plural = _("rehearsals of the opening")

    def __str__(self) -> str:
        return f"{self.keys} {self.made_at:%Y-%m-%d}"
