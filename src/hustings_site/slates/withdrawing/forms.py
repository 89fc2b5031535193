"""What editors, officers and the person concerned fill in for a vote on an endorsement."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hustings_site.campaign.models import Endorsement
from hustings_site.elections.enums import Majority
from hustings_site.elections.forms import TYPED
from hustings_site.roll.models import Electorate
from hustings_site.slates.forms import DeskForm, Sent, lines
from hustings_site.slates.models import Body
from hustings_site.slates.withdrawing.models import EndorsementVote
from hustings_site.slates.withdrawing.selectors import elected_of
from hustings_site.slates.withdrawing.services import DATES, supporters_of


def moment(label: Any) -> forms.DateTimeField:
    """A moment, to the minute."""
    return forms.DateTimeField(
        label=label, widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=TYPED), input_formats=[TYPED]
    )


class QuestionForm(DeskForm):
    """Whom the question is about, why it is asked, and its rules."""

    about = forms.ChoiceField(label=_("Whom it is about: recommended by the group, and elected"))
    why = forms.CharField(label=_("Why it is asked (printed with the question)"), max_length=4000, widget=lines(4))
    endorsement = forms.ModelChoiceField(
        Endorsement.objects.none(),
        label=_("Endorsement in the campaign that goes the same way"),
        required=False,
        empty_label=_("none of these"),
    )
    majority = forms.ChoiceField(label=_("How many have to say yes"), choices=Majority.choices)
    quorum_percent = forms.IntegerField(
        label=_("Turnout needed, per cent"), min_value=0, max_value=100, initial=0, help_text=_("0: no quorum.")
    )
    notice_days = forms.IntegerField(
        label=_("Days of notice before the vote opens"), min_value=0, max_value=90, initial=7
    )
    reply_by = moment(_("The person concerned replies by"))
    freeze_at = moment(_("The list is frozen"))
    codes_at = moment(_("Voting codes are sent"))
    poll_opens = moment(_("The vote opens"))
    poll_closes = moment(_("The vote closes"))
    complaints_by = moment(_("Complaints end"))

    def __init__(self, body: Body, sent: Sent, prefix: str) -> None:
        super().__init__(sent, prefix)
        self.elected = elected_of(body)
        about, endorsement = self.fields["about"], self.fields["endorsement"]
        assert isinstance(about, forms.ChoiceField)
        assert isinstance(endorsement, forms.ModelChoiceField)
        about.choices = [
            (key, f"{candidate.printed_name}: {recommendation.contest.title}")
            for key, (recommendation, candidate) in self.elected.items()
        ]
        candidates = [candidate for _recommendation, candidate in self.elected.values()]
        endorsement.queryset = Endorsement.objects.filter(candidate__in=candidates).select_related("candidate")

    def clean(self) -> dict[str, Any]:
        """As `services.put_question` takes it."""
        data = dict(super().clean() or {})
        if self.errors:
            return data
        recommendation, candidate = self.elected[data.pop("about")]
        dates = {name: data.pop(name) for name in DATES}
        return {**data, "recommendation": recommendation, "candidate": candidate, "dates": dates}


class ReplyForm(DeskForm):
    """What the person concerned says."""

    text = forms.CharField(
        label=_("Your reply"),
        max_length=1500,
        widget=lines(6),
        help_text=_("It stands beside the question, on the page and on the ballot paper. What was said before stays."),
    )


class BroughtReplyForm(DeskForm):
    """A reply that came by letter or otherwise."""

    text = forms.CharField(label=_("The reply, word for word"), max_length=1500, widget=lines(6))
    source = forms.CharField(label=_("How it came"), max_length=300)


class AnnounceForm(DeskForm):
    """Who of the supporters' list answers."""

    spares = forms.IntegerField(
        label=_("Spare codes"), min_value=0, initial=5, help_text=_("For codes that are lost or do not arrive.")
    )

    def __init__(self, vote: EndorsementVote, sent: Sent, prefix: str) -> None:
        electorates = Electorate.objects.of(supporters_of(vote))
        super().__init__(sent, prefix, electorate=forms.ModelChoiceField(electorates, label=_("Who is asked")))
        self.order_fields(["electorate", "spares"])
