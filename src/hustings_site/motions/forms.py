"""What branches and officers fill in about motions."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hustings_site.campaign.forms import PlainForm
from hustings_site.committees.forms import day_field, words
from hustings_site.committees.models import Committee, Decision, Person, Seat
from hustings_site.elections.enums import Majority
from hustings_site.elections.nominations.models import Affiliate
from hustings_site.motions.enums import RulingKind, Shown
from hustings_site.motions.models import BranchMotion, CardVote, DelegationList, Passing, TriggerBallot
from hustings_site.motions.services.cards import Line, newest
from hustings_site.roll.enums import BranchKind
from hustings_site.roll.models import Branch, Electorate, Organisation


def number_field(label: Any, *, required: bool = False) -> forms.IntegerField:
    """A number of votes; left empty where nobody noted it."""
    return forms.IntegerField(
        label=label, required=required, min_value=0, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )


class NothingForm(PlainForm):
    """An act that needs nothing but the decision."""


class MeetingForm(PlainForm):
    """Which meeting, and who certifies it."""

    meeting = words(_("Meeting"), most=300, help_text=_("For example: general meeting, Market Hall."))
    certified_by = words(_("Certified by"), most=300, help_text=_("Name and office. It is published."))


class PassingForm(MeetingForm):
    """A motion that a branch passed."""

    title = words(_("Title"), most=200)
    text = words(_("Text as passed"), rows=8, most=20_000)
    passed_on = day_field(_("Passed on"))
    votes_for = number_field(_("Votes for"))
    against = number_field(_("Votes against"))
    abstained = number_field(_("Abstentions"))
    field_order = ("title", "text", "passed_on", "meeting", "votes_for", "against", "abstained", "certified_by")


class ReasonForm(PlainForm):
    """Why."""

    reason = words(_("Why"), rows=3, most=5000, help_text=_("Everybody reads it."))


class AlikeForm(ReasonForm):
    """Which motion says the same."""

    same_as = forms.ModelChoiceField(label=_("The same in substance as"), queryset=BranchMotion.objects.none())
    field_order = ("same_as", "reason")

    def __init__(self, *args: Any, motion: BranchMotion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = BranchMotion.objects.filter(organisation=motion.organisation_id).exclude(pk=motion.pk)
        choose(self, "same_as", others)


class RulingForm(PlainForm):
    """A ruling on a motion, or on one branch's entry of it."""

    kind = forms.ChoiceField(label=_("Ruling"), choices=RulingKind.choices)
    to = words(_("Forwarded to"), required=False, most=200)
    passing = forms.ModelChoiceField(
        label=_("Of one branch alone"),
        queryset=Passing.objects.none(),
        required=False,
        help_text=_("Leave it empty where the ruling is on the motion, whoever passed it."),
    )
    text = words(_("Text of the ruling"), rows=5, most=10_000)
    on = day_field(_("On"))

    def __init__(self, *args: Any, motion: BranchMotion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "passing", motion.passings.select_related("branch", "motion"))

    def clean_kind(self) -> RulingKind:
        """The kind as the service takes it."""
        return RulingKind(self.cleaned_data["kind"])


class ChallengeForm(PlainForm):
    """A challenge of a ruling."""

    author = words(_("Who challenges it"), most=200)
    text = words(_("Challenge"), rows=5, most=10_000)
    on = day_field(_("On"))


class AnswerForm(PlainForm):
    """The answer to a challenge."""

    upheld = forms.BooleanField(label=_("The challenge is upheld: the ruling falls"), required=False)
    author = words(_("Who decided it"), most=200)
    text = words(_("Answer"), rows=5, most=10_000)
    on = day_field(_("On"))


class ResponseForm(PlainForm):
    """What a committee answers."""

    committee = forms.ModelChoiceField(label=_("Committee"), queryset=Committee.objects.none())
    decision = forms.ModelChoiceField(
        label=_("Its decision, where it took one"), queryset=Decision.objects.none(), required=False
    )
    text = words(_("Response"), rows=5, most=10_000)
    on = day_field(_("On"))

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "committee", Committee.objects.filter(organisation=organisation))
        choose(self, "decision", Decision.objects.filter(meeting__committee__organisation=organisation))


class DelegationsForm(PlainForm):
    """A list of delegations with their votes."""

    title = words(_("Title"), most=200)
    source = words(_("Where the votes of each are from"))
    lines = words(
        _("The delegations, one a line"),
        rows=10,
        most=100_000,
        help_text=_(
            "Name, votes; for a secret vote also who carries the card, by membership number: Alderby, 420, 0017"
        ),
    )
    secret = forms.BooleanField(label=_("For a secret vote through the booth"), required=False)

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.branches = {each.name: each for each in Branch.objects.of(organisation)}

    def clean_lines(self) -> list[Line]:
        """The lines as the service takes them; who has a branch's name is that branch's delegation."""
        lines = []
        for number, text in enumerate(self.cleaned_data["lines"].splitlines(), start=1):
            if text.strip():
                lines.append(self._line(number, text))
        return lines

    def _line(self, number: int, text: str) -> Line:
        name, *rest = (cell.strip() for cell in text.split(","))
        if not 1 <= len(rest) <= 2 or not rest[0].isascii() or not rest[0].isdigit():
            raise ValidationError(
                gettext("Line %(n)d: write name, votes, and for a secret vote a membership number.") % {"n": number}
            )
        return Line(name, int(rest[0][:10]), self.branches.get(name), rest[1] if len(rest) == 2 else "")


class MajorityForm(PlainForm):
    """Which text, and what carries it."""

    title = words(_("Title"), most=200)
    text = words(_("Text of the motion"), rows=8, most=20_000)
    motion = forms.ModelChoiceField(
        label=_("The motion of branches, where it is one"), queryset=BranchMotion.objects.none(), required=False
    )
    majority = forms.ChoiceField(label=_("Majority needed"), choices=Majority.choices)

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "motion", BranchMotion.objects.filter(organisation=organisation))

    def clean_majority(self) -> Majority:
        """The majority as the service takes it."""
        return Majority(self.cleaned_data["majority"])


class CardVoteForm(MajorityForm):
    """A card vote recorded by name."""

    majority_source = words(_("Where the majority is laid down"))
    meeting = words(_("Meeting"), most=300)
    on = day_field(_("On"))


class PutForm(MajorityForm):
    """A secret vote on a motion."""

    adopted_by = words(_("Majority adopted by"), most=200)
    adopted_on = day_field(_("Adopted on"))
    electorate = forms.ModelChoiceField(
        label=_("Who votes, each with one vote"), queryset=Electorate.objects.none(), required=False
    )
    delegations = forms.ModelChoiceField(
        label=_("Or delegations with their cards"), queryset=DelegationList.objects.none(), required=False
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, organisation=organisation, **kwargs)
        choose(self, "electorate", Electorate.objects.of(organisation).filter(weighted=False))
        choose(self, "delegations", organisation.delegation_lists.exclude(electorate=None))

    def clean(self) -> dict[str, Any]:
        """An electorate or a list, not both."""
        data = super().clean() or {}
        if data.get("electorate") and data.get("delegations"):
            self.add_error("delegations", gettext("Choose an electorate or a list of delegations, not both."))
        return data


class CardsForm(PlainForm):
    """What each delegation did with its card."""

    def __init__(self, *args: Any, vote: CardVote, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        before = newest(vote)
        for each in vote.delegations.delegations.all():
            card = before.get(each.pk)
            self.fields[f"card-{each.pk}"] = forms.ChoiceField(
                label=f"{each.name} ({each.votes})",
                choices=[("", "–"), *Shown.choices],
                required=False,
                initial=card.shown if card else "",
            )
        self.fields["reason"] = words(
            _("Why, where a card is corrected"), required=False, rows=2, most=2000, help_text=_("Everybody reads it.")
        )


class TriggerForm(PlainForm):
    """A trigger ballot, with its threshold."""

    post = words(_("Post"), most=200)
    holder = words(_("Who holds it"), most=200)
    clause = words(_("Clause of the rules"), rows=4, most=5000)
    branches_share = words(
        _("Share of branches that opens a contest"),
        required=False,
        most=20,
        help_text=_("A fraction such as 1/3: at least so many of the branches asked. Empty: branches are not asked."),
    )
    branches = forms.ModelMultipleChoiceField(
        label=_("Branches asked"),
        queryset=Branch.objects.none(),
        required=False,
    )
    affiliates_share = words(_("Share of affiliates that opens a contest"), required=False, most=20)
    affiliates = forms.ModelMultipleChoiceField(
        label=_("Affiliates asked"),
        queryset=Affiliate.objects.none(),
        required=False,
    )
    begins = day_field(_("First day"))
    ends = day_field(_("Last day"))
    electorate = forms.ModelChoiceField(
        label=_("Who would vote in the contest"), queryset=Electorate.objects.none(), required=False
    )
    person = forms.ModelChoiceField(
        label=_("The holder in the records of committees"), queryset=Person.objects.none(), required=False
    )
    seat = forms.ModelChoiceField(
        label=_("The seat in the records of committees"), queryset=Seat.objects.none(), required=False
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "branches", Branch.objects.of(organisation).filter(kind=BranchKind.BRANCH))
        choose(self, "affiliates", Affiliate.objects.of(organisation))
        choose(self, "electorate", Electorate.objects.of(organisation))
        choose(self, "person", Person.objects.filter(organisation=organisation))
        choose(
            self, "seat", Seat.objects.filter(section__committee__organisation=organisation).select_related("section")
        )


class DecideForm(MeetingForm):
    """What a branch or an affiliate decided in a trigger ballot."""

    opens = forms.TypedChoiceField(
        label=_("Does the holder have to stand again?"),
        choices=[("yes", _("yes: open a contest")), ("no", _("no: the holder goes on"))],
        coerce=lambda value: value == "yes",
    )
    votes_for = number_field(_("Votes for opening a contest"))
    against = number_field(_("Votes against"))
    met_on = day_field(_("Date of the meeting"))
    reason = words(
        _("Why, where an entry is corrected"), required=False, rows=2, most=2000, help_text=_("Everybody reads it.")
    )
    field_order = ("opens", "votes_for", "against", "met_on", "meeting", "certified_by", "reason")


class ReselectForm(PlainForm):
    """The contest after a trigger ballot."""

    title = words(_("Title of the election"), most=200)
    vacancies = forms.IntegerField(label=_("Places to be filled"), min_value=1, initial=1)

    def __init__(self, *args: Any, ballot: TriggerBallot, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].initial = gettext("Reselection: %(post)s") % {"post": ballot.post}


def choose(form: forms.Form, name: str, rows: Any) -> None:
    """Offer these rows in a field."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField), "it offers rows"
    field.queryset = rows
