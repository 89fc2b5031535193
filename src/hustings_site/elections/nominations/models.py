"""Who named whom, and how the returning officer ruled."""

from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings_site.elections.nominations.enums import NominationState, Nominator
from hustings_site.roll.models import Branch, Member, Organisation
from hustings_site.roll.scoping import Scoped


class Affiliate(Scoped):
    """A body that belongs to the organisation as a whole: a union, a society, a club."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="affiliates")
    code = models.SlugField(_("code"), max_length=50)
    name = models.CharField(_("name"), max_length=200)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["organisation", "code"], name="one_affiliate_of_a_code")]
        verbose_name = _("affiliate")
        verbose_name_plural = _("affiliates")

    def __str__(self) -> str:
        return self.name


class Nomination(models.Model):
    """One nominator's naming of one candidate for one post.

    A branch or an affiliate names in a meeting; what is not known of the meeting is left empty, and the nomination is
    then incomplete, not invalid. A member's name is shown only where `name_shown` says that the member consents.
    """

    contest = models.ForeignKey("elections.Contest", on_delete=models.PROTECT, related_name="nominations")
    candidate = models.ForeignKey("elections.Candidate", on_delete=models.PROTECT, related_name="nominations")
    nominator = models.CharField(_("nominated by"), max_length=20, choices=Nominator.choices)
    branch = models.ForeignKey(
        Branch, on_delete=models.PROTECT, related_name="nominations", null=True, blank=True, verbose_name=_("branch")
    )
    affiliate = models.ForeignKey(
        Affiliate,
        on_delete=models.PROTECT,
        related_name="nominations",
        null=True,
        blank=True,
        verbose_name=_("affiliate"),
    )
    member = models.ForeignKey(
        Member, on_delete=models.SET_NULL, related_name="nominations", null=True, blank=True, verbose_name=_("member")
    )
    name_shown = models.BooleanField(_("the member’s name may be published"), default=False)
    met_on = models.DateField(_("date of the meeting"), null=True, blank=True)
    met_at = models.CharField(_("place of the meeting"), max_length=300, blank=True)
    attendance = models.PositiveIntegerField(_("members present"), null=True, blank=True)
    quorum = models.PositiveIntegerField(_("quorum"), null=True, blank=True, validators=[MinValueValidator(1)])
    certified_by = models.CharField(_("certified by"), max_length=300, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=NominationState.choices, default=NominationState.STANDS)
    entered_by = models.CharField(_("entered by"), max_length=200)
    by_officer = models.BooleanField(_("entered from paper by the returning officer"), default=False)
    entered_at = models.DateTimeField(_("entered at"))
    version = models.PositiveIntegerField(_("version"), default=1)

    class Meta:
        ordering = ["entered_at", "pk"]
        constraints = [
            *(
                models.UniqueConstraint(
                    fields=["contest", "candidate", who],
                    condition=~models.Q(state="taken_back"),
                    name=f"a_candidate_named_once_by_{who}",
                )
                for who in ("branch", "affiliate", "member")
            ),
            models.CheckConstraint(
                condition=models.Q(nominator="branch", branch__isnull=False, affiliate__isnull=True)
                | models.Q(nominator="affiliate", branch__isnull=True, affiliate__isnull=False)
                | models.Q(nominator="member", branch__isnull=True, affiliate__isnull=True),
                name="a_nomination_has_its_nominator",
            ),
        ]
        verbose_name = _("nomination")
        verbose_name_plural = _("nominations")

    MEETING: ClassVar[tuple[str, ...]] = ("met_on", "met_at", "attendance", "quorum", "certified_by")

    def __str__(self) -> str:
        return f"{self.get_nominator_display()} {self.candidate}"

    @property
    def scope(self) -> str:
        """How the journal names this nomination."""
        return f"nomination:{self.pk}"

    def missing(self) -> list[str]:
        """What the meeting still lacks, in words; a member needs no meeting."""
        if self.nominator == Nominator.MEMBER:
            return []
        return [
            str(self._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
            for name in self.MEETING
            if getattr(self, name) in (None, "")
        ]

    @property
    def inquorate(self) -> bool:
        """Whether fewer were present than the quorum."""
        return self.attendance is not None and self.quorum is not None and self.attendance < self.quorum

    @property
    def counts(self) -> bool:
        """Whether it counts towards the threshold: it stands, lacks nothing, and the meeting had its quorum."""
        return self.state == NominationState.STANDS and not self.missing() and not self.inquorate


class NominationRuling(models.Model):
    """What the returning officer ruled on a nomination, and why. The newest is in force; none is edited."""

    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="rulings")
    valid = models.BooleanField(_("valid"))
    reason = models.TextField(_("reason"))
    ruled_by = models.CharField(_("ruled by"), max_length=200)
    at = models.DateTimeField(_("at"))

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("ruling on a nomination")
        verbose_name_plural = _("rulings on nominations")

    def __str__(self) -> str:
        return f"{self.nomination} {self.at:%Y-%m-%d}"
