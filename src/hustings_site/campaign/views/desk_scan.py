"""The scan of a reply on paper, for whoever runs the election."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from hustings_site.campaign.desk_door import SignedInRequest, request_to_work_on
from hustings_site.campaign.models import PaperReply

KINDS = {b"%PDF": "application/pdf", b"\xff\xd8\xff\xe0": "image/jpeg", b"\x89PNG": "image/png"}


@login_required
def view(request: SignedInRequest, paper: int) -> HttpResponse:
    found = get_object_or_404(PaperReply, pk=paper)
    request_to_work_on(request, found.request_id)
    scan = bytes(found.scan)
    kind = KINDS.get(scan[:4], "image/jpeg")
    response = HttpResponse(scan, content_type=kind)
    response["Content-Disposition"] = "attachment" if kind == "application/pdf" else "inline"
    response["X-Content-Type-Options"] = "nosniff"
    return response
