"""Reserves as they stand: who is next, who sits by now, who declined."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from hustings_site.committees.enums import Consent, Happening
from hustings_site.committees.models import Committee, Reserve, ReserveList, SeatEvent, Yielded


@dataclass(frozen=True, slots=True)
class ReserveShown:
    """One reserve: the seat that they took since (None: none), and whether they declined one."""

    reserve: Reserve
    took: SeatEvent | None
    declined: bool

    @property
    def waits(self) -> bool:
        """Whether they could still step in."""
        return self.took is None and not self.declined


@dataclass(frozen=True, slots=True)
class ReservesShown:
    """A list in force, in its order."""

    reserves: ReserveList
    places: Sequence[ReserveShown]

    @property
    def first(self) -> ReserveShown | None:
        """Who is next."""
        return next((each for each in self.places if each.waits), None)


def reserves_of(committee: Committee) -> list[ReservesShown]:
    """The lists in force of every section, in the same queries however many there are."""
    places = Prefetch("places", Reserve.objects.select_related("candidate"))
    lists = ReserveList.objects.filter(section__committee=committee, corrected_by=None, struck=False)
    lists = lists.select_related("section", "result__contest__election").prefetch_related(places)
    took = {
        each.candidate_id: each
        for each in SeatEvent.objects.filter(
            seat__section__committee=committee,
            what=Happening.TAKES,
            candidate__isnull=False,
            corrected_by=None,
            struck=False,
        ).select_related("seat__section")
    }
    said = Yielded.objects.filter(vacancy__seat__section__committee=committee, consent=Consent.DECLINES)
    declined = set(said.values_list("candidate", flat=True))
    return [
        ReservesShown(
            each,
            [ReserveShown(p, took.get(p.candidate_id), p.candidate_id in declined) for p in each.places.all()],
        )
        for each in sorted(lists.defer("result__transcript"), key=lambda each: each.section.position)
    ]
