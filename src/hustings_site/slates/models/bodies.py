"""Groups of people who recommend candidates, and alliances of them."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings_site.roll.models import Organisation
from hustings_site.slates.enums import BodyKind


class Body(models.Model):
    """A group that recommends candidates in an organisation's elections: a caucus, a branch, a local or national body.

    Its pages are written by its editors alone; an officer of the organisation opens them and names the first editors.
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="bodies", verbose_name=_("organisation")
    )
    slug = models.SlugField(_("address"), max_length=100, unique=True)
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(
        pgettext_lazy("kind of group", "what it is"), max_length=10, choices=BodyKind.choices, default=BodyKind.OTHER
    )
    about = models.TextField(_("about itself"), blank=True)
    contact = models.EmailField(_("address for questions"), blank=True)
    orders_by_region_since = models.DateTimeField(
        _("recommends an order by region since"),
        null=True,
        blank=True,
        help_text=_("Off unless the group switches it on, and said in public once it is."),
    )
    editors = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="bodies", blank=True, verbose_name=_("editors")
    )

    supporters = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="supports",
        null=True,
        blank=True,
        verbose_name=_("whose list its supporters are on"),
    )

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="one_body_of_a_name")]
        verbose_name = _("group")
        verbose_name_plural = _("groups")

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> str:
        """How the journal names this group."""
        return f"body:{self.pk}"


class Alliance(models.Model):
    """Bodies of any kind that act together in an organisation's elections, by a charter. `convener` keeps its pages."""

    slug = models.SlugField(_("address"), max_length=100, unique=True)
    name = models.CharField(_("name"), max_length=200)
    about = models.TextField(_("about itself"), blank=True)
    convener = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="convened", verbose_name=_("convener"))
    formed_at = models.DateTimeField(_("formed at"), default=timezone.now)

    class Meta:
        ordering = ["name"]
        verbose_name = _("alliance")
        verbose_name_plural = _("alliances")

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> str:
        """How the journal names this alliance."""
        return f"alliance:{self.pk}"


class Charter(models.Model):
    """The text by which an alliance acts, edition by edition; the newest is in force. The database refuses to change
    a row."""

    alliance = models.ForeignKey(Alliance, on_delete=models.PROTECT, related_name="charters")
    edition = models.PositiveIntegerField(_("edition"))
    text = models.TextField(_("charter"))
    adopted_on = models.DateField(_("adopted on"))
    adopted_by = models.CharField(_("adopted by"), max_length=300)
    at = models.DateTimeField(_("published at"), default=timezone.now)

    class Meta:
        ordering = ["edition"]
        constraints = [models.UniqueConstraint(fields=["alliance", "edition"], name="one_charter_of_an_edition")]
        verbose_name = _("charter")
        verbose_name_plural = _("charters")

    def __str__(self) -> str:
        return f"{self.alliance} {self.edition}"


class AlliedBody(models.Model):
    """A body in an alliance, from a day to a day, with the weight that was agreed for it."""

    alliance = models.ForeignKey(Alliance, on_delete=models.PROTECT, related_name="allied")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="alliances")
    weight = models.PositiveIntegerField(_("weight"), default=1, validators=[MinValueValidator(1)])
    joined_on = models.DateField(_("joined on"))
    left_on = models.DateField(_("left on"), null=True, blank=True)

    class Meta:
        ordering = ["joined_on", "body__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "body"], condition=models.Q(left_on=None), name="a_body_is_in_an_alliance_once"
            )
        ]
        verbose_name = _("body of an alliance")
        verbose_name_plural = _("bodies of alliances")

    def __str__(self) -> str:
        return f"{self.body} ({self.alliance})"
