"""A contest's campaign at the desk: the terms of mail to members, endorsements, who stands behind a list."""

from datetime import datetime, time

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from hustings_site.campaign.desk_door import SignedInRequest
from hustings_site.campaign.enums import EndorserKind, StatementKind
from hustings_site.campaign.forms import EndorsementForm, MailingForm, StatementForm
from hustings_site.campaign.models import Mailing
from hustings_site.campaign.selectors.endorsements import endorsements_by_candidate, who_endorses_nobody
from hustings_site.campaign.services.endorsements import enter_endorsement, state_on_slate, withdraw_endorsement
from hustings_site.campaign.services.mailing import give_pages, open_mailing, print_page_codes
from hustings_site.elections.models import Contest
from hustings_site.elections.permissions import may_run

Forms = dict[str, MailingForm | EndorsementForm | StatementForm]


@login_required
@never_cache
def view(request: SignedInRequest, contest: int) -> HttpResponse:
    found = get_object_or_404(Contest.objects.select_related("election__organisation"), pk=contest)
    if not may_run(request.user, found.election):
        raise PermissionDenied
    act = request.POST.get("act", "")
    sent = request.POST if request.method == "POST" else None
    mailing = MailingForm(sent if act == "mailing" else None, prefix="m")
    endorsement = EndorsementForm(found, sent if act == "endorsement" else None, prefix="e")
    statement = StatementForm(found, sent if act == "statement" else None, prefix="s")
    forms: Forms = {"mailing": mailing, "endorsement": endorsement, "statement": statement}
    if act == "codes":
        return codes(request, found)
    if sent is not None and (act not in forms or forms[act].is_valid()):
        try:
            messages.success(request, acted(request, found, act, forms))
        except ValidationError as refused:
            messages.error(request, refused.messages[0])
        return redirect("campaign:desk_contest", found.pk)
    context = {
        "contest": found,
        "terms": Mailing.objects.filter(contest=found).first(),
        "candidates": endorsements_by_candidate(found),
        "nobody": who_endorses_nobody(found),
        **{f"{name}_form": form for name, form in forms.items()},
        "place": "desk",
    }
    return render(request, "campaign/desk_contest.html", context)


def acted(request: SignedInRequest, contest: Contest, act: str, forms: Forms) -> str:
    """Do what the button says; how it went, in a sentence."""
    by, site = request.user.scope, request.build_absolute_uri("/").rstrip("/")
    if act == "mailing":
        data = forms[act].cleaned_data
        until = timezone.make_aware(datetime.combine(data["closes"], time(23, 59)))
        open_mailing(
            by=by,
            contest=contest,
            messages_each=data["messages_each"],
            words=data["words"],
            closes_at=until,
            site=site,
        )
        return _("Every candidate has a page to write on.")
    if act == "endorsement":
        data = forms[act].cleaned_data
        enter_endorsement(
            by=by,
            contest=contest,
            candidate=data["candidate"],
            kind=EndorserKind(data["kind"]),
            endorser=data["endorser"],
            member=data["number"],
            said_on=data["said_on"],
            source=data["source"],
        )
        return _("Entered; it is shown as not confirmed until the candidate says so.")
    if act == "statement":
        data = forms[act].cleaned_data
        state_on_slate(by=by, **{**data, "kind": StatementKind(data["kind"])})
        return _("It stands beside the list, with its author and date.")
    if act == "withdraw":
        key = request.POST.get("endorsement", "")
        endorsement = get_object_or_404(contest.endorsements, pk=int(key) if key.isdecimal() else 0)
        withdraw_endorsement(by=by, endorsement=endorsement, note=request.POST.get("note", ""))
        return _("It stands as withdrawn, and stays readable.")
    raise BadRequest


def codes(request: SignedInRequest, contest: Contest) -> HttpResponse:
    """Codes of the campaign pages, to be printed: for candidates without e-mail."""
    site = request.build_absolute_uri("/").rstrip("/")
    give_pages(by=request.user.scope, contest=contest, site=site)
    printed = print_page_codes(by=request.user.scope, contest=contest)
    return render(request, "campaign/desk_page_codes.html", {"contest": contest, "printed": printed, "site": site})
