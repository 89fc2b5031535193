"""What an organisation's administrator, and a member, fill in."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hustings_site.roll.electorates import (
    AllOf,
    AnyOf,
    HasStatus,
    InBranch,
    InCategory,
    JoinedBy,
    Not,
    PaidUpTo,
    Rule,
    RuleError,
    read_rule,
)
from hustings_site.roll.enums import BranchKind, MemberStatus, RequestState
from hustings_site.roll.imports.columns import FIELDS
from hustings_site.roll.imports.tables import LARGEST_FILE
from hustings_site.roll.members import PLAIN, MemberDetails, details_of
from hustings_site.roll.models import Branch, Category, Electorate, Member, MemberImport, Organisation

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class PlainForm(forms.Form):
    """A form that says of what is lacking that it is needed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = gettext("This is needed: fill it in.")


class VersionedForm(PlainForm):
    """A form that knows which version of the record its reader saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class OrganisationForm(VersionedForm):
    """What an organisation is called and how it is reached."""

    name = forms.CharField(label=_("Name"), max_length=200)
    contact = forms.EmailField(
        label=_("Address for questions"), required=False, help_text=_("Shown to everybody on the organisation’s page.")
    )
    language = forms.ChoiceField(label=_("Language of its papers"), choices=settings.LANGUAGES)
    keep_months = forms.IntegerField(
        label=_("Months for which a frozen roll keeps names"),
        min_value=1,
        max_value=120,
        help_text=_("Then two officers erase them; numbers, counts and fingerprint stay."),
    )


class NewOrganisationForm(PlainForm):
    """What an organisation that is new here is called."""

    name = forms.CharField(label=_("Name"), max_length=200, help_text=_("If it is here already, it is opened."))


class ReasonForm(PlainForm):
    """Why something is done."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)


class OfficersForm(PlainForm):
    """Whether two officers act together, and why not."""

    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}), max_length=1000, required=False
    )


class BranchForm(VersionedForm):
    """A branch: its name, what it is, what it stands under."""

    name = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=BranchKind.choices)
    parent = forms.ModelChoiceField(label=_("Stands under"), queryset=Branch.objects.none(), required=False)

    def __init__(self, organisation: Organisation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parent = self.fields["parent"]
        assert isinstance(parent, forms.ModelChoiceField)
        parent.queryset = Branch.objects.of(organisation)
        parent.empty_label = gettext("nothing: it stands by itself")


class NewBranchForm(BranchForm):
    """A branch that is new, with the code by which rules and files speak of it."""

    code = forms.SlugField(
        label=_("Code"), max_length=50, help_text=_("Small letters, figures, hyphens. It never changes.")
    )
    field_order = ("code", "name", "kind", "parent")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["version"]

    def clean_code(self) -> str:
        """Codes are in small letters."""
        return str(self.cleaned_data["code"]).lower()


class BranchListForm(PlainForm):
    """A list of branches."""

    table = forms.CharField(
        label=_("List of branches"),
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        max_length=500_000,
        help_text=_(
            "One line a branch below a line of headings: code, name, kind, parent. The parent is a code that stands in "
            "a line before, or is known here."
        ),
    )


class CategoryForm(PlainForm):
    """A category: its code and its name."""

    code = forms.SlugField(label=_("Code"), max_length=50)
    name = forms.CharField(label=_("Name"), max_length=200)


class CategoryNameForm(PlainForm):
    """Another name for a category."""

    name = forms.CharField(label=_("Name"), max_length=200)


class MemberForm(VersionedForm):
    """A member's record."""

    number = forms.CharField(label=_("Membership number"), max_length=50)
    name = forms.CharField(label=_("Name"), max_length=200)
    branch = forms.ModelChoiceField(label=_("Home branch"), queryset=Branch.objects.none(), to_field_name="code")
    others = forms.ModelMultipleChoiceField(
        label=_("Other branches, sections, workplaces"),
        queryset=Branch.objects.none(),
        to_field_name="code",
        required=False,
        help_text=_("One person has one vote, in however many branches."),
    )
    categories = forms.ModelMultipleChoiceField(
        label=_("Categories"), queryset=Category.objects.none(), to_field_name="code", required=False
    )
    status = forms.ChoiceField(label=_("Status"), choices=MemberStatus.choices)
    status_since = forms.DateField(label=_("Status since"), required=False, widget=DAY)
    joined = forms.DateField(label=_("Joined on"), required=False, widget=DAY)
    paid_until = forms.DateField(label=_("Paid up to"), required=False, widget=DAY)
    email = forms.EmailField(label=_("E-mail address"), required=False)
    email_is_personal = forms.BooleanField(label=_("A personal address, not the workplace’s"), required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=50, required=False)
    address = forms.CharField(
        label=_("Postal address"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    postcode = forms.CharField(label=_("Postcode"), max_length=20, required=False)
    weight = forms.IntegerField(label=_("Votes on a card vote"), min_value=1, max_value=1_000_000_000)

    def __init__(self, organisation: Organisation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("branch", Branch), ("others", Branch), ("categories", Category)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows.objects.of(organisation)

    @classmethod
    def of(cls, member: Member, sent: Mapping[str, Any] | None) -> "MemberForm":
        """The form as the member's record stands, or as it was sent."""
        details = details_of(member)
        initial = {name: getattr(details, name) for name in (*PLAIN, "branch", "others", "categories")}
        return cls(member.organisation, sent, initial={**initial, "version": member.version})

    def details(self) -> MemberDetails:
        """The record that was filled in."""
        given = self.cleaned_data
        home = given["branch"].code
        return MemberDetails(
            **{name: given[name] for name in PLAIN},
            branch=home,
            others=tuple(sorted(each.code for each in given["others"] if each.code != home)),
            categories=tuple(sorted(each.code for each in given["categories"])),
        )


class FileForm(PlainForm):
    """A file of members."""

    file = forms.FileField(
        label=_("List of members, CSV or XLSX"),
        help_text=_("Nothing is stored before you have seen what would be."),
        error_messages={"empty": _("The file is empty: choose it again.")},
    )

    def clean_file(self) -> Any:
        """Refuse what is larger than is taken."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise ValidationError(gettext("The file is larger than 100 MB: split it."))
        return file


class ColumnsForm(PlainForm):
    """What each column of a file is."""

    def __init__(self, member_import: MemberImport, samples: Sequence[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", gettext("not used")), *FIELDS.items()]
        for position, heading in enumerate(member_import.headings):
            sample = samples[position] if position < len(samples) else ""
            self.fields[f"column_{position}"] = forms.ChoiceField(
                label=heading or gettext("column %(n)d, without a heading") % {"n": position + 1},
                choices=choices,
                required=False,
                initial=member_import.columns[position],
                help_text=gettext("For example: %(sample)s") % {"sample": sample} if sample else "",
            )
        self.fields["month_first"] = forms.ChoiceField(
            label=gettext("A date such as 03/04/2026 is"),
            choices=[("", gettext("3 April (day first)")), ("1", gettext("4 March (month first)"))],
            required=False,
            initial="1" if member_import.month_first else "",
        )

    def columns(self) -> list[str]:
        """The field of each column."""
        positions = range(len(self.fields) - 1)
        return [self.cleaned_data[f"column_{position}"] for position in positions]


class ElectorateForm(VersionedForm):
    """Who may vote: the tests that most organisations need as fields, any other rule as JSON."""

    name = forms.CharField(label=_("Name"), max_length=200)
    status = forms.MultipleChoiceField(
        label=_("Status is one of"),
        choices=MemberStatus.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: whatever the status."),
    )
    joined_by = forms.DateField(
        label=_("Joined on or before"), required=False, widget=DAY, help_text=_("Empty: whenever they joined.")
    )
    paid_up_to = forms.DateField(
        label=_("Paid up to this day or later"), required=False, widget=DAY, help_text=_("Empty: whatever they paid.")
    )
    branches = forms.ModelMultipleChoiceField(
        label=_("Home branch is in one of"),
        queryset=Branch.objects.none(),
        to_field_name="code",
        required=False,
        help_text=_("What lies under it counts too. None chosen: whichever the branch."),
    )
    categories = forms.ModelMultipleChoiceField(
        label=_("Has one of these categories"),
        queryset=Category.objects.none(),
        to_field_name="code",
        required=False,
        help_text=_("None chosen: with or without."),
    )
    without = forms.ModelMultipleChoiceField(
        label=_("Has none of these categories"),
        queryset=Category.objects.none(),
        to_field_name="code",
        required=False,
    )
    weighted = forms.BooleanField(label=_("A card vote: each has the votes of the members’ list"), required=False)
    rule = forms.CharField(
        label=_("Another rule, as JSON"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=_(
            "For what the fields cannot say: all, any and not over status, joined_by, paid_up_to, branch, belongs_to, "
            "category. If something stands here, the fields above it do not count."
        ),
    )

    def __init__(self, organisation: Organisation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("branches", Branch), ("categories", Category), ("without", Category)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows.objects.of(organisation)

    @classmethod
    def of(cls, electorate: Electorate, sent: Mapping[str, Any] | None) -> "ElectorateForm":
        """The form as an electorate stands, or as it was sent."""
        initial = {"name": electorate.name, "weighted": electorate.weighted, "version": electorate.version}
        fields = as_fields(read_rule(electorate.rule))
        shown = {"rule": json.dumps(electorate.rule, indent=2, ensure_ascii=False)} if fields is None else fields
        return cls(electorate.organisation, sent, initial=initial | shown)

    def clean(self) -> dict[str, Any]:
        """Put the rule together, from the JSON or from the fields."""
        given = super().clean() or {}
        if not self.errors:
            try:
                given["read"] = self._read(given)
            except (RuleError, json.JSONDecodeError) as error:
                self.add_error("rule", gettext("This is no rule: %(error)s") % {"error": error})
        return given

    def _read(self, given: Mapping[str, Any]) -> Rule:
        if given["rule"].strip():
            return read_rule(json.loads(given["rule"]))
        tests: list[Rule] = []
        if given["status"]:
            tests.append(HasStatus(tuple(given["status"])))
        if given["joined_by"]:
            tests.append(JoinedBy(given["joined_by"]))
        if given["paid_up_to"]:
            tests.append(PaidUpTo(given["paid_up_to"]))
        if given["branches"]:
            tests.append(AnyOf(tuple(InBranch(each.code) for each in given["branches"])))
        if given["categories"]:
            tests.append(AnyOf(tuple(InCategory(each.code) for each in given["categories"])))
        tests += [Not(InCategory(each.code)) for each in given["without"]]
        return AllOf(tuple(tests))


class NewElectorateForm(ElectorateForm):
    """An electorate that is new."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["version"]


def as_fields(rule: Rule) -> dict[str, Any] | None:
    """A rule as the fields of the form, or None where they cannot say it."""
    fields: dict[str, Any] = {}
    without: list[str] = []
    for test in rule.parts if isinstance(rule, AllOf) else (rule,):
        if isinstance(test, Not) and isinstance(test.part, InCategory):
            without.append(test.part.code)
            continue
        found = _as_field(test)
        if found is None or found[0] in fields:
            return None
        fields[found[0]] = found[1]
    return fields | {"without": without}


def _as_field(test: Rule) -> tuple[str, Any] | None:
    match test:
        case HasStatus(statuses):
            return "status", list(statuses)
        case JoinedBy(day):
            return "joined_by", day
        case PaidUpTo(day):
            return "paid_up_to", day
        case InBranch(code):
            return "branches", [code]
        case InCategory(code):
            return "categories", [code]
        case AnyOf(parts) if parts and all(isinstance(part, InBranch) for part in parts):
            return "branches", list(_codes(parts))
        case AnyOf(parts) if parts and all(isinstance(part, InCategory) for part in parts):
            return "categories", list(_codes(parts))
        case _:
            return None


def _codes(parts: Sequence[Rule]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, InBranch | InCategory):
            yield part.code


class LateChangeForm(ReasonForm):
    """A late change of one entry: which, and why."""

    what = forms.ChoiceField(label=_("What is to happen"), choices=(), widget=forms.RadioSelect)
    field_order = ("what", "reason")

    def __init__(self, choices: Sequence[tuple[str, Any]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        what = self.fields["what"]
        assert isinstance(what, forms.ChoiceField)
        what.choices = choices
        self.fields["reason"].help_text = gettext("It stands in the public log. Name nobody in it.")


class AdditionForm(ReasonForm):
    """A late addition: whom, and why."""

    number = forms.CharField(label=_("Membership number"), max_length=50)
    field_order = ("number", "reason")


class CorrectionForm(PlainForm):
    """What a member says is wrong."""

    text = forms.CharField(
        label=_("What is wrong, and what is right"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000
    )


class AnswerForm(PlainForm):
    """What the organisation answers."""

    state = forms.ChoiceField(
        label=_("What became of it"),
        choices=[(each.value, each.label) for each in (RequestState.DONE, RequestState.REFUSED)],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("Answer to the member"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000, required=False
    )
