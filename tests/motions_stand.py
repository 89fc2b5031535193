"""Motions as tests play them: eight branches, a text, and a vote through the real booth from the desk to the result."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from desks import BEGIN, CLOSE, COMPLAINTS, FREEZE, MINUTE, OPEN, TIMETABLE, Desk, at

from hustings.belenios.v1.ballots import make_ballot
from hustings.belenios.v1.randomness import SeededRandomness
from hustings_site.booth import casting
from hustings_site.booth.boards import election_of
from hustings_site.booth.models import Poll
from hustings_site.elections import secrecy
from hustings_site.elections.approved_acts import propose_declaration, propose_freeze, propose_opening
from hustings_site.elections.codes.models import Issue
from hustings_site.elections.enums import Majority, MotionAnswer
from hustings_site.elections.keys.services import election_key, make_server_key
from hustings_site.elections.models import Contest
from hustings_site.elections.opening import running
from hustings_site.elections.opening.closing import close_book
from hustings_site.elections.papers.account import account_of_contest
from hustings_site.elections.polling import prepare_polls
from hustings_site.elections.setting_up import change_election
from hustings_site.elections.terms import announce
from hustings_site.motions.models import BranchMotion, DelegationList, Passing
from hustings_site.motions.services.branches import Said, record_passing
from hustings_site.motions.services.votes import Question, put_to_vote
from hustings_site.roll.models import Branch, Organisation
from hustings_site.roll.services import enter_branch

BRANCHES = ("Alderby", "Brackford", "Cloverley", "Dunmarsh", "Elmwick", "Fernhithe", "Gorsehead", "Hazelport")
TEXT = "That nine members’ seats be elected by single transferable vote."
JUNE = date(2026, 6, 1)
PASSPHRASE = "seven lamps in a row"


def branches(organisation: Organisation, names: Sequence[str] = BRANCHES) -> list[Branch]:
    return [enter_branch(by="test", organisation=organisation, code=name.lower(), name=name) for name in names]


def passes(branch: Branch, text: str = TEXT, *, on: date = JUNE, title: str = "STV for the executive") -> Passing:
    """The branch passes a text, 20 for, 5 against, 3 abstaining."""
    said = Said(title, text, on, "General meeting", "Ada, secretary", 20, 5, 3)
    return record_passing(by="test", branch=branch, said=said)


def put_only(
    made: Desk,
    *,
    majority: Majority = Majority.SIMPLE,
    delegations: DelegationList | None = None,
    motion: BranchMotion | None = None,
) -> Contest:
    """A vote on the text, in preparation."""
    question = Question(
        "Nine seats by STV",
        TEXT,
        majority,
        "Rule 7",
        date(2099, 5, 1),
        electorate=None if delegations else made.electorate,
        delegations=delegations,
        motion=motion,
    )
    with at(BEGIN):
        return put_to_vote(by=made.orla.scope, organisation=made.organisation, question=question)


def put(
    made: Desk,
    *,
    majority: Majority = Majority.SIMPLE,
    delegations: DelegationList | None = None,
    motion: BranchMotion | None = None,
    spares: int = 2,
) -> Contest:
    """A vote on the text, announced: by cards where there is a list of delegations, else by all members."""
    contest = put_only(made, majority=majority, delegations=delegations, motion=motion)
    with at(BEGIN):
        dates = {name: moment for name, moment in TIMETABLE.items() if name in _NEEDED}
        made.election = change_election(
            by=made.orla.scope,
            election=contest.election,
            version=contest.election.version,
            changes={**dates, "spares": spares},
        )
        announce(by=made.orla.scope, election=made.election)
        made.election.refresh_from_db()
        made.agree(propose_freeze(by=made.orla.scope, election=made.election))
    made.work_until(FREEZE + MINUTE)
    contest.refresh_from_db()
    return contest


def poll_opens(made: Desk, contest: Contest, folder: Path, settings: object) -> None:
    """The server makes the key, the codes are drawn, two officers open the poll; `made.codes` has the codes."""
    settings.DATA = folder  # type: ignore[attr-defined]
    with at(TIMETABLE["codes_at"]):
        make_server_key(by=made.orla.scope, election=made.election)
        prepare_polls(
            by=made.orla.scope,
            election=made.election,
            contests=[contest],
            key=election_key(made.election),
            passphrase=PASSPHRASE,
            server="http://127.0.0.1:8000",
            rng=SeededRandomness(b"motion"),
        )
        issue = Issue.objects.get(election=made.election)
        given = secrecy.mailing(by=made.orla.scope, issue=issue, passphrase=PASSPHRASE)
        made.codes = {each.holder.number: each.code for each in given}
        made.agree(propose_opening(by=made.orla.scope, election=made.election))
    made.work_until(OPEN)
    contest.refresh_from_db()


def votes(made: Desk, contest: Contest, said: Mapping[str, MotionAnswer]) -> None:
    """Members (by number) vote through the booth."""
    poll = Poll.objects.get(uuid=contest.poll)
    with at(OPEN + timedelta(hours=1)):
        for n, (number, answer) in enumerate(said.items()):
            choice = [int(answer == each) for each in MotionAnswer]
            rng = SeededRandomness(b"motion ballot", str(n))
            casting.cast(poll=poll, body=make_ballot(election_of(poll), made.codes[number], [choice], rng))


def opened(made: Desk, contest: Contest) -> None:
    """The poll closes, the book is erased, the server opens the ballots and verifies the archive."""
    made.work_until(CLOSE)
    contest.refresh_from_db()
    with at(CLOSE + MINUTE):
        issue = Issue.objects.get(election=made.election)
        close_book(by=made.orla.scope, issue=issue, passphrase=PASSPHRASE)
        secrecy.erase_book(by=made.orla.scope, issue=issue)
        running.start(by=made.orla.scope, contest=contest)


def declared(made: Desk, contest: Contest) -> None:
    """Two officers declare."""
    with at(CLOSE + MINUTE):
        voted = account_of_contest(contest).counted
        made.agree(propose_declaration(by=made.orla.scope, contest=contest, voted=voted))
    contest.refresh_from_db()


_NEEDED = ("freeze_at", "codes_at", "poll_opens", "poll_closes", "complaints_by")
AFTER = COMPLAINTS + MINUTE
