"""The scrutineer's report: filled in by whoever scrutinises the election, and public as PDF once handed in."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from hustings_site.accounts.conflicts import parts_taken
from hustings_site.accounts.enums import Office
from hustings_site.accounts.permissions import holds
from hustings_site.elections.desk_door import OfficersRequest, signed_in
from hustings_site.elections.models import Election
from hustings_site.elections.permissions import scopes_of
from hustings_site.results.enums import Inspection
from hustings_site.results.forms import ResultForm
from hustings_site.results.printed import report, reported
from hustings_site.results.scrutiny import hand_in_report

STATEMENTS = ("lawful", "secure", "free")


class ReportForm(ResultForm):
    """The three statements, each satisfied or with reasons; the register; who else handled papers."""

    lawful = forms.BooleanField(
        label=gettext_lazy("I have no reasonable grounds to believe that anything the law asks for was contravened."),
        required=False,
    )
    lawful_reasons = forms.CharField(label=gettext_lazy("Otherwise, why"), required=False)
    secure = forms.BooleanField(
        label=gettext_lazy("Papers and count had all the security that was reasonably practicable."), required=False
    )
    secure_reasons = forms.CharField(label=gettext_lazy("Otherwise, why"), required=False)
    free = forms.BooleanField(label=gettext_lazy("I did my work without interference."), required=False)
    free_reasons = forms.CharField(label=gettext_lazy("Otherwise, why"), required=False)
    independent = forms.CharField(
        label=gettext_lazy("Independent persons who stored, distributed or counted papers"),
        required=False,
        help_text=gettext_lazy("Their names; leave empty where there was nobody."),
    )
    register = forms.ChoiceField(label=gettext_lazy("The register of members"), choices=Inspection.choices)
    register_declined = forms.BooleanField(label=gettext_lazy("I declined a request to inspect it."), required=False)
    register_matters = forms.CharField(
        label=gettext_lazy("What I brought to the organisation’s attention"),
        required=False,
        help_text=gettext_lazy("Never who asked for an inspection."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in STATEMENTS:
            if not cleaned.get(name) and not cleaned.get(f"{name}_reasons"):
                self.add_error(f"{name}_reasons", _("Say why this does not hold, or tick it."))
        return cleaned


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: OfficersRequest, election: str) -> HttpResponse:
    found = get_object_or_404(Election.objects.select_related("organisation"), slug=election)
    if not holds(request.user, Office.SCRUTINEER, scopes=scopes_of(found)) or parts_taken(request.user, found.scope):
        raise PermissionDenied
    form = ReportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        hand_in_report(by=request.user, election=found, given=form.cleaned_data)
        messages.success(request, _("Handed in. It is public with the result."))
        return redirect("results:scrutineer", found.slug)
    context = {"election": found, "form": form, "report": reported(found), "place": "waiting"}
    return render(request, "results/scrutineer.html", context)


@require_safe
def pdf(request: HttpRequest, election: str) -> HttpResponse:
    """The report in force, once a result of the election is public; the scrutineer sees it before."""
    found = get_object_or_404(Election.objects.select_related("organisation"), slug=election)
    handed_in = reported(found)
    own = request.user.is_authenticated and holds(request.user, Office.SCRUTINEER, scopes=scopes_of(found))
    if handed_in is None or not (own or found.contests.filter(results__isnull=False).exists()):
        raise Http404
    response = HttpResponse(report(handed_in), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="scrutineer-{election}.pdf"'
    return response
