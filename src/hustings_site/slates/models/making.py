"""A slate, and how it is made."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings_site.elections.models import Election
from hustings_site.slates.enums import Making
from hustings_site.slates.models.bodies import Alliance, Body


class Slate(models.Model):
    """Candidates for one or many posts of an election whom a body, alone or for an alliance, puts forward together.

    `made` says in which of three ways. Public from `published_at` on, long before anybody is on it.
    """

    election = models.ForeignKey(Election, on_delete=models.PROTECT, related_name="slates", verbose_name=_("election"))
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="slates", verbose_name=_("put forward by"))
    alliance = models.ForeignKey(
        Alliance, on_delete=models.PROTECT, related_name="slates", null=True, blank=True, verbose_name=_("alliance")
    )
    slug = models.SlugField(_("address"), max_length=100, unique=True)
    name = models.CharField(_("name"), max_length=200)
    made = models.CharField(_("how it is made"), max_length=10, choices=Making.choices)
    about = models.TextField(_("about this slate"), blank=True)
    published_at = models.DateTimeField(_("public since"), null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["election", "name"], name="one_slate_of_a_name")]
        verbose_name = _("slate")
        verbose_name_plural = _("slates")

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> str:
        """How the journal names this slate."""
        return f"slate:{self.pk}"
