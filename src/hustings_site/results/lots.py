"""Lots drawn on the night, as the returning officer records them."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hustings.report.narration import toml_string
from hustings_site.results.forms import ResultForm

SOURCE = "draws recorded by the returning officer"


class LotForm(ResultForm):
    """The order in which the tied were drawn: a number beside each name, and who drew."""

    note = forms.CharField(
        label=_("Who drew it, and who watched"),
        max_length=500,
        help_text=_("It is published with the result."),
    )

    def __init__(self, names: Sequence[str], data: Any = None) -> None:
        super().__init__(data)
        self.names = list(names)
        places = [(str(n), str(n)) for n in range(1, len(names) + 1)]
        numbered = {
            f"place_{i}": forms.ChoiceField(
                label=gettext("%(name)s was drawn in place") % {"name": name},
                choices=[("", gettext("choose")), *places],
            )
            for i, name in enumerate(names)
        }
        self.fields = {**numbered, **self.fields}
        self.ask_plainly()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        places = [cleaned.get(f"place_{i}") for i in range(len(self.names))]
        if all(places):
            if len(set(places)) < len(places):
                self.add_error(None, gettext("Two have the same place: give each of 1, 2 … once, first drawn first."))
            in_order = sorted(zip(places, self.names, strict=True), key=lambda pair: int(pair[0] or 0))
            cleaned["order"] = [name for _place, name in in_order]
        return cleaned


def with_draw(lots: str, *, purpose: str, order: Sequence[str], note: str) -> str:
    """The file of lots with one more draw in it."""
    names = ", ".join(toml_string(name) for name in order)
    draw = f'[[draw]]\npurpose = "{purpose}"\norder = [{names}]\nnote = {toml_string(note)}\n'
    before = lots.strip() or f"source = {toml_string(SOURCE)}"
    return f"{before}\n\n{draw}"
