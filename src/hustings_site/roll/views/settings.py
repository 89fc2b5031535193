"""What an organisation is called, how it is reached, how long names are kept."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hustings_site.roll.door import SignedInRequest, for_keepers
from hustings_site.roll.forms import OfficersForm, OrganisationForm
from hustings_site.roll.models import Organisation
from hustings_site.roll.organisations import change_organisation, officers_of

FIELDS = ("name", "contact", "language", "keep_months", "version")


@for_keepers
def view(request: SignedInRequest, organisation: Organisation) -> HttpResponse:
    initial = {name: getattr(organisation, name) for name in FIELDS}
    form = OrganisationForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            change_organisation(by=request.user.scope, organisation=organisation, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            messages.success(request, _("The settings are kept."))
            return redirect("roll:overview", organisation.slug)
    context = {
        "organisation": organisation,
        "form": form,
        "officers_form": OfficersForm(),
        "officers": officers_of(organisation),
        "place": "desk",
    }
    return render(request, "roll/settings.html", context)
