"""Count and declare one contest: each step, and the acts that stand open now."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from hustings_site.elections.approved_acts import propose_declaration
from hustings_site.elections.desk_door import OfficersRequest, signed_in
from hustings_site.elections.desk_selectors import election_run_by
from hustings_site.elections.forms import TYPED
from hustings_site.elections.models import Contest, Election
from hustings_site.elections.opening.page import polled_contests
from hustings_site.elections.views.contest_act import tell_outcome
from hustings_site.journal import clock
from hustings_site.pages.stale import AlreadySentError, slip, take
from hustings_site.results.declare_page import DeclarePage, declare_page
from hustings_site.results.declaring import begin_count, tell_candidates
from hustings_site.results.forms import ResultForm


class TellForm(ResultForm):
    """When the result becomes public."""

    until = forms.DateTimeField(
        label=gettext_lazy("Public not before"),
        input_formats=[TYPED],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=TYPED),
        help_text=gettext_lazy("The candidates read it in their mail. Now is a time too."),
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: OfficersRequest, election: str, contest: str) -> HttpResponse:
    found = election_run_by(request.user, election)
    row = contest_polled(found, contest)
    form = TellForm(request.POST if "tell" in request.POST else None, initial={"until": clock.now()})
    if request.method == "POST" and (not form.is_bound or form.is_valid()):
        try:
            if "count" in request.POST:
                draft = begin_count(by=request.user, contest=row)
                return redirect("results:draft_count", draft.pk)
            with transaction.atomic():
                Contest.objects.select_for_update(of=("self",)).get(pk=row.pk)
                page = declare_page(row)
                take(request.POST, *_seen(page))
                _act(request, page, form)
        except AlreadySentError:
            pass
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        return redirect("results:declare", found.slug, row.slug)
    page = declare_page(row)
    others = [each for each in polled_contests(found) if each.pk != row.pk]
    context = {"election": found, "page": page, "others": others, "form": form, "slip": slip(*_seen(page))}
    return render(request, "results/declare.html", context | {"place": "desk"})


def contest_polled(election: Election, slug: str) -> Contest:
    """The contest of an election that was polled here. Raises Http404."""
    row = next((each for each in polled_contests(election) if each.slug == slug), None)
    if row is None:
        raise Http404
    return row


def _act(request: OfficersRequest, page: DeclarePage, form: TellForm) -> None:
    if "certify" in request.POST:
        if not page.may_certify:
            raise ValidationError(_("There is no counted result to certify."))
        tell_outcome(request, propose_declaration(by=request.user.scope, contest=page.contest, voted=page.voted))
    elif "tell" in request.POST and page.draft is not None:
        tell_candidates(by=request.user.scope, draft=page.draft, until=form.cleaned_data["until"])


def _seen(page: DeclarePage) -> tuple[object, ...]:
    draft = page.draft
    return (page.contest.state, draft.pk if draft else "", draft.state if draft else "", page.embargo)
