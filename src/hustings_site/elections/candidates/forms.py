"""What a candidate, or an officer for one, fills in."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hustings_site.elections.candidates.enums import PublicField
from hustings_site.elections.models import Candidate
from hustings_site.elections.nominations.forms import PlainForm, day


class CodeForm(PlainForm):
    """The typed half of the key to a candidate's page."""

    code = forms.CharField(
        label=_("Your code"),
        max_length=40,
        help_text=_("Eight letters and figures from your mail or letter, for example ABCD-2345."),
        widget=forms.TextInput(
            attrs={"class": "code-field", "autocomplete": "one-time-code", "autocapitalize": "characters"}
        ),
    )


class StatementForm(PlainForm):
    """A statement."""

    text = forms.CharField(
        label=_("Your statement"), required=False, widget=forms.Textarea(attrs={"rows": 14}), strip=False
    )


class PhotoForm(PlainForm):
    """A photograph and its words."""

    photo = forms.FileField(
        label=_("Photograph"),
        required=False,
        help_text=_("JPEG, PNG or WebP. It is made small, and what the camera wrote into it is taken out."),
    )
    alternative = forms.CharField(
        label=_("What the picture shows"),
        max_length=300,
        required=False,
        help_text=_("One line, read to whoever does not see it: “Ida Inch at her workbench”."),
    )

    def upload(self) -> bytes | None:
        """The bytes of the file, if one was chosen. Raises ValidationError where it is far too large."""
        chosen = self.cleaned_data.get("photo")
        if not chosen:
            return None
        if chosen.size > 12_000_000:
            raise ValidationError({"photo": gettext("The file is larger than twelve megabytes: choose a smaller one.")})
        content: bytes = chosen.read()
        return content


class ConsentForm(PlainForm):
    """What may be published, field by field."""

    contact = forms.CharField(
        label=_("Public address for questions"),
        max_length=300,
        required=False,
        help_text=_("An e-mail address or a page of yours, if members may write to you."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in PublicField:
            if field is not PublicField.NAME:
                label = gettext("May be published: %(what)s") % {"what": field.label}
                self.fields[f"may_{field.value}"] = forms.BooleanField(label=label, required=False)

    def given(self) -> dict[PublicField, bool]:
        """Each field with yes or no."""
        return {field: self.cleaned_data[f"may_{field.value}"] for field in PublicField if field != PublicField.NAME}


class ReplyForm(PlainForm):
    """A suspended candidate's own words."""

    text = forms.CharField(label=_("Your reply"), widget=forms.Textarea(attrs={"rows": 6}))


class DescriptionForm(PlainForm):
    """The returning officer's part of a candidate's file."""

    name = forms.CharField(label=_("Name as printed"), max_length=200)
    distinction = forms.CharField(
        label=_("Distinguishing line"),
        max_length=200,
        required=False,
        help_text=_("Printed behind the name where two candidates are called the same: the branch, the trade."),
    )
    email = forms.EmailField(label=_("E-mail address"), required=False)
    address = forms.CharField(label=_("Postal address"), required=False, widget=forms.Textarea(attrs={"rows": 3}))


class PaperForm(PlainForm):
    """What came from a candidate in writing, typed by an officer."""

    answer = forms.ChoiceField(
        label=_("What the paper says"),
        choices=[
            ("", _("nothing about standing")),
            ("accept", _("the candidate accepts the nomination")),
            ("decline", _("the candidate declines the nomination")),
            ("withdraw", _("the candidate withdraws")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    statement = forms.CharField(
        label=_("Statement"),
        required=False,
        help_text=_("Type all of it. It is shown up to the last word allowed, and the candidate sees the proof."),
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    consents = forms.MultipleChoiceField(
        label=_("May be published, as ticked on the paper"),
        choices=[(field.value, field.label) for field in PublicField if field is not PublicField.NAME],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    consents_given = forms.BooleanField(label=_("The paper says what may be published"), required=False)
    signed = forms.BooleanField(label=_("The proof came back signed, and is as it stands here now"), required=False)


class DecisionForm(PlainForm):
    """A decision to suspend or reinstate: who, when, where published. There is no room for an allegation."""

    decided_by = forms.CharField(
        label=_("Who decided"), max_length=150, help_text=_("The body: “Conduct panel of the executive”.")
    )
    decided_on = day(_("Date of the decision"), required=True)
    reference = forms.CharField(
        label=_("Where it is published"),
        max_length=150,
        help_text=_("A minute’s number or an address. Neither the charge nor its grounds belong here."),
    )


class ReasonForm(PlainForm):
    """A ruling's published reason."""

    reason = forms.CharField(
        label=_("Reason"), help_text=_("It is published."), widget=forms.Textarea(attrs={"rows": 3})
    )


class ToldForm(PlainForm):
    """From whom something is known."""

    reason = forms.CharField(
        label=_("From whom you know"), max_length=200, help_text=_("For example: the branch secretary. Published.")
    )


class ReplacedForm(PlainForm):
    """By whom a candidate is replaced."""

    substitute = forms.ModelChoiceField(label=_("By whom"), queryset=Candidate.objects.none())
    reason = forms.CharField(
        label=_("By which rule, and whose decision"), max_length=200, help_text=_("It is published.")
    )

    def __init__(self, *args: Any, candidate: Candidate, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["substitute"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Candidate.objects.filter(contest=candidate.contest_id).exclude(pk=candidate.pk)


class SeedForm(PlainForm):
    """What was drawn in public for the order of the ballot paper."""

    seed = forms.CharField(
        label=_("Seed drawn in public"),
        max_length=100,
        required=False,
        help_text=_("Dice, or lottery numbers of a day named beforehand. Empty: the server draws one, and says so."),
    )
