"""What somebody who complains, and whoever rules on it, fills in."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hustings_site.elections.complaints.enums import ComplaintState, Effect, Matter
from hustings_site.elections.complaints.models import Complaint
from hustings_site.elections.models import Contest, Election
from hustings_site.elections.nominations.forms import PlainForm


class ComplaintForm(PlainForm):
    """Anybody says what is wrong; no account is asked for, and an answer goes only where an address is left."""

    matter = forms.ChoiceField(label=_("What is it about"), choices=Matter.choices, widget=forms.RadioSelect)
    contest = forms.ModelChoiceField(
        label=_("Which post"), queryset=Contest.objects.none(), required=False, empty_label=_("none, or all of them")
    )
    challenges = forms.TypedChoiceField(
        label=_("Which ruling you challenge"), required=False, coerce=int, empty_value=None
    )
    text = forms.CharField(
        label=_("What is wrong"),
        max_length=10_000,
        help_text=_("What happened, when, and what should be done. It is read by the returning officer only."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    name = forms.CharField(label=_("Your name"), max_length=200, required=False)
    membership_number = forms.CharField(
        label=_("Your membership number"),
        max_length=50,
        required=False,
        help_text=_("Needed if you have no voting code or your address is wrong."),
    )
    email = forms.EmailField(
        label=_("E-mail address for the answer"),
        required=False,
        help_text=_("A voting code is never sent here, only to the address on the roll."),
    )

    def __init__(self, *args: Any, election: Election, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        contest, ruling = self.fields["contest"], self.fields["challenges"]
        assert isinstance(contest, forms.ModelChoiceField)
        assert isinstance(ruling, forms.ChoiceField)
        contest.queryset = election.contests.all()
        self.ruled = {c.pk: c for c in Complaint.objects.filter(election=election, state=ComplaintState.RULED)}
        numbers = [(str(pk), gettext("ruling on number %(n)d") % {"n": c.number}) for pk, c in self.ruled.items()]
        ruling.choices = [("", gettext("none")), *numbers]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("matter") in {Matter.NO_CODE, Matter.ADDRESS} and not cleaned.get("membership_number"):
            self.add_error("membership_number", gettext("This is needed: fill it in."))
        if cleaned.get("matter") == Matter.RULING and not cleaned.get("challenges"):
            self.add_error("challenges", gettext("Say which ruling you challenge."))
        cleaned["challenges"] = self.ruled.get(cleaned.get("challenges") or 0)
        return cleaned


class SummaryForm(PlainForm):
    """What the public register says."""

    summary = forms.CharField(
        label=_("What it is about, for the public register"),
        max_length=500,
        required=False,
        help_text=_("One line, without the name of anybody."),
    )
    contest = forms.ModelChoiceField(
        label=_("Which post"), queryset=Contest.objects.none(), required=False, empty_label=_("none, or all of them")
    )

    def __init__(self, *args: Any, election: Election, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        contest = self.fields["contest"]
        assert isinstance(contest, forms.ModelChoiceField)
        contest.queryset = election.contests.all()


class ComplaintRulingForm(PlainForm):
    """The ruling."""

    upheld = forms.TypedChoiceField(
        label=_("The complaint is"),
        choices=[("yes", _("upheld")), ("no", _("not upheld"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    effect = forms.TypedChoiceField(label=_("What follows"), choices=Effect.choices, coerce=Effect, initial=Effect.NONE)
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Published in the register, without the name of whoever complained."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
