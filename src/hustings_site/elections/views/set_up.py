"""The terms of a whole election: filled in while it is in preparation, corrected in public once it is announced."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from hustings_site.elections.desk_door import OfficersRequest, signed_in
from hustings_site.elections.desk_selectors import election_run_by
from hustings_site.elections.forms import CorrectionField, ElectionTermsForm
from hustings_site.elections.models import Election
from hustings_site.elections.setting_up import change_election
from hustings_site.elections.terms import propose_correction
from hustings_site.elections.views.acting import act_once, sent
from hustings_site.pages.stale import slip


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: OfficersRequest, election: str) -> HttpResponse:
    found = election_run_by(request.user, election)
    form = ElectionTermsForm(sent(request), instance=Election.objects.get(pk=found.pk))
    correction = CorrectionField(sent(request)) if found.announced_at else None
    status = 200
    if request.method == "POST" and form.is_valid() and (correction is None or correction.is_valid()):
        changes = {name: form.cleaned_data[name] for name in form.changed_data}

        def keep() -> object:
            if correction is None:
                return change_election(by=request.user.scope, election=found, version=found.version, changes=changes)
            reason = correction.cleaned_data["reason"]
            return propose_correction(by=request.user.scope, election=found, of=found, changes=changes, reason=reason)

        acted = act_once(request, form, seen=lambda: held(found), do=keep)
        if acted.done or acted.sent_twice:
            return redirect("elections:overview", found.slug)
        status = acted.status
        found.refresh_from_db()
    return render(
        request,
        "elections/set_up.html",
        {
            "form": form,
            "correction": correction,
            "election": found,
            "slip": slip(found.version, found.announced_at),
            "place": "desk",
        },
        status=status,
    )


def held(election: Election) -> tuple[object, ...]:
    """The election's row, locked, as its page showed it; `election` is brought up to date with it."""
    row = Election.objects.select_for_update(of=("self",)).filter(pk=election.pk).first()
    if row is None:
        raise ValidationError("")
    election.version, election.announced_at = row.version, row.announced_at
    return row.version, row.announced_at
