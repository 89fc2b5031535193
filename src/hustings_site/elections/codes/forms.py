"""What the code office fills in."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hustings_site.elections.codes.passphrases import require_strong
from hustings_site.elections.forms import PartedForm


def passphrase_field(label: Any, hint: Any = "", autocomplete: str = "current-password") -> forms.CharField:
    """A passphrase as it is typed: nothing is cut off it, and no page ever shows it again."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
    )


class SealForm(PartedForm, forms.Form):
    """The passphrase that will seal the book, typed twice."""

    PARTS = ((_("The passphrase of the code office"), ("passphrase", "again")),)

    passphrase = passphrase_field(
        _("Passphrase"),
        _("Five words that have nothing to do with each other, for example. It opens the list of whose each code is."),
        "new-password",
    )
    again = passphrase_field(_("The same once more"), autocomplete="new-password")

    def clean_passphrase(self) -> str:
        typed: str = self.cleaned_data["passphrase"]
        require_strong(typed)
        return typed

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, second = cleaned.get("passphrase"), cleaned.get("again")
        if first and second and first != second:
            raise ValidationError({"again": gettext("The two differ: type the same passphrase twice.")})
        return cleaned
