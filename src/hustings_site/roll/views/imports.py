"""Files of members: those there were, and a form for the next."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from hustings_site.roll.door import SignedInRequest, for_keepers
from hustings_site.roll.forms import FileForm
from hustings_site.roll.imports.running import take_file
from hustings_site.roll.imports.tables import TableError
from hustings_site.roll.models import MemberImport, Organisation


@for_keepers
def view(request: SignedInRequest, organisation: Organisation) -> HttpResponse:
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            taken = take_file(by=request.user.scope, organisation=organisation, file=file.file, name=file.name)
        except TableError as error:
            form.add_error("file", str(error))
        else:
            return redirect("roll:import", organisation.slug, taken.pk)
    context = {
        "organisation": organisation,
        "imports": MemberImport.objects.of(organisation)[:50],
        "form": form,
        "place": "desk",
    }
    return render(request, "roll/imports.html", context)
