"""An organisation with two officers and ten members, and an election set up on its desk, for scenarios to play on.

The story is set in 2100, so that its polls are open by every clock; `at` lets everything within happen at its moment.
"""

from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hustings.belenios.v1.ballots import make_ballot
from hustings.belenios.v1.group import ED25519
from hustings.belenios.v1.randomness import SeededRandomness, scalar
from hustings.belenios.v1.trustees import Single, prove_key
from hustings_site.accounts.enums import Office
from hustings_site.accounts.models import User
from hustings_site.accounts.services import give_office, open_account
from hustings_site.booth import casting
from hustings_site.booth import services as booth_room
from hustings_site.booth.boards import election_of
from hustings_site.booth.models import Poll
from hustings_site.elections import secrecy
from hustings_site.elections.candidates.publishing import propose_publishing
from hustings_site.elections.codes.models import Issue
from hustings_site.elections.enums import Standing
from hustings_site.elections.models import Candidate, Contest, Election, StandingChange
from hustings_site.elections.polling import ElectionKey, prepare_polls
from hustings_site.elections.setting_up import add_contest, begin_election, change_election
from hustings_site.elections.terms import announce
from hustings_site.journal import clock
from hustings_site.journal.approvals import approve
from hustings_site.journal.models import Entry, Proposal, ScheduledAct
from hustings_site.journal.schedule import do_what_is_due
from hustings_site.roll.members import MemberDetails, enter_members
from hustings_site.roll.models import Branch, Electorate, Organisation
from hustings_site.roll.services import enter_branch, organisation_named

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
BEGIN = datetime(2100, 2, 20, 9, 0, tzinfo=UTC)
OPEN_NOMINATIONS = datetime(2100, 3, 1, 9, 0, tzinfo=UTC)
CLOSE_NOMINATIONS = datetime(2100, 3, 15, 12, 0, tzinfo=UTC)
FREEZE = datetime(2100, 3, 16, 9, 0, tzinfo=UTC)
OPEN = datetime(2100, 3, 26, 9, 0, tzinfo=UTC)
CLOSE = datetime(2100, 4, 9, 12, 0, tzinfo=UTC)
COMPLAINTS = datetime(2100, 4, 16, 12, 0, tzinfo=UTC)
TIMETABLE = {
    "nominations_open": OPEN_NOMINATIONS,
    "nominations_close": CLOSE_NOMINATIONS,
    "accept_by": datetime(2100, 3, 17, 12, 0, tzinfo=UTC),
    "proofs_by": datetime(2100, 3, 20, 12, 0, tzinfo=UTC),
    "freeze_at": FREEZE,
    "codes_at": datetime(2100, 3, 24, 9, 0, tzinfo=UTC),
    "poll_opens": OPEN,
    "poll_closes": CLOSE,
    "complaints_by": COMPLAINTS,
}
PASSPHRASE = "seven lamps in a row"


@dataclass
class Desk:
    """Two officers, Orla and Tam, at one desk."""

    organisation: Organisation
    branch: Branch
    electorate: Electorate
    orla: User
    tam: User
    election: Election
    seed: int = 0
    codes: dict[str, str] = field(default_factory=dict)

    def contest(self, title: str = "Secretary", vacancies: int = 1, **terms: object) -> Contest:
        """One more contest in preparation."""
        self.election.refresh_from_db()
        given = {
            "title": title,
            "vacancies": vacancies,
            "electorate": self.electorate,
            "rule": "scotland_2011",
            "rule_adopted_by": "Conference",
            "rule_adopted_on": datetime(2099, 5, 1, tzinfo=UTC).date(),
        }
        return add_contest(
            by=self.orla.scope, election=self.election, version=self.election.version, terms={**given, **terms}
        )

    def announce(self) -> None:
        with at(BEGIN):
            announce(by=self.orla.scope, election=self.election)
        self.election.refresh_from_db()

    def work_until(self, moment: datetime) -> None:
        """Let the worker do at their time all acts that are due up to a moment."""
        due = ScheduledAct.objects.filter(due__lte=moment, state="due").order_by("due").values_list("due", flat=True)
        for each in [*due, moment]:
            with at(each):
                do_what_is_due()

    def agree(self, proposal: Proposal) -> str:
        """The second officer approves."""
        return approve(by=self.tam.scope, proposal=proposal)

    def publish(self, contest: Contest) -> Contest:
        """Publish who stands, as Orla proposes and Tam approves."""
        self.agree(propose_publishing(by=self.orla.scope, contest=contest))
        contest.refresh_from_db()
        return contest

    def stand(self, contest: Contest, *names: str) -> list[Candidate]:
        """These stand validly, in this order on the paper."""
        first = contest.candidates.count() + 1
        return [
            Candidate.objects.create(contest=contest, name=name, position=place, standing=Standing.VALIDATED)
            for place, name in enumerate(names, start=first)
        ]

    def prepare(self, *contests: Contest, folder: Path, settings: object) -> None:
        """Draw codes and set up the boards."""
        settings.DATA = folder  # type: ignore[attr-defined]
        self.seed += 1
        rng = SeededRandomness(b"desk", str(self.seed))
        secret = scalar(rng, ED25519.order)
        key = ElectionKey((Single(prove_key(ED25519, secret, rng)),), booth_room.OPERATOR)
        election = contests[0].election
        prepare_polls(
            by=self.orla.scope,
            election=election,
            contests=contests,
            key=key,
            passphrase=PASSPHRASE,
            server="http://127.0.0.1:8000",
            rng=rng,
        )
        issue = Issue.objects.get(election=election)
        given = secrecy.mailing(by=self.orla.scope, issue=issue, passphrase=PASSPHRASE)
        self.codes = {each.holder.number: each.code for each in given}
        for contest in contests:
            contest.refresh_from_db()

    def cast(self, contest: Contest, number: str, choice: list[int]) -> None:
        """A member votes: for each candidate on the paper its rank, 0 for none."""
        poll = Poll.objects.get(uuid=contest.poll)
        self.seed += 1
        rng = SeededRandomness(b"ballot", str(self.seed))
        casting.cast(poll=poll, body=make_ballot(election_of(poll), self.codes[number], [choice], rng))

    def journal(self, subject: Election | Contest) -> list[str]:
        """The acts done to it, without what the journal says of proposals and promises."""
        acts = Entry.objects.filter(subject=subject.scope).values_list("act", flat=True)
        return [act for act in acts if not act.startswith("journal.")]


def at(moment: datetime) -> AbstractContextManager[None]:
    """Everything within happens at this moment."""
    return clock.standing_at(moment)


def desk(*, two_officers: bool = True, name: str = "Lampwrights") -> Desk:
    """A desk with an election whose timetable is filled in; no contest yet."""
    organisation = organisation_named(by="test", name=name)
    organisation.two_officers = two_officers
    organisation.save()
    branch = enter_branch(by="test", organisation=organisation, code="alderby", name="Alderby")
    members = [
        MemberDetails(number=f"{n:04}", name=f"Member {n}", branch="alderby", email=f"{n:04}@lampwrights.example")
        for n in range(1, 11)
    ]
    enter_members(by="test", organisation=organisation, members=members)
    electorate = Electorate.objects.create(
        organisation=organisation, slug="members", name="All members", rule={"status": ["active"]}
    )
    orla, tam = (officer(who, organisation) for who in ("Orla Wick", "Tam Ash"))
    election = begin_election(by=orla.scope, organisation=organisation, title="Election 2100")
    election = change_election(by=orla.scope, election=election, version=0, changes=TIMETABLE)
    return Desk(organisation, branch, electorate, orla, tam, election)


def officer(name: str, organisation: Organisation) -> User:
    """A returning officer of this organisation alone."""
    email = f"{name.split(maxsplit=1)[0].lower()}@{organisation.slug}.example"
    user = open_account(by="test", email=email, name=name)
    give_office(by="test", user=user, office=Office.RETURNING_OFFICER, scope=organisation.scope)
    return user


def changed(candidate: Candidate, standing: Standing, moment: datetime) -> None:
    """The candidate's standing from a moment on."""
    StandingChange.objects.create(candidate=candidate, standing=standing, at=moment, source="test")
    candidate.standing = standing
    candidate.save(update_fields=["standing"])
