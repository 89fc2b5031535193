"""Members ask for what is held of them to be corrected; the organisation answers."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from hustings_site.journal import clock
from hustings_site.journal.services import record
from hustings_site.roll.enums import RequestState
from hustings_site.roll.models import CorrectionRequest, Member


@transaction.atomic
def ask_correction(*, by: str, member: Member, text: str) -> CorrectionRequest:
    """Ask for a correction. The very same words, still waiting, are not taken twice."""
    if not text.strip():
        raise ValidationError(_("Write what is wrong, and what is right."))
    waiting = CorrectionRequest.objects.filter(member=member, state=RequestState.WAITING, text=text.strip()).first()
    if waiting is not None:
        return waiting
    request = CorrectionRequest(
        organisation=member.organisation, member=member, text=text.strip(), asked_at=clock.now()
    )
    request.full_clean()
    request.save()
    record(by=by, act="roll.ask_correction", subject=request.scope, details={"member": member.scope})
    return request


@transaction.atomic
def answer_correction(*, by: str, request: CorrectionRequest, state: RequestState, answer: str) -> None:
    """Say what became of a request: corrected, or not and why. Raises ValidationError where it is answered already."""
    held = CorrectionRequest.objects.of(request.organisation).select_for_update().get(pk=request.pk)
    if held.state != RequestState.WAITING:
        raise ValidationError(_("This has been answered meanwhile: %(state)s.") % {"state": held.get_state_display()})
    if state == RequestState.REFUSED and not answer.strip():
        raise ValidationError(_("Say why it is not corrected: the member reads it."))
    held.state, held.answer, held.answered_by, held.answered_at = state, answer.strip(), by, clock.now()
    held.save()
    record(by=by, act="roll.answer_correction", subject=held.scope, details={"state": state})
