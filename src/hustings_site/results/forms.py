"""What a returning officer fills in. Numbers are plain text fields, so that nothing typed is ever lost."""

import csv
import io
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hustings.rules import all_rules
from hustings_site.pages.words import readers_words
from hustings_site.results.enums import Kind, Unit
from hustings_site.results.models import Draft
from hustings_site.results.totals_file import TotalsError, read_totals
from hustings_site.results.turnout import Turnout

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

LARGEST_TABLE = 2_000_000
LARGEST_PAPERS = 400_000_000
"""Bytes."""

UNKNOWN = _("Leave empty where it is not known: the page then says so.")


def whole_number(label: Any, *, hint: Any = UNKNOWN, least: int = 0, required: bool = False) -> forms.IntegerField:
    """A number that is typed as text and keeps what was typed."""
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    return forms.IntegerField(
        label=label, help_text=hint, required=required, min_value=least, max_value=2_000_000_000, widget=widget
    )


class ResultForm(forms.Form):
    """A form that shows its fields in parts, and asks plainly for what is lacking."""

    PARTS: ClassVar[tuple[tuple[Any, tuple[str, ...]], ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_plainly()

    def ask_plainly(self) -> None:
        """Say of what is lacking that it is needed; to be called again where fields are added."""
        for field in self.fields.values():
            field.error_messages["required"] = gettext("This is needed: fill it in.")

    def parts(self) -> Iterator[tuple[Any, list[forms.BoundField]]]:
        """Each part that has fields: its title, and them in order."""
        for title, names in self.PARTS:
            if fields := [self[name] for name in names if name in self.fields]:
                yield title, fields


class ElectionFields(ResultForm):
    """Which election and post a result is of."""

    organisation = forms.CharField(label=_("Organisation"), max_length=200)
    election_title = forms.CharField(
        label=_("Election"), max_length=200, help_text=_("As on the notice of poll, with the year.")
    )
    contest_title = forms.CharField(label=_("Post"), max_length=200, help_text=_("What is to be filled."))
    closed_on = forms.DateField(
        label=_("Day of the result"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    about = forms.CharField(
        label=_("What a reader should know first"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class ListFields(ResultForm):
    """Whose claim it is which candidates belong together."""

    lists_publisher = forms.CharField(label=_("Who publishes the lists"), max_length=200, required=False)
    lists_source = forms.CharField(
        label=_("Where they were published"),
        max_length=500,
        required=False,
        help_text=_("Which candidate belongs to which list is a claim: the page shows it with its author and source."),
    )

    def check_lists(self, lists: Mapping[str, object]) -> None:
        """Lists need an author and a source."""
        for field in ("lists_publisher", "lists_source"):
            if lists and not self.cleaned_data.get(field):
                self.add_error(field, gettext("Candidates are on lists: say who published them, and where."))


ELECTION = (
    _("The election"),
    ("correction", "organisation", "election_title", "contest_title", "closed_on", "about"),
)


class TotalsForm(ElectionFields, ListFields):
    """Totals counted elsewhere."""

    PARTS = (
        ELECTION,
        (_("How it was decided"), ("vacancies", "method", "source", "certainty")),
        (_("The figures"), ("unit", "totals_file", "totals", "unnamed_candidates")),
        (_("Published lists, if the table names any"), ("lists_publisher", "lists_source")),
        (_("Turnout"), ("electorate", "papers", "valid", "invalid", "blank", "turnout_note")),
    )

    vacancies = whole_number(_("Vacancies"), hint=_("How many were to be elected."), least=1, required=True)
    method = forms.CharField(
        label=_("Method of election"),
        max_length=200,
        help_text=_("For example: block vote, up to three marks on each paper."),
    )
    unit = forms.ChoiceField(label=_("What the figures are"), choices=Unit.choices)
    totals_file = forms.FileField(
        label=_("Table of totals, as a CSV file"),
        required=False,
        help_text=_("It is copied into the field below, where you can mend it."),
    )
    totals = forms.CharField(
        label=_("Table of totals"),
        required=False,
        help_text=_(
            "One line a candidate, in the order of the ballot paper, below a line of headings: candidate, "
            "elected, list, then a column of figures. An empty figure is not known; “-” is a candidate who was no "
            "longer in the count."
        ),
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
    )
    unnamed_candidates = whole_number(
        _("Candidates whom no source names"), hint=_("They stood, but you have not their names.")
    )
    source = forms.CharField(
        label=_("Source"),
        help_text=_("Who counted, and where the figures are published."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    certainty = forms.CharField(
        label=_("How sure the figures are"),
        max_length=500,
        required=False,
        help_text=_("For example: official sheet; reprinted by one newspaper."),
    )
    electorate = whole_number(_("Electorate: how many could vote"))
    papers = whole_number(_("Papers counted"))
    valid = whole_number(_("Valid papers"))
    invalid = whole_number(_("Invalid papers"))
    blank = whole_number(_("Blank papers and abstentions"))
    turnout_note = forms.CharField(label=_("What the source itself says of turnout"), max_length=500, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        cleaned["turnout"] = Turnout(
            electorate=cleaned.get("electorate"),
            papers=cleaned.get("papers"),
            valid=cleaned.get("valid"),
            invalid=cleaned.get("invalid"),
            blank=cleaned.get("blank"),
            note=cleaned.get("turnout_note", ""),
        )
        for contradiction in cleaned["turnout"].contradictions():
            self.add_error("papers", contradiction)
        try:
            cleaned["table"] = read_totals(cleaned.get("totals", ""), self.data.get("totals_name") or "table")
        except TotalsError as refusal:
            for problem in refusal.problems:
                self.add_error("totals", problem)
        else:
            cleaned["lists"] = cleaned["table"].lists()
            self.check_lists(cleaned["lists"])
        return cleaned


class PapersForm(ElectionFields, ListFields):
    """A ballot file, to be counted here."""

    PARTS = (
        ELECTION,
        (_("The papers"), ("papers_file", "source", "electorate")),
        (_("How they are counted"), ("rule", "vacancies", "contest_file", "lots")),
        (_("Published lists, if there are any"), ("lists_of_candidates", "lists_publisher", "lists_source")),
    )

    papers_file = forms.FileField(
        label=_("Ballot file"),
        required=False,
        help_text=_("BLT, CSV and the other formats of the documentation; it holds papers, never names of voters."),
    )
    rule = forms.ChoiceField(label=_("Rule"), help_text=_("The rule book that your own rules name."))
    vacancies = whole_number(_("Vacancies"), hint=_("Leave empty to take the number that the file gives."), least=1)
    electorate = whole_number(_("Electorate: how many could vote"))
    source = forms.CharField(
        label=_("Where the papers come from"),
        required=False,
        help_text=_("Who collected and typed them."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    contest_file = forms.CharField(
        label=_("Contest file"),
        required=False,
        strip=False,
        help_text=_(
            "What the ballot file cannot say, as the command line reads it: at least so many of a category, who has "
            "withdrawn, re-open nominations. Leave empty if there is nothing."
        ),
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
    )
    lots = forms.CharField(
        label=_("Lots drawn beforehand"),
        required=False,
        strip=False,
        help_text=_(
            "Leave empty unless an order was drawn before the count. If the count needs a lot, it stops and asks."
        ),
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
    )
    lists_of_candidates = forms.CharField(
        label=_("Published lists"),
        required=False,
        help_text=_("One line a candidate: the name, a comma, the list."),
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, has_papers: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.has_papers = has_papers
        rule = self.fields["rule"]
        if isinstance(rule, forms.ChoiceField):
            rules = [(each.name, f"{readers_words().said(each.title)} ({each.name})") for each in all_rules()]
            rule.choices = [("", gettext("choose")), *rules]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.has_papers:
            self.add_error("papers_file", gettext("Choose the file that holds the papers."))
        try:
            cleaned["lists"] = lists_in(cleaned.get("lists_of_candidates", ""))
        except ValidationError as refusal:
            self.add_error("lists_of_candidates", refusal)
        else:
            self.check_lists(cleaned["lists"])
        return cleaned


class CorrectionField(ResultForm):
    """Why a result replaces the one before."""

    correction = forms.CharField(
        label=_("Why this result replaces the one before"),
        help_text=_("Everybody reads it on both versions."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


def lists_in(text: str) -> dict[str, list[str]]:
    """Lists with their candidates, from lines of "name, list". Raises ValidationError with the line and the cure."""
    lists: dict[str, list[str]] = {}
    problems = []
    for number, row in enumerate(csv.reader(io.StringIO(text), skipinitialspace=True), start=1):
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        if len(cells) != 2 or not all(cells):
            problems.append(
                gettext("line %(number)d: write a candidate's name, a comma, and the name of one list")
                % {"number": number}
            )
            continue
        lists.setdefault(cells[1], []).append(cells[0])
    if problems:
        raise ValidationError(problems)
    return lists


FIXED_BY_THE_CONTEST = (
    *ElectionFields.base_fields,
    *ListFields.base_fields,
    "unnamed_candidates",
    "lists_of_candidates",
)


def form_of(draft: Draft, *, bound: bool = True) -> TotalsForm | PapersForm:
    """The form of a draft with what was last sent. Where the contest is known it asks for nothing of the election, and
    where it has a result already, for the reason of the correction."""
    data = draft.fields if bound else None
    initial = None if bound else draft.fields
    form: TotalsForm | PapersForm
    if draft.kind == Kind.COUNTED:
        form = PapersForm(data, initial=initial, has_papers=draft.ballot_file_id is not None)
    else:
        form = TotalsForm(data, initial=initial)
    if draft.contest is not None:
        for name in FIXED_BY_THE_CONTEST:
            form.fields.pop(name, None)
        if draft.contest.results.exists():
            form.fields.update(CorrectionField().fields)
    return form


def text_of(upload: "UploadedFile[bytes]") -> str:
    """A table that was uploaded, as text. Raises ValidationError where it is none."""
    if (upload.size or 0) > LARGEST_TABLE:
        raise ValidationError(gettext("The table is larger than two megabytes: is it the right file?"))
    try:
        text: str = upload.read().decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise ValidationError(
            gettext("%(name)s is no text in UTF-8 (byte %(place)d): save it as “CSV UTF-8” and choose it again.")
            % {"name": upload.name, "place": fault.start + 1}
        ) from fault
    return text
