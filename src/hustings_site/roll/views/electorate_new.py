"""A new electorate."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from hustings_site.pages.stale import AlreadySentError, slip, take
from hustings_site.roll.door import SignedInRequest, for_keepers
from hustings_site.roll.enums import MemberStatus
from hustings_site.roll.forms import NewElectorateForm
from hustings_site.roll.models import Organisation
from hustings_site.roll.services import enter_electorate


@for_keepers
def view(request: SignedInRequest, organisation: Organisation) -> HttpResponse:
    form = NewElectorateForm(organisation, request.POST or None, initial={"status": [MemberStatus.ACTIVE]})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            with transaction.atomic():
                take(request.POST)
                electorate = enter_electorate(
                    by=request.user.scope,
                    organisation=organisation,
                    name=given["name"],
                    rule=given["read"].as_json(),
                    weighted=given["weighted"],
                )
        except AlreadySentError:
            return redirect("roll:electorates", organisation.slug)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            return redirect("roll:electorate", organisation.slug, electorate.slug)
    context = {"organisation": organisation, "form": form, "slip": slip(), "place": "desk"}
    return render(request, "roll/electorate.html", context)
