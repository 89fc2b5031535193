"""An election of two contests ready for its poll, its rolls frozen, as the desk would leave it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from hustings.belenios.v1.ballots import make_ballot
from hustings.belenios.v1.encoding import Json
from hustings.belenios.v1.group import ED25519
from hustings.belenios.v1.randomness import Randomness, SeededRandomness, scalar
from hustings.belenios.v1.trustees import Single, prove_key
from hustings_site.booth import casting
from hustings_site.booth import services as booth_room
from hustings_site.booth.boards import election_of
from hustings_site.booth.models import Booth, Poll
from hustings_site.elections.codes.models import Issue
from hustings_site.elections.enums import ContestState
from hustings_site.elections.models import Contest, Election
from hustings_site.elections.polling import ElectionKey, prepare_polls
from hustings_site.elections.services import enter_contest, enter_election
from hustings_site.roll.enums import Channel
from hustings_site.roll.models import Branch, Electorate, FrozenRoll, RollEntry
from hustings_site.roll.services import enter_branch, organisation_named

BY = "test"
PASSPHRASE = "seven lamps in a row"
CLOSES = datetime(2100, 1, 1, tzinfo=UTC)
MEMBERS = ("0001", "0002", "0003", "0004", "0005")
YOUTH = ("0002", "0004", "0006")


@dataclass
class Polled:
    """The election with all its secrets."""

    election: Election
    executive: Contest
    youth: Contest
    branch: Branch
    secret: int
    key: ElectionKey
    rng: Randomness = field(default_factory=lambda: SeededRandomness(b"polled"))

    def prepare(self, rng: Randomness | None = None) -> Booth:
        booth = prepare_polls(
            by=BY,
            election=self.election,
            contests=[self.executive, self.youth],
            key=self.key,
            passphrase=PASSPHRASE,
            server="http://127.0.0.1:8000",
            rng=rng or self.rng,
        )
        self.executive.refresh_from_db()
        self.youth.refresh_from_db()
        return booth

    def open(self) -> Booth:
        booth = self.prepare()
        booth_room.open_booth(by=BY, booth=booth)
        return booth

    @property
    def issue(self) -> Issue:
        return Issue.objects.get(election=self.election)

    def poll(self, contest: Contest) -> Poll:
        return Poll.objects.get(uuid=contest.poll)

    def cast(self, contest: Contest, code: str, choice: Json) -> casting.Cast:
        poll = self.poll(contest)
        return casting.cast(poll=poll, body=make_ballot(election_of(poll), code, [choice], self.rng))

    def entry(self, contest: Contest, number: str) -> RollEntry:
        return RollEntry.objects.get(roll=contest.roll, number=number)


def frozen(name: str, branch: Branch, numbers: tuple[str, ...], at: datetime) -> FrozenRoll:
    organisation = branch.organisation
    electorate = Electorate.objects.create(organisation=organisation, slug=name, name=name.title())
    roll = FrozenRoll.objects.create(
        organisation=organisation,
        electorate=electorate,
        frozen_at=at,
        rule_text=name,
        sha256="0" * 64,
        size=len(numbers),
    )
    RollEntry.objects.bulk_create(
        RollEntry(
            roll=roll,
            number=number,
            name=f"Member {number}",
            branch=branch,
            channel=Channel.EMAIL,
            email=f"{number}@lampwrights.example",
        )
        for number in numbers
    )
    return roll


def polled(members: tuple[str, ...] = MEMBERS) -> Polled:
    organisation = organisation_named(by=BY, name="Lampwrights")
    branch = enter_branch(by=BY, organisation=organisation, code="alderby", name="Alderby")
    now = datetime(2026, 11, 1, tzinfo=UTC)
    election = enter_election(by=BY, organisation=organisation, title="Election 2026")
    election.poll_closes = now + timedelta(days=36500)
    election.spares = 3
    election.save()
    contests = []
    for title, numbers in (("Executive", members), ("Youth officer", YOUTH)):
        contest = enter_contest(
            by=BY, election=election, title=title, vacancies=1, candidates=["Alma Ardent", "Bela Brook", "Ida Inch"]
        )
        contest.state = ContestState.VALIDATED
        contest.rule = "scotland_2011"
        contest.roll = frozen(contest.slug, branch, numbers, now)
        contest.save()
        contests.append(contest)
    rng = SeededRandomness(b"trustee")
    secret = scalar(rng, ED25519.order)
    key = ElectionKey((Single(prove_key(ED25519, secret, rng)),), booth_room.OPERATOR)
    return Polled(election, contests[0], contests[1], branch, secret, key)
