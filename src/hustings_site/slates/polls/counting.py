"""From the opened ballots of each body to one order of all candidates, published with its fingerprint.

Each body's papers were opened on its own board and stay in a profile of their own; they are weighed and compared by
`hustings.analysis.order`, so that anybody can do the same with `hustings order` and the published papers.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hustings.analysis.order import Order, Polled, Sums, Turnout, Weighing, order_of
from hustings.ballots.formats import write_papers
from hustings.ballots.paper import CandidateId
from hustings.ballots.profile import Profile
from hustings.contests.ballot_order import drawn_order
from hustings.report.orders import order_record
from hustings_site.accounts.enums import Office
from hustings_site.accounts.permissions import require
from hustings_site.booth.selectors import NoResult
from hustings_site.elections.boards import voted_on_screen
from hustings_site.elections.enums import Standing
from hustings_site.elections.life import entitled_of
from hustings_site.elections.models import Contest
from hustings_site.elections.tallying import opened
from hustings_site.journal import clock
from hustings_site.journal.services import record
from hustings_site.results.polled import papers_of
from hustings_site.slates.polls.enums import LeftOut, Marking
from hustings_site.slates.polls.models import PollBody, PublishedOrder, SupportersPoll

GONE = (Standing.WITHDRAWN, Standing.DIED, Standing.REPLACED, Standing.DECLINED, Standing.NOT_VALIDATED)
"""Who stands no longer has no place. A suspended candidate keeps one: the suspension may end."""


def contest_of(body: PollBody) -> Contest | None:
    """The contest of a body's own election, once it has agreed."""
    return body.election.contests.select_related("roll", "election").get() if body.election else None


def marked_by(body: PollBody) -> Profile | Sums:
    """What a body's supporters marked. Raises ValidationError before its ballots are opened."""
    contest = contest_of(body)
    not_yet = ValidationError(_("The ballots of %(body)s are not opened yet.") % {"body": body})
    if contest is None or contest.poll is None:
        raise not_yet
    try:
        if body.poll.marking == Marking.RANKING:
            return papers_of(contest)
        sums = opened(contest)
    except NoResult:
        raise not_yet from None
    names, marks = zip(*sums.marks, strict=True)
    return Sums(names, marks, voted_on_screen(contest) - sums.blank, sums.blank)


@dataclass(frozen=True, slots=True)
class Counting:
    """The bodies whose papers make the order, each with what its supporters marked; and who is left out, and why."""

    bodies: tuple[tuple[PollBody, Profile | Sums], ...]
    left_out: tuple[tuple[PollBody, LeftOut], ...]


def counting_now(poll: SupportersPoll) -> Counting:
    """Who counts, by the poll's published rules. A body that is silent holds nobody up beyond the day named for it.

    Raises ValidationError while a body that has agreed may still open its ballots, or if no body has opened any.
    """
    now = clock.now()
    counted: list[tuple[PollBody, Profile | Sums]] = []
    left_out: list[tuple[PollBody, LeftOut]] = []
    for body in poll.bodies.select_related("election", "organisation", "poll"):
        if body.election is None and now >= poll.agree_by:
            left_out.append((body, LeftOut.NOT_AGREED))
            continue
        try:
            counted.append((body, marked_by(body)))
        except ValidationError:
            if now < poll.opened_by:
                raise
            left_out.append((body, LeftOut.NOT_OPENED))
    if not counted:
        raise ValidationError(_("No group has opened its ballots: there is nothing to count."))
    return Counting(tuple(counted), tuple(left_out))


def _order(poll: SupportersPoll, counting: Counting) -> Order:
    candidates = list(poll.candidates.all())
    number = {each.name: CandidateId(place) for place, each in enumerate(candidates)}
    return order_of(
        [Polled(str(body), body.weight, marked) for body, marked in counting.bodies],
        weighing=Weighing(poll.weighing),
        lot=[number[drawn.name] for drawn in drawn_order(number, poll.seed)],
        gone=frozenset(number[each.name] for each in candidates if each.standing in GONE),
    )


@transaction.atomic
def publish_order(*, by: str, poll: SupportersPoll, reason: str = "") -> PublishedOrder:
    """Count and publish the order of all candidates. A later edition needs a reason; none is ever changed."""
    held = SupportersPoll.objects.select_for_update(of=("self",)).select_related("host").get(pk=poll.pk)
    require(by, Office.RETURNING_OFFICER, Office.DEPUTY, scopes=[held.host.scope])
    edition = held.orders.count() + 1
    if edition > 1 and not reason.strip():
        raise ValidationError(_("The order is published already: say why it is counted anew."))
    counting = counting_now(held)
    text = json.dumps(_record(held, counting), ensure_ascii=False, indent=1) + "\n"
    made = PublishedOrder.objects.create(
        poll=held,
        edition=edition,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        papers=papers_of_bodies(counting),
        reason=reason.strip(),
        at=clock.now(),
    )
    record(
        by=by,
        act="slates.publish_order",
        subject=held.scope,
        details={"edition": edition, "sha256": made.sha256},
    )
    return made


def papers_of_bodies(counting: Counting) -> dict[str, str]:
    """The papers of each body as a file of its own, to be counted again; none where only sums of marks are known."""
    return {
        body.organisation.slug: write_papers(marked, f"{body.organisation.slug}.blt").decode()
        for body, marked in counting.bodies
        if isinstance(marked, Profile)
    }


def _record(poll: SupportersPoll, counting: Counting) -> Mapping[str, object]:
    order = _order(poll, counting)
    bodies = [body for body, _marked in counting.bodies]
    return {
        "poll": poll.title,
        "post": poll.post,
        "source": poll.source,
        "weighing": poll.weighing,
        "seed": poll.seed,
        "candidates": [{"name": each.name, "standing": each.standing} for each in poll.candidates.all()],
        "bodies": [_body_record(body, turnout) for body, turnout in zip(bodies, order.turnout, strict=True)],
        "left_out": [{"body": str(body), "weight": body.weight, "why": why.value} for body, why in counting.left_out],
        **order_record(order),
    }


def _body_record(body: PollBody, turnout: Turnout) -> Mapping[str, object]:
    """Counts of one body: who may vote, how many were left to another body, how many voted."""
    contest = contest_of(body)
    assert contest is not None, "its papers were counted"
    return {
        "body": str(body),
        "weight": body.weight,
        "entitled": entitled_of(contest),
        "counted_elsewhere": body.elsewhere,
        "voted": turnout.valid + turnout.invalid + turnout.blank,
        "ballot_list": contest.poll,
    }
