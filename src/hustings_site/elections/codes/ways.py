"""The ways by which codes travel in an election: whole by e-mail or post, or in two halves by both."""

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hustings_site.elections.codes.enums import DeliveryState, Half
from hustings_site.elections.codes.models import CodeHolder, Delivery, Issue
from hustings_site.elections.codes.selectors import may_vote
from hustings_site.elections.codes.sending import GONE
from hustings_site.elections.models import Election
from hustings_site.roll.enums import Channel


@dataclass(frozen=True, slots=True)
class Way:
    """A channel and the part of the code that it carries; `whom`: the holders who are reached so."""

    channel: Channel
    half: Half
    title: str | Promise
    whom: Q


OUT_OF_USE = (DeliveryState.TAKEN_OUT, DeliveryState.BARRED)
"""Newest steps after which a code is not sent any more."""

MAIL = Way(Channel.EMAIL, Half.WHOLE, _("by e-mail"), Q(entry__channel=Channel.EMAIL) & ~Q(entry__email=""))
POST = Way(Channel.POST, Half.WHOLE, _("by letter"), Q(entry__channel=Channel.POST) & ~Q(entry__address=""))
BOTH = ~Q(entry__email="") & ~Q(entry__address="")
FIRST_HALF = Way(Channel.EMAIL, Half.FIRST, _("first half by e-mail"), BOTH)
SECOND_HALF = Way(Channel.POST, Half.SECOND, _("second half by letter"), BOTH)


def ways(election: Election) -> tuple[Way, Way]:
    """E-mail first, then post."""
    return (FIRST_HALF, SECOND_HALF) if election.two_channels else (MAIL, POST)


@dataclass(frozen=True, slots=True)
class Health:
    """How the codes of one way fared: holders reached so, and of them how many codes are gone, failed, came back.

    `out_of_use` codes are not sent any more: their holders vote on paper, or may not vote. Who may vote in no contest
    now is not among the holders.
    """

    way: Way
    holders: int
    gone: int
    failed: int
    bounced: int
    out_of_use: int

    @property
    def left(self) -> int:
        """Codes that have not gone out, failures among them."""
        return self.holders - self.gone - self.bounced - self.out_of_use


def health(issue: Issue) -> list[Health]:
    """One line for each way, from the newest step of each holder's story."""
    return [_health(issue, way) for way in ways(issue.election)]


def unreachable(issue: Issue) -> QuerySet[CodeHolder]:
    """Holders whom none of the election's ways reaches: their code is handed over at a kiosk."""
    first, second = ways(issue.election)
    rows = CodeHolder.objects.filter(may_vote(issue), issue=issue).exclude(first.whom | second.whom)
    return rows.exclude(deliveries__state__in=GONE).select_related("entry__branch")


def _health(issue: Issue, way: Way) -> Health:
    steps = Delivery.objects.filter(holder=OuterRef("pk"), half__in={way.half, Half.WHOLE})
    newest = steps.exclude(state=DeliveryState.CORRECTED).order_by("-pk")
    holders = CodeHolder.objects.filter(may_vote(issue), way.whom, issue=issue).annotate(
        last=Subquery(newest.values("state")[:1])
    )
    counted = holders.aggregate(
        all=Count("pk"),
        gone=Count("pk", filter=Q(last__in=GONE)),
        failed=Count("pk", filter=Q(last=DeliveryState.FAILED)),
        bounced=Count("pk", filter=Q(last=DeliveryState.BOUNCED)),
        out=Count("pk", filter=Q(last__in=OUT_OF_USE)),
    )
    return Health(way, counted["all"], counted["gone"], counted["failed"], counted["bounced"], counted["out"])
