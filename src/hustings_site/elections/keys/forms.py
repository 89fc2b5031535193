"""What the returning officer fills in to have a key made, and the file that a key holder brings."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hustings_site.accounts.models import User
from hustings_site.elections.nominations.forms import PlainForm

LARGEST = 500_000_000
"""Bytes: the proof of a shuffle of a hundred thousand ballots is smaller."""


class CeremonyForm(PlainForm):
    """Who holds the key, and how many of them are needed."""

    holders = forms.MultipleChoiceField(label=_("Key holders"), widget=forms.CheckboxSelectMultiple)
    threshold = forms.IntegerField(
        label=_("How many of them are needed to open the ballots"),
        min_value=1,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("Fewer can open nothing. With fewer than all, the others can do without one who is missing."),
    )

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        field = self.fields["holders"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(key, person.name) for key, person in self.people.items()]

    def chosen(self) -> list[tuple[str, User | None]]:
        """Names and accounts of those who are ticked, in the order of the list."""
        return [(self.people[key].name, self.people[key]) for key in self.cleaned_data["holders"]]


class GiveUpForm(PlainForm):
    """Why a key is given up."""

    reason = forms.CharField(label=_("Reason"), max_length=500)


class TrialForm(PlainForm):
    """Nothing but the will to rehearse the opening."""


class FileForm(PlainForm):
    """The file that a key holder brings."""

    file = forms.FileField(label=_("The file"))

    def body(self) -> bytes:
        """Its bytes. Raises ValidationError where it is far too large."""
        sent = self.cleaned_data["file"]
        if sent.size > LARGEST:
            raise ValidationError(gettext("The file is far too large to be the one that is asked for."))
        content: bytes = sent.read()
        return content
