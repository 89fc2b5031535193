"""A vote on a motion by secret ballot: an election of its own, set up, polled and opened like any other.

    contest = put_to_vote(by=by, organisation=union, question=Question(...))       # in preparation, on the desk
    ... timetable, announce, freeze, prepare, open, close, open the ballots: the services of `elections`
    publish_outcome(by=by, contest=contest)                  # once two officers have declared it; releases the board

With `delegations` (`services/cards.publish_delegations(secret=True)`) each card has its published votes: the frozen
roll carries them into the credentials (`elections/secrecy.py`), the board adds them up encrypted, each ballot times
its weight. What comes out are votes; who took part is counted by heads (`elections/papers/account.py`).
"""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from hustings_site.accounts.enums import Office
from hustings_site.accounts.permissions import require
from hustings_site.elections.enums import ContestState, ElectionKind, Majority, MotionAnswer
from hustings_site.elections.life import entitled_of
from hustings_site.elections.majorities import Tally, Verdict, verdict
from hustings_site.elections.models import Contest
from hustings_site.elections.opening.enums import OpeningState
from hustings_site.elections.opening.models import BoardOpening
from hustings_site.elections.papers.account import account_of_contest, must_balance
from hustings_site.elections.papers.models import Batch
from hustings_site.elections.papers.votes import marks_on_paper
from hustings_site.elections.permissions import scopes_of
from hustings_site.elections.setting_up import add_contest, begin_election
from hustings_site.elections.tallying import opened, release
from hustings_site.journal import clock
from hustings_site.journal.services import record
from hustings_site.motions.models import BranchMotion, DelegationList, MotionResult, MotionVote
from hustings_site.motions.selectors.votes import put_of
from hustings_site.roll.enums import EntryStanding
from hustings_site.roll.models import Electorate, FrozenRoll, Organisation

DECLARED = (ContestState.PROVISIONAL, ContestState.UNDER_COMPLAINT, ContestState.FINAL)
VOTING = (EntryStanding.ENTITLED, EntryStanding.ADDED)


@dataclass(frozen=True, slots=True)
class Question:
    """What is put to whom: by weighted cards (`delegations`) or to an electorate in which each has one vote."""

    title: str
    text: str
    majority: Majority
    adopted_by: str
    adopted_on: date
    electorate: Electorate | None = None
    delegations: DelegationList | None = None
    motion: BranchMotion | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a vote came to: `tally` in votes, `voted` and `electors` in people or delegations."""

    tally: Tally
    verdict: Verdict
    invalid: int
    voted: int
    electors: int


@transaction.atomic
def put_to_vote(*, by: str, organisation: Organisation, question: Question) -> Contest:
    """An election in preparation whose one contest is this motion; its timetable is set next, on its desk.

    Raises ValidationError where it is not said who votes, or the list of delegations was not made for the booth.
    """
    require(by, Office.RETURNING_OFFICER, Office.DEPUTY, scopes=[organisation.scope])
    electorate = question.electorate
    if question.delegations is not None:
        electorate = question.delegations.electorate
        if electorate is None:
            raise ValidationError(_("This list was made for a vote by name: nobody carries its cards to the booth."))
    if electorate is None:
        raise ValidationError(_("Say who votes: an electorate, or a list of delegations."))
    election = begin_election(by=by, organisation=organisation, title=question.title, kind=ElectionKind.MOTION)
    contest = add_contest(
        by=by,
        election=election,
        version=election.version,
        terms={
            "title": question.title,
            "motion": question.text,
            "majority": question.majority,
            "rule_adopted_by": question.adopted_by,
            "rule_adopted_on": question.adopted_on,
            "electorate": electorate,
        },
    )
    MotionVote.objects.create(
        contest=contest, motion=question.motion, delegations=question.delegations, recorded_at=clock.now()
    )
    record(by=by, act="motions.put_to_vote", subject=contest.scope, details={"electorate": electorate.scope})
    return contest


def outcome_of(contest: Contest) -> Outcome:
    """What the opened ballots and the papers entered by hand come to, by the majority of the terms.

    Raises ValidationError while the archive is not verified, the ballot account does not balance, or the roll has
    other votes than the published list of delegations.
    """
    if not BoardOpening.objects.filter(contest=contest, state=OpeningState.VERIFIED).exists():
        raise ValidationError(_("The archive of the ballots is not verified: nothing of it is counted."))
    must_balance(contest.election, contest)
    if differing := other_votes(contest):
        raise ValidationError(
            _("The roll has other votes than the published list of delegations: %(names)s.")
            % {"names": ", ".join(differing)}
        )
    votes = [marks for _name, marks in opened(contest).marks]
    if Batch.objects.filter(contest=contest).exists():
        votes = [one + other for one, other in zip(votes, marks_on_paper(contest), strict=True)]
    account = account_of_contest(contest)
    invalid = (account.invalid or 0) + (account.blank or 0)
    by_answer = dict(zip(MotionAnswer, votes, strict=True))
    tally = Tally(
        by_answer[MotionAnswer.FOR],
        by_answer[MotionAnswer.AGAINST],
        by_answer[MotionAnswer.ABSTAIN],
        possible_votes(contest),
    )
    found = verdict(Majority(contest.majority), tally)
    return Outcome(tally, found, invalid, account.counted, entitled_of(contest))


def possible_votes(contest: Contest) -> int:
    """All the votes of those who may vote, each with its weight."""
    if contest.roll is None:
        return 0
    entries = contest.roll.entries.filter(standing__in=VOTING)
    return int(entries.aggregate(votes=Sum("weight"))["votes"] or 0)


def other_votes(contest: Contest) -> list[str]:
    """The delegations whose votes on the frozen roll are not those of the published list, by name."""
    put = put_of(contest)
    if put is None or put.delegations is None or contest.roll is None:
        return []
    frozen = _frozen(contest.roll)
    return [each.name for each in put.delegations.delegations.all() if frozen.get(each.carrier) != each.votes]


@transaction.atomic
def publish_outcome(*, by: str, contest: Contest) -> MotionResult:
    """Publish what a declared vote came to, and everything that was decrypted. Nothing of it is typed.

    Raises ValidationError before two officers have declared it, or where it is published already.
    """
    held = Contest.objects.select_for_update(of=("self",)).select_related("election__organisation", "roll")
    row = held.get(pk=contest.pk)
    require(by, Office.RETURNING_OFFICER, Office.DEPUTY, scopes=scopes_of(row.election))
    if row.state not in DECLARED:
        raise ValidationError(_("Two officers declare the result first."))
    if MotionResult.objects.filter(contest=row).exists():
        raise ValidationError(_("This result is public already."))
    found = outcome_of(row)
    result = MotionResult.objects.create(
        contest=row,
        majority=row.majority,
        votes_for=found.tally.votes_for,
        against=found.tally.against,
        abstained=found.tally.abstained,
        possible=found.tally.possible,
        invalid=found.invalid,
        voted=found.voted,
        electors=found.electors,
        needed=found.verdict.needed,
        carried=found.verdict.carried,
        archive=BoardOpening.objects.get(contest=row).sha256,
        recorded_at=clock.now(),
    )
    release(by=by, contest=row)
    record(
        by=by,
        act="motions.publish_outcome",
        subject=row.scope,
        details={"carried": result.carried, "for": result.votes_for, "against": result.against},
    )
    return result


def _frozen(roll: FrozenRoll) -> dict[str, int]:
    return dict(roll.entries.filter(standing__in=VOTING).values_list("number", "weight"))
