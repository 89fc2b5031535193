"""What officers and the editors of groups fill in."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hustings_site.accounts.models import User
from hustings_site.elections.models import Candidate, Contest, Election
from hustings_site.roll.models import Branch, Organisation
from hustings_site.slates.enums import (
    Answer,
    ApplicationEvent,
    ApproachKind,
    BodyKind,
    Kind,
    Making,
    Mandate,
    Question,
    StepEvent,
)
from hustings_site.slates.how_many import MOST_VACANCIES, rules_of_rankings
from hustings_site.slates.models import (
    Alliance,
    AlliedBody,
    Application,
    Approach,
    Body,
    Delegate,
    PlanStep,
    Recommendation,
    Slate,
    Undertaking,
)
from hustings_site.slates.selectors.recommending import STANDS
from hustings_site.slates.selectors.regions import plain_postcode
from hustings_site.slates.services.recommending import Named

WHOLE_NUMBER = forms.TextInput(attrs={"inputmode": "numeric"})
NEEDED = _("This is needed: fill it in.")
Sent = Mapping[str, str] | None


def lines(rows: int = 3) -> forms.Textarea:
    """A field of several lines."""
    return forms.Textarea(attrs={"rows": rows})


def day(label: Any, *, required: bool = True) -> forms.DateField:
    """A day."""
    return forms.DateField(label=label, required=required, widget=forms.DateInput(attrs={"type": "date"}))


def number(label: Any, *, least: int = 1) -> forms.IntegerField:
    """A whole number."""
    return forms.IntegerField(
        label=label, min_value=least, initial=least, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )


def one_of(label: Any, rows: QuerySet[Any], *, required: bool = True) -> forms.ModelChoiceField[Any]:
    """One row of several."""
    return forms.ModelChoiceField(rows, label=label, required=required)


class DeskForm(forms.Form):
    """A form of a desk page: plain about what is lacking, its fields named after the act."""

    def __init__(self, sent: Sent, prefix: str, **fields: forms.Field) -> None:
        super().__init__(sent, prefix=prefix)
        self.fields.update(fields)
        for field in self.fields.values():
            field.error_messages["required"] = NEEDED


def account_of(email: str) -> User:
    """The account of an address. Raises ValidationError."""
    user = User.objects.filter(email=email.strip().lower()).first()
    if user is None:
        raise ValidationError(gettext("Nobody has an account with this address."))
    return user


class EditorForm(DeskForm):
    """Somebody with an account here, by their address."""

    editor = forms.EmailField(
        label=_("E-mail address of an editor"), help_text=_("Somebody with an account here; no office is needed.")
    )

    def clean_editor(self) -> User:
        """The account."""
        return account_of(self.cleaned_data["editor"])


class BodyForm(EditorForm):
    """A group whose pages are opened."""

    name = forms.CharField(label=_("Name of the group"), max_length=200)
    kind = forms.ChoiceField(label=_("What it is"), choices=BodyKind.choices)

    def __init__(self, elections: Iterable[Election], sent: Sent, prefix: str) -> None:
        super().__init__(sent, prefix)
        keys = {election.organisation_id for election in elections}
        self.fields["organisation"] = one_of(_("Organisation"), Organisation.objects.filter(pk__in=keys))
        self.order_fields(["organisation", "name", "kind", "editor"])


class LinkForm(DeskForm):
    """An officer of a list says whose supporters are on it."""

    def __init__(self, organisations: QuerySet[Organisation], sent: Sent, prefix: str) -> None:
        super().__init__(sent, prefix)
        self.fields["supporters"] = one_of(_("List of"), organisations)
        self.fields["body"] = one_of(_("Its people are supporters of"), Body.objects.all())


class PostcodesForm(DeskForm):
    """Which branch a postcode lies in: one list, the same for all groups."""

    areas = forms.CharField(
        label=_("Postcodes and branches"),
        widget=lines(8),
        required=False,
        help_text=_(
            "A line each: how the postcode begins, a space, the code of the branch. The longest beginning counts."
        ),
    )

    def __init__(self, elections: Iterable[Election], sent: Sent, prefix: str) -> None:
        super().__init__(sent, prefix)
        keys = {election.organisation_id for election in elections}
        self.fields["organisation"] = one_of(_("Organisation"), Organisation.objects.filter(pk__in=keys))
        self.order_fields(["organisation", "areas"])

    def clean(self) -> dict[str, Any]:
        """The lines as beginnings and branches; a fault names its line."""
        data = super().clean() or {}
        organisation = data.get("organisation")
        if organisation is None:
            return data
        branches = {branch.code: branch for branch in Branch.objects.of(organisation)}
        found: dict[str, Branch] = {}
        for place, line in enumerate(data.get("areas", "").splitlines(), start=1):
            beginning, _space, code = line.strip().rpartition(" ")
            if not line.strip():
                continue
            if code not in branches or not beginning:
                said = gettext("Line %(place)d: “%(line)s” does not end in the code of a branch.")
                self.add_error("areas", said % {"place": place, "line": line})
                return data
            found[plain_postcode(beginning)] = branches[code]
        data["found"] = found
        return data


class DescribeForm(DeskForm):
    """What a group says about itself."""

    about = forms.CharField(label=_("About the group"), widget=lines(4), required=False)
    contact = forms.EmailField(label=_("Public address for questions"), required=False)


class NoticeForm(DeskForm):
    """What supporters are told."""

    text = forms.CharField(label=_("Notice"), max_length=2000, widget=lines())


class AllianceForm(DeskForm):
    """A new alliance."""

    name = forms.CharField(label=_("Name of the alliance"), max_length=200)
    about = forms.CharField(label=_("What it is for"), widget=lines(), required=False)
    weight = number(_("Weight of this group in it"))


class SlateForm(DeskForm):
    """A new slate of a group."""

    name = forms.CharField(label=_("Name of the slate"), max_length=200)
    made = forms.ChoiceField(label=_("How it is made"), choices=Making.choices)
    about = forms.CharField(label=_("About the slate"), widget=lines(), required=False)

    def __init__(self, body: Body, sent: Sent, prefix: str) -> None:
        super().__init__(sent, prefix)
        self.fields["election"] = one_of(
            _("Election"), Election.objects.filter(organisation=body.organisation_id).order_by("-pk")
        )
        self.fields["alliance"] = one_of(
            _("For the alliance"),
            Alliance.objects.filter(allied__body=body, allied__left_on=None).distinct(),
            required=False,
        )
        self.order_fields(["election", "name", "made", "alliance", "about"])


class ContestForm(DeskForm):
    """One contest of the organisation's elections."""

    def __init__(self, contests: QuerySet[Contest], sent: Sent, prefix: str) -> None:
        super().__init__(sent, prefix, contest=one_of(_("Contest"), contests))


class ApplyForm(DeskForm):
    """A group applies to an alliance."""

    made_on = day(_("Applied on"))
    note = forms.CharField(label=_("Note, published"), required=False, widget=lines(2))

    def __init__(self, alliances: QuerySet[Alliance], sent: Sent, prefix: str) -> None:
        super().__init__(sent, prefix, alliance=one_of(_("Alliance"), alliances))
        self.order_fields(["alliance", "made_on", "note"])


class ApproachForm(DeskForm):
    """A line of the ledger."""

    kind = forms.ChoiceField(label=_("Which way"), choices=ApproachKind.choices)
    name = forms.CharField(
        label=_("Name of the group"), max_length=200, required=False, help_text=_("Where it has no pages here.")
    )
    made_on = day(_("On"))
    note = forms.CharField(label=_("Note, published"), required=False, widget=lines(2))

    def __init__(self, alliance: Alliance, sent: Sent, prefix: str) -> None:
        super().__init__(sent, prefix)
        self.fields["body"] = one_of(_("Group"), bodies_beside(alliance), required=False)
        self.order_fields(["kind", "body", "name", "made_on", "note"])

    def clean(self) -> dict[str, Any]:
        """A group is named, one way or the other."""
        data = super().clean() or {}
        if not data.get("body") and not data.get("name"):
            self.add_error("name", gettext("Choose a group, or write its name."))
        return data


def bodies_beside(alliance: Alliance) -> QuerySet[Body]:
    """Other groups of the organisation."""
    return Body.objects.filter(organisation=alliance.convener.organisation_id).exclude(
        alliances__in=alliance.allied.filter(left_on=None)
    )


class ApproachAnswerForm(DeskForm):
    """What came back."""

    answer = forms.ChoiceField(label=_("Answer"), choices=Answer.choices)
    on = day(_("On"))
    answered_by = forms.CharField(label=_("By whom"), max_length=200)
    reason = forms.CharField(label=_("Reason, published"), required=False, widget=lines(2))

    def __init__(self, open_ones: QuerySet[Approach], sent: Sent, prefix: str) -> None:
        super().__init__(sent, prefix, approach=one_of(_("Invitation or application"), open_ones))
        self.order_fields(["approach", "answer", "on", "answered_by", "reason"])


class DelegateForm(DeskForm):
    """Somebody who decides for the body in an alliance."""

    name = forms.CharField(label=_("Name of the delegate"), max_length=200)
    mandate = forms.ChoiceField(label=_("Mandate"), choices=Mandate.choices)
    told = forms.CharField(label=_("The mandate in words"), required=False, widget=lines(2))
    since = day(_("Delegated on"))

    def __init__(self, allied: QuerySet[AlliedBody], sent: Sent, prefix: str) -> None:
        super().__init__(sent, prefix, allied=one_of(_("In the alliance"), allied))
        self.order_fields(["allied", "name", "mandate", "told", "since"])


class RecallForm(DeskForm):
    """A delegate whose time is over."""

    until = day(_("Until"))

    def __init__(self, delegates: QuerySet[Delegate], sent: Sent, prefix: str) -> None:
        super().__init__(sent, prefix, delegate=one_of(_("Delegate"), delegates))
        self.order_fields(["delegate", "until"])


class CharterForm(DeskForm):
    """The next edition of a charter."""

    text = forms.CharField(label=_("Charter"), widget=lines(10))
    adopted_on = day(_("Adopted on"))
    adopted_by = forms.CharField(label=_("Adopted by"), max_length=300)


class AdmitForm(DeskForm):
    """A body joins."""

    weight = number(_("Weight agreed for it"))
    joined_on = day(_("Joined on"))

    def __init__(self, alliance: Alliance, sent: Sent, prefix: str) -> None:
        super().__init__(sent, prefix, body=one_of(_("Group"), bodies_beside(alliance)))
        self.order_fields(["body", "weight", "joined_on"])


class WeightForm(DeskForm):
    """Another weight."""

    weight = number(_("Weight agreed for it"))

    def __init__(self, allied: QuerySet[AlliedBody], sent: Sent, prefix: str) -> None:
        super().__init__(sent, prefix, allied=one_of(_("Group"), allied))
        self.order_fields(["allied", "weight"])


class LeaveForm(DeskForm):
    """A body leaves."""

    left_on = day(_("Left on"))

    def __init__(self, allied: QuerySet[AlliedBody], sent: Sent, prefix: str) -> None:
        super().__init__(sent, prefix, allied=one_of(_("Group"), allied))
        self.order_fields(["allied", "left_on"])


class MinutesForm(DeskForm):
    """Minutes as agreed."""

    title = forms.CharField(label=_("Title"), max_length=200)
    held_on = day(_("Held on"))
    present = forms.CharField(label=_("Who was there"), widget=lines(2))
    text = forms.CharField(label=_("Minutes"), widget=lines(10))


class UndertakingForm(DeskForm):
    """Who agreed beforehand to be bound."""

    who = forms.CharField(label=_("Who"), max_length=200)
    to_what = forms.CharField(label=_("Is bound by"), widget=lines(2))
    said_on = day(_("Said on"))
    source = forms.CharField(label=_("Where it was said"), max_length=500)

    def __init__(self, standing: QuerySet[Undertaking], sent: Sent, prefix: str) -> None:
        super().__init__(sent, prefix)
        self.fields["takes_back"] = one_of(_("Takes back an earlier word"), standing, required=False)


class QuestionForm(DeskForm):
    """An answer to one of the questions put to every slate."""

    question = forms.ChoiceField(label=_("Question"), choices=Question.choices)
    text = forms.CharField(label=_("Answer"), widget=lines(4))


class StepForm(DeskForm):
    """One more step of the plan."""

    what = forms.CharField(label=_("What"), max_length=300)
    due = day(_("By"))


class StepEntryForm(DeskForm):
    """What happened to a step."""

    event = forms.ChoiceField(label=_("What happened"), choices=StepEvent.choices)
    due = day(_("Put off to"), required=False)
    note = forms.CharField(label=_("Note, published"), required=False, widget=lines(2))
    address = forms.CharField(label=_("Where it is read"), required=False, max_length=500)

    def __init__(self, steps: QuerySet[PlanStep], sent: Sent, prefix: str) -> None:
        super().__init__(sent, prefix, step=one_of(_("Step"), steps))
        self.order_fields(["step", "event", "due", "note", "address"])


class ApplicationForm(DeskForm):
    """Somebody applied."""

    name = forms.CharField(label=_("Name"), max_length=200)
    on = day(_("Applied on"))

    def __init__(self, slate: Slate, sent: Sent, prefix: str) -> None:
        super().__init__(sent, prefix, contest=one_of(_("Post"), slate.election.contests.all()))
        self.order_fields(["contest", "name", "on"])


class DecisionForm(DeskForm):
    """The next step of an application."""

    event = forms.ChoiceField(
        label=_("What happened"), choices=[each for each in ApplicationEvent.choices if each[0] != "applied"]
    )
    on = day(_("On"))
    decided_by = forms.CharField(label=_("By whom"), max_length=200)
    reason = forms.CharField(label=_("Reason, published"), required=False, widget=lines(2))

    def __init__(self, applications: QuerySet[Application], sent: Sent, prefix: str) -> None:
        super().__init__(sent, prefix, application=one_of(_("Application"), applications))
        self.order_fields(["application", "event", "on", "decided_by", "reason"])


class WordForm(DeskForm):
    """Whether somebody in the pool agrees to step in."""

    agrees = forms.TypedChoiceField(
        label=_("What they say"),
        choices=[("yes", _("agrees to step in")), ("no", _("does not step in"))],
        coerce=lambda value: value == "yes",
    )
    source = forms.CharField(label=_("Where it was said"), max_length=500)

    def __init__(self, recommendation: Recommendation, sent: Sent, prefix: str) -> None:
        pool = Candidate.objects.filter(recommended__recommendation=recommendation, recommended__pool=True)
        super().__init__(sent, prefix, candidate=one_of(_("Who"), pool))
        self.order_fields(["candidate", "agrees", "source"])


class RecommendForm(DeskForm):
    """What is recommended in one contest: the kind, a place for each candidate who is named, how and why."""

    kind = forms.ChoiceField(label=_("What is recommended"), choices=Kind.choices)
    how = forms.CharField(label=_("How it was decided"), widget=lines())
    why = forms.CharField(label=_("Why"), widget=lines())
    promised = forms.CharField(label=_("What the group promises with it"), widget=lines(2), required=False)
    interim_from = day(_("For the time being: from which day is what it rests on?"), required=False)
    rests_on = forms.CharField(label=_("On what it rests"), widget=lines(2), required=False)

    def __init__(self, contest: Contest, by_region: bool, sent: Sent, prefix: str) -> None:
        super().__init__(sent, prefix)
        self.contest = contest
        self.candidates = [c for c in contest.candidates.all() if c.standing in STANDS]
        for place, candidate in enumerate(self.candidates, start=1):
            label = f"{place}. {candidate.printed_name}"
            self.fields[f"place_{candidate.pk}"] = _place(label, _("Place in the recommendation; empty: not named."))
            self.fields[f"pool_{candidate.pk}"] = _place(
                gettext("%(name)s: place in the pool of substitutes") % {"name": label}, ""
            )
        if by_region:
            self.fields["regions"] = forms.CharField(
                label=_("Orders by region"),
                required=False,
                widget=lines(),
                help_text=_(
                    "A line each: the code of the region, a colon, the numbers of the candidates in its order."
                ),
            )

    def clean(self) -> dict[str, Any]:
        """The names in order, as `named`."""
        data = super().clean() or {}
        try:
            data["named"] = Named(
                candidates=self._ordered(data, "place"), pool=self._ordered(data, "pool"), regions=self._regions(data)
            )
        except ValidationError as wrong:
            self.add_error("regions", wrong)
        return data

    def _ordered(self, data: Mapping[str, Any], stem: str) -> Sequence[Candidate]:
        placed = [(data.get(f"{stem}_{c.pk}"), c) for c in self.candidates]
        numbers = [place for place, _candidate in placed if place]
        if len(numbers) != len(set(numbers)):
            self.add_error(None, gettext("Two candidates have the same place: give each one of its own."))
        return [
            candidate
            for _place_of, candidate in sorted((p for p in placed if p[0]), key=lambda each: int(each[0] or 0))
        ]

    def _regions(self, data: Mapping[str, Any]) -> dict[Branch, Sequence[Candidate]]:
        found: dict[Branch, Sequence[Candidate]] = {}
        branches = {b.code: b for b in Branch.objects.of(self.contest.election.organisation)}
        for place, line in enumerate(data.get("regions", "").splitlines(), start=1):
            if not line.strip():
                continue
            code, _colon, order = line.partition(":")
            numbers = [int(each) for each in order.replace(",", " ").split() if each.isdecimal()]
            if code.strip() not in branches or not numbers or not all(1 <= n <= len(self.candidates) for n in numbers):
                said = gettext("Line %(place)d: write the code of a region, a colon, and numbers of candidates.")
                raise ValidationError(said % {"place": place})
            found[branches[code.strip()]] = [self.candidates[n - 1] for n in numbers]
        return found


def _place(label: Any, hint: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=hint,
        min_value=1,
        max_value=99,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )


class HowManyForm(forms.Form):
    """What is supposed of a group's voters."""

    share = forms.IntegerField(
        label=_("Share of the voters, per cent"), min_value=1, max_value=99, initial=40, widget=WHOLE_NUMBER
    )
    loyalty = forms.IntegerField(
        label=_("Loyalty, per cent"),
        min_value=0,
        max_value=100,
        initial=80,
        widget=WHOLE_NUMBER,
        help_text=_("How many of a hundred next preferences stay with the group."),
    )
    vacancies = forms.IntegerField(
        label=_("Vacancies"), min_value=1, max_value=MOST_VACANCIES, initial=9, widget=WHOLE_NUMBER
    )
    others = forms.IntegerField(
        label=_("How many the others recommend"), min_value=1, max_value=30, initial=9, widget=WHOLE_NUMBER
    )
    rule = forms.ChoiceField(label=_("Counting rule"), initial="scotland_2011")

    def __init__(self, sent: Sent) -> None:
        super().__init__(sent)
        rule = self.fields["rule"]
        assert isinstance(rule, forms.ChoiceField)
        rule.choices = rules_of_rankings()
