"""Print papers: a stock for the desk, or packs for everybody who waits for theirs."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from hustings_site.elections.desk_door import OfficersRequest, signed_in
from hustings_site.elections.papers.deeds import Deed, deeds_page
from hustings_site.elections.papers.enums import RequestState
from hustings_site.elections.papers.forms import DestroyForm, PacksForm, StockForm, with_election
from hustings_site.elections.papers.models import PaperRequest, PapersDestroyed, PrintRun
from hustings_site.elections.papers.number_list import has_key
from hustings_site.elections.papers.printing import destroy_papers, print_packs, print_stock
from hustings_site.elections.running import election_run


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: OfficersRequest, election: str) -> HttpResponse:
    found = election_run(request, election)
    by = request.user.scope
    packs = Deed(
        "packs",
        _("Packs for whoever asked"),
        _("Print the packs (PDF)"),
        with_election(PacksForm, found),
        lambda said: print_packs(by=by, election=found, **said),
        warning=_(
            "A letter with a label for the envelope, then that elector’s papers. Print it at once: it is kept nowhere, "
            "and another pack has other numbers."
        ),
    )
    stock = Deed(
        "stock",
        _("A stock for the desk"),
        _("Print the papers (PDF)"),
        with_election(StockForm, found),
        lambda said: print_stock(by=by, **said),
        warning=_("Papers for whoever comes and asks. The scrutineer notes which number is handed to whom."),
    )
    destroy = Deed(
        "destroy",
        _("Papers spoilt before anybody had them"),
        _("Write them down"),
        with_election(DestroyForm, found),
        lambda said: destroy_papers(by=by, **said),
        done=_("Written down in the account."),
    )
    page = deeds_page(request, [packs, stock, destroy])
    if page.acted:
        if isinstance(page.result, bytes):
            return pdf(page.result, f"papers-{found.slug}.pdf")
        return redirect("elections:paper_print", found.slug)
    context = {
        "election": found,
        "page": page,
        "runs": PrintRun.objects.filter(contest__election=found).select_related("contest"),
        "destroyed": PapersDestroyed.objects.filter(contest__election=found).select_related("contest"),
        "waiting": PaperRequest.objects.filter(election=found, state=RequestState.ASKED).count(),
        "has_key": has_key(found),
        "place": "desk",
    }
    return render(request, "elections/papers/print.html", context, status=page.status)


def pdf(made: bytes, name: str) -> HttpResponse:
    """A PDF to be saved or printed, which no browser keeps."""
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer
