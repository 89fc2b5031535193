"""The executive as a committee: its sections, who appoints whom, and who sat there before the story's election."""

from collections.abc import Mapping
from dataclasses import dataclass

from hustings_site.committees.models import Committee, Person, Seat, Section
from hustings_site.committees.selectors.balance import balances
from hustings_site.committees.selectors.seats import Sitting, sitting
from hustings_site.committees.services.seats import person_named
from hustings_site.demonstration import cast
from hustings_site.demonstration.stage import Stage

NAME = "National executive"
MEMBERS, YOUTH, TRADES, DISTRICTS = "Members’ seats", "Youth seat", "Trade seats", "District seats"
DISABLED = "Seat of disabled members"
REPORT_DAYS = 14

SITTING_MEMBERS = ("Alice Ackroyd", "Adam Acton", "Amelia Adair", "Angus Aird", "Anita Amory", "Alec Anstey")
"""The six whom members elected before the conference added three seats; Anchor's, by everybody's claim."""

SITTING_YOUTH = "Basil Budd"

TRADES_SEND: Mapping[str, tuple[str, ...]] = {
    "Society of Wickmakers": ("Bertha Bale", "Barnaby Beck", "Blythe Booth"),
    "Glassblowers’ Guild": ("Bram Burrell", "Benita Byrne"),
    "Amalgamated Oilmen": ("Bryony Bligh",),
    "Tinsmiths’ Society": ("Alma Aske", "Arthur Ayre"),
}
"""Who sends whom; a guild is counted as one."""

NEW_TRADE_SEAT = ("Glassblowers’ Guild", "Bevis Brand")
"""The seat that the conference adds, and who takes it."""

DISTRICTS_SEND: Mapping[str, str] = {
    "Coast": "Bonnie Brisk",
    "Hills": "Balthazar Boon",
    "Vale": "Brigid Blunt",
    "Moor": "Ashby Arkle",
    "Isles": "Averil Ames",
}
SIDE_OF_TRADE: Mapping[str, str] = {
    "Society of Wickmakers": "Beacon",
    "Glassblowers’ Guild": "Beacon",
    "Amalgamated Oilmen": "Beacon",
    "Tinsmiths’ Society": "Anchor",
}
SIDE_OF_DISTRICT: Mapping[str, str] = {
    "Coast": "Beacon",
    "Hills": "Beacon",
    "Vale": "Beacon",
    "Moor": "Anchor",
    "Isles": "Anchor",
}
"""Tide Watch's claim; Lamp Post differs on one of the trades."""

WATCH, POST = "Tide Watch, a newsletter", "Lamp Post, a weblog"


@dataclass(frozen=True, slots=True)
class Executive:
    """The committee as the story finds it."""

    stage: Stage
    committee: Committee

    @property
    def clerk(self) -> str:
        """Who keeps its records."""
        return self.stage.users[cast.CLERK.email].scope

    def section(self, name: str) -> Section:
        """A section by its name."""
        return self.committee.sections.get(name=name)

    def seats(self, section: str) -> list[Seat]:
        """The seats of a section, in order."""
        return list(Seat.objects.filter(section__committee=self.committee, section__name=section))

    def person(self, name: str) -> Person:
        """Somebody by name; entered where new."""
        return person_named(by=self.clerk, organisation=self.stage.union, name=name)

    def sitting(self, week: float) -> Sitting:
        """How it sat in a week of the story."""
        return sitting(self.committee, self.stage.week(week).date())

    def holders(self, section: str, week: float) -> list[Person]:
        """Who held the seats of a section."""
        seats = self.sitting(week).seats
        return [each.person for each in seats if each.person and each.seat.section.name == section]

    def seat_of(self, name: str, week: float) -> Seat:
        """The seat that somebody held."""
        return next(each.seat for each in self.sitting(week).seats if each.person and each.person.name == name)

    def sides(self, week: float) -> dict[str, int]:
        """Seats by side, as Tide Watch counted in a week of the story."""
        shown = self.sitting(week)
        (watched,) = [each for each in balances(shown) if each.claim.author == WATCH]
        return {row.name: row.seats for row in watched.rows}


def find_executive(stage: Stage) -> Executive:
    """The executive as act 1 founded it."""
    return Executive(stage, Committee.objects.get(organisation=stage.union, name=NAME))
