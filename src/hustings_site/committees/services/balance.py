"""Entering claims: who counts whom with whom, by their own words and with their source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hustings_site.committees.enums import Confidence, Counted
from hustings_site.committees.models import (
    Body,
    Claim,
    ClaimFigure,
    ClaimLine,
    ClaimReply,
    Committee,
    Opening,
    Person,
    Seat,
    Section,
)
from hustings_site.elections.models import Contest
from hustings_site.journal import clock
from hustings_site.journal.services import record


@dataclass(frozen=True, slots=True)
class Line:
    """Where a claim puts a person, a body's holders or a section's: a side, or swing, or unknown."""

    about: Person | Body | Section
    side: str | Counted
    confidence: Confidence = Confidence.NOT_SAID
    why: str = ""

    def row(self, claim: Claim) -> ClaimLine:
        """As it is stored."""
        aside = isinstance(self.side, Counted)
        return ClaimLine(
            claim=claim,
            person=self.about if isinstance(self.about, Person) else None,
            body=self.about if isinstance(self.about, Body) else None,
            section=self.about if isinstance(self.about, Section) else None,
            counted=self.side if aside else Counted.SIDE,
            side="" if aside else self.side,
            confidence=self.confidence,
            why=self.why,
        )


@transaction.atomic
def enter_claim(
    *,
    by: str,
    committee: Committee,
    author: str,
    said_on: date,
    source: str,
    sides: Sequence[str],
    figures: Mapping[str, int] | None = None,
    lines: Sequence[Line] = (),
    confidence: Confidence = Confidence.NOT_SAID,
    title: str = "",
    when: str = "",
    until: date | None = None,
    assumes: str = "",
    opening: Opening | None = None,
    corrects: Claim | None = None,
    reason: str = "",
    now: datetime | None = None,
) -> Claim:
    """A claim as its author made it; totals, or who is counted where, or both.

    The newest claim of an author speaks for them from its day on. Raises ValidationError where it says nothing, where
    it names a side that is not among `sides`, or where it corrects another without a reason.
    """
    figures = figures or {}
    if not figures and not lines:
        raise ValidationError(_("A claim gives totals, or says who is counted where."))
    named = {*figures, *(str(line.side) for line in lines if not isinstance(line.side, Counted))}
    if strange := named - set(sides):
        raise ValidationError(_("%(side)s is not among the sides of this claim.") % {"side": min(strange)})
    if corrects is not None and not reason.strip():
        raise ValidationError(_("Say why it is corrected: the reason is published beside what stood there before."))
    claim = Claim(
        committee=committee,
        author=author,
        said_on=said_on,
        when=when,
        until=until,
        title=title,
        sides=list(sides),
        source=source,
        confidence=confidence,
        assumes=assumes,
        opening=opening,
        corrects=corrects,
        reason=reason,
        recorded_at=now or clock.now(),
    )
    claim.full_clean()
    claim.save()
    for position, (side, seats) in enumerate(figures.items(), start=1):
        ClaimFigure.objects.create(claim=claim, position=position, side=side, seats=seats)
    ClaimLine.objects.bulk_create(line.row(claim) for line in lines)
    record(by=by, act="committees.enter_claim", subject=committee.scope, details={"author": author})
    return claim


@transaction.atomic
def reply_to_claim(*, by: str, claim: Claim, author: str, said_on: date, text: str, source: str) -> ClaimReply:
    """What somebody answers to a claim; both stand."""
    reply = ClaimReply(claim=claim, author=author, said_on=said_on, text=text, source=source)
    reply.full_clean()
    reply.save()
    record(by=by, act="committees.reply_to_claim", subject=claim.committee.scope, details={"author": author})
    return reply


@transaction.atomic
def enter_opening(
    *,
    by: str,
    committee: Committee,
    title: str,
    day: date,
    seats: int,
    sides: Sequence[str],
    source: str,
    up: Sequence[Seat] = (),
    contest: Contest | None = None,
    most: Mapping[str, int] | None = None,
) -> Opening:
    """Seats that an election is about to fill; `up` are those of them that exist, the others are new.

    `most`: how many a side can still win, where it stands for fewer. Raises ValidationError where sides that are named
    could not fill the seats together.
    """
    most = dict(most or {})
    if sum(most.get(side, seats) for side in sides) < seats:
        raise ValidationError(_("The sides stand for fewer seats than are to be filled: name whoever else could win."))
    if len(up) > seats:
        raise ValidationError(_("More seats are named than are to be filled."))
    opening = Opening(
        committee=committee,
        title=title,
        day=day,
        seats=seats,
        sides=list(sides),
        most=most,
        contest=contest,
        source=source,
    )
    opening.full_clean()
    opening.save()
    opening.up.set(up)
    record(by=by, act="committees.enter_opening", subject=committee.scope, details={"seats": seats})
    return opening
