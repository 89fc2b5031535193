"""The key of an election on its desk: who holds it, who has done which step, and the way to have one made."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from hustings_site.elections.desk_door import OfficersRequest, signed_in
from hustings_site.elections.desk_selectors import election_run_by
from hustings_site.elections.keys import services
from hustings_site.elections.keys.enums import KeyKind
from hustings_site.elections.keys.forms import CeremonyForm, GiveUpForm, TrialForm
from hustings_site.elections.keys.models import KeySet
from hustings_site.elections.keys.selectors import appointed, keys_of
from hustings_site.elections.models import Election
from hustings_site.elections.nominations.forms import PlainForm
from hustings_site.elections.opening.models import Trial
from hustings_site.elections.opening.trial import begin_trial
from hustings_site.elections.places import officers_path
from hustings_site.pages.stale import AlreadySentError, slip, take


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: OfficersRequest, election: str) -> HttpResponse:
    found = election_run_by(request.user, election)
    sent = next((what for what in ("server", "ceremony", "give_up", "trial") if what in request.POST), "")
    server = PlainForm(request.POST if sent == "server" else None)
    ceremony = CeremonyForm(request.POST if sent == "ceremony" else None, people=appointed(found))
    give_up = GiveUpForm(request.POST if sent == "give_up" else None, prefix="give_up")
    trial = TrialForm(request.POST if sent == "trial" else None)
    form = {"server": server, "ceremony": ceremony, "give_up": give_up, "trial": trial}.get(sent)
    if form is not None and form.is_valid():
        try:
            with transaction.atomic():
                Election.objects.select_for_update(of=("self",)).get(pk=found.pk)
                take(request.POST, *_seen(found))
                _act(request.user.scope, found, form)
        except AlreadySentError:
            return redirect("elections:keys", found.slug)
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            return redirect("elections:keys", found.slug)
    keys = keys_of(found)
    context = {
        "election": found,
        "keys": keys,
        "server": server,
        "ceremony": ceremony,
        "give_up": give_up,
        "rehearse": trial,
        "trial": Trial.objects.filter(keys=keys).first() if keys else None,
        "done": _who_did_what(keys) if keys else None,
        "used": found.contests.filter(poll__isnull=False).exists(),
        "officers": officers_path(found),
        "slip": slip(*_seen(found)),
        "slip_2": slip(*_seen(found)),
        "place": "desk",
    }
    return render(request, "elections/keys/desk.html", context)


def _act(by: str, election: Election, form: PlainForm) -> None:
    given = form.cleaned_data
    if isinstance(form, CeremonyForm):
        holders = form.chosen()
        services.begin_ceremony(by=by, election=election, holders=holders, threshold=given["threshold"])
    elif isinstance(form, TrialForm):
        begin_trial(by=by, keys=election.keys)
    elif isinstance(form, GiveUpForm):
        services.begin_again(by=by, election=election, reason=given["reason"])
    else:
        services.make_server_key(by=by, election=election)


def _seen(election: Election) -> tuple[object, ...]:
    keys = keys_of(election)
    return (
        (keys.pk, keys.made_at, Trial.objects.filter(keys=keys).values_list("pk", "opened_at").first()) if keys else ()
    )


def _who_did_what(keys: KeySet) -> tuple[list[str], list[tuple[str, list[bool]]]]:
    """The steps, and for each key holder which of them are done."""
    steps = services.steps_of(keys)
    rows = [(holder.name, [bool(getattr(holder, step.value)) for step in steps]) for holder in keys.holders.all()]
    return [str(step.label) for step in steps] if keys.kind != KeyKind.SERVER else [], rows
