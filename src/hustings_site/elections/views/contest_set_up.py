"""The terms of one contest: a new one, one in preparation, or the public correction of an announced one."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from hustings_site.elections.desk_door import OfficersRequest, signed_in
from hustings_site.elections.desk_selectors import election_run_by
from hustings_site.elections.enums import ElectionKind
from hustings_site.elections.forms import ContestTermsForm, CorrectionField, MotionTermsForm
from hustings_site.elections.models import Contest
from hustings_site.elections.setting_up import add_contest, change_contest
from hustings_site.elections.terms import propose_correction
from hustings_site.elections.views.acting import act_once, sent
from hustings_site.elections.views.set_up import held
from hustings_site.pages.stale import slip


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: OfficersRequest, election: str, contest: str | None = None) -> HttpResponse:
    found = election_run_by(request.user, election)
    if contest is None and found.announced_at is not None:
        raise PermissionDenied
    row = get_object_or_404(Contest, election=found, slug=contest) if contest else Contest(election=found)
    form_of: type[ContestTermsForm | MotionTermsForm] = ContestTermsForm
    if found.kind == ElectionKind.MOTION:
        form_of = MotionTermsForm
    before = {name: getattr(row, name) for name in form_of.Meta.fields} if row.pk else {}
    shown = Contest.objects.get(pk=row.pk) if row.pk else Contest(election=found)
    form = form_of(sent(request), instance=shown, organisation=found.organisation)
    correction = CorrectionField(sent(request)) if found.announced_at else None
    status = 200
    if request.method == "POST" and form.is_valid() and (correction is None or correction.is_valid()):
        given = {name: form.cleaned_data[name] for name in form_of.Meta.fields}
        by = request.user.scope

        def keep() -> object:
            if not row.pk:
                return add_contest(by=by, election=found, version=found.version, terms=given)
            if correction is None:
                return change_contest(by=by, contest=row, version=found.version, terms=given)
            changes = {name: value for name, value in given.items() if value != before[name]}
            return propose_correction(
                by=by, election=found, of=row, changes=changes, reason=correction.cleaned_data["reason"]
            )

        acted = act_once(request, form, seen=lambda: held(found), do=keep)
        if acted.done or acted.sent_twice:
            return redirect("elections:overview", found.slug)
        status = acted.status
        found.refresh_from_db()
    return render(
        request,
        "elections/contest_set_up.html",
        {
            "form": form,
            "correction": correction,
            "election": found,
            "contest": row if row.pk else None,
            "slip": slip(found.version, found.announced_at),
            "place": "desk",
        },
        status=status,
    )
