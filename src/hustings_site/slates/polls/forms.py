"""What officers fill in for a supporters' poll."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hustings_site.elections.forms import TYPED, PartedForm
from hustings_site.elections.models import Contest
from hustings_site.roll.models import Electorate, Organisation
from hustings_site.slates.models.making import Slate
from hustings_site.slates.polls.enums import Marking, Weighing
from hustings_site.slates.polls.services import DATES


def _moment(label: Any, help_text: Any = "") -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=TYPED)
    return forms.DateTimeField(label=label, help_text=help_text, widget=widget, input_formats=[TYPED])


class ContestField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs alone
    """Contests, each told with its election."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.election}: {obj.title}"


class PollForm(PartedForm, forms.Form):
    """The rules of a poll: whose it is, on which contest, how papers are marked and weighed, when."""

    PARTS = (
        (_("The poll"), ("host", "title", "about", "slate")),
        (_("On all candidates of"), ("contest", "source")),
        (_("Papers"), ("marking", "most_marks", "starts_from_lists")),
        (_("Weights"), ("weight", "weighing")),
        (_("Timetable"), DATES),
    )

    host = forms.ModelChoiceField(label=_("Body that makes the poll"), queryset=Organisation.objects.none())
    title = forms.CharField(label=_("Title"), max_length=200)
    about = forms.CharField(
        label=_("What a reader should know first"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    slate = forms.ModelChoiceField(
        label=_("Slate for which it is held"),
        queryset=Slate.objects.none(),
        required=False,
        empty_label=_("none of these"),
        help_text=_("Slates of the groups that you write for; the page of the slate leads to the poll."),
    )
    contest = ContestField(
        label=_("Contest of this site"), queryset=Contest.objects.none(), required=False, empty_label=_("none of these")
    )
    source = forms.URLField(
        label=_("Or: address of its candidates at another site"),
        required=False,
        assume_scheme="https",
        help_text=_("As in https://elections.example.org/api/elections/ELECTION/CONTEST/candidates"),
    )
    marking = forms.ChoiceField(label=_("Papers are marked"), choices=Marking.choices)
    most_marks = forms.IntegerField(label=_("Marks on a paper at most"), min_value=1, initial=1)
    starts_from_lists = forms.BooleanField(
        label=_("Supporters may load a published list and change it: all lists, in an order by lot"), required=False
    )
    weight = forms.IntegerField(label=_("Weight of this body"), min_value=1, initial=1)
    weighing = forms.ChoiceField(label=_("What a weight belongs to"), choices=Weighing.choices)
    freeze_at = _moment(_("Lists are frozen"), _("A group that has not agreed by then takes no part."))
    codes_at = _moment(_("Voting codes are sent"))
    opens = _moment(_("The vote opens"))
    closes = _moment(_("The vote closes"))
    complaints_by = _moment(
        _("Complaints end"), _("A group that has not opened its ballots by then is left out of the order.")
    )

    def __init__(
        self,
        *args: Any,
        hosts: QuerySet[Organisation],
        contests: QuerySet[Contest],
        slates: QuerySet[Slate],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("host", hosts), ("contest", contests), ("slate", slates)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows
        self.fields["host"].initial = hosts.first()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if bool(given.get("contest")) == bool(given.get("source")) and "source" not in self.errors:
            raise ValidationError(gettext("Choose a contest of this site, or give the address of one elsewhere."))
        return given


class InviteForm(PartedForm, forms.Form):
    """One more body of an alliance."""

    PARTS = ((_("One more body"), ("organisation", "weight")),)

    organisation = forms.ModelChoiceField(label=_("Body"), queryset=Organisation.objects.none())
    weight = forms.IntegerField(label=_("Its weight, as agreed"), min_value=1, initial=1)

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = organisations


class AgreeForm(PartedForm, forms.Form):
    """A body agrees: who of its own list is asked."""

    PARTS = ((_("Your supporters"), ("electorate", "spares")),)

    electorate = forms.ModelChoiceField(label=_("Who is asked"), queryset=Electorate.objects.none())
    spares = forms.IntegerField(
        label=_("Spare codes"), min_value=0, initial=5, help_text=_("For codes that are lost or do not arrive.")
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["electorate"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Electorate.objects.of(organisation)


class ElsewhereForm(PartedForm, forms.Form):
    """The matcher's answer, as `hustings overlap names` printed it."""

    PARTS = ((_("The matcher’s answer"), ("numbers",)),)

    numbers = forms.CharField(
        label=_("Numbers of your members whom another body counts, one a line"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("As hustings overlap names printed them on your own machine; empty where there are none."),
    )

    def clean_numbers(self) -> list[str]:
        """Each number once, in order."""
        return sorted({line.strip() for line in self.cleaned_data["numbers"].splitlines() if line.strip()})


class OrderForm(PartedForm, forms.Form):
    """Publish the order; anew only with a reason."""

    PARTS = ((_("The order"), ("reason",)),)

    reason = forms.CharField(label=_("Why it is counted anew"), required=False, max_length=1000)
