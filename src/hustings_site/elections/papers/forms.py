"""What the pages of voting on paper ask for."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hustings_site.elections.enums import PaperRule
from hustings_site.elections.models import Contest, Election
from hustings_site.elections.nominations.forms import PlainForm
from hustings_site.elections.papers.envelopes import BATCH, polled_contests
from hustings_site.elections.papers.printing import last_return_address

_TYPED = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}


def _passphrase(label: Any, hint: Any = "", *, required: bool = True) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=label, help_text=hint, required=required, strip=False, widget=widget)


def _number(label: Any, hint: Any = "", least: int = 0) -> forms.IntegerField:
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    return forms.IntegerField(label=label, help_text=hint, min_value=least, max_value=1_000_000, widget=widget)


def _text(label: Any, hint: Any = "", *, required: bool = True, length: int = 500) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, max_length=length, required=required)


def _watched() -> forms.CharField:
    return _text(_("Who watches"), _("The scrutineer, or whoever watches for the candidates, by name."), length=200)


class NothingMoreForm(PlainForm):
    """A button alone."""


class _LayoutForm(PlainForm):
    """How papers are printed."""

    large = forms.BooleanField(label=_("in large print"), required=False)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    return_to = forms.CharField(
        label=_("Sent back to"),
        help_text=_("This address stands on every paper and on the label of the envelope."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, election: Election, **kwargs: Any) -> None:
        initial = {"language": election.organisation.language, "return_to": last_return_address(election)}
        super().__init__(*args, initial=initial, **kwargs)


class PacksForm(_LayoutForm):
    """Letters and papers for everybody who waits."""


class _ContestForm(PlainForm):
    """A form about one contest of an election."""

    contest = forms.ModelChoiceField(label=_("Which post"), queryset=Contest.objects.none(), empty_label=None)

    def __init__(self, *args: Any, election: Election, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        contest = self.fields["contest"]
        assert isinstance(contest, forms.ModelChoiceField)
        contest.queryset = Contest.objects.filter(pk__in=[each.pk for each in polled_contests(election)])


class StockForm(_LayoutForm):
    """Papers to be handed out at the desk."""

    contest = forms.ModelChoiceField(label=_("Which post"), queryset=Contest.objects.none(), empty_label=None)
    papers = _number(_("How many papers"), least=1)
    field_order = ("contest", "papers")

    def __init__(self, *args: Any, election: Election, **kwargs: Any) -> None:
        super().__init__(*args, election=election, **kwargs)
        contest = self.fields["contest"]
        assert isinstance(contest, forms.ModelChoiceField)
        contest.queryset = Contest.objects.filter(pk__in=[each.pk for each in polled_contests(election)])


class DestroyForm(_ContestForm):
    """Papers that were spoilt before anybody had them."""

    papers = _number(_("How many papers"), least=1)
    reason = _text(_("Why"))


class AskForm(PlainForm):
    """Somebody asks for paper."""

    number = _text(_("Membership number"), length=50)
    large = forms.BooleanField(label=_("in large print"), required=False)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    passphrase = _passphrase(
        _("Passphrase of the code office"), _("It opens the book: the code of whoever gets paper is taken out of use.")
    )

    def __init__(self, *args: Any, election: Election, **kwargs: Any) -> None:
        super().__init__(*args, initial={"language": election.organisation.language}, **kwargs)
        if election.paper_rule != PaperRule.PAPER_CLOSES_CODE:
            del self.fields["passphrase"]


class HandOverForm(PlainForm):
    """Papers from the stock are handed to somebody who is here."""

    number = _text(_("Membership number"), length=50)


class ReceiveForm(PlainForm):
    """An envelope came."""

    number = _text(_("Membership number on the outside"), length=50)
    received_at = forms.DateTimeField(
        label=_("Received at"),
        help_text=_("Empty: now."),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    hold = _text(
        _("Why it is held apart"), _("Empty, unless something is wrong with the envelope: not signed."), required=False
    )


class RuleOnEnvelopeForm(PlainForm):
    """Whether an envelope counts."""

    counts = forms.TypedChoiceField(
        label=_("This envelope"),
        choices=[("yes", _("is opened with the others")), ("no", _("is never opened"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = _text(_("Why"), length=5000)


class OpenForm(PlainForm):
    """Everything that waits is opened."""

    watched_by = _watched()
    passphrase = _passphrase(
        _("Passphrase of the code office"),
        _("Needed unless the register was marked after the close: it says who has voted on screen."),
        required=False,
    )


class FoundForm(PlainForm):
    """Papers counted out of opened envelopes."""

    papers = _number(_("Papers found"))
    without = _number(_("Envelopes without such a paper"))
    batch = _number(_("Papers to a batch"), least=1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"without": 0, "batch": BATCH}, **kwargs)


class EnterForm(PlainForm):
    """A batch, a line for each paper."""

    text = forms.CharField(label=_("One line for each paper, in their order"), strip=False)

    def __init__(self, *args: Any, papers: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget = forms.Textarea(attrs={"rows": papers + 1, "autofocus": True, **_TYPED})


class DecideForm(PlainForm):
    """Each paper that two people read differently."""

    reason = _text(_("Why they are read so"))
    watched_by = _watched()

    def __init__(self, *args: Any, differing: Sequence[tuple[int, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rest = {name: self.fields.pop(name) for name in ("reason", "watched_by")}
        for paper, one, other in differing:
            label = gettext("Paper %(paper)d, read as “%(one)s” and as “%(other)s”") % {
                "paper": paper,
                "one": one,
                "other": other,
            }
            self.fields[f"paper_{paper}"] = forms.CharField(
                label=label, max_length=500, widget=forms.TextInput(attrs=_TYPED)
            )
        self.fields.update(rest)


class RecountForm(PlainForm):
    """Another number of papers than was counted."""

    papers = _number(_("Papers in this batch"), least=1)
    reason = _text(_("What was found"))


class ChallengeForm(PlainForm):
    """A paper is read wrongly."""

    paper = _number(_("Which paper of the batch"), least=1)
    reason = _text(_("What is wrong with how it is read"))


class RuleOnPaperForm(PlainForm):
    """The ruling on a challenged paper."""

    decided = forms.CharField(label=_("It is read as"), max_length=500, widget=forms.TextInput(attrs=_TYPED))
    reason = _text(_("Why"))
    watched_by = _watched()


class NewPassphraseForm(PlainForm):
    """The scrutineer's passphrase, twice."""

    passphrase = _passphrase(_("A passphrase"), _("At least 12 characters. Nobody can open the list without it."))
    again = _passphrase(_("The same again"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("passphrase") != cleaned.get("again"):
            self.add_error("again", gettext("This is another passphrase: type the same twice."))
        return cleaned


class ListPassphraseForm(PlainForm):
    """The scrutineer's passphrase."""

    passphrase = _passphrase(_("Your passphrase"))


def with_election(form: Callable[..., PlainForm], election: Election) -> Callable[..., PlainForm]:
    """The form for this election."""
    return lambda *args, **kwargs: form(*args, election=election, **kwargs)
