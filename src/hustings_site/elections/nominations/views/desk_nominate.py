"""Type a nomination that came on paper: from a branch, an affiliate, or a member."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hustings_site.elections.candidates.publishing import in_alphabetical_order
from hustings_site.elections.desk_door import OfficersRequest
from hustings_site.elections.nominations.forms import AffiliateForm, PaperNominationForm, member_of
from hustings_site.elections.nominations.services import NO_MEETING, Named, enter_affiliate, enter_nomination
from hustings_site.elections.running import contest_run
from hustings_site.pages.stale import AlreadySentError, slip, take
from hustings_site.roll.models import Member


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: OfficersRequest, contest: int) -> HttpResponse:
    found = contest_run(request, contest)
    new_body = request.method == "POST" and "affiliate" in request.POST
    affiliate = AffiliateForm(request.POST if new_body else None, prefix="body")
    if new_body and affiliate.is_valid():
        try:
            enter_affiliate(by=request.user.scope, organisation=found.election.organisation, **affiliate.cleaned_data)
        except ValidationError as refusal:
            affiliate.refuse(refusal)
        else:
            messages.success(request, _("The body can be chosen now."))
            return redirect("elections:desk_nominate", found.pk)
    known = in_alphabetical_order(found.candidates.all())
    form = PaperNominationForm(
        request.POST if request.method == "POST" and not new_body else None, contest=found, known=known
    )
    if request.method == "POST" and not new_body and form.is_valid():
        try:
            with transaction.atomic():
                take(request.POST, found.pk)
                who = form.nominator_named()
                nominator = member_of(who, found) if isinstance(who, Named) else who
                nomination = enter_nomination(
                    by=request.user.scope,
                    contest=found,
                    named=form.named(),
                    nominator=nominator,
                    meeting=NO_MEETING if isinstance(nominator, Member) else form.meeting(),
                    name_shown=form.cleaned_data["name_shown"],
                    by_officer=True,
                )
        except AlreadySentError:
            return redirect("elections:desk_nominate", found.pk)
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("%(name)s is nominated.") % {"name": nomination.candidate.printed_name})
            return redirect("elections:desk_nominate", found.pk)
    context = {"contest": found, "form": form, "affiliate": affiliate, "slip": slip(found.pk), "place": "desk"}
    return render(request, "elections/nominations/desk_nominate.html", context)
