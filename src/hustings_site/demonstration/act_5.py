"""Act 5: Anchor and Harbour, two bodies in alliance, poll their supporters on everybody who has accepted.

Each is an organisation of its own with its own list, codes and ballot list; whoever is in both is counted once, as
`hustings overlap` finds on machines of their own. The order that comes of it is the one that Anchor recommends.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hustings.belenios.v1.workers import Workers
from hustings.overlap.counting_once import count_once, members_elsewhere
from hustings.overlap.hashes import hashed
from hustings_site.accounts.enums import Office
from hustings_site.accounts.permissions import person
from hustings_site.accounts.services import give_office, open_account
from hustings_site.demonstration import cast
from hustings_site.demonstration.act_6 import Paper, cast_papers
from hustings_site.demonstration.stage import BY, Stage
from hustings_site.demonstration.supporters import open_ballots, remind, send_codes
from hustings_site.elections.approved_acts import propose_declaration, propose_final, propose_freeze, propose_opening
from hustings_site.elections.models import Contest, Election
from hustings_site.results.lanternmakers import SEED, SLATES, Draws
from hustings_site.roll.members import MemberDetails, enter_members
from hustings_site.roll.models import Electorate, Organisation, RollEntry
from hustings_site.roll.services import enter_branch, enter_electorate, organisation_named
from hustings_site.slates.models import Slate
from hustings_site.slates.polls.counting import publish_order
from hustings_site.slates.polls.models import PollBody, PublishedOrder, SupportersPoll
from hustings_site.slates.polls.services import (
    agree,
    begin_poll,
    invite_body,
    propose_counting_elsewhere,
    publish_rules,
)
from hustings_site.slates.services.bodies import add_editor

SUPPORTERS: Mapping[str, int] = {"Anchor": 412, "Harbour": 150}
OFFICERS: Mapping[str, str] = {"Anchor": "Ines Mooring", "Harbour": "Hugh Jetty"}
IN_BOTH = 38
VOTED = 311
WEEKS: Mapping[str, float] = {
    "freeze_at": 2.02,
    "codes_at": 2.04,
    "opens": 2.05,
    "closes": 2.15,
    "complaints_by": 2.19,
}
FAVOURED = (*SLATES["Anchor"], "Ida Inkpen", "Ivor Isles", "Iris Ivory")
"""Whom supporters tend to prefer, best first: each is drawn half as often again as the next."""

OVERLAP_KEY = bytes(range(32))
"""In life drawn by `hustings overlap key`, and told to no matcher."""


@dataclass
class Group:
    """A body with its own list and officer; `codes` by number once they are drawn."""

    name: str
    organisation: Organisation
    electorate: Electorate
    officer: str
    codes: dict[str, str] = field(default_factory=dict)

    def body(self, poll: SupportersPoll) -> PollBody:
        """Its place in the poll."""
        return poll.bodies.select_related("organisation", "election", "poll").get(organisation=self.organisation)

    def contest(self, poll: SupportersPoll) -> Contest:
        """The contest of its own vote, as it stands."""
        return self.election(poll).contests.get()

    def election(self, poll: SupportersPoll) -> Election:
        """Its own vote, since it has agreed."""
        election = self.body(poll).election
        assert election is not None, "it has agreed"
        return election


def hold_poll(stage: Stage, contest: Contest, slate: Slate, server: str, workers: Workers) -> PublishedOrder:
    """Week 2: from the rules to the published order."""
    groups = stage.at(2.005, lambda: [_group(name, emails) for name, emails in _addresses().items()])
    poll = stage.at(2.01, lambda: _agreed(stage, contest, slate, groups))
    stage.at(WEEKS["freeze_at"], lambda: _freeze_and_match(poll, groups))
    for group in groups:
        stage.at(WEEKS["codes_at"], lambda group=group: _send_codes(poll, group, server))  # type: ignore[misc]
        stage.at(
            WEEKS["opens"],
            lambda group=group: propose_opening(  # type: ignore[misc]
                by=group.officer, election=group.election(poll)
            ),
        )
    stage.at(2.1, lambda: _vote(poll, groups, workers))
    for group in groups:
        stage.at(2.11, lambda group=group: remind(group.officer, group.election(poll)))  # type: ignore[misc]
    for group in groups:
        stage.at(WEEKS["closes"], lambda group=group: open_ballots(group.officer, group.contest(poll), workers))  # type: ignore[misc]
    order = stage.at(2.18, lambda: publish_order(by=groups[0].officer, poll=poll))
    for group in groups:
        stage.at(2.195, lambda group=group: _end(poll, group))  # type: ignore[misc]
    return order


def _addresses() -> dict[str, list[tuple[str, str]]]:
    """(name, e-mail address) of every supporter; the last of Harbour's are the first of Anchor's."""
    draws = Draws(f"{SEED}, supporters")
    people = []
    for number in range(1, sum(SUPPORTERS.values()) - IN_BOTH + 1):
        given, family = (words[draws.below(len(words))] for words in (cast.GIVEN, cast.FAMILY))
        people.append((f"{given} {family}", f"{given}.{family}.{number}@supporters.example".lower()))
    anchor = SUPPORTERS["Anchor"]
    return {"Anchor": people[:anchor], "Harbour": [*people[anchor:], *people[:IN_BOTH]]}


def _group(name: str, people: Sequence[tuple[str, str]]) -> Group:
    organisation = organisation_named(by=BY, name=name, invented=True)
    organisation.two_officers = False
    organisation.save()
    enter_branch(by=BY, organisation=organisation, code="all", name=f"All of {name}")
    members = [
        MemberDetails(number=f"{name[0]}{number:03}", name=person, branch="all", email=email)
        for number, (person, email) in enumerate(people, start=1)
    ]
    enter_members(by=BY, organisation=organisation, members=members)
    electorate = enter_electorate(
        by=BY, organisation=organisation, name=f"Supporters of {name}", rule={"status": ["active"]}
    )
    email = f"{OFFICERS[name].lower().replace(' ', '.')}@{organisation.slug}.example"
    user = open_account(by=BY, email=email, name=OFFICERS[name])
    give_office(by=BY, user=user, office=Office.RETURNING_OFFICER, scope=organisation.scope)
    return Group(name, organisation, electorate, user.scope)


def _agreed(stage: Stage, contest: Contest, slate: Slate, groups: Sequence[Group]) -> SupportersPoll:
    """The rules, read by both and agreed to. The seed of the lots is laid down, so that it can be played again."""
    host, *others = groups
    writer = person(host.officer)
    assert writer is not None, "has an account since this week"
    add_editor(by=BY, body=slate.body, editor=writer)
    poll = begin_poll(
        by=host.officer,
        host=host.organisation,
        title="Whom shall we recommend for the Executive?",
        marking="ranking",
        dates={name: stage.week(week) for name, week in WEEKS.items()},
        contest=contest,
        slate=slate,
        about="The supporters of Anchor and of Harbour, each of whom counts once and as much as any other.",
    )
    poll.seed = f"{SEED}, {poll.slug}"
    poll.save(update_fields=["seed"])
    for other in others:
        invite_body(by=host.officer, poll=poll, organisation=other.organisation, weight=1)
    poll = publish_rules(by=host.officer, poll=poll)
    for group in groups:
        agree(by=group.officer, body=group.body(poll), electorate=group.electorate)
    return poll


def _freeze_and_match(poll: SupportersPoll, groups: Sequence[Group]) -> None:
    """Lists are frozen; a third party is given hashes, and tells each body who of its own is counted in the other."""
    own: dict[str, list[tuple[str, str]]] = {}
    for group in groups:
        propose_freeze(by=group.officer, election=group.election(poll))
        entries = RollEntry.objects.filter(roll=group.contest(poll).roll).order_by("number")
        own[group.name] = list(entries.values_list("number", "email"))
    lists = [hashed(name, 1, OVERLAP_KEY, [email for _number, email in rows])[0] for name, rows in own.items()]
    for group, answer in zip(groups, count_once(lists).answers, strict=True):
        numbers = members_elsewhere(OVERLAP_KEY, answer, own[group.name])
        propose_counting_elsewhere(by=group.officer, body=group.body(poll), numbers=numbers)


def _send_codes(poll: SupportersPoll, group: Group, server: str) -> None:
    group.codes = send_codes(group.officer, group.election(poll), server, f"supporters of {group.name}")


def _vote(poll: SupportersPoll, groups: Sequence[Group], workers: Workers) -> None:
    """311 of 524 rank as far as they like, each at the board of the body that counts them."""
    entitled = [number for group in groups for number in group.codes]
    voting = set(Draws(f"{SEED}, which supporters vote").in_order(entitled)[:VOTED])
    names = [each.name for each in poll.candidates.all()]
    draws = Draws(f"{SEED}, supporters' papers")
    ballots = 0
    for group in groups:
        codes = [code for number, code in group.codes.items() if number in voting]
        papers = [_paper(draws, names) for _code in codes]
        ballots += sum(1 for _cast in cast_papers(group.contest(poll), codes, papers, workers))
    assert ballots == VOTED, "each casts one"


def _paper(draws: Draws, names: Sequence[str]) -> Paper:
    """Three to twelve names, drawn one after the other."""
    left = dict.fromkeys(names, 4)
    left |= {name: 16 * 3 ** (8 - place) // 2 ** (8 - place) for place, name in enumerate(FAVOURED)}
    paper: Paper = []
    for _preference in range(3 + draws.below(10)):
        name = draws.one_of(left)
        del left[name]
        paper.append([name])
    return paper


def _end(poll: SupportersPoll, group: Group) -> None:
    """Nobody complained: each body's own vote becomes final."""
    propose_declaration(by=group.officer, contest=group.contest(poll))
    propose_final(by=group.officer, contest=group.contest(poll))
