"""What is filled in for recall."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hustings_site.committees.models import Committee, Seat
from hustings_site.committees.recall.enums import Follows, Threshold
from hustings_site.committees.recall.models import AccountabilityMeeting
from hustings_site.committees.recall.selectors import petitions_of, questions_of
from hustings_site.elections.enums import Majority
from hustings_site.roll.models import Electorate
from hustings_site.slates.forms import DeskForm, Sent, lines
from hustings_site.slates.withdrawing.forms import moment


class RuleForm(DeskForm):
    """The committee's rule, as data."""

    name = forms.CharField(label=_("Rule"), max_length=100)
    text = forms.CharField(label=_("Its text"), widget=lines(4))
    source = forms.CharField(label=_("Source: rule or minutes"), max_length=500)
    kind = forms.ChoiceField(label=_("Signatures needed, as"), choices=Threshold.choices)
    threshold = forms.IntegerField(label=_("How many"), min_value=1)
    days = forms.IntegerField(label=_("Days for signing"), min_value=1, max_value=366, initial=28)
    follows = forms.ChoiceField(label=_("What follows"), choices=Follows.choices)
    not_first_months = forms.IntegerField(
        label=_("Not within so many months of taking the seat"), min_value=0, max_value=120, initial=0
    )
    not_last_months = forms.IntegerField(
        label=_("Not within so many months of the end of the term"), min_value=0, max_value=120, initial=0
    )
    majority = forms.ChoiceField(label=_("In the ballot, recalled by"), choices=Majority.choices)
    quorum_percent = forms.IntegerField(
        label=_("Turnout needed in the ballot, per cent"), min_value=0, max_value=100, initial=0
    )

    def __init__(self, committee: Committee, sent: Sent, prefix: str) -> None:
        electorates = Electorate.objects.of(committee.organisation)
        super().__init__(sent, prefix, signers=forms.ModelChoiceField(electorates, label=_("Who may sign, and vote")))
        self.order_fields(["name", "text", "source", "signers"])


class PetitionForm(DeskForm):
    """A petition on the holder of a seat."""

    text = forms.CharField(label=_("What it says"), max_length=4000, widget=lines(5))
    movers = forms.CharField(label=_("Who moves it, one a line (published)"), max_length=2000, widget=lines(3))

    def __init__(self, committee: Committee, sent: Sent, prefix: str) -> None:
        seats = Seat.objects.filter(section__committee=committee).select_related("section")
        super().__init__(sent, prefix, seat=forms.ModelChoiceField(seats, label=_("On the holder of the seat")))
        self.order_fields(["seat", "text", "movers"])


class MeetingForm(DeskForm):
    """A meeting of account that is announced."""

    at = moment(_("When"))
    place = forms.CharField(label=_("Hall or link"), max_length=300)
    chair = forms.CharField(label=_("Chair"), max_length=200)

    def __init__(self, committee: Committee, sent: Sent, prefix: str) -> None:
        people = committee.organisation.people.filter(events__seat__section__committee=committee).distinct()
        petitions = petitions_of(committee).filter(closing__reached=True)
        super().__init__(
            sent,
            prefix,
            person=forms.ModelChoiceField(people, label=_("Who answers")),
            petition=forms.ModelChoiceField(petitions, label=_("After the petition"), required=False),
        )
        self.order_fields(["person", "petition", "at", "place", "chair"])


class HeldForm(DeskForm):
    """What is recorded of a meeting of account."""

    attendance = forms.IntegerField(label=_("How many came"), min_value=0, max_value=100000)
    came = forms.BooleanField(label=_("The representative came"), required=False)
    minutes = forms.CharField(label=_("Minutes"), required=False, max_length=50000, widget=lines(6))


class AskedForm(DeskForm):
    """A question that was put there; in place of an earlier record of it with a reason."""

    text = forms.CharField(label=_("Question"), max_length=4000, widget=lines(2))
    answer = forms.CharField(label=_("Answer"), max_length=8000, required=False, widget=lines(3))
    asked_by = forms.CharField(label=_("Asked by (may be left empty)"), max_length=200, required=False)
    reason = forms.CharField(label=_("Why it is corrected"), max_length=2000, required=False)

    def __init__(self, meeting: AccountabilityMeeting, sent: Sent, prefix: str) -> None:
        standing = meeting.questions.filter(pk__in=[each.pk for each in questions_of(meeting)])
        corrects = forms.ModelChoiceField(standing, label=_("In place of"), required=False)
        super().__init__(sent, prefix, corrects=corrects)
        self.order_fields(["text", "answer", "asked_by", "corrects", "reason"])


class BallotForm(DeskForm):
    """When the recall ballot is held."""

    freeze_at = moment(_("The list is frozen"))
    codes_at = moment(_("Voting codes are sent"))
    poll_opens = moment(_("The vote opens"))
    poll_closes = moment(_("The vote closes"))
    complaints_by = moment(_("Complaints end"))
    spares = forms.IntegerField(label=_("Spare codes"), min_value=0, initial=5)

    def given(self) -> tuple[dict[str, Any], int]:
        """Dates, and spare codes."""
        data = dict(self.cleaned_data)
        spares = int(data.pop("spares"))
        return data, spares


class LetterForm(DeskForm):
    """A reply that came by letter or otherwise."""

    text = forms.CharField(label=_("The reply, word for word"), max_length=1500, widget=lines(5))
    source = forms.CharField(label=_("How it came"), max_length=300)
