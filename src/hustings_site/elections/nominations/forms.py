"""What a nominator fills in."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hustings_site.elections.models import Candidate, Contest
from hustings_site.elections.nominations.enums import Nominator
from hustings_site.elections.nominations.models import Affiliate, Nomination
from hustings_site.elections.nominations.services import CANNOT_BE_NAMED, Meeting, Named, member_named
from hustings_site.roll.models import Branch, Member

NEW = "new"


class PlainForm(forms.Form):
    """A form that asks plainly for what is lacking, and puts a service's refusal under its field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = gettext("This is needed: fill it in.")

    def refuse(self, refusal: ValidationError) -> None:
        """Show what a service said: under its field where the form has it, else above the form."""
        if hasattr(refusal, "error_dict"):
            for field, errors in refusal.message_dict.items():
                self.add_error(field if field in self.fields else None, errors)
        else:
            self.add_error(None, refusal.messages)


def whole_number(label: Any, hint: Any = "") -> forms.IntegerField:
    """A number that is typed as text and keeps what was typed."""
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    return forms.IntegerField(
        label=label, help_text=hint, required=False, min_value=0, max_value=1_000_000, widget=widget
    )


def day(label: Any, *, required: bool = False) -> forms.DateField:
    """A day, chosen from a calendar or typed."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget)


class MeetingForm(PlainForm):
    """When and where it was decided. Everything may be left for later: the nomination is then incomplete."""

    met_on = day(_("Date of the meeting"))
    met_at = forms.CharField(label=_("Place of the meeting"), max_length=300, required=False)
    attendance = whole_number(_("Members present"))
    quorum = whole_number(_("Quorum"), _("How many your rules ask for."))
    certified_by = forms.CharField(
        label=_("Certified by"),
        max_length=300,
        required=False,
        help_text=_("Who signs for the meeting, with their offices: chair and secretary. The names are not published."),
    )

    def meeting(self) -> Meeting:
        """The meeting as filled in."""
        return Meeting(**{name: self.cleaned_data[name] for name in Nomination.MEETING})


class NamingForm(PlainForm):
    """Whom to name: somebody already named, or somebody new by name and membership number."""

    candidate = forms.ChoiceField(label=_("Who is nominated"), widget=forms.RadioSelect)
    name = forms.CharField(
        label=_("Name of somebody else"), max_length=200, required=False, help_text=_("As it is to be printed.")
    )
    number = forms.CharField(
        label=_("Membership number"),
        max_length=50,
        required=False,
        help_text=_("It tells two members of one name apart. It is not published."),
    )

    def __init__(self, *args: Any, contest: Contest, known: list[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.contest = contest
        field = self.fields["candidate"]
        assert isinstance(field, forms.ChoiceField)
        open_to_names = [each for each in known if each.standing not in CANNOT_BE_NAMED]
        field.choices = [
            *((str(each.pk), each.printed_name) for each in open_to_names),
            (NEW, gettext("Somebody else, named below")),
        ]
        if not open_to_names:
            field.initial = NEW

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("candidate") == NEW:
            for name in ("name", "number"):
                if not cleaned.get(name):
                    self.add_error(name, gettext("This is needed: fill it in."))
        return cleaned

    def named(self) -> Candidate | Named:
        """Who was named."""
        if self.cleaned_data["candidate"] == NEW:
            return Named(self.cleaned_data["name"], self.cleaned_data["number"])
        return self.contest.candidates.get(pk=int(self.cleaned_data["candidate"]))


class BranchNominationForm(NamingForm, MeetingForm):
    """A branch names somebody."""

    field_order = ("candidate", "name", "number", *Nomination.MEETING)


class MemberNominationForm(NamingForm):
    """A member names somebody."""

    name_shown = forms.BooleanField(
        label=_("My name may be published beside the candidate’s. Without this only the number of members is."),
        required=False,
    )


class PaperNominationForm(NamingForm, MeetingForm):
    """The returning officer types a nomination that came on paper."""

    nominator = forms.ChoiceField(label=_("Who nominates"))
    member_name = forms.CharField(label=_("If a member: the member’s name"), max_length=200, required=False)
    member_number = forms.CharField(label=_("If a member: the membership number"), max_length=50, required=False)
    name_shown = forms.BooleanField(label=_("The member agrees in writing that the name is published"), required=False)

    field_order = (
        "nominator",
        "member_name",
        "member_number",
        "name_shown",
        "candidate",
        "name",
        "number",
        *Nomination.MEETING,
    )

    def __init__(self, *args: Any, contest: Contest, **kwargs: Any) -> None:
        super().__init__(*args, contest=contest, **kwargs)
        organisation = contest.election.organisation
        self.branches = {f"branch:{b.pk}": b for b in Branch.objects.of(organisation)}
        self.affiliates = {f"affiliate:{a.pk}": a for a in Affiliate.objects.of(organisation)}
        field = self.fields["nominator"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", gettext("choose")),
            (Nominator.MEMBER, gettext("a member, named below")),
            (gettext("branches"), [(key, branch.name) for key, branch in self.branches.items()]),
            (gettext("affiliates"), [(key, affiliate.name) for key, affiliate in self.affiliates.items()]),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("nominator") == Nominator.MEMBER:
            for name in ("member_name", "member_number"):
                if not cleaned.get(name):
                    self.add_error(name, gettext("This is needed: fill it in."))
        return cleaned

    def nominator_named(self) -> Branch | Affiliate | Named:
        """Who nominates; a member still as a name and a number."""
        chosen = self.cleaned_data["nominator"]
        if chosen == Nominator.MEMBER:
            return Named(self.cleaned_data["member_name"], self.cleaned_data["member_number"])
        return self.branches.get(chosen) or self.affiliates[chosen]


class RulingForm(PlainForm):
    """The returning officer's decision on a nomination."""

    valid = forms.TypedChoiceField(
        label=_("The nomination is"),
        choices=[("yes", _("valid")), ("no", _("not valid"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"), help_text=_("It is published with the ruling."), widget=forms.Textarea(attrs={"rows": 3})
    )


class AffiliateForm(PlainForm):
    """A body that may nominate."""

    code = forms.SlugField(label=_("Code"), max_length=50, help_text=_("Short, without spaces: lampmakers."))
    name = forms.CharField(label=_("Name"), max_length=200)


def member_of(named: Named, contest: Contest) -> Member:
    """The member whom a paper names as nominator. Raises ValidationError."""
    return member_named(contest.election.organisation, named)
