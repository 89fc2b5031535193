"""How many to recommend: anybody tries what they suppose; the address of the page holds it, to be shared."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hustings.rules import find_rule
from hustings_site.slates.forms import HowManyForm
from hustings_site.slates.how_many import DRAWS, SEED, VOTERS, tried


@require_safe
def view(request: HttpRequest) -> HttpResponse:
    form = HowManyForm(request.GET or None)
    outcome = tried(**form.cleaned_data) if form.is_valid() else None
    context = {
        "form": form,
        "outcome": outcome,
        "columns": [(find_rule(name).title, shape) for name, shape in outcome.columns] if outcome else [],
        "voters": VOTERS,
        "draws": DRAWS,
        "seed": SEED,
        "place": "slates",
    }
    return render(request, "slates/how_many.html", context)
