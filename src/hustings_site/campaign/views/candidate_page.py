"""A candidate's own page: write to members, and confirm who says to endorse them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from hustings_site.campaign.forms import MessageForm
from hustings_site.campaign.models import CandidatePage, Mailing
from hustings_site.campaign.selectors.endorsements import endorsements_of
from hustings_site.campaign.services.endorsements import confirm_endorsement
from hustings_site.campaign.services.mailing import send_to_members
from hustings_site.campaign.services.pages import open_with_code
from hustings_site.campaign.typed_code import close, is_open, try_code


@never_cache
def view(request: HttpRequest, key: str) -> HttpResponse:
    page = get_object_or_404(
        CandidatePage.objects.select_related("candidate__contest__election__organisation"), key=key.lower()
    )
    if not is_open(request, page):
        code = try_code(request, page, lambda typed: open_with_code(page=page, code=typed))
        if is_open(request, page):
            return redirect("campaign:candidate_page", page.key)
        return render(request, "campaign/candidate_page_code.html", {"page": page, "form": code})
    if request.method == "POST" and "leave" in request.POST:
        close(request)
        return redirect("campaign:candidate_page", page.key)
    if request.method == "POST" and "confirm" in request.POST:
        return confirmed(request, page)
    mailing = Mailing.objects.filter(contest=page.candidate.contest).first()
    form = MessageForm(request.POST if {"send", "look"} & set(request.POST) else None)
    look = False
    if request.method == "POST" and form.is_valid():
        if "send" in request.POST and (said := sent(page, form)):
            messages.success(request, said)
            return redirect("campaign:candidate_page", page.key)
        look = not form.errors
    context = {
        "page": page,
        "mailing": mailing,
        "form": form,
        "look": look,
        "sent": page.candidate.mailed.all(),
        "endorsed": endorsements_of(page.candidate),
    }
    return render(request, "campaign/candidate_page.html", context)


def sent(page: CandidatePage, form: MessageForm) -> str:
    """Send the message; to how many, in a sentence. Empty: the form says what is to be mended."""
    try:
        message = send_to_members(page=page, **form.cleaned_data)
    except ValidationError as refused:
        form.add_error("text", refused)
        return ""
    return _("On its way to %(count)d members; %(without)d have no e-mail and are not written to.") % {
        "count": message.recipients,
        "without": message.without_email,
    }


def confirmed(request: HttpRequest, page: CandidatePage) -> HttpResponse:
    """The candidate confirms an endorsement."""
    key = request.POST["confirm"]
    endorsement = get_object_or_404(page.candidate.endorsements, pk=int(key) if key.isdecimal() else 0)
    try:
        confirm_endorsement(by=page.candidate.scope, endorsement=endorsement)
        messages.success(request, _("It is shown as confirmed by you from now on."))
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    return redirect("campaign:candidate_page", page.key)
