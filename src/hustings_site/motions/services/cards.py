"""Card votes: the list of delegations published first, then each card recorded by name, then declared by two officers.

The same list can carry a secret vote through the booth (`services/votes.py`): its `carrier`s become the electorate.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from hustings_site.elections.enums import Majority
from hustings_site.elections.majorities import Tally, Verdict, verdict
from hustings_site.journal import acts, clock
from hustings_site.journal.acts import Act, Details
from hustings_site.journal.approvals import propose
from hustings_site.journal.enums import ProposalState
from hustings_site.journal.models import Proposal
from hustings_site.journal.services import record
from hustings_site.motions.enums import Shown
from hustings_site.motions.models import (
    BranchMotion,
    Card,
    CardVote,
    CardVoteDeclared,
    Delegation,
    DelegationList,
)
from hustings_site.motions.permissions import may_approve_motions
from hustings_site.motions.services.branches import given
from hustings_site.pages.open_data import as_table
from hustings_site.roll.models import Branch, Electorate, Member, Organisation
from hustings_site.roll.services import enter_category, enter_electorate

DECLARE = "motions.declare_card_vote"
COLUMNS = ("delegation", "votes")


@dataclass(frozen=True, slots=True)
class Line:
    """One delegation: its name, its votes, its branch where it is one's, who carries its card."""

    name: str
    votes: int
    branch: Branch | None = None
    carrier: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """What a recorded card vote is on, and what it takes to be carried."""

    title: str
    text: str
    majority: Majority
    majority_source: str
    meeting: str
    on: date
    motion: BranchMotion | None = None


@transaction.atomic
def publish_delegations(
    *, by: str, organisation: Organisation, title: str, source: str, lines: Sequence[Line], secret: bool = False
) -> DelegationList:
    """Publish which delegations there are and how many votes each has, with a fingerprint; it is never changed.

    `secret`: for a vote through the booth. Then every line names the member who carries the card, who gets the votes
    as the weight of the members' list, and the list an electorate of its own. Raises ValidationError naming the line.
    """
    _refuse_lines(lines)
    text = as_table(COLUMNS, [(line.name, line.votes) for line in lines])
    electorate = _electorate(by, organisation, title, lines) if secret else None
    listed = DelegationList(
        organisation=organisation,
        title=title,
        source=source,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        electorate=electorate,
        recorded_at=clock.now(),
    )
    listed.full_clean()
    listed.save()
    Delegation.objects.bulk_create(
        Delegation(
            listed=listed,
            position=position,
            name=line.name,
            votes=line.votes,
            branch=line.branch,
            carrier=line.carrier,
            recorded_at=listed.recorded_at,
        )
        for position, line in enumerate(lines, start=1)
    )
    record(
        by=by,
        act="motions.publish_delegations",
        subject=listed.scope,
        details={"sha256": listed.sha256, "delegations": len(lines), "votes": sum(line.votes for line in lines)},
    )
    return listed


@transaction.atomic
def announce_card_vote(*, by: str, delegations: DelegationList, about: About) -> CardVote:
    """Publish that a card vote will be held, on which text, and by which majority it is carried."""
    vote = CardVote(
        organisation=delegations.organisation,
        delegations=delegations,
        title=about.title,
        text=about.text,
        motion=about.motion,
        majority=about.majority,
        majority_source=about.majority_source,
        meeting=about.meeting,
        on=about.on,
        recorded_at=clock.now(),
    )
    vote.full_clean()
    vote.save()
    record(
        by=by,
        act="motions.announce_card_vote",
        subject=vote.scope,
        details={"majority": str(about.majority), "list": delegations.sha256},
    )
    return vote


@transaction.atomic
def record_cards(*, by: str, vote: CardVote, shown: Mapping[Delegation, Shown], reason: str = "") -> list[Card]:
    """Record what delegations did, by name. Whoever is recorded already is corrected, which takes a reason.

    Raises ValidationError before the day of the vote, after it was declared, or for another list's delegation.
    """
    held = _held(vote)
    if clock.now().date() < held.on:
        raise ValidationError(_("The card vote is announced for a later day."))
    before = newest(held)
    cards = []
    for delegation, what in shown.items():
        if delegation.listed_id != held.delegations_id:
            raise ValidationError(_("%(delegation)s is not on the published list.") % {"delegation": delegation})
        old = before.get(delegation.pk)
        if old is not None and old.shown == what:
            continue
        cards.append(
            Card(
                vote=held,
                delegation=delegation,
                shown=what,
                reason=given(reason) if old else "",
                recorded_at=clock.now(),
            )
        )
    Card.objects.bulk_create(cards)
    record(by=by, act="motions.record_cards", subject=held.scope, details={"cards": len(cards)})
    return cards


def propose_declaring(*, by: str, vote: CardVote) -> Proposal:
    """Ask a second officer to declare a card vote, with the figures as they are now.

    Raises ValidationError while a delegation's card is not recorded.
    """
    tally, found = counted(vote)
    return propose(
        by=by,
        place=vote.organisation.scope,
        act=DECLARE,
        subject=vote.scope,
        title=_("%(vote)s: declare %(for)d for, %(against)d against, %(abstained)d abstained: %(carried)s")
        % {
            "vote": vote,
            "for": tally.votes_for,
            "against": tally.against,
            "abstained": tally.abstained,
            "carried": carried_words(carried=found.carried),
        },
        details={"for": tally.votes_for, "against": tally.against, "abstained": tally.abstained},
        alone=not vote.organisation.two_officers,
    )


def declaring(vote: CardVote) -> Proposal | None:
    """The declaration that waits for a second officer."""
    return Proposal.objects.filter(subject=vote.scope, act=DECLARE, state=ProposalState.WAITING).first()


def carried_words(*, carried: bool) -> str:
    """The outcome in words."""
    return _("carried") if carried else _("not carried")


def newest(vote: CardVote) -> dict[int, Card]:
    """What is in force of each delegation (by key)."""
    return {card.delegation_id: card for card in vote.cards.all()}


def counted(vote: CardVote) -> tuple[Tally, Verdict]:
    """The votes of all cards and what they come to. Raises ValidationError while one is not recorded."""
    cards = newest(vote)
    votes = dict.fromkeys(Shown, 0)
    lacking = []
    for delegation in vote.delegations.delegations.all():
        card = cards.get(delegation.pk)
        if card is None:
            lacking.append(delegation.name)
        else:
            votes[Shown(card.shown)] += delegation.votes
    if lacking:
        raise ValidationError(
            _("Record what these delegations did, or that they did not vote: %(names)s.")
            % {"names": ", ".join(lacking)}
        )
    tally = Tally(votes[Shown.FOR], votes[Shown.AGAINST], votes[Shown.ABSTAINED], sum(votes.values()))
    return tally, verdict(Majority(vote.majority), tally)


def register() -> None:
    """Make the act known to the journal; called once as the room starts."""
    acts.register(Act(DECLARE, _declare, may_approve_motions, _page))


def _page(subject: str) -> str:
    vote = CardVote.objects.select_related("organisation").get(pk=int(subject.partition(":")[2]))
    return reverse("motions:card_vote", args=[vote.organisation.slug, vote.pk])


@transaction.atomic
def _declare(subject: str, details: Details, by: str) -> str:
    held = _held(CardVote.objects.get(pk=int(subject.partition(":")[2])))
    tally, found = counted(held)
    agreed = (details["for"], details["against"], details["abstained"])
    if agreed != (tally.votes_for, tally.against, tally.abstained):
        raise ValidationError(_("The cards were corrected since this was proposed: propose it again."))
    CardVoteDeclared.objects.create(
        vote=held,
        votes_for=tally.votes_for,
        against=tally.against,
        abstained=tally.abstained,
        not_cast=tally.possible - tally.cast,
        needed=found.needed,
        carried=found.carried,
        recorded_at=clock.now(),
    )
    record(by=by, act=DECLARE, subject=held.scope, details={"carried": found.carried, "for": tally.votes_for})
    return _("Declared: %(carried)s.") % {"carried": carried_words(carried=found.carried)}


def _held(vote: CardVote) -> CardVote:
    """The vote's row, locked. Raises ValidationError once it is declared."""
    held = (
        CardVote.objects.select_for_update(of=("self",)).select_related("organisation", "delegations").get(pk=vote.pk)
    )
    if CardVoteDeclared.objects.filter(vote=held).exists():
        raise ValidationError(_("This card vote is declared."))
    return held


def _refuse_lines(lines: Sequence[Line]) -> None:
    if not lines:
        raise ValidationError(_("Name at least one delegation."))
    seen: set[str] = set()
    for number, line in enumerate(lines, start=1):
        if not line.name.strip() or line.name in seen:
            raise ValidationError(_("Line %(n)d: each delegation has a name of its own.") % {"n": number})
        if line.votes < 1:
            raise ValidationError(_("Line %(n)d: %(name)s needs at least one vote.") % {"n": number, "name": line.name})
        seen.add(line.name)


def _electorate(by: str, organisation: Organisation, title: str, lines: Sequence[Line]) -> Electorate:
    """Those who carry the cards, each with the votes of the delegation. Raises ValidationError naming the line."""
    carriers: dict[str, int] = {}
    for place, line in enumerate(lines, start=1):
        if not line.carrier or line.carrier in carriers:
            raise ValidationError(
                _("Line %(n)d: %(name)s needs a member of its own to carry its card: give the membership number.")
                % {"n": place, "name": line.name}
            )
        carriers[line.carrier] = line.votes
    members = {
        member.number: member
        for member in Member.objects.of(organisation).select_for_update(of=("self",)).filter(number__in=carriers)
    }
    if lacking := sorted(set(carriers) - set(members)):
        raise ValidationError(_("No member has the number %(number)s.") % {"number": lacking[0]})
    code = f"cards-{DelegationList.objects.filter(organisation=organisation).count() + 1}"
    category = enter_category(by=by, organisation=organisation, code=code, name=title[:200])
    for number, votes in carriers.items():
        member = members[number]
        member.weight = votes
        member.version += 1
        member.save(update_fields=["weight", "version"])
        member.categories.add(category)
        record(by=by, act="motions.give_card", subject=member.scope, details={"votes": votes})
    return enter_electorate(by=by, organisation=organisation, name=title[:200], rule={"category": code}, weighted=True)
