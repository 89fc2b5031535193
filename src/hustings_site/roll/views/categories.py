"""The categories of members, and a form for a new one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hustings_site.roll.door import SignedInRequest, for_keepers
from hustings_site.roll.forms import CategoryForm
from hustings_site.roll.models import Organisation
from hustings_site.roll.selectors import categories_with_members
from hustings_site.roll.services import enter_category


@for_keepers
def view(request: SignedInRequest, organisation: Organisation) -> HttpResponse:
    form = CategoryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            enter_category(by=request.user.scope, organisation=organisation, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            messages.success(request, _("%(category)s is entered.") % {"category": form.cleaned_data["name"]})
            return redirect("roll:categories", organisation.slug)
    context = {
        "organisation": organisation,
        "categories": categories_with_members(organisation),
        "form": form,
        "place": "desk",
    }
    return render(request, "roll/categories.html", context)
