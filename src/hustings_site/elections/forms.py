"""What an officer fills in on the desk to set an election up, to correct its terms, and to move its contests."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hustings.rules import all_rules
from hustings_site.elections.enums import ElectionKind
from hustings_site.elections.models import Contest, Election
from hustings_site.elections.nominations.thresholds import ThresholdError, read_threshold
from hustings_site.elections.terms import CONTEST_TERMS, ELECTION_TERMS, MOTION_TERMS
from hustings_site.elections.timetable import DATES
from hustings_site.roll.models import Electorate, Organisation

TYPED = "%Y-%m-%dT%H:%M"
"""How a browser sends a moment: in the site's zone, to the minute."""


class PartedForm(forms.BaseForm):
    """A form that shows its fields in parts, and asks plainly for what is lacking."""

    PARTS: ClassVar[tuple[tuple[Any, tuple[str, ...]], ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = gettext("This is needed: fill it in.")

    def parts(self) -> Iterator[tuple[Any, list[forms.BoundField]]]:
        """Each part: its title, and its fields in order."""
        for title, names in self.PARTS:
            yield title, [self[name] for name in names]


class BeginForm(PartedForm, forms.Form):
    """What an election is called, and whose it is."""

    PARTS = ((_("The election"), ("organisation", "title", "kind", "about")),)

    organisation = forms.ModelChoiceField(label=_("Organisation"), queryset=Organisation.objects.none())
    title = forms.CharField(
        label=_("Title"), max_length=200, help_text=_("As it will stand on the notice of election, with the year.")
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=ElectionKind.choices)
    about = forms.CharField(
        label=_("What a reader should know first"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = organisations
        field.initial = organisations.first()


class ElectionTermsForm(PartedForm, forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs alone
    """The terms of the whole election: its timetable, what is published when, how codes are issued."""

    PARTS = (
        (_("The election"), ("title", "kind", "about", "statutory", "scrutineer")),
        (_("Timetable"), DATES),
        (_("What is published"), ("nominations_shown", "turnout_shown", "papers_shown")),
        (_("Voting codes and paper"), ("code_issue", "spares", "two_channels", "paper_rule")),
    )

    class Meta:
        model = Election
        fields = ELECTION_TERMS
        field_classes = dict.fromkeys(DATES, forms.DateTimeField)
        widgets = {
            **{name: forms.DateTimeInput(attrs={"type": "datetime-local"}, format=TYPED) for name in DATES},
            "about": forms.Textarea(attrs={"rows": 3}),
            "spares": forms.TextInput(attrs={"inputmode": "numeric"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hints = {
            "scrutineer": _("Who watches and certifies; leave empty where nobody is appointed."),
            "complaints_by": _("The result can become final after this moment."),
            "spares": _("Given out in place of lost codes and to electors added late; each use is public."),
            "papers_shown": _("Whole papers, once decrypted: that is what lets anybody count again."),
        }
        for name, hint in hints.items():
            self.fields[name].help_text = hint
        for name in DATES:
            field = self.fields[name]
            if isinstance(field, forms.DateTimeField):
                field.input_formats = [TYPED, "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"]


class ContestTermsForm(PartedForm, forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs alone
    """The terms of one contest."""

    PARTS = (
        (_("The post"), ("title", "vacancies", "term_ends", "electorate")),
        (_("How it is counted"), ("rule", "rule_adopted_by", "rule_adopted_on", "constraints", "quorum_percent")),
        (_("Nominations"), ("threshold", "names_each", "statement_words")),
        (_("The ballot paper"), ("ballot_order", "printed", "when_withdrawn", "when_suspended")),
    )

    rule = forms.ChoiceField(label=_("Counting rule"))
    constraints = forms.CharField(
        label=_("Who must be among those elected"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
        help_text=_(
            "One line a group: its name, at least how many, at most how many; “-” where there is no limit. "
            "For example: women, 4, -"
        ),
    )

    class Meta:
        model = Contest
        fields = CONTEST_TERMS
        widgets = {
            name: forms.TextInput(attrs={"inputmode": "numeric"})
            for name in ("vacancies", "names_each", "statement_words", "quorum_percent")
        } | {
            name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            for name in ("term_ends", "rule_adopted_on")
        }

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        electorate, rule = self.fields["electorate"], self.fields["rule"]
        assert isinstance(electorate, forms.ModelChoiceField)
        assert isinstance(rule, forms.ChoiceField)
        electorate.queryset = Electorate.objects.of(organisation)
        electorate.help_text = _("A rule of who may vote, from the pages of the roll.")
        rules = [(each.name, f"{each.title} ({each.name})") for each in all_rules()]
        rule.choices = [("", gettext("choose")), *rules]
        rule.help_text = _("The rule book that your own rules name.")
        self.fields["threshold"].help_text = _(
            "For example: 5 branches or 2 affiliates; 3 branches from north; 50 members and 2 affiliates. "
            "Empty: one nomination of any kind."
        )
        self.fields["quorum_percent"].help_text = _("0: no quorum.")
        self.initial["constraints"] = "\n".join(constraint_line(each) for each in self.instance.constraints)

    def clean_constraints(self) -> list[dict[str, object]]:
        """The lines as the table holds them."""
        lines = self.cleaned_data["constraints"].splitlines()
        return [read_constraint(line, number) for number, line in enumerate(lines, start=1) if line.strip()]

    def clean_threshold(self) -> str:
        """A threshold that can be read."""
        text = str(self.cleaned_data["threshold"]).strip()
        try:
            read_threshold(text)
        except ThresholdError as fault:
            raise ValidationError(str(fault)) from fault
        return text


class MotionTermsForm(PartedForm, forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs alone
    """The terms of a vote on a motion."""

    PARTS = (
        (_("The motion"), ("title", "motion", "electorate")),
        (_("What carries it"), ("majority", "rule_adopted_by", "rule_adopted_on", "quorum_percent")),
    )

    class Meta:
        model = Contest
        fields = MOTION_TERMS
        widgets = {
            "motion": forms.Textarea(attrs={"rows": 8}),
            "quorum_percent": forms.TextInput(attrs={"inputmode": "numeric"}),
            "rule_adopted_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        electorate = self.fields["electorate"]
        assert isinstance(electorate, forms.ModelChoiceField)
        electorate.queryset = Electorate.objects.of(organisation)
        self.fields["title"].label = gettext("Title")
        self.fields["quorum_percent"].help_text = _("0: no quorum.")


class CorrectionField(forms.Form):
    """Why announced terms are corrected."""

    reason = forms.CharField(
        label=_("Reason of the correction"),
        help_text=_("Everybody reads it beside the corrected terms."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class NothingForm(PartedForm, forms.Form):
    """An act that needs nothing but the decision."""


class ReasonForm(PartedForm, forms.Form):
    """An act that everybody is told the reason of."""

    PARTS: ClassVar[tuple[tuple[Any, tuple[str, ...]], ...]] = ((_("Reason"), ("reason",)),)

    reason = forms.CharField(
        label=_("Why"), help_text=_("Everybody reads it. Name nobody in it."), widget=forms.Textarea(attrs={"rows": 3})
    )


class AnswerForm(PartedForm, forms.Form):
    """What a second officer says to a proposal."""

    PARTS = ((_("Your decision"), ("answer",)),)

    answer = forms.CharField(
        label=_("What you say to it"),
        required=False,
        help_text=_("Needed where you refuse or take it back; whoever proposed it reads it."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class UntilForm(ReasonForm):
    """Until when nominations are open again."""

    PARTS = ((_("Open again"), ("until", "reason")),)

    until = forms.DateTimeField(
        label=_("Nominations close again"),
        input_formats=[TYPED, "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=TYPED),
    )


class LostMinutesForm(ReasonForm):
    """How long voters could not vote."""

    PARTS = ((_("Extension"), ("lost_minutes", "reason")),)

    lost_minutes = forms.IntegerField(
        label=_("Minutes lost"),
        min_value=1,
        max_value=60 * 24 * 60,
        help_text=_("The poll closes later by exactly as many."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )


class VotedForm(PartedForm, forms.Form):
    """How many people have voted."""

    PARTS = ((_("Turnout"), ("voted",)),)

    voted = forms.IntegerField(
        label=_("People who voted"),
        min_value=0,
        help_text=_("On screen and on paper together, each person once, as in the ballot account."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )


class RunAgainForm(ReasonForm):
    """With whom a contest is run again."""

    PARTS = ((_("Run again"), ("same_candidates", "reason")),)

    same_candidates = forms.BooleanField(
        label=_("With the same candidates; otherwise nominations are opened again"), required=False, initial=True
    )


class VacanciesForm(ReasonForm):
    """How many places a by-election fills."""

    PARTS = ((_("By-election"), ("vacancies", "reason")),)

    vacancies = forms.IntegerField(
        label=_("Vacant places"), min_value=1, initial=1, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )


def read_constraint(line: str, number: int) -> dict[str, object]:
    """One group: "women, 4, -". Raises ValidationError with the line and the cure."""
    cells = [cell.strip() for cell in line.split(",")]
    numbers = [None if cell == "-" else int(cell) if cell.isdigit() else -1 for cell in cells[1:]]
    if len(cells) != 3 or not cells[0] or -1 in numbers or numbers == [None, None]:
        raise ValidationError(
            gettext("Line %(number)d: write a group, at least how many, at most how many, such as “women, 4, -”.")
            % {"number": number}
        )
    return {"category": cells[0], "min": numbers[0] or 0, "max": numbers[1]}


def constraint_line(each: dict[str, Any]) -> str:
    """The line that `read_constraint` reads."""
    return f"{each['category']}, {each['min'] or '-'}, {'-' if each['max'] is None else each['max']}"
