"""What everybody sees of supporters' polls, and what the officers of each body see of their own."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.http import Http404

from hustings_site.accounts.models import User
from hustings_site.elections.desk_selectors import organisations_run_by
from hustings_site.elections.enums import ContestState
from hustings_site.elections.life import entitled_of
from hustings_site.elections.models import Contest
from hustings_site.journal import clock
from hustings_site.slates.polls.counting import GONE, contest_of
from hustings_site.slates.polls.enums import LeftOut
from hustings_site.slates.polls.models import PollBody, PublishedOrder, SupportersPoll


@dataclass(frozen=True, slots=True)
class BodyShown:
    """A body in public: counts and states, no list. `entitled` None: its list is not frozen yet; `left_out` None: it
    has its part, or still may."""

    body: PollBody
    contest: Contest | None
    entitled: int | None
    left_out: LeftOut | None

    @property
    def opened(self) -> bool:
        """Whether its vote is over, so that its ballots may be opened."""
        return self.contest is not None and _is_over(self.contest)


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a published order: the place, and what would swap it with the next (None for the last)."""

    place: int
    name: str
    votes: int | None
    next: dict[str, object] | None


def public_polls() -> QuerySet[SupportersPoll]:
    """Polls whose rules are published, newest first, each with what its state is told from."""
    rows = SupportersPoll.objects.filter(published_at__isnull=False)
    return _with_state(rows).select_related("contest__election")


def public_poll(slug: str) -> SupportersPoll:
    """One of them by its address. Raises Http404."""
    poll = public_polls().filter(slug=slug).first()
    if poll is None:
        raise Http404
    return poll


def bodies_shown(poll: SupportersPoll) -> list[BodyShown]:
    """The bodies in the order in which they were invited, each by itself."""
    now = clock.now()
    shown = []
    for body in poll.bodies.select_related("organisation", "election", "poll"):
        contest = contest_of(body)
        entitled = entitled_of(contest) if contest is not None and contest.roll is not None else None
        late = None if contest is None or now < poll.opened_by or _is_over(contest) else LeftOut.NOT_OPENED
        silent = LeftOut.NOT_AGREED if contest is None and now >= poll.agree_by else None
        shown.append(BodyShown(body, contest, entitled, silent or late))
    return shown


def may_count(shown: Sequence[BodyShown]) -> bool:
    """Whether the order can be counted: some vote is over, and every other one is too or is left out."""
    return any(each.opened for each in shown) and all(each.opened or each.left_out for each in shown)


def _is_over(contest: Contest) -> bool:
    return contest.state in {ContestState.CLOSED, ContestState.PROVISIONAL, ContestState.FINAL}


def order_shown(published: PublishedOrder) -> tuple[dict[str, object], list[Place]]:
    """A published order as it was published, and its lines."""
    told: dict[str, object] = json.loads(published.text)
    names, pairs, votes = told["order"], told["clearness"], told["votes"]
    assert isinstance(names, list)
    assert isinstance(pairs, list)
    lines = [
        Place(
            place,
            name,
            votes[name] if isinstance(votes, dict) else None,
            pairs[place - 1] if place <= len(pairs) else None,
        )
        for place, name in enumerate(names, start=1)
    ]
    return told, lines


def left_out_shown(told: dict[str, object] | None) -> list[dict[str, object]]:
    """Who had no part in a published order, with the reason in words."""
    rows = told.get("left_out", []) if told else []
    assert isinstance(rows, list)
    return [{**row, "why": LeftOut(row["why"]).label} for row in rows]


def command_again(poll: SupportersPoll, published: PublishedOrder | None, bodies: Sequence[PollBody]) -> str:
    """What counts the published papers again, on any machine: those of the bodies that have their part in it."""
    counted = [body for body in bodies if published is None or body.organisation.slug in published.papers]
    files = [f"{poll.slug}-{body.organisation.slug}.blt:{body.weight}" for body in counted]
    gone = [f"--gone '{each.name}'" for each in poll.candidates.filter(standing__in=GONE)]
    return " ".join(["hustings order", *files, f"--seed {poll.seed}", f"--weighing {poll.weighing}", *gone])


def polls_hosted_by(user: User) -> QuerySet[SupportersPoll]:
    """Polls that the person makes, for organisations whose officer they are."""
    return _with_state(SupportersPoll.objects.filter(host__in=organisations_run_by(user)))


def _with_state(polls: QuerySet[SupportersPoll]) -> QuerySet[SupportersPoll]:
    """Without the texts of published orders, which are long."""
    orders = Prefetch("orders", PublishedOrder.objects.only("poll"))
    return polls.select_related("host").prefetch_related("bodies", orders)


def invitations_of(user: User) -> Sequence[PollBody]:
    """Bodies of published polls for which the person answers, polls of others included."""
    mine = PollBody.objects.filter(organisation__in=organisations_run_by(user), poll__published_at__isnull=False)
    return list(mine.select_related("poll", "organisation", "election"))
