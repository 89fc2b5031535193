"""The form by which those whom a result elected are seated: a seat and an end of term for each, or how they refused."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hustings_site.campaign.forms import PlainForm
from hustings_site.committees.enums import Filling, Next, Status
from hustings_site.committees.forms import day_field, words
from hustings_site.committees.models import Seat
from hustings_site.committees.selectors.seats import SeatShown
from hustings_site.elections.models import Candidate
from hustings_site.results.models import ElectedPlace

ELECTED = (Filling.MEMBERS, Filling.SECTION, Filling.COLLEGE, Filling.BODY, Filling.COMMITTEE)
"""Seats that an election can fill."""

FREE = (Status.VACANT, Status.NOT_RECORDED)


class SeatingForm(PlainForm):
    """For all of them the day and the end of the term; for each one a seat, perhaps another end, perhaps a refusal."""

    on = day_field(_("They take their seats on"))
    until = day_field(_("Their terms end on"), required=False, help_text=_("Left empty: it is not known."))
    reserves = forms.ChoiceField(
        label=_("Those not elected are reserves, in the order of"),
        choices=[("", _("no reserves are kept")), *Next.choices],
        required=False,
    )

    def __init__(
        self, places: Sequence[ElectedPlace], seats: Sequence[SeatShown], *args: Any, contest: int, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.places, self.seats = places, {str(each.seat.pk): each.seat for each in seats}
        choices = [("", _("choose a seat")), *((each.seat.pk, said_of(each)) for each in seats)]
        first = suggested(seats, contest, len(places))
        for number, place in enumerate(places):
            key = place.pk
            seat = first[number].seat.pk if number < len(first) else ""
            self.fields[f"seat_{key}"] = forms.ChoiceField(label=_("Seat"), choices=choices, initial=seat)
            self.fields[f"until_{key}"] = day_field(_("Another end of term, where terms are staggered"), required=False)
            self.fields[f"refuses_{key}"] = forms.BooleanField(label=_("Refuses the seat"), required=False)
            self.fields[f"said_{key}"] = words(_("How the refusal came (published)"), required=False, most=2000)

    def for_all(self) -> list[forms.BoundField]:
        """The fields that speak of all of them."""
        return [self[name] for name in ("on", "until", "reserves")]

    def groups(self) -> list[tuple[ElectedPlace, list[forms.BoundField]]]:
        """The fields of each, in the order of election."""
        return [
            (place, [self[f"{name}_{place.pk}"] for name in ("seat", "until", "refuses", "said")])
            for place in self.places
        ]

    def clean(self) -> dict[str, Any]:
        """A seat for each, none twice; a refusal says how it came."""
        data = super().clean() or {}
        taken: set[str] = set()
        for place in self.places:
            seat = data.get(f"seat_{place.pk}")
            if seat in taken:
                self.add_error(f"seat_{place.pk}", gettext("This seat is given to somebody above: choose another."))
            if seat:
                taken.add(seat)
            if data.get(f"refuses_{place.pk}") and not data.get(f"said_{place.pk}"):
                self.add_error(f"said_{place.pk}", gettext("Say how the refusal came: a letter, and of which day."))
        return data

    def in_order(self) -> list[Seat]:
        """The seats, in the order of election."""
        return [self.seats[self.cleaned_data[f"seat_{place.pk}"]] for place in self.places]

    def ends(self) -> list[date | None]:
        """The ends of the terms, in the order of election."""
        return [self.cleaned_data[f"until_{place.pk}"] or self.cleaned_data["until"] for place in self.places]

    def refused(self) -> dict[Candidate, str]:
        """Who refuses, and how that came."""
        return {
            place.candidate: self.cleaned_data[f"said_{place.pk}"]
            for place in self.places
            if self.cleaned_data[f"refuses_{place.pk}"]
        }


def suggested(seats: Sequence[SeatShown], contest: int, elected: int) -> list[SeatShown]:
    """Seats in the order in which they are offered: those that this contest fills, else seats that an election can
    fill, those of a section with a free seat for everybody elected first, and free ones before others."""
    named = [each for each in seats if each.terms.contest_id == contest]
    fitting = named or [each for each in seats if each.terms.filling in ELECTED]
    free = Counter(each.seat.section_id for each in fitting if each.status in FREE)
    return sorted(fitting, key=lambda each: (free[each.seat.section_id] < elected, each.status not in FREE))


def said_of(shown: SeatShown) -> str:
    """A seat as the clerk reads it: who holds it until when, and who could not."""
    said = shown.person.name if shown.person else str(shown.status.label)
    if shown.person and shown.state.until:
        said = gettext("%(name)s, to %(day)s") % {"name": said, "day": date_format(shown.state.until)}
    barred = shown.terms.incompatible
    if barred:
        said = gettext("%(said)s; cannot hold it: %(who)s") % {"said": said, "who": barred}
    return f"{shown.seat}: {said}"
