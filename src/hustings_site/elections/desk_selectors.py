"""What the desk shows: elections that a person runs, what waits for a second officer, how a timetable stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import Http404

from hustings_site.accounts.enums import Office
from hustings_site.accounts.models import User
from hustings_site.elections.columns import column, label
from hustings_site.elections.enums import ContestState
from hustings_site.elections.life import GONE
from hustings_site.elections.models import Contest, Election
from hustings_site.elections.permissions import may_run, may_watch
from hustings_site.elections.terms_page import value_in_words
from hustings_site.elections.timetable import PROMISES
from hustings_site.journal import clock
from hustings_site.journal.acts import act_named
from hustings_site.journal.enums import ActState, ProposalState
from hustings_site.journal.models import Proposal, ScheduledAct
from hustings_site.journal.schedule import WORKER
from hustings_site.roll.models import Organisation

RUNNING = (Office.RETURNING_OFFICER, Office.DEPUTY)
WATCHING = (*RUNNING, Office.ADMINISTRATOR, Office.SCRUTINEER, Office.OBSERVER)


def organisations_run_by(user: User) -> QuerySet[Organisation]:
    """Where the person may begin an election."""
    scopes = _scopes(user, RUNNING)
    return (
        Organisation.objects.all()
        if "*" in scopes
        else Organisation.objects.filter(pk__in=_keys(scopes, "organisation"))
    )


def elections_watched_by(user: User) -> QuerySet[Election]:
    """Elections held here whose desk the person may see, those in preparation first; not what was counted elsewhere."""
    held = Election.objects.exclude(contests__state=ContestState.RECORDED).select_related("organisation")
    return _within(held, _scopes(user, WATCHING)).order_by("-pk").distinct()


def elections_run_by(user: User) -> QuerySet[Election]:
    """Elections that the person runs, also those counted elsewhere: `may_run` of each, asked of the database."""
    return _within(Election.objects.all(), _scopes(user, RUNNING))


def elections_in_offices(user: User, offices: Sequence[Office]) -> QuerySet[Election]:
    """Elections in which the person holds one of these offices, there or in the organisation; newest first."""
    rows = Election.objects.select_related("organisation")
    return _within(rows, _scopes(user, offices)).order_by("-pk").distinct()


def _within(elections: QuerySet[Election], scopes: set[str]) -> QuerySet[Election]:
    """Those elections that lie in one of these scopes."""
    if "*" in scopes:
        return elections
    held, run = _keys(scopes, "election"), _keys(scopes, "organisation")
    return elections.filter(Q(pk__in=held) | Q(organisation__in=run))


def election_run_by(user: User, slug: str) -> Election:
    """The election at this address, for whoever runs it. Raises Http404, PermissionDenied."""
    return _election(user, slug, may_run)


def election_watched_by(user: User, slug: str) -> Election:
    """The election at this address, for whoever may see its desk. Raises Http404, PermissionDenied."""
    return _election(user, slug, may_watch)


def contests_on_desk(election: Election) -> Sequence[Contest]:
    """The contests in order, each with `stand`: how many stand."""
    gone = Q(candidates__standing__in=GONE)
    counted = Count("candidates", filter=~gone, distinct=True)
    return list(election.contests.select_related("electorate", "roll").annotate(stand=counted).order_by("position"))


@dataclass(frozen=True, slots=True)
class ActShown:
    """A line of a timetable: what, when, how it stands; `by` "" or "worker" or the office that acted."""

    pk: int
    title: str
    due: datetime
    state: str
    state_title: str
    ended_at: datetime | None
    outcome: str
    by_hand: bool
    overdue: bool
    can_be_done: bool


def timetable_of(election: Election) -> list[ActShown]:
    """Every promised act of an election and of its contests, by time."""
    subjects = [election.scope, *(f"contest:{pk}" for pk in election.contests.values_list("pk", flat=True))]
    now = clock.now()
    return [_shown(act, now) for act in ScheduledAct.objects.filter(subject__in=subjects)]


def acts_that_need_a_hand(elections: Sequence[Election]) -> list[tuple[Election, ActShown]]:
    """Acts that failed, or are due and were refused, in these elections."""
    by_subject = {election.scope: election for election in elections}
    for contest in Contest.objects.filter(election__in=elections).only("pk", "election_id"):
        by_subject[contest.scope] = next(each for each in elections if each.pk == contest.election_id)
    now = clock.now()
    waiting = ScheduledAct.objects.filter(subject__in=by_subject).filter(
        Q(state=ActState.FAILED) | Q(state=ActState.DUE, attempts__gt=0)
    )
    return [(by_subject[act.subject], _shown(act, now)) for act in waiting]


@dataclass(frozen=True, slots=True)
class ProposalShown:
    """A proposal with the names of who proposed and decided it; `own`: the reader proposed it."""

    proposal: Proposal
    proposed_by: str
    decided_by: str
    own: bool


def proposals_for(user: User, *, waiting: bool = True) -> list[ProposalShown]:
    """What waits for a second officer wherever the person could be that one, or proposed it; newest first."""
    proposals = Proposal.objects.filter(state=ProposalState.WAITING) if waiting else _decided()
    scopes = _scopes(user, (*RUNNING, Office.ADMINISTRATOR))
    if "*" not in scopes:
        keys = _keys(scopes, "organisation")
        within = {
            f"election:{pk}" for pk in Election.objects.filter(organisation__in=keys).values_list("pk", flat=True)
        }
        proposals = proposals.filter(Q(place__in=scopes | within) | Q(proposed_by=user.scope))
    return _with_names(list(proposals[:200]), user)


def proposals_in(election: Election, user: User) -> list[ProposalShown]:
    """What waits for a second officer in one election."""
    contests = [f"contest:{pk}" for pk in election.contests.values_list("pk", flat=True)]
    waiting = Proposal.objects.filter(state=ProposalState.WAITING)
    return _with_names(list(waiting.filter(Q(place=election.scope) | Q(subject__in=contests))), user)


@dataclass(frozen=True, slots=True)
class Change:
    """A term that a correction would change: its name, as it stands, as it would stand."""

    what: str
    before: str
    after: str


def changes_proposed(proposal: Proposal) -> list[Change]:
    """What a proposed correction of terms would change; nothing for other proposals."""
    changes = proposal.details.get("changes")
    if proposal.act != "elections.correct_terms" or not isinstance(changes, dict):
        return []
    key = int(proposal.subject.partition(":")[2])
    kind = Election if proposal.subject.startswith("election:") else Contest
    before, after = kind.objects.get(pk=key), kind.objects.get(pk=key)
    for name, value in changes.items():
        setattr(after, column(after, name).attname, column(after, name).to_python(value))
    return [Change(label(before, name), value_in_words(before, name), value_in_words(after, name)) for name in changes]


def proposal_for(user: User, pk: int) -> ProposalShown:
    """One proposal, for whoever may approve it or proposed it. Raises Http404, PermissionDenied."""
    proposal = Proposal.objects.filter(pk=pk).first()
    if proposal is None:
        raise Http404
    if proposal.proposed_by != user.scope and not act_named(proposal.act).may_approve(user.scope, proposal.place):
        raise PermissionDenied
    return _with_names([proposal], user)[0]


def page_of(proposal: Proposal) -> str:
    """The address of the page that shows what approving it would do; empty where its title says all."""
    look = act_named(proposal.act).look
    return look(proposal.subject) if look else ""


def _decided() -> QuerySet[Proposal]:
    return Proposal.objects.exclude(state=ProposalState.WAITING).order_by("-decided_at")


def _with_names(proposals: list[Proposal], user: User) -> list[ProposalShown]:
    scopes = {scope for each in proposals for scope in (each.proposed_by, each.decided_by)}
    keys = [int(scope.removeprefix("user:")) for scope in scopes if scope.startswith("user:")]
    names = {f"user:{pk}": name for pk, name in User.objects.filter(pk__in=keys).values_list("pk", "name")}
    return [
        ProposalShown(
            each,
            names.get(each.proposed_by, each.proposed_by),
            names.get(each.decided_by, each.decided_by),
            each.proposed_by == user.scope,
        )
        for each in proposals
    ]


def _shown(act: ScheduledAct, now: datetime) -> ActShown:
    promised = PROMISES.get(act.act) if act.subject.startswith("election:") else None
    return ActShown(
        pk=act.pk,
        title=str(promised.title) if promised else act.title,
        due=act.due,
        state=act.state,
        state_title=act.get_state_display(),
        ended_at=act.ended_at,
        outcome=act.outcome,
        by_hand=bool(act.by) and act.by != WORKER,
        overdue=act.state == ActState.DUE and act.due <= now,
        can_be_done=act.state in {ActState.DUE, ActState.FAILED} and act.due <= now,
    )


def _election(user: User, slug: str, may: Callable[[User, Election], bool]) -> Election:
    election = Election.objects.select_related("organisation").filter(slug=slug).first()
    if election is None:
        raise Http404
    if not may(user, election):
        raise PermissionDenied
    return election


def _scopes(user: User, offices: Sequence[Office]) -> set[str]:
    if user.is_superuser:
        return {"*"}
    return set(user.roles.in_force().filter(office__in=offices).values_list("scope", flat=True))


def _keys(scopes: set[str], kind: str) -> list[int]:
    return [int(scope.partition(":")[2]) for scope in scopes if scope.startswith(f"{kind}:")]
