"""What is ruled on a motion, who challenges that, and what a committee answers. Each is appended, none is changed."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hustings_site.committees.models import Committee, Decision
from hustings_site.journal import clock
from hustings_site.journal.services import record
from hustings_site.motions.enums import RulingKind
from hustings_site.motions.models import (
    BranchMotion,
    Challenge,
    ChallengeAnswer,
    CommitteeResponse,
    Passing,
    Ruling,
)


@transaction.atomic
def rule(
    *,
    by: str,
    motion: BranchMotion,
    kind: RulingKind,
    author: str,
    text: str,
    on: date,
    passing: Passing | None = None,
    to: str = "",
) -> Ruling:
    """Rule on a motion, or (`passing`) on what one branch passed alone. `to`: to whom it is forwarded.

    An earlier ruling stays readable and this one takes its place. Raises ValidationError where it is forwarded to
    nobody, or the branch passed another motion.
    """
    BranchMotion.objects.select_for_update().get(pk=motion.pk)
    if (kind is RulingKind.FORWARDED) != bool(to.strip()):
        raise ValidationError({"to": _("Say to whom, where a motion is forwarded, and only there.")})
    if passing is not None and passing.motion_id != motion.pk:
        raise ValidationError(_("This branch passed another motion."))
    ruling = Ruling(
        motion=motion,
        passing=passing,
        kind=kind,
        to=to.strip(),
        author=author,
        text=text,
        on=on,
        recorded_at=clock.now(),
    )
    ruling.full_clean()
    ruling.save()
    record(by=by, act="motions.rule", subject=motion.scope, details={"ruling": ruling.scope, "kind": str(kind)})
    return ruling


@transaction.atomic
def challenge(*, by: str, ruling: Ruling, author: str, text: str, on: date) -> Challenge:
    """Somebody challenges a ruling. Raises ValidationError where it has fallen already."""
    Ruling.objects.select_for_update(of=("self",)).get(pk=ruling.pk)
    if ruling.challenges.filter(answer__upheld=True).exists():
        raise ValidationError(_("This ruling has fallen already."))
    made = Challenge(ruling=ruling, author=author, text=text, on=on, recorded_at=clock.now())
    made.full_clean()
    made.save()
    record(by=by, act="motions.challenge", subject=ruling.scope)
    return made


@transaction.atomic
def answer_challenge(
    *, by: str, challenge: Challenge, upheld: bool, author: str, text: str, on: date
) -> ChallengeAnswer:
    """Answer a challenge. Upheld, the ruling falls; otherwise it stands. Raises ValidationError for a second answer."""
    held = Challenge.objects.select_for_update(of=("self",)).get(pk=challenge.pk)
    if ChallengeAnswer.objects.filter(challenge=held).exists():
        raise ValidationError(_("This challenge is answered."))
    answer = ChallengeAnswer(challenge=held, upheld=upheld, author=author, text=text, on=on, recorded_at=clock.now())
    answer.full_clean()
    answer.save()
    record(by=by, act="motions.answer_challenge", subject=held.ruling.scope, details={"upheld": upheld})
    return answer


@transaction.atomic
def respond(
    *,
    by: str,
    motion: BranchMotion,
    committee: Committee,
    text: str,
    on: date,
    decision: Decision | None = None,
) -> CommitteeResponse:
    """What a committee answers. `decision`: what one of its meetings decided on it."""
    if committee.organisation_id != motion.organisation_id:
        raise ValidationError(_("This committee is another organisation’s."))
    if decision is not None and decision.meeting.committee_id != committee.pk:
        raise ValidationError({"decision": _("This decision is another committee’s.")})
    response = CommitteeResponse(
        motion=motion, committee=committee, decision=decision, text=text, on=on, recorded_at=clock.now()
    )
    response.full_clean()
    response.save()
    record(by=by, act="motions.respond", subject=motion.scope, details={"committee": committee.scope})
    return response
