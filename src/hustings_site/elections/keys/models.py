"""The key of an election and its holders. Only what is public, or encrypted to one holder, stands in these rows."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hustings_site.elections.keys.enums import KeyKind


class KeySet(models.Model):
    """The key that the ballots of an election are encrypted to. `trustees` is trustees.json once it is made."""

    election = models.OneToOneField("elections.Election", on_delete=models.PROTECT, related_name="keys")
    kind = models.CharField(_("kind"), max_length=10, choices=KeyKind.choices)
    threshold = models.PositiveIntegerField(_("how many are needed"))
    trustees = models.TextField(_("public part"), blank=True)
    made_at = models.DateTimeField(_("made at"), null=True, blank=True)

    class Meta:
        verbose_name = _("key of an election")
        verbose_name_plural = _("keys of elections")

    def __str__(self) -> str:
        return f"{self.election} {self.get_kind_display()}"

    @property
    def scope(self) -> str:
        """How the journal names this key."""
        return f"keys:{self.pk}"


class KeyHolder(models.Model):
    """One of the people who hold the key. Each field holds the file that `hustings trustee` wrote, once handed in."""

    keys = models.ForeignKey(KeySet, on_delete=models.PROTECT, related_name="holders")
    index = models.PositiveIntegerField(_("number"))
    name = models.CharField(_("name"), max_length=200)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="keys_held", null=True, blank=True
    )
    key = models.TextField(_("public key"), blank=True)
    certify = models.TextField(_("certificate"), blank=True)
    deal = models.TextField(_("polynomial"), blank=True)
    accept = models.TextField(_("output"), blank=True)

    class Meta:
        ordering = ["index"]
        constraints = [models.UniqueConstraint(fields=["keys", "index"], name="one_key_holder_of_a_number")]
        verbose_name = _("key holder")
        verbose_name_plural = _("key holders")

    def __str__(self) -> str:
        return self.name
