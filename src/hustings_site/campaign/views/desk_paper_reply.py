"""A reply on paper: the scan beside what was read from it; approved by a second officer; its proof, to be posted."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from hustings_site.campaign.desk_door import SignedInRequest, request_to_work_on
from hustings_site.campaign.enums import Event, Stance
from hustings_site.campaign.models import PaperReply
from hustings_site.campaign.services.answers import RECORD_PAPER
from hustings_site.campaign.services.asking import record_contact
from hustings_site.journal.approvals import approve, refuse
from hustings_site.journal.models import Proposal


@login_required
def view(request: SignedInRequest, paper: int) -> HttpResponse:
    found = get_object_or_404(PaperReply.objects.defer("scan"), pk=paper)
    asked = request_to_work_on(request, found.request_id)
    proposal = Proposal.objects.filter(act=RECORD_PAPER, subject=found.scope).first()
    if request.method == "POST":
        messages.success(request, decided(request, found, proposal))
        return redirect("campaign:desk_paper_reply", found.pk)
    read = [(point, shown(found.read.get(str(point.number)))) for point in asked.programme.points.all()]
    context = {"paper": found, "asked": asked, "proposal": proposal, "read": read, "place": "desk"}
    return render(request, "campaign/desk_paper_reply.html", context)


def decided(request: SignedInRequest, paper: PaperReply, proposal: Proposal | None) -> str:
    """Approve, refuse, or note that the proof is posted; what was done, in a sentence."""
    by = request.user.scope
    try:
        if "posted" in request.POST and paper.approved_at:
            record_contact(by=by, request=paper.request, event=Event.PROOF)
            return _("It stands in the ledger.")
        if proposal is not None and "approve" in request.POST:
            return approve(by=by, proposal=proposal)
        if proposal is not None and "refuse" in request.POST:
            refuse(by=by, proposal=proposal, answer=request.POST.get("answer", ""))
            return _("Not published.")
    except ValidationError as refused:
        return str(refused.message)
    raise BadRequest


def shown(reply: dict[str, object] | None) -> str:
    """What was read of one point, in words."""
    if reply is None:
        return _("left open")
    place = f" {reply['place']}" if reply["place"] else ""
    words = f": {reply['words']}" if reply["words"] else ""
    return f"{Stance(str(reply['stance'])).label}{place}{words}"
