"""Say that something is wrong: no account, a number, a day by which it is answered; the same words to everybody."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from hustings_site.accounts.limits import Limit, address_of, use
from hustings_site.elections.complaints.enums import Matter
from hustings_site.elections.complaints.forms import ComplaintForm
from hustings_site.elections.complaints.selectors import election_with_complaints
from hustings_site.elections.complaints.services import complain
from hustings_site.pages.stale import AlreadySentError, slip, take

FROM_AN_ADDRESS = Limit("complaints from an address", 20, timedelta(hours=1))


@require_http_methods(["GET", "HEAD", "POST"])
def view(request: HttpRequest, election: str) -> HttpResponse:
    found = election_with_complaints(election)
    initial = {"matter": request.GET.get("matter", ""), "challenges": request.GET.get("challenges", "")}
    form = ComplaintForm(request.POST or None, election=found, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            with transaction.atomic():
                take(request.POST, found.pk)
                use(FROM_AN_ADDRESS, address_of(request))
                complaint = complain(election=found, **{**said, "matter": Matter(said["matter"])})
        except AlreadySentError:
            return redirect("elections:complaints", found.slug)
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            return redirect("elections:complained", found.slug, complaint.number)
    context = {"election": found, "form": form, "slip": slip(found.pk), "place": "elections"}
    return render(request, "elections/complaints/complain.html", context)
