"""A union to nominate in: two regions and their branches, members in them, a contest with nominations open."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hustings_site.elections.enums import ContestState
from hustings_site.elections.models import Candidate, Contest, Election
from hustings_site.elections.nominations.models import Affiliate
from hustings_site.elections.nominations.services import Meeting, Named, enter_affiliate, enter_nomination
from hustings_site.elections.services import enter_contest, enter_election
from hustings_site.roll.enums import BranchKind
from hustings_site.roll.models import Branch, Member, Organisation
from hustings_site.roll.services import enter_branch, organisation_named

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
MEETING = Meeting(
    met_on=NOW.date() - timedelta(days=1),
    met_at="The Reading Room, Alderby",
    attendance=21,
    quorum=12,
    certified_by="Ada Moss (chair), Ben Fell (secretary)",
)
REGIONS = {"north": ("alderby", "brackford"), "south": ("cloverley",)}
NAMES = ("Alma Ardent", "Bela Brook", "Cora Crane", "Dina Dale", "Ida Inch", "Jo Jarrow")
HOMES = ("alderby", "alderby", "brackford", "brackford", "cloverley", "cloverley")


@dataclass(slots=True)
class Union:
    """The Lampwrights: north with Alderby and Brackford, south with Cloverley; members 1 to 6, two in each branch."""

    organisation: Organisation
    election: Election
    contest: Contest
    branches: dict[str, Branch]
    affiliate: Affiliate
    members: dict[str, Member]

    def named(self, name: str) -> Named:
        """A member of this name as a nominator writes it."""
        return Named(name, next(number for number, member in self.members.items() if member.name == name))

    def nominate(self, name: str, *branches: str, meeting: Meeting = MEETING) -> Candidate:
        """Let branches name a member."""
        for code in branches:
            enter_nomination(
                by="test",
                contest=self.contest,
                named=self.named(name),
                nominator=self.branches[code],
                meeting=meeting,
                now=NOW,
            )
        return self.contest.candidates.get(name=name)

    def move_to(self, state: ContestState) -> None:
        """Put the contest into another state, as the desk would."""
        Contest.objects.filter(pk=self.contest.pk).update(state=state)
        self.contest.refresh_from_db()


def lampwrights() -> Union:
    """The union, freshly entered."""
    organisation = organisation_named(by="test", name="Lampwrights")
    branches = {}
    for region, codes in REGIONS.items():
        above = enter_branch(
            by="test", organisation=organisation, code=region, name=region.title(), kind=BranchKind.REGION
        )
        branches[region] = above
        for code in codes:
            branches[code] = enter_branch(
                by="test", organisation=organisation, code=code, name=code.title(), parent=above
            )
    members = {
        str(number): Member.objects.create(
            organisation=organisation,
            number=str(number),
            name=name,
            branch=branches[home],
            email="" if name == "Jo Jarrow" else f"{name.split()[0].lower()}@example.org",
            address=f"{number} Lamp Row",
        )
        for number, (name, home) in enumerate(zip(NAMES, HOMES, strict=True), start=1)
    }
    election = enter_election(by="test", organisation=organisation, title="Executive 2026")
    contest = enter_contest(by="test", election=election, title="Executive", vacancies=2, candidates=[])
    Contest.objects.filter(pk=contest.pk).update(state=ContestState.NOMINATIONS, threshold="2 branches")
    contest.refresh_from_db()
    affiliate = enter_affiliate(by="test", organisation=organisation, code="wicks", name="Wickmakers’ Guild")
    return Union(organisation, election, contest, branches, affiliate, members)
