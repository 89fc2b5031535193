"""Rename a category."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from hustings_site.roll.door import SignedInRequest, for_keepers
from hustings_site.roll.forms import CategoryNameForm
from hustings_site.roll.models import Category, Organisation
from hustings_site.roll.organisations import rename_category


@for_keepers
def view(request: SignedInRequest, organisation: Organisation, category: str) -> HttpResponse:
    found = get_object_or_404(Category.objects.of(organisation), code=category)
    form = CategoryNameForm(request.POST or None, initial={"name": found.name})
    if request.method == "POST" and form.is_valid():
        try:
            rename_category(by=request.user.scope, category=found, name=form.cleaned_data["name"])
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            messages.success(request, _("%(category)s is changed.") % {"category": form.cleaned_data["name"]})
            return redirect("roll:categories", organisation.slug)
    context = {"organisation": organisation, "category": found, "form": form, "place": "desk"}
    return render(request, "roll/category.html", context)
