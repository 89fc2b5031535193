"""What a clerk fills in."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hustings_site.accounts.models import User
from hustings_site.campaign.forms import PlainForm
from hustings_site.campaign.models import Point
from hustings_site.committees.enums import (
    Change,
    ClauseKind,
    Confidence,
    Counted,
    DecisionKind,
    Filling,
    Happening,
    How,
    Keeps,
    Next,
    Option,
)
from hustings_site.committees.models import Amendment, Body, Committee, Decision, Motion, Person, Seat, Section
from hustings_site.committees.services.balance import Line
from hustings_site.committees.services.seats import SeatIs, What
from hustings_site.committees.tables.columns import TABLES
from hustings_site.committees.tables.reading import LARGEST, unpacked
from hustings_site.elections.enums import ElectionKind
from hustings_site.elections.models import Contest


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """A day, in the browser's own way."""
    return forms.DateField(
        label=label, required=required, help_text=help_text, widget=forms.DateInput(attrs={"type": "date"})
    )


def words(label: Any, *, required: bool = True, rows: int = 0, most: int = 500, help_text: Any = "") -> forms.CharField:
    """A line of text, or `rows` of them."""
    widget = forms.Textarea(attrs={"rows": rows}) if rows else None
    return forms.CharField(label=label, required=required, max_length=most, widget=widget, help_text=help_text)


class CommitteeForm(PlainForm):
    """A new committee."""

    name = words(_("Name"), most=200)
    about = words(_("What it does"), required=False, rows=3, most=5000)
    source = words(_("Source: rule or minutes"), required=False)
    report_days = forms.IntegerField(
        label=_("Days after a meeting within which representatives report"), min_value=0, max_value=365, initial=14
    )


class SeatsForm(PlainForm):
    """Seats of one section that are made alike."""

    section = words(_("Section"), most=200, help_text=_("A new one, or one that is there."))
    seats = forms.IntegerField(label=_("How many seats"), min_value=1, max_value=200, initial=1)
    exists_from = day_field(_("They exist from"))
    exists_until = day_field(_("Until before"), required=False)
    dates_note = words(_("What is known of these dates"), required=False, most=300)
    decision = words(_("Decision that made them"), required=False)
    filling = forms.ChoiceField(label=_("How they are filled"), choices=Filling.choices)
    filled_by = words(_("By whom"), required=False, most=300)
    body = forms.ModelChoiceField(
        Body.objects.none(),
        label=_("The body that elects or appoints"),
        required=False,
        help_text=_("Where it is one of those entered at the desk."),
    )
    contest = forms.ModelChoiceField(
        Contest.objects.none(),
        label=_("The election by which they are filled"),
        required=False,
        help_text=_("A body’s own election can be linked, if it is held here."),
    )
    term_months = forms.IntegerField(label=_("Term in months"), min_value=1, max_value=600, required=False)
    incompatible = words(_("Who cannot hold one"), required=False)
    no_vote = forms.BooleanField(label=_("Without a vote"), required=False)
    source = words(_("Source"))

    def __init__(self, committee: Committee, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        contests = Contest.objects.exclude(election__kind__in=[ElectionKind.SUPPORTERS, ElectionKind.MOTION])
        bodies = Body.objects.filter(organisation=committee.organisation)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]
        self.fields["contest"].queryset = contests.select_related("election__organisation")  # type: ignore[attr-defined]
        self.fields["contest"].label_from_instance = whose_contest  # type: ignore[attr-defined]

    def terms(self) -> SeatIs:
        """What each of them is."""
        data = self.cleaned_data
        fields = {name: data[name] for name in SeatIs.__slots__ if name in data}
        return SeatIs(**{**fields, "voting": not data["no_vote"]})

    def clean(self) -> dict[str, Any]:
        """They end after they begin."""
        data = super().clean() or {}
        begins, ends = data.get("exists_from"), data.get("exists_until")
        if begins and ends and ends <= begins:
            self.add_error("exists_until", gettext("A seat ends after it begins."))
        return data


def whose_contest(contest: Contest) -> str:
    """A contest with the organisation that holds it."""
    return f"{contest.election}, {contest}"


class TermsCorrectionForm(SeatsForm):
    """What a seat is, said anew: that it ends, or that it was entered wrongly."""

    reason = words(_("Why it is corrected (published)"), rows=2, most=2000)
    field_order = ("reason",)

    def __init__(self, committee: Committee, *args: Any, **kwargs: Any) -> None:
        super().__init__(committee, *args, **kwargs)
        del self.fields["section"], self.fields["seats"]


class EventForm(PlainForm):
    """What happened to a seat."""

    seat = forms.ModelChoiceField(Seat.objects.none(), label=_("Seat"))
    what = forms.ChoiceField(label=_("What happened"), choices=Happening.choices)
    on = day_field(_("On"))
    person = words(
        _("Who"), required=False, most=200, help_text=_("Needed where somebody takes the seat or refuses it.")
    )
    how = forms.ChoiceField(label=_("How"), choices=[("", _("does not apply")), *How.choices], required=False)
    until = day_field(_("Term ends on"), required=False)
    body = forms.ModelChoiceField(Body.objects.none(), label=_("Sent by the body"), required=False)
    note = words(_("In the words of the source"), required=False, rows=2, most=2000)
    source = words(_("Source"))

    def __init__(self, committee: Committee, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = Body.objects.filter(organisation=committee.organisation)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]
        seats = Seat.objects.filter(section__committee=committee).select_related("section")
        self.fields["seat"].queryset = seats  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Who takes or refuses a seat is named."""
        data = super().clean() or {}
        if data.get("what") in {Happening.TAKES, Happening.REFUSED} and not data.get("person"):
            self.add_error("person", gettext("Say who."))
        return data

    def happening(self, person: Person | None) -> What:
        """What is entered."""
        data = self.cleaned_data
        return What(
            what=Happening(data["what"]),
            on=data["on"],
            person=person,
            how=data["how"],
            until=data["until"],
            body=data["body"],
            note=data["note"],
            source=data["source"],
        )


class CorrectionForm(EventForm):
    """Another account of what happened, or that it never did."""

    never = forms.BooleanField(label=_("It never happened"), required=False)
    reason = words(_("Why it is corrected (published)"), rows=2, most=2000)
    field_order = ("never", "reason")

    def __init__(self, committee: Committee, *args: Any, **kwargs: Any) -> None:
        super().__init__(committee, *args, **kwargs)
        del self.fields["seat"]


class ClaimForm(PlainForm):
    """A claim in its author's words: totals, or who is counted where, one to a line."""

    author = words(_("Who says so"), most=200)
    said_on = day_field(_("Said on"))
    until = day_field(_("Speaks of the committee until before"), required=False)
    source = words(_("Where it was said"))
    confidence = forms.ChoiceField(
        label=_("How sure the author is"), choices=Confidence.choices, initial=Confidence.NOT_SAID
    )
    sides = words(_("Sides, separated by commas"))
    figures = words(
        _("Totals, if the author gives them"),
        required=False,
        rows=3,
        most=2000,
        help_text=_("One to a line: side = seats"),
    )
    lines = words(
        _("Who is counted where"),
        required=False,
        rows=8,
        most=20000,
        help_text=_("One to a line: person, body or section = side, or = swing, or = unknown"),
    )
    assumes = words(_("What its arithmetic assumes, by its author"), required=False, rows=2, most=2000)

    def __init__(self, committee: Committee, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.committee = committee

    def clean_sides(self) -> list[str]:
        """The sides in order."""
        return list(dict.fromkeys(part.strip() for part in self.cleaned_data["sides"].split(",") if part.strip()))

    def clean_figures(self) -> dict[str, int]:
        """Seats by side."""
        found = {}
        for number, (side, seats) in enumerate(pairs(self.cleaned_data["figures"]), start=1):
            if not seats.isdecimal():
                raise ValidationError(gettext("Line %(n)d: write a side, =, and a whole number.") % {"n": number})
            found[side] = int(seats)
        return found

    def clean_lines(self) -> list[Line]:
        """Each person, body or section, found by its name."""
        organisation = self.committee.organisation
        known: dict[str, Any] = {each.name: each for each in Section.objects.filter(committee=self.committee)}
        known |= {each.name: each for each in organisation.bodies_with_seats.all()}
        known |= {each.name: each for each in organisation.people.all()}
        lines = []
        for number, (name, side) in enumerate(pairs(self.cleaned_data["lines"]), start=1):
            if name not in known or not side:
                raise ValidationError(
                    gettext("Line %(n)d: nobody and no section here is called %(name)s.") % {"n": number, "name": name}
                )
            aside = side if side not in {Counted.SWING, Counted.UNKNOWN} else Counted(side)
            lines.append(Line(known[name], aside))
        return lines

    def clean(self) -> dict[str, Any]:
        """Something is said, and of sides that are named."""
        data = super().clean() or {}
        if not self.errors and not data["figures"] and not data["lines"]:
            self.add_error("figures", gettext("A claim gives totals, or says who is counted where."))
        return data


class OpeningForm(PlainForm):
    """Seats that an election is about to fill."""

    title = words(_("Title"), most=200)
    day = day_field(_("As it stood on"), help_text=_("A day before the result."))
    seats = forms.IntegerField(label=_("Seats to be filled"), min_value=1, max_value=50)
    up = forms.ModelMultipleChoiceField(Seat.objects.none(), label=_("Of these, seats that exist"), required=False)
    sides = words(
        _("Sides that could win them, separated by commas"),
        help_text=_("A side that stands for fewer seats than are to be filled: with the number, as in Anchor = 2."),
    )
    source = words(_("Source"))

    def __init__(self, committee: Committee, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats = Seat.objects.filter(section__committee=committee).select_related("section")
        self.fields["up"].queryset = seats  # type: ignore[attr-defined]

    def clean_sides(self) -> list[tuple[str, int | None]]:
        """The sides in order, each with the most that it could win (None: all of them)."""
        found: dict[str, int | None] = {}
        for part in filter(None, (part.strip() for part in self.cleaned_data["sides"].split(","))):
            side, equals, most = (text.strip() for text in part.partition("="))
            if equals and not most.isdecimal():
                raise ValidationError(gettext("%(side)s: write a whole number after the =.") % {"side": side})
            found[side] = int(most) if equals else None
        return list(found.items())


class ClauseForm(PlainForm):
    """A clause on casual vacancies."""

    name = words(_("Clause"), most=100)
    text = words(_("Its text"), rows=3, most=5000)
    section = forms.ModelChoiceField(
        Section.objects.none(), label=_("Of which section"), required=False, empty_label=_("all others")
    )
    kind = forms.ChoiceField(label=_("How the vacancy is filled"), choices=ClauseKind.choices)
    meaning = forms.ChoiceField(
        label=_("Who is next"), choices=Next.choices, help_text=_("For the next runner-up alone.")
    )
    body = forms.ModelChoiceField(
        Body.objects.none(), label=_("Appointed by"), required=False, help_text=_("For an appointment alone.")
    )
    days = forms.IntegerField(
        label=_("Days within which the next step is taken"), min_value=0, max_value=1000, initial=28
    )
    not_within_months = forms.IntegerField(
        label=_("Not within so many months of the end of the term"), min_value=0, max_value=120, initial=0
    )
    otherwise = forms.ChoiceField(label=_("And within them"), choices=ClauseKind.choices, initial=ClauseKind.EMPTY)
    source = words(_("Source: rule or minutes"))

    def __init__(self, committee: Committee, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = Body.objects.filter(organisation=committee.organisation)
        self.fields["section"].queryset = committee.sections.all()  # type: ignore[attr-defined]
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]


def pairs(text: str) -> list[tuple[str, str]]:
    """Lines such as `Ann Ash = Anchor` taken apart; empty lines are left out."""
    lines = (line.rpartition("=") for line in text.splitlines() if line.strip())
    return [(name.strip(), value.strip()) for name, _equals, value in lines]


class BodyForm(PlainForm):
    """A body that sends members."""

    name = words(_("Name"), most=200)
    kind = words(_("What kind of body"), required=False, most=100, help_text=_("A union, a society, a region."))
    source = words(_("Source"))


class BodyChangeForm(PlainForm):
    """What happened to a body."""

    body = forms.ModelChoiceField(Body.objects.none(), label=_("Body"))
    what = forms.ChoiceField(label=_("What happened"), choices=Change.choices)
    on = day_field(_("On"))
    into = forms.ModelChoiceField(
        Body.objects.none(), label=_("Which body stands in its place"), required=False, help_text=_("Where one does.")
    )
    source = words(_("Source"))

    def __init__(self, committee: Committee, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("body", "into"):
            bodies = Body.objects.filter(organisation=committee.organisation)
            self.fields[name].queryset = bodies  # type: ignore[attr-defined]


class MeetingForm(PlainForm):
    """A meeting of the committee."""

    title = words(_("Title"), most=200)
    on = day_field(_("On"))
    place = words(_("Hall or link"), required=False, most=300)
    agenda = words(_("Agenda, one item to a line"), required=False, rows=4, most=10000)
    papers = words(
        _("Papers of the meeting"),
        required=False,
        rows=3,
        most=10000,
        help_text=_("One to a line: title = https://address"),
    )
    source = words(_("Source: rule or minutes"), required=False)

    def clean_papers(self) -> list[tuple[str, str]]:
        """Titles with their links."""
        return pairs(self.cleaned_data["papers"])


class OfEachForm(PlainForm):
    """One choice for each person."""

    def __init__(self, people: Sequence[Person], choices: Sequence[tuple[str, Any]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {f"person_{person.pk}": person for person in people}
        for name, person in self.people.items():
            self.fields[name] = forms.ChoiceField(
                label=person.name, choices=[("", _("not said")), *choices], required=False
            )

    def chosen(self) -> dict[Person, str]:
        """What was chosen of whom."""
        return {person: value for name, person in self.people.items() if (value := self.cleaned_data.get(name))}


class AttendanceForm(OfEachForm):
    """Who was there."""

    reason = words(_("Why it is corrected, where something stood there before"), required=False, most=2000)


class VotesForm(OfEachForm):
    """Votes of one division, said anew."""

    reason = words(_("Why it is corrected (published)"), rows=2, most=2000)


class ReasonForm(PlainForm):
    """Why something is taken out."""

    reason = words(_("Why it is corrected (published)"), rows=2, most=2000)


class DecisionForm(OfEachForm):
    """A decision, and in a division what each member did."""

    title = words(_("What was decided"), most=300)
    kind = forms.ChoiceField(label=_("How it was taken"), choices=DecisionKind.choices)
    carried = forms.BooleanField(label=_("Carried"), required=False)
    free = forms.BooleanField(label=_("A free vote"), required=False)
    motion = forms.ModelChoiceField(Motion.objects.none(), label=_("On the motion"), required=False)
    amendment = forms.ModelChoiceField(Amendment.objects.none(), label=_("On the amendment"), required=False)
    source = words(_("Source: rule or minutes"))

    def __init__(self, committee: Committee, people: Sequence[Person], *args: Any, **kwargs: Any) -> None:
        super().__init__(people, Option.choices, *args, **kwargs)
        amendments = Amendment.objects.filter(motion__committee=committee).select_related("motion")
        self.fields["motion"].queryset = committee.motions.all()  # type: ignore[attr-defined]
        self.fields["amendment"].queryset = amendments  # type: ignore[attr-defined]


class MotionForm(PlainForm):
    """A motion."""

    title = words(_("Title"), most=200)
    text = words(_("Text"), rows=6, most=20000)
    mover = words(_("Mover"), required=False, most=200)
    seconder = words(_("Seconder"), required=False, most=200)
    put_on = day_field(_("Put on"))
    source = words(_("Source: rule or minutes"), required=False)


class AmendmentForm(PlainForm):
    """An amendment of a motion."""

    motion = forms.ModelChoiceField(Motion.objects.none(), label=_("Of the motion"))
    text = words(_("Text"), rows=4, most=20000)
    mover = words(_("Mover"), required=False, most=200)
    seconder = words(_("Seconder"), required=False, most=200)

    def __init__(self, committee: Committee, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["motion"].queryset = committee.motions.all()  # type: ignore[attr-defined]


class PromiseForm(PlainForm):
    """That a decision bears on a point of a programme."""

    decision = forms.ModelChoiceField(Decision.objects.none(), label=_("Decision"))
    point = forms.ModelChoiceField(Point.objects.none(), label=_("Point of a programme"))
    keeps = forms.ChoiceField(label=_("Which vote keeps a yes to it"), choices=Keeps.choices)
    author = words(_("Who says so"), most=200)
    source = words(_("Where it was said"))

    def __init__(self, committee: Committee, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        points = Point.objects.filter(programme__contest__election__organisation=committee.organisation)
        decisions = Decision.objects.filter(meeting__committee=committee)
        self.fields["decision"].queryset = decisions  # type: ignore[attr-defined]
        self.fields["point"].queryset = points.select_related("programme")  # type: ignore[attr-defined]


class ReportForm(PlainForm):
    """A representative's report."""

    text = words(_("Report"), required=False, rows=10, most=50000)
    link = forms.URLField(label=_("Or the address at which it stands"), required=False, assume_scheme="https")


class QuestionForm(PlainForm):
    """A question to a representative."""

    text = words(_("Your question"), rows=3, most=2000)
    asked_by = words(_("Your name (may be left empty)"), required=False, most=200)


class WordsForm(PlainForm):
    """An answer, a reply."""

    text = words(_("In your own words"), rows=5, most=4000)


class RulingForm(PlainForm):
    """Whether a question is published."""

    refused = words(
        _("Why it is not published"), required=False, rows=2, most=2000, help_text=_("Left empty: it is published.")
    )


class FollowForm(PlainForm):
    """Somebody who wants to be told."""

    email = forms.EmailField(label=_("E-mail address"))


class AccountForm(PlainForm):
    """The account of a holder of a seat."""

    person = forms.ModelChoiceField(Person.objects.none(), label=_("Who"))
    email = forms.EmailField(label=_("E-mail address of the account"))

    def __init__(self, committee: Committee, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = committee.organisation.people.all()  # type: ignore[attr-defined]

    def clean_email(self) -> User:
        """The account. Nobody is given one here."""
        user = User.objects.filter(email=self.cleaned_data["email"].lower()).first()
        if user is None:
            raise ValidationError(gettext("Nobody has an account with this address."))
        return user


class TablesForm(PlainForm):
    """Tables of a committee: an archive of them, or one, pasted."""

    archive = forms.FileField(label=_("An archive of tables (ZIP)"), required=False)
    table = forms.ChoiceField(
        label=_("Or one table, which is"), choices=[(name, name) for name in TABLES], initial="events", required=False
    )
    text = words(
        _("The table (CSV)"),
        required=False,
        rows=12,
        most=5_000_000,
        help_text=_("With its heading. The columns are those of the table as it is exported."),
    )

    def clean(self) -> dict[str, Any]:
        """One of the two; `texts` has the tables by name."""
        data = super().clean() or {}
        archive, text = data.get("archive"), data.get("text")
        if bool(archive) == bool(text):
            self.add_error("archive", gettext("Send an archive, or paste one table."))
        elif text:
            data["texts"] = {data["table"] or "events": text}
        elif archive is None or archive.size > LARGEST:
            self.add_error("archive", gettext("The archive holds more than 20 MB: send the tables in several."))
        else:
            try:
                data["texts"] = unpacked(archive.read())
            except ValidationError as fault:
                self.add_error("archive", fault)
        return data
