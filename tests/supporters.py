"""Supporters' polls to play with: bodies with lists of their own, and a contest of which everybody is polled on all.

Everything is done by the services of each body's own desk, with real codes, boards and ballots.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desks import at, officer

from hustings.belenios.v1.ballots import make_ballot
from hustings.belenios.v1.randomness import SeededRandomness
from hustings.overlap.counting_once import count_once, members_elsewhere
from hustings.overlap.hashes import hashed
from hustings_site.accounts.models import User
from hustings_site.booth import casting
from hustings_site.booth.boards import election_of
from hustings_site.booth.models import Poll
from hustings_site.elections import life, secrecy, tallying
from hustings_site.elections.approved_acts import propose_declaration, propose_final, propose_freeze, propose_opening
from hustings_site.elections.codes.models import Issue
from hustings_site.elections.keys.services import election_key, make_server_key
from hustings_site.elections.models import Contest, Election
from hustings_site.elections.polling import prepare_polls
from hustings_site.roll.members import MemberDetails, enter_members
from hustings_site.roll.models import Electorate, Organisation, RollEntry
from hustings_site.roll.services import enter_branch, organisation_named
from hustings_site.slates.polls.models import PollBody, SupportersPoll
from hustings_site.slates.polls.services import agree, propose_counting_elsewhere

HOUR = timedelta(hours=1)
NOW = datetime(2100, 3, 1, 9, 0, tzinfo=UTC)
DATES = {
    "freeze_at": NOW + HOUR,
    "codes_at": NOW + 2 * HOUR,
    "opens": NOW + 3 * HOUR,
    "closes": NOW + 4 * HOUR,
    "complaints_by": NOW + 5 * HOUR,
}
PASSPHRASE = "seven lamps in a row"
KEY = bytes(range(32))


@dataclass
class Group:
    """A body with its list, its officer and, once it has agreed, its election."""

    organisation: Organisation
    electorate: Electorate
    officer: User
    body: PollBody | None = None
    election: Election | None = None
    codes: dict[str, str] = field(default_factory=dict)

    @property
    def contest(self) -> Contest:
        """The contest of its own election, as it stands."""
        assert self.election is not None
        return self.election.contests.get()

    def agree(self, poll: SupportersPoll) -> None:
        self.body = poll.bodies.get(organisation=self.organisation)
        with at(NOW):
            self.election = agree(by=self.officer.scope, body=self.body, electorate=self.electorate)
        self.body.refresh_from_db()

    def freeze(self) -> None:
        assert self.election is not None
        with at(DATES["freeze_at"]):
            propose_freeze(by=self.officer.scope, election=self.election)

    def addresses(self) -> list[tuple[str, str]]:
        """(number, address) of its own frozen roll: what its officer exports to its own machine."""
        return list(RollEntry.objects.filter(roll=self.contest.roll).values_list("number", "email"))

    def prepare(self) -> None:
        """Key, codes, board."""
        assert self.election is not None
        rng = SeededRandomness(b"supporters", self.organisation.slug)
        with at(DATES["codes_at"]):
            make_server_key(by=self.officer.scope, election=self.election, rng=rng)
            prepare_polls(
                by=self.officer.scope,
                election=self.election,
                contests=[self.contest],
                key=election_key(self.election),
                passphrase=PASSPHRASE,
                server="http://127.0.0.1:8000",
                rng=rng,
            )
            issue = Issue.objects.get(election=self.election)
            given = secrecy.mailing(by=self.officer.scope, issue=issue, passphrase=PASSPHRASE)
        self.codes = {each.holder.number: each.code for each in given}

    def open(self) -> None:
        assert self.election is not None
        with at(DATES["opens"]):
            propose_opening(by=self.officer.scope, election=self.election)

    def cast(self, number: str, choice: Sequence[int]) -> None:
        """A supporter votes: a rank for each candidate on the paper (0 for none), or 1 for a mark."""
        poll = Poll.objects.get(uuid=self.contest.poll)
        rng = SeededRandomness(b"supporter", f"{self.organisation.slug} {number} {choice}")
        with at(DATES["opens"]):
            casting.cast(poll=poll, body=make_ballot(election_of(poll), self.codes[number], [list(choice)], rng))

    def close(self) -> None:
        """Close, mark the register, erase the book, open the ballots."""
        by = self.officer.scope
        with at(DATES["closes"]):
            life.close_poll(by=by, contest=self.contest)
            issue = Issue.objects.get(election=self.election)
            secrecy.mark_register(by=by, issue=issue, passphrase=PASSPHRASE, why="the close")
            secrecy.publish_spares(by=by, issue=issue, passphrase=PASSPHRASE)
            secrecy.erase_book(by=by, issue=issue)
            tallying.begin(by=by, contest=self.contest)
            tallying.open_by_server(by=by, contest=self.contest)

    def finish(self) -> None:
        """The body's own election comes to its end, as any other does."""
        with at(DATES["complaints_by"]):
            propose_declaration(by=self.officer.scope, contest=self.contest)
            propose_final(by=self.officer.scope, contest=self.contest)


def group(name: str, members: Mapping[str, str], *, two_officers: bool = False) -> Group:
    """A body whose list is {number: address}."""
    organisation = organisation_named(by="test", name=name, invented=True)
    organisation.two_officers = two_officers
    organisation.save()
    enter_branch(by="test", organisation=organisation, code="all", name=f"All of {name}")
    details = [
        MemberDetails(number=number, name=f"{name} supporter {number}", branch="all", email=address)
        for number, address in members.items()
    ]
    enter_members(by="test", organisation=organisation, members=details)
    electorate = Electorate.objects.create(
        organisation=organisation, slug="supporters", name=f"Supporters of {name}", rule={"status": ["active"]}
    )
    return Group(organisation, electorate, officer(f"Olive {name}", organisation))


def match(*groups: Group) -> None:
    """What the bodies and their matcher do on machines of their own, by `hustings overlap`."""
    lists = []
    for each in groups:
        assert each.body is not None
        addresses = (address for _number, address in each.addresses())
        lists.append(hashed(each.organisation.name, each.body.weight, KEY, addresses)[0])
    for each, answer in zip(groups, count_once(lists).answers, strict=True):
        assert each.body is not None
        numbers = members_elsewhere(KEY, answer, each.addresses())
        with at(DATES["freeze_at"]):
            propose_counting_elsewhere(by=each.officer.scope, body=each.body, numbers=numbers)
        each.body.refresh_from_db()


def keep_data_in(folder: Path, settings: object) -> None:
    """Books and keys of this test alone, and a clock that can be set."""
    settings.DATA = folder  # type: ignore[attr-defined]
    settings.DEMONSTRATION = True  # type: ignore[attr-defined]
