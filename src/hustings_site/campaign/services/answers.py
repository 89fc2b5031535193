"""What a candidate answers: appended with its date, published as it comes, and the points are locked from then on."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hustings_site.campaign.enums import CHOICES, Event, PointKind, Stance, Way
from hustings_site.campaign.models import Answer, Contact, PaperReply, Point, Programme, Request
from hustings_site.campaign.selectors.answers import answers_in_force
from hustings_site.journal import clock
from hustings_site.journal.approvals import propose
from hustings_site.journal.models import Proposal
from hustings_site.journal.services import record

RECORD_PAPER = "campaign.record_paper"
LARGEST_SCAN = 10_000_000
"""Bytes."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to one point: `place` from 1 on a scale, `words` a comment, or the whole of an answer in words."""

    stance: str
    place: int | None = None
    words: str = ""


@transaction.atomic
def publish_answers(
    *,
    by: str,
    request: Request,
    replies: Mapping[int, Reply],
    way: Way,
    consent: bool = False,
    source: str = "",
    now: datetime | None = None,
) -> list[Answer]:
    """Publish what is new or changed among `replies` (by number of the point); an unchanged answer is left alone.

    Raises ValidationError without the candidate's consent, unless the answer was given in public (`source`), and
    where an answer does not fit its point.
    """
    if way is Way.ELSEWHERE:
        if not source.strip():
            raise ValidationError(_("Say where the answer was given, so that anybody can look it up."))
    elif not consent:
        raise ValidationError(_("Nothing is published without your consent: tick the box if you agree."))
    programme = Programme.objects.select_for_update().get(pk=request.programme_id)
    if programme.closed_at is not None and any(reply.stance != Stance.TAKEN_BACK for reply in replies.values()):
        raise ValidationError(_("This programme is closed: an answer can be taken back, but none given or changed."))
    points = {point.number: point for point in programme.points.all()}
    before = answers_in_force(programme, request.candidate)
    now = now or clock.now()
    published = []
    for number, reply in replies.items():
        point = points.get(number)
        if point is None:
            raise ValidationError(_("There is no point %(number)d.") % {"number": number})
        _check(point, reply)
        old = before.get(point.pk)
        if old and (old.stance, old.place, old.words) == (reply.stance, reply.place, reply.words):
            continue
        if not old and reply.stance == Stance.TAKEN_BACK:
            continue
        published.append(
            Answer.objects.create(
                point=point,
                candidate=request.candidate,
                stance=reply.stance,
                place=reply.place,
                words=reply.words,
                at=now,
                way=way,
                source=source,
            )
        )
    if published:
        _lock(programme, now)
        Contact.objects.create(request=request, event=Event.REPLIED, at=now)
        record(
            by=by,
            act="campaign.publish_answers",
            subject=request.scope,
            details={"answers": len(published), "way": str(way)},
        )
    return published


@transaction.atomic
def decline(*, by: str, request: Request, reason: str, now: datetime | None = None) -> Contact:
    """The candidate will not answer; the reason is public."""
    if not reason.strip():
        raise ValidationError(_("Say why: the reason is published beside your name."))
    contact = Contact.objects.create(request=request, event=Event.DECLINED, note=reason, at=now or clock.now())
    record(by=by, act="campaign.decline", subject=request.scope)
    return contact


@transaction.atomic
def enter_paper(
    *, by: str, request: Request, scan: bytes, scan_name: str, replies: Mapping[int, Reply], reason: str = ""
) -> Proposal:
    """A reply on paper as one officer reads it; published when a second officer has compared it with the scan."""
    if not scan or len(scan) > LARGEST_SCAN:
        raise ValidationError(_("The scan is needed, of at most 10 megabytes."))
    points = {point.number: point for point in request.programme.points.all()}
    for number, reply in replies.items():
        _check(points[number], reply)
    paper = PaperReply.objects.create(
        request=request,
        entered_at=clock.now(),
        scan=scan,
        scan_name=scan_name,
        scan_sha256=hashlib.sha256(scan).hexdigest(),
        read={str(number): asdict(reply) for number, reply in replies.items()},
    )
    organisation = request.programme.contest.election.organisation
    return propose(
        by=by,
        place=organisation.scope,
        act=RECORD_PAPER,
        subject=paper.scope,
        title=_("Publish what %(name)s answered on paper: %(count)d points")
        % {"name": request.candidate.name, "count": len(replies)},
        reason=reason,
        alone=not organisation.two_officers,
    )


@transaction.atomic
def record_paper(subject: str, details: Mapping[str, object], by: str) -> str:
    """The second officer's approval: the answers are public, and a proof is to be posted."""
    paper = PaperReply.objects.select_related("request__candidate", "request__programme").get(
        pk=int(subject.rpartition(":")[2])
    )
    replies = {int(number): Reply(**read) for number, read in paper.read.items()}
    now = clock.now()
    published = publish_answers(by=by, request=paper.request, replies=replies, way=Way.PAPER, consent=True, now=now)
    paper.approved_at = now
    paper.save(update_fields=["approved_at"])
    return _("%(count)d answers published; post the proof") % {"count": len(published)}


def _lock(programme: Programme, now: datetime) -> None:
    if not programme.locked_at:
        programme.locked_at = now
        programme.save(update_fields=["locked_at"])


def _check(point: Point, reply: Reply) -> None:
    """Raise ValidationError where the answer is none that this point takes."""
    if reply.stance == Stance.TAKEN_BACK:
        return
    fits = {
        PointKind.CHOICE: reply.stance in CHOICES and reply.place is None,
        PointKind.SCALE: reply.stance == Stance.NO_VIEW
        or (reply.stance == Stance.PLACED and reply.place is not None and 1 <= reply.place <= point.places),
        PointKind.TEXT: reply.stance == Stance.WORDS and bool(reply.words.strip()),
    }[PointKind(point.kind)]
    if not fits:
        raise ValidationError(_("Point %(number)d takes another kind of answer.") % {"number": point.number})
