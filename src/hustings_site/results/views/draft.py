"""Fill in a draft. What is sent is kept first and judged afterwards."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hustings_site.elections.desk_door import OfficersRequest
from hustings_site.pages.words import readers_words
from hustings_site.results.door import for_the_draft
from hustings_site.results.drafting import keep_fields, start_count
from hustings_site.results.enums import DraftState, Kind
from hustings_site.results.forms import LARGEST_PAPERS, form_of, text_of
from hustings_site.results.models import Draft


@for_the_draft
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: OfficersRequest, found: Draft) -> HttpResponse:
    if request.method != "POST":
        form = form_of(found, bound=bool(found.fields))
        if found.message:
            form.add_error("papers_file", found.told(readers_words()))
        return render(request, "results/draft.html", {"form": form, "draft": found, "place": "desk"})
    refusal = _keep(request, found)
    form = form_of(found)
    if refusal is None and form.is_valid():
        if found.kind == Kind.IMPORTED:
            return redirect("results:draft_preview", found.pk)
        start_count(draft=found)
        return redirect("results:draft_count", found.pk)
    if refusal is not None:
        form.add_error(*refusal)
    return render(request, "results/draft.html", {"form": form, "draft": found, "place": "desk"})


def _keep(request: OfficersRequest, draft: Draft) -> tuple[str, ValidationError] | None:
    """Keep everything that was sent; what is wrong with an uploaded file, and under which field, if anything is."""
    fields = {name: request.POST[name] for name in request.POST if name != "csrfmiddlewaretoken"}
    papers = None
    refusal = None
    if table := request.FILES.get("totals_file"):
        try:
            fields |= {"totals": text_of(table), "totals_name": table.name or "table"}
        except ValidationError as wrong:
            refusal = ("totals_file", wrong)
    if upload := request.FILES.get("papers_file"):
        if (upload.size or 0) > LARGEST_PAPERS:
            refusal = (
                "papers_file",
                ValidationError(
                    _("%(name)s has %(size)d bytes, more than are taken here (%(most)d); count it on the command line.")
                    % {"name": upload.name, "size": upload.size, "most": LARGEST_PAPERS}
                ),
            )
        else:
            papers = (upload.name or "papers", upload.read())
    if draft.state != DraftState.PUBLISHED:
        keep_fields(draft=draft, fields=fields, papers=papers)
    return refusal
