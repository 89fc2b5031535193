"""The door of a candidate's page: the link asks for the code. Looking at it consumes nothing, however often."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hustings_site.elections.candidates.door import is_in, let_in
from hustings_site.elections.candidates.forms import CodeForm
from hustings_site.elections.candidates.keys import try_code
from hustings_site.elections.candidates.models import CandidateFile


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: HttpRequest, link: UUID) -> HttpResponse:
    file = get_object_or_404(CandidateFile.objects.select_related("candidate__member"), link=link)
    if request.method != "POST":
        if is_in(request, file):
            return redirect("elections:own_page", link)
        return render(request, "elections/candidates/stand.html", {"form": CodeForm(), "place": "stand"})
    form = CodeForm(request.POST)
    status = 200
    if form.is_valid():
        try:
            let_in(request, try_code(link=link, typed=form.cleaned_data["code"]))
        except ValidationError as refusal:
            form.add_error("code", refusal.messages)
            status = 429 if refusal.code == "wait" else 200
        else:
            return redirect("elections:own_page", link)
    return render(request, "elections/candidates/stand.html", {"form": form, "place": "stand"}, status=status)
