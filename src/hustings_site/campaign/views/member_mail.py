"""What candidates wrote to members: the terms, and each message as it was sent."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from hustings_site.campaign.models import Mailing


def view(request: HttpRequest, contest: int) -> HttpResponse:
    mailing = get_object_or_404(Mailing.objects.select_related("contest__election__organisation"), contest=contest)
    sent = mailing.messages.select_related("candidate")
    return render(request, "campaign/member_mail.html", {"mailing": mailing, "sent": sent, "place": "campaign"})
