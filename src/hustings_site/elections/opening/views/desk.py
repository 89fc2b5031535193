"""The opening of an election's ballots on its desk: what is done once for all, and each contest."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hustings_site.elections.codes.models import Issue
from hustings_site.elections.desk_door import OfficersRequest, signed_in
from hustings_site.elections.desk_selectors import election_run_by
from hustings_site.elections.models import Election
from hustings_site.elections.opening.closing import close_book, erasing, lacking_by_code, propose_erasing
from hustings_site.elections.opening.forms import EraseForm, MarkForm
from hustings_site.elections.opening.page import BookPage, books, contest_page, polled_contests
from hustings_site.elections.views.contest_act import tell_outcome
from hustings_site.pages.stale import AlreadySentError, slip, take


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: OfficersRequest, election: str) -> HttpResponse:
    found = election_run_by(request.user, election)
    by = request.user.scope
    mark = MarkForm(request.POST if "mark" in request.POST else None)
    erase = EraseForm(request.POST if "erase" in request.POST else None)
    form = mark if mark.is_bound else erase if erase.is_bound else None
    if form is not None and form.is_valid():
        try:
            with transaction.atomic():
                Election.objects.select_for_update(of=("self",)).get(pk=found.pk)
                take(request.POST, *_seen(_pages(found)))
                for issue in Issue.objects.filter(election=found, sealed=True, erased_at=None):
                    if form is mark:
                        close_book(by=by, issue=issue, passphrase=mark.cleaned_data["passphrase"])
                    else:
                        tell_outcome(request, propose_erasing(by=by, issue=issue))
        except AlreadySentError:
            return redirect("elections:opening", found.slug)
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            if form is mark:
                messages.success(request, _("The register is marked, and the spares are published."))
            return redirect("elections:opening", found.slug)
    pages = _pages(found)
    context = {
        "election": found,
        "books": pages,
        "contests": [contest_page(contest) for contest in polled_contests(found)],
        "mark": mark,
        "erase": erase,
        "waiting": erasing(found),
        "slip": slip(*_seen(pages)),
        "place": "desk",
    }
    return render(request, "elections/opening/desk.html", context)


def _pages(election: Election) -> list[BookPage]:
    return books(election, lacking_by_code(election)) if election.issues.exists() else []


def _seen(pages: list[BookPage]) -> tuple[object, ...]:
    return tuple((page.marks, page.erase, page.issue.marked_at, page.issue.erased_at) for page in pages)
