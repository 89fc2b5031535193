"""What editors, officers and candidates fill in."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hustings_site.accounts.models import User
from hustings_site.campaign.enums import (
    CHOICES,
    Attendance,
    EndorserKind,
    Event,
    PointKind,
    Promise,
    Ruling,
    Stance,
    StatementKind,
)
from hustings_site.campaign.models import Answer, Meeting, MeetingQuestion, Point, SlateStatement
from hustings_site.campaign.selectors.asking import candidates_asked
from hustings_site.campaign.services.answers import LARGEST_SCAN, Reply
from hustings_site.campaign.services.programmes import PointText
from hustings_site.elections.models import Candidate, Contest, PublishedList
from hustings_site.roll.models import Member

NUMBER = forms.TextInput(attrs={"inputmode": "numeric"})
NEEDED = _("This is needed: fill it in.")


class PlainForm(forms.Form):
    """A form that asks plainly for what is lacking."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = NEEDED


class ProgrammeForm(PlainForm):
    """A programme, before it has points."""

    contest = forms.ModelChoiceField(Contest.objects.none(), label=_("Contest"))
    title = forms.CharField(label=_("Title"), max_length=200)
    author = forms.CharField(
        label=_("Whose programme it is"), max_length=200, help_text=_("An organisation or a group within it.")
    )
    about = forms.CharField(label=_("Why these points"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    editor = forms.EmailField(
        label=_("E-mail address of its editor"), required=False, help_text=_("Somebody with an account here.")
    )

    def __init__(self, contests: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contest"].queryset = contests  # type: ignore[attr-defined]

    def clean_editor(self) -> User | None:
        """The account of the editor."""
        email = self.cleaned_data["editor"]
        if not email:
            return None
        user = User.objects.filter(email=email.lower()).first()
        if user is None:
            raise ValidationError(gettext("Nobody has an account with this address."))
        return user


class PointForm(PlainForm):
    """One point; left empty, it is none."""

    text = forms.CharField(label=_("Point"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    short = forms.CharField(
        label=_("In a few words"), required=False, max_length=60, help_text=_("Heads a column of the checklist.")
    )
    why = forms.CharField(label=_("Why it is asked"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    kind = forms.ChoiceField(label=_("Answered by"), choices=PointKind.choices, required=False)
    places = forms.IntegerField(
        label=_("Places on the scale"),
        min_value=2,
        max_value=11,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    low = forms.CharField(label=_("What 1 means"), required=False, max_length=100)
    high = forms.CharField(label=_("What the last place means"), required=False, max_length=100)
    promises = forms.ChoiceField(
        label=_("What a yes to it promises"),
        choices=[("", _("nothing beyond the point")), *Promise.choices],
        required=False,
        help_text=_("Public. Whoever says yes and is elected owes it from election day on."),
    )

    def clean(self) -> dict[str, Any]:
        """Text and heading go together; a scale says what its ends mean."""
        data = super().clean() or {}
        if data.get("text") and not data.get("short"):
            self.add_error("short", gettext("The checklist needs a few words for this point."))
        if data.get("short") and not data.get("text"):
            self.add_error("text", NEEDED)
        if data.get("text") and data.get("kind") == PointKind.SCALE and not (data.get("low") and data.get("high")):
            self.add_error("low", gettext("Say what both ends of the scale mean."))
        if data.get("promises") and data.get("kind") not in {"", PointKind.CHOICE}:
            self.add_error("promises", gettext("Only a point that is answered by yes or no can promise something."))
        return data

    def point(self) -> PointText | None:
        """The point, or nothing where the form was left empty."""
        data = self.cleaned_data
        if not data.get("text"):
            return None
        return PointText(
            text=data["text"],
            short=data["short"],
            why=data["why"],
            kind=data["kind"] or PointKind.CHOICE,
            places=data["places"] or 5,
            low=data["low"],
            high=data["high"],
            promises=data["promises"],
        )


PointForms = forms.formset_factory(PointForm, extra=3)


class CodeForm(PlainForm):
    """The reply code, typed or pasted."""

    code = forms.CharField(
        label=_("Code"),
        max_length=60,
        help_text=_("It stands in your message or letter. Capitals, spaces and hyphens do not matter."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}),
    )


class AnswersForm(PlainForm):
    """An answer to each point, or to some of them; what is left alone stays open."""

    def __init__(self, points: Sequence[Point], in_force: Mapping[int, Answer], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.points = points
        for point in points:
            self._add(point, in_force.get(point.pk))

    def _add(self, point: Point, answer: Answer | None) -> None:
        name = f"point_{point.number}"
        if point.kind != PointKind.TEXT:
            self.fields[name] = forms.ChoiceField(
                label=_("Your answer"),
                choices=_choices(point, gone_back=answer is not None),
                widget=forms.RadioSelect,
                required=False,
                initial=_chosen(answer),
            )
        words = _("Your answer") if point.kind == PointKind.TEXT else _("In your own words (may be left empty)")
        self.fields[f"{name}_words"] = forms.CharField(
            label=words,
            required=False,
            max_length=4000,
            widget=forms.Textarea(attrs={"rows": 3}),
            initial=answer.words if answer else "",
        )

    def parts(self) -> Iterator[tuple[Point, list[forms.BoundField]]]:
        """Each point with its fields, in order."""
        for point in self.points:
            names = (f"point_{point.number}", f"point_{point.number}_words")
            yield point, [self[name] for name in names if name in self.fields]

    def replies(self) -> dict[int, Reply]:
        """What was answered, by the points' numbers."""
        found = {}
        for point in self.points:
            chosen = self.cleaned_data.get(f"point_{point.number}", "")
            words = self.cleaned_data[f"point_{point.number}_words"].strip()
            if point.kind == PointKind.TEXT:
                if words:
                    found[point.number] = Reply(Stance.WORDS, words=words)
            elif chosen.isdecimal():
                found[point.number] = Reply(Stance.PLACED, place=int(chosen), words=words)
            elif chosen:
                found[point.number] = Reply(chosen, words=words)
        return found

    def clean(self) -> dict[str, Any]:
        """Words on a point need the answer that they explain."""
        data = super().clean() or {}
        for point in self.points:
            name = f"point_{point.number}"
            if point.kind != PointKind.TEXT and data.get(f"{name}_words") and not data.get(name):
                self.add_error(name, gettext("Choose the answer that your words explain."))
        return data


def _choices(point: Point, *, gone_back: bool) -> list[tuple[str, Any]]:
    offered: list[tuple[str, Any]]
    if point.kind == PointKind.CHOICE:
        offered = [(str(each.value), each.label) for each in CHOICES]
    else:
        ends = {1: point.low, point.places: point.high}
        places = range(1, point.places + 1)
        offered = [(str(n), f"{n}: {ends[n]}" if ends.get(n) else str(n)) for n in places]
        offered.append((str(Stance.NO_VIEW.value), Stance.NO_VIEW.label))
    if gone_back:
        offered.append((str(Stance.TAKEN_BACK.value), _("I take my answer back")))
    return offered


def _chosen(answer: Answer | None) -> str:
    if answer is None:
        return ""
    return str(answer.place) if answer.stance == Stance.PLACED else answer.stance


class ReplyForm(AnswersForm):
    """A candidate's own page: answers, and consent to their publication."""

    consent = forms.BooleanField(
        label=_(
            "I agree that these answers are published with my name and today’s date, and stay readable if I change one."
        ),
        required=False,
    )


class DeclineForm(PlainForm):
    """A candidate who will not answer."""

    reason = forms.CharField(
        label=_("Why you decline"),
        max_length=2000,
        help_text=_("It is published beside your name."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PaperForm(AnswersForm):
    """A reply on paper, as read from its scan."""

    scan = forms.FileField(label=_("Scan of the paper"), help_text=_("PDF, JPEG or PNG, at most 10 megabytes."))

    def clean_scan(self) -> Any:
        """A file of a kind that a browser shows and that holds no program."""
        scan = self.cleaned_data["scan"]
        if scan.size > LARGEST_SCAN:
            raise ValidationError(gettext("The scan is larger than 10 megabytes: scan it in fewer dots."))
        if not scan.read(8).startswith((b"%PDF-", b"\xff\xd8\xff", b"\x89PNG")):
            raise ValidationError(gettext("This is neither PDF nor JPEG nor PNG."))
        scan.seek(0)
        return scan


class ElsewhereForm(AnswersForm):
    """An answer that a candidate gave in public somewhere else."""

    source = forms.CharField(
        label=_("Where and when it was said"), max_length=500, help_text=_("So that anybody can look it up.")
    )


class ContactForm(PlainForm):
    """Something that happened outside."""

    event = forms.ChoiceField(
        label=_("What happened"),
        choices=[(str(e.value), e.label) for e in (Event.BOUNCED, Event.DELIVERED, Event.DECLINED, Event.PROOF)],
    )
    note = forms.CharField(label=_("Note, published"), required=False, max_length=2000)


class AskForm(PlainForm):
    """Until when replies are asked for."""

    reply_by = forms.DateField(
        label=_("Replies asked for by"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )


class MeetingForm(forms.ModelForm[Meeting]):
    """A meeting; times are those of this installation."""

    link = forms.URLField(label=_("Link for taking part online"), required=False, assume_scheme="https")
    recording = forms.URLField(label=_("Recording"), required=False, assume_scheme="https")
    chair_email = forms.EmailField(
        label=_("E-mail address of the chair’s account"), required=False, help_text=_("To run the clock.")
    )

    class Meta:
        model = Meeting
        fields = [
            "title",
            "starts_at",
            "ends_at",
            "where",
            "address",
            "link",
            "access",
            "chair",
            "code",
            "capacity",
            "seconds_each",
            "recording",
        ]
        widgets = {
            "starts_at": forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
            "ends_at": forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
            "access": forms.Textarea(attrs={"rows": 3}),
            "code": forms.Textarea(attrs={"rows": 6}),
            "capacity": forms.TextInput(attrs={"inputmode": "numeric"}),
            "seconds_each": forms.TextInput(attrs={"inputmode": "numeric"}),
        }
        help_texts = {
            "capacity": _("Leave empty where there is no limit."),
            "code": _("What a question may not do, numbered: the public log refers to it."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.chair_account:
            self.fields["chair_email"].initial = self.instance.chair_account.email
        for field in self.fields.values():
            field.error_messages["required"] = NEEDED

    def clean(self) -> dict[str, Any]:
        """A place or a link, as the meeting is held; it ends after it begins."""
        data = super().clean() or {}
        if data.get("where") in {"in_person", "both"} and not data.get("address"):
            self.add_error("address", gettext("Say where it is held."))
        if data.get("where") in {"online", "both"} and not data.get("link"):
            self.add_error("link", gettext("Give the link for taking part."))
        if data.get("starts_at") and data.get("ends_at") and data["ends_at"] <= data["starts_at"]:
            self.add_error("ends_at", gettext("It ends after it begins."))
        return data

    def clean_chair_email(self) -> User | None:
        """The chair's account."""
        email = self.cleaned_data["chair_email"]
        user = User.objects.filter(email=email.lower()).first() if email else None
        if email and user is None:
            raise ValidationError(gettext("Nobody has an account with this address."))
        return user

    def values(self) -> dict[str, Any]:
        """The meeting's fields, by name."""
        data = {name: self.cleaned_data[name] for name in self._meta.fields or []}
        return {**data, "chair_account": self.cleaned_data["chair_email"]}


class ContestForm(PlainForm):
    """Which contest."""

    contest = forms.ModelChoiceField(Contest.objects.none(), label=_("Contest"))

    def __init__(self, contests: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contest"].queryset = contests  # type: ignore[attr-defined]


class InvitationForm(PlainForm):
    """A candidate's reply to an invitation."""

    attendance = forms.ChoiceField(
        label=_("Will you come?"),
        choices=[
            (str(Attendance.COMING.value), _("I will come")),
            (str(Attendance.NOT_COMING.value), _("I will not come")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("If not, why"), required=False, max_length=1000, help_text=_("It is published beside your name.")
    )


class RegistrationForm(PlainForm):
    """A member who wants to come."""

    name = forms.CharField(label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(label=_("Your e-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    needs = forms.CharField(
        label=_("What you need to take part"),
        required=False,
        max_length=500,
        help_text=_("Read by the organisers alone, and erased with your registration."),
    )


class QuestionForm(PlainForm):
    """A question to all candidates."""

    text = forms.CharField(
        label=_("Your question to all candidates"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    asked_by = forms.CharField(
        label=_("Your name or branch"), required=False, max_length=200, help_text=_("Published; may be left empty.")
    )


class RulingForm(PlainForm):
    """A moderator's decision."""

    ruling = forms.ChoiceField(
        label=_("Decision"), choices=[(str(r.value), r.label) for r in (Ruling.ACCEPTED, Ruling.REFUSED, Ruling.MERGED)]
    )
    reason = forms.CharField(label=_("Reason by the code, published"), required=False, max_length=1000)
    into = forms.ModelChoiceField(MeetingQuestion.objects.none(), label=_("Merged into"), required=False)

    def __init__(self, meeting: Meeting, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        accepted = meeting.questions.filter(ruling=Ruling.ACCEPTED)
        self.fields["into"].queryset = accepted  # type: ignore[attr-defined]


class AttendanceForm(PlainForm):
    """Who came, entered by whoever runs the meeting."""

    attendance = forms.ChoiceField(
        label=_("Attendance"),
        choices=[(str(a.value), a.label) for a in Attendance if a != Attendance.INVITED],
    )
    reason = forms.CharField(label=_("Reason, published"), required=False, max_length=1000)


class MarkForm(PlainForm):
    """Where in the recording an answer stands."""

    clock = forms.RegexField(
        r"^(\d+:)?\d{1,2}:\d{2}$",
        label=_("Place in the recording"),
        help_text=_("As 1:02:03 or 2:03."),
        error_messages={"invalid": _("Write hours, minutes and seconds, as 1:02:03.")},
    )
    point = forms.ModelChoiceField(Point.objects.none(), label=_("Point of a programme"), required=False)

    def __init__(self, contest: Contest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        points = Point.objects.filter(programme__contest=contest, programme__published_at__isnull=False)
        self.fields["point"].queryset = points  # type: ignore[attr-defined]

    def second(self) -> int:
        """The place in seconds."""
        seconds = 0
        for part in self.cleaned_data["clock"].split(":"):
            seconds = 60 * seconds + int(part)
        return seconds


class MailingForm(PlainForm):
    """The terms of mail to members, the same for every candidate."""

    messages_each = forms.IntegerField(
        label=_("Messages for each candidate"), min_value=1, max_value=10, initial=1, widget=NUMBER
    )
    words = forms.IntegerField(label=_("Words in a message"), min_value=10, max_value=5000, initial=300, widget=NUMBER)
    closes = forms.DateField(label=_("Messages are sent until"), widget=forms.DateInput(attrs={"type": "date"}))


class MessageForm(PlainForm):
    """A candidate's message to members."""

    subject = forms.CharField(label=_("Subject"), max_length=150)
    text = forms.CharField(label=_("Text"), widget=forms.Textarea(attrs={"rows": 12}))


class EndorsementForm(PlainForm):
    """Who recommends whom; no candidate: who endorses nobody."""

    kind = forms.ChoiceField(label=_("Who says so is"), choices=EndorserKind.choices)
    endorser = forms.CharField(label=_("Who says so"), max_length=200)
    number = forms.CharField(label=_("Membership number, of a person who is a member"), required=False, max_length=50)
    candidate = forms.ModelChoiceField(
        Candidate.objects.none(),
        label=_("Recommends"),
        required=False,
        help_text=_("Leave empty for a statement that declines to endorse."),
    )
    said_on = forms.DateField(label=_("Said on"), widget=forms.DateInput(attrs={"type": "date"}))
    source = forms.CharField(label=_("Where it was said"), max_length=500)

    def __init__(self, contest: Contest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = contest.election.organisation
        self.fields["candidate"].queryset = candidates_asked(contest)  # type: ignore[attr-defined]

    def clean_number(self) -> Member | None:
        """The member of this number."""
        number = self.cleaned_data["number"].strip()
        if not number:
            return None
        member = Member.objects.of(self.organisation).filter(number=number).first()
        if member is None:
            raise ValidationError(gettext("Nobody on the books has this number."))
        return member


class StatementForm(PlainForm):
    """Who stands behind a list: declared, claimed, replied."""

    slate = forms.ModelChoiceField(PublishedList.objects.none(), label=_("List"))
    kind = forms.ChoiceField(label=_("Kind"), choices=StatementKind.choices)
    author = forms.CharField(label=_("Who says so"), max_length=200)
    text = forms.CharField(label=_("What is said"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    source = forms.CharField(label=_("Where it was said"), max_length=500)
    said_on = forms.DateField(label=_("Said on"), widget=forms.DateInput(attrs={"type": "date"}))
    answers = forms.ModelChoiceField(SlateStatement.objects.none(), label=_("Which claim it answers"), required=False)

    def __init__(self, contest: Contest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        claims = SlateStatement.objects.filter(slate__contest=contest, kind=StatementKind.CLAIM)
        self.fields["slate"].queryset = contest.lists.all()  # type: ignore[attr-defined]
        self.fields["answers"].queryset = claims  # type: ignore[attr-defined]
