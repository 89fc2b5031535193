"""The list of candidates: who is on it, in which order, and why anybody named is not. Two officers publish it."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hustings.contests.ballot_order import alphabetical_order, drawn_order
from hustings_site.elections import life
from hustings_site.elections.candidates import followers
from hustings_site.elections.candidates.standing import change_standing, standing_before_suspension
from hustings_site.elections.enums import BallotOrder, ContestState, Standing
from hustings_site.elections.models import Candidate, Contest
from hustings_site.elections.nominations.selectors import supports_of
from hustings_site.elections.nominations.thresholds import Step, Support, is_reached, read_threshold, steps
from hustings_site.elections.timetable import contests_of
from hustings_site.elections.two_officers import may_approve
from hustings_site.journal import acts, clock
from hustings_site.journal.acts import Act, Details
from hustings_site.journal.approvals import propose
from hustings_site.journal.models import Proposal
from hustings_site.journal.services import record

PUBLISH = "elections.publish_candidates"


@dataclass(frozen=True, slots=True)
class Prospect:
    """What becomes of somebody named when the list is published: on the paper, or not and why."""

    candidate: Candidate
    stands: bool
    reason: str
    steps: Sequence[Step] = ()


def prospects(contest: Contest) -> list[Prospect]:
    """Everybody named for the post, in alphabetical order, as the list would be published now."""
    threshold = read_threshold(contest.threshold)
    supports = supports_of(contest)
    candidates = {c.pk: c for c in contest.candidates.select_related("contest__election__organisation")}
    found = []
    for candidate in in_alphabetical_order(candidates.values()):
        support = supports.get(candidate.pk, Support())
        before = Standing(candidate.standing)
        if before is Standing.SUSPENDED:
            before = standing_before_suspension(candidate)
        stands, reason = _fate(before, reached=is_reached(threshold, support))
        found.append(Prospect(candidate, stands, reason, steps(threshold, support)))
    return found


def register() -> None:
    """Make the act known; called once as the room starts."""
    acts.register(Act(PUBLISH, _publish, may_approve, _page))


@transaction.atomic
def propose_publishing(*, by: str, contest: Contest, seed: str = "") -> Proposal:
    """Ask a second officer to publish who stands; an organisation with one officer publishes at once.

    Approved is the list as it stands now: where it changes before the second officer approves, nothing is published.
    `seed` as in `publish_candidates`. Raises ValidationError where it could not be published.
    """
    held = _held(contest)
    found = _publishable(held, seed)
    stand = [prospect.candidate.pk for prospect in found if prospect.stands]
    title = ngettext(
        "%(post)s: publish the list of candidates, on which %(n)d person stands",
        "%(post)s: publish the list of candidates, on which %(n)d people stand",
        len(stand),
    ) % {"post": held.title, "n": len(stand)}
    return propose(
        by=by,
        place=held.election.scope,
        act=PUBLISH,
        subject=held.scope,
        title=title,
        details={"seed": seed.strip(), "stand": stand},
        alone=not held.election.organisation.two_officers,
    )


def _publish(subject: str, details: Details, by: str) -> str:
    (contest,) = contests_of(subject)
    stand = details["stand"]
    if not isinstance(stand, list):
        raise TypeError(stand)
    order = publish_candidates(by=by, contest=contest, seed=str(details["seed"]), expected=stand)
    said = ngettext("%(n)d candidate is published.", "%(n)d candidates are published.", len(order))
    return said % {"n": len(order)}


def _page(subject: str) -> str:
    (contest,) = contests_of(subject)
    return reverse("elections:desk_publish", args=[contest.pk])


def _held(contest: Contest) -> Contest:
    rows = Contest.objects.select_for_update(of=("self",)).select_related("election__organisation")
    return rows.get(pk=contest.pk)


def _publishable(held: Contest, seed: str) -> list[Prospect]:
    """Who would be on the list and who not. Raises ValidationError where it cannot be published so."""
    if held.state != ContestState.NOMINATIONS_CLOSED:
        raise ValidationError(
            _("The candidates for %(post)s cannot be published: %(state)s. Close the nominations first.")
            % {"post": held.title, "state": held.get_state_display()}
        )
    with translation.override(held.election.organisation.language):
        found = prospects(held)
    _refuse_equal_names([prospect.candidate for prospect in found if prospect.stands])
    if held.ballot_order != BallotOrder.FIXED:
        _refuse_another_seed(held, seed.strip())
    return found


@transaction.atomic
def publish_candidates(
    *, by: str, contest: Contest, seed: str = "", expected: Sequence[int] | None = None, now: datetime | None = None
) -> list[Candidate]:
    """Publish who stands, in the order of the ballot paper. Who is not on it keeps a standing with the reason.

    `seed`: what was drawn in public; empty: the seed whose fingerprint stands in the terms, or one drawn now.
    `expected`: the candidates whom the officers saw; anybody else now stops it. Raises ValidationError, also unless a
    second officer agrees or the organisation lets one act alone.
    """
    at = now or clock.now()
    held = _held(contest)
    found = _publishable(held, seed)
    standing = [prospect.candidate for prospect in found if prospect.stands]
    if expected is not None and {c.pk for c in standing} != set(expected):
        raise ValidationError(_("Who stands has changed since this list was looked at: look at it again."))
    for prospect in found:
        _settle(prospect, by=by, at=at)
    if held.ballot_order != BallotOrder.FIXED:
        held.order_seed = seed.strip() or held.order_seed or secrets.token_hex(16)
    order = ballot_order(held, standing)
    held.candidates.update(position=None)
    for position, candidate in enumerate(order, start=1):
        candidate.position = position
        candidate.save(update_fields=["position"])
    held.save(update_fields=["order_seed"])
    record(
        by=by,
        act="elections.draw_ballot_order",
        subject=held.scope,
        details={"candidates": len(order), "seed": held.order_seed, "order": " ".join(str(c.pk) for c in order)},
    )
    published = life.publish_candidates(by=by, contest=held)
    contest.state, contest.order_seed = published.state, held.order_seed
    followers.tell(by, held)
    return order


def ballot_order(contest: Contest, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates in the order of the ballot paper, by the contest's policy and seed."""
    by_name = {candidate.printed_name: candidate for candidate in candidates}
    if contest.ballot_order == BallotOrder.FIXED:
        return [by_name[name] for name in alphabetical_order(by_name)]
    return [by_name[drawn.name] for drawn in drawn_order(by_name, contest.order_seed)]


def in_alphabetical_order(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Candidates before the draw: by the last word of the name, two of one name in the order of entering."""
    given = list(candidates)
    places = {name: place for place, name in enumerate(alphabetical_order({c.printed_name for c in given}))}
    return sorted(given, key=lambda c: (places[c.printed_name], c.pk))


def _fate(standing: Standing, *, reached: bool) -> tuple[bool, str]:
    match standing:
        case Standing.VALIDATED:
            return True, _("ruled valid by the returning officer")
        case Standing.ACCEPTED if reached:
            return True, _("accepted, and has the nominations needed")
        case Standing.ACCEPTED:
            return False, _("too few nominations")
        case Standing.NOMINATED:
            return False, _("has not accepted")
        case _:
            return False, str(standing.label)


def _settle(prospect: Prospect, *, by: str, at: datetime) -> None:
    """Write down as standing what the list makes of somebody who was still named or had accepted.

    A suspended candidate who would stand gets a place, since the suspension may end: the terms say how votes count.
    """
    candidate = prospect.candidate
    undecided = {Standing.NOMINATED, Standing.ACCEPTED} | ({Standing.SUSPENDED} if not prospect.stands else set())
    if candidate.standing not in undecided:
        return
    with translation.override(candidate.contest.election.organisation.language):
        source = _("list of candidates published on %(day)s") % {"day": date_format(timezone.localtime(at), "j F Y")}
        note = prospect.reason
    after = Standing.VALIDATED if prospect.stands else Standing.NOT_VALIDATED
    change_standing(by=by, candidate=candidate, standing=after, source=source, note=note, now=at)


def _refuse_another_seed(contest: Contest, seed: str) -> None:
    if seed and contest.order_seed and seed != contest.order_seed:
        raise ValidationError(
            _("The fingerprint of another seed stands in the announced terms: leave this empty, and that one counts.")
        )


def _refuse_equal_names(candidates: Sequence[Candidate]) -> None:
    seen: set[str] = set()
    for candidate in candidates:
        if candidate.printed_name in seen:
            raise ValidationError(
                _("Two candidates are called %(name)s: give each a distinguishing line, such as the branch.")
                % {"name": candidate.printed_name}
            )
        seen.add(candidate.printed_name)
