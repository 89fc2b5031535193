"""What the code office fills in."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hustings_site.elections.codes.enums import HowGiven, WhySpare
from hustings_site.elections.codes.passphrases import require_strong
from hustings_site.elections.codes.selectors import Elector
from hustings_site.elections.complaints.enums import ABOUT_THE_POST
from hustings_site.elections.complaints.models import Complaint
from hustings_site.elections.forms import PartedForm
from hustings_site.elections.models import Contest, Election
from hustings_site.roll.enums import Channel
from hustings_site.roll.models import Branch, Organisation


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


class PassphraseForm(PartedForm, forms.Form):
    """The passphrase that opens the book."""

    PARTS: ClassVar[tuple[tuple[Any, tuple[str, ...]], ...]] = (
        (_("The passphrase of the code office"), ("passphrase",)),
    )

    passphrase = passphrase_field(_("Passphrase"), _("Opening the book stands in the journal, with its reason."))


class LettersForm(PassphraseForm):
    """Which letters are printed."""

    PARTS = ((_("The passphrase of the code office"), ("again", "passphrase")),)

    again = forms.BooleanField(label=_("Print anew what has been printed already"), required=False)


class GiveCodeForm(PassphraseForm):
    """How an elector gets a code, and the passphrase."""

    PARTS = ((_("Give a code"), ("how", "passphrase")),)

    how = forms.ChoiceField(label=_("How"))

    def __init__(self, *args: Any, elector: Elector, two_channels: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["how"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(how.value, how.label) for how in ways_open_to(elector, two_channels=two_channels)]


def ways_open_to(elector: Elector, *, two_channels: bool) -> list[HowGiven]:
    """How this elector can get a code: whole only where the election sends whole codes; always at the kiosk."""
    email, address = bool(elector.entry.email), bool(elector.entry.address)
    if two_channels:
        return [*([HowGiven.HALVES] if email and address else []), HowGiven.KIOSK]
    return [
        *([HowGiven.EMAIL] if email else []),
        *([HowGiven.POST] if address else []),
        HowGiven.KIOSK,
    ]


class BounceForm(PartedForm, forms.Form):
    """What came back, and what stood on it."""

    PARTS = ((_("It came back"), ("channel", "note")),)

    channel = forms.ChoiceField(
        label=_("What came back"), choices=[(Channel.EMAIL, _("a mail")), (Channel.POST, _("a letter"))]
    )
    note = forms.CharField(label=_("What stood on it"), max_length=200, required=False)


class AskForm(PartedForm, forms.Form):
    """A member without a code, or with a wrong address, asks for help; no account is needed."""

    PARTS = ((_("Who you are"), ("membership_number", "name")), (_("What happened"), ("text",)))

    membership_number = forms.CharField(label=_("Your membership number"), max_length=50)
    name = forms.CharField(label=_("Your name"), max_length=200, required=False)
    text = forms.CharField(
        label=_("Anything the helpline should know"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ContactForm(PartedForm, forms.Form):
    """Where an elector is reached from now on."""

    PARTS = ((_("Correct the address"), ("email", "address")),)

    email = forms.EmailField(label=_("E-mail address"), required=False)
    address = forms.CharField(
        label=_("Postal address"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


class AnsweredForm(PartedForm, forms.Form):
    """Which request the helpline has answered; a complaint is none."""

    request = forms.ModelChoiceField(label=_("Request"), queryset=Complaint.objects.none())

    def __init__(self, *args: Any, election: Election, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["request"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Complaint.objects.filter(election=election, matter__in=ABOUT_THE_POST)


class RehearseForm(PartedForm, forms.Form):
    """How many people try the booth out."""

    PARTS = ((_("Rehearse"), ("codes",)),)

    codes = forms.IntegerField(
        label=_("Codes for how many people"),
        min_value=1,
        max_value=50,
        initial=5,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )


class HalvesForm(forms.Form):
    """The public half of each contest's codes, as `hustings credentials draw` wrote it."""

    def __init__(self, *args: Any, polls: Mapping[str, Contest], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for uuid, contest in polls.items():
            label = _("%(post)s: %(uuid)s.json") % {"post": contest.title, "uuid": uuid}
            self.fields[uuid] = forms.FileField(label=label, max_length=200)
            self.fields[uuid].error_messages["required"] = gettext("This is needed: choose the file.")

    def parts(self) -> Iterator[tuple[Any, list[forms.BoundField]]]:
        """One part: a file for each contest."""
        yield gettext("The public halves"), list(self)


def credentials_in(text: str) -> list[str]:
    """The public credentials in what was pasted, whatever stands around them."""
    return re.findall(r"[0-9a-f]{64}", text)


class BarredForm(PartedForm, forms.Form):
    """What an independent code office lists of electors who were struck or are held apart."""

    PARTS = ((_("Codes to take out of use"), ("listed",)),)

    listed = forms.CharField(
        label=_("The list that hustings credentials bar wrote"),
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
    )

    def clean_listed(self) -> list[str]:
        return credentials_in(self.cleaned_data["listed"])


class RegisterForm(forms.Form):
    """Who has voted in each contest, as `hustings credentials mark` wrote it, and after the close the spares."""

    spares = forms.CharField(
        label=_("After the close: the list that hustings credentials spares wrote"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, contests: Sequence[Contest], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.contests = {f"voted-{contest.poll}": contest for contest in contests}
        for name, contest in self.contests.items():
            label = _("%(post)s: who has voted, as CSV") % {"post": contest.title}
            self.fields[name] = forms.FileField(label=label, max_length=200)
            self.fields[name].error_messages["required"] = gettext("This is needed: choose the file.")
        self.order_fields([*self.contests, "spares"])

    def parts(self) -> Iterator[tuple[Any, list[forms.BoundField]]]:
        """One part: a file for each contest, and the spares."""
        yield gettext("Who has voted"), list(self)

    def clean_spares(self) -> list[str]:
        return credentials_in(self.cleaned_data["spares"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in self.contests:
            if uploaded := cleaned.get(name):
                try:
                    cleaned[name] = voted_in(uploaded.read())
                except ValueError as fault:
                    self.add_error(name, str(fault))
        return cleaned

    @property
    def voted(self) -> dict[str, set[str]]:
        """The numbers of who has voted, by poll; once the form is valid."""
        return {contest.poll or "": self.cleaned_data[name] for name, contest in self.contests.items()}


def voted_in(body: bytes) -> set[str]:
    """The numbers with a "yes" of a file "voter,voted". Raises ValueError, naming the line."""
    rows = csv.reader(body.decode("utf-8", "replace").splitlines())
    if next(rows, None) != ["voter", "voted"]:
        raise ValueError(gettext("Line 1: “voter,voted” was expected."))
    found = set()
    for number, row in enumerate(rows, start=2):
        if len(row) != 2 or row[1] not in {"yes", "no"}:
            raise ValueError(gettext("Line %(n)d: a number, then “yes” or “no”, was expected.") % {"n": number})
        if row[1] == "yes":
            found.add(row[0])
    return found


class RefusedForm(PartedForm, forms.Form):
    """What the independent code office withdrew, and the spares that it gave in their place."""

    PARTS = ((_("Codes withdrawn"), ("listed", "given")),)

    listed = forms.CharField(
        label=_("The list that hustings credentials reissue wrote"),
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
    )
    given = forms.CharField(
        label=_("Spares given, one a line: the branch’s code, then “reissued” or “late”"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation

    def clean_listed(self) -> list[str]:
        return credentials_in(self.cleaned_data["listed"])

    def clean_given(self) -> list[tuple[Branch, WhySpare]]:
        found = []
        for line in self.cleaned_data["given"].splitlines():
            code, _space, why = line.strip().rpartition(" ")
            branch = Branch.objects.of(self.organisation).filter(code=code.strip(" ,")).first()
            if not line.strip():
                continue
            if branch is None or why not in WhySpare.values:
                raise ValidationError(
                    gettext("“%(line)s”: a branch’s code, then “reissued” or “late”.") % {"line": line}
                )
            found.append((branch, WhySpare(why)))
        return found
