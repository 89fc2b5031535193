"""One file of members, wherever it stands: its columns, its progress, its preview, its outcome.

The page of an import at work looks again by itself, without a script, until its reader lets it stand still.
"""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render

from hustings_site.roll.door import SignedInRequest, for_keepers
from hustings_site.roll.enums import ImportState
from hustings_site.roll.forms import ColumnsForm
from hustings_site.roll.imports.running import choose_columns, confirm, seems_interrupted, why_not_undone
from hustings_site.roll.models import ImportRow, MemberImport, Organisation
from hustings_site.roll.selectors import import_of, notes_of, rows_shown
from hustings_site.roll.tasks import go_on

AT_WORK = (ImportState.CHECKING, ImportState.APPLYING)
TEMPLATES = {
    ImportState.UPLOADED: "roll/import_columns.html",
    ImportState.CHECKING: "roll/import_at_work.html",
    ImportState.CHECKED: "roll/import_preview.html",
    ImportState.APPLYING: "roll/import_at_work.html",
    ImportState.DONE: "roll/import_done.html",
    ImportState.UNDONE: "roll/import_done.html",
}


@for_keepers
def view(request: SignedInRequest, organisation: Organisation, member_import: int) -> HttpResponse:
    found = import_of(organisation, member_import)
    first = ImportRow.objects.filter(member_import=found).first()
    samples = first.cells if first else []
    form = ColumnsForm(found, samples, request.POST if "columns" in request.POST else None)
    if request.method == "POST":
        try:
            if _acted(request, found, form):
                go_on(import_of(organisation, found.pk))
                return redirect("roll:import", organisation.slug, found.pk)
        except ValidationError as refusal:
            form.is_bound = True
            form.full_clean()
            form.add_error(None, refusal.messages)
    context = {
        "organisation": organisation,
        "import": found,
        "form": form,
        "notes": notes_of(found),
        "interrupted": seems_interrupted(found),
        "still": "still" in request.GET,
        "most": found.rows * (2 if found.state == ImportState.CHECKING else 1),
        "new": rows_shown(found, "new"),
        "changed": rows_shown(found, "changed"),
        "rejected": rows_shown(found, "rejected"),
        "remarked": rows_shown(found, "remarked"),
        "standing": why_not_undone(found) if found.state == ImportState.DONE else [],
        "place": "desk",
    }
    mending = "again" in request.GET and found.state == ImportState.CHECKED
    template = TEMPLATES[ImportState.UPLOADED if mending or form.errors else ImportState(found.state)]
    answer = render(request, template, context)
    if found.state in AT_WORK and not context["interrupted"] and not context["still"]:
        answer["Refresh"] = "2"
    return answer


def _acted(request: SignedInRequest, found: MemberImport, form: ColumnsForm) -> bool:
    """Do what the form asks for; whether there was anything right to do."""
    if "confirm" in request.POST:
        confirm(by=request.user.scope, member_import=found)
        return True
    if "go_on" in request.POST:
        return found.state in AT_WORK
    if "columns" in request.POST and form.is_valid():
        month_first = form.cleaned_data["month_first"] == "1"
        choose_columns(by=request.user.scope, member_import=found, columns=form.columns(), month_first=month_first)
        return True
    return False
