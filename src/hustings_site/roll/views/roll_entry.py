"""One elector on a frozen roll: strike, hold the vote apart, put back; each asked of a second officer."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from hustings_site.roll.door import SignedInRequest, for_rolls_officers
from hustings_site.roll.forms import LateChangeForm
from hustings_site.roll.late_changes import CHANGES, propose_change
from hustings_site.roll.models import FrozenRoll, RollEntry
from hustings_site.roll.said import tell
from hustings_site.roll.use import places_of, why_closed

WORDS = {
    "strike": _("Strike: no vote. Who is struck stays on the roll as struck."),
    "tender": _("Hold the vote apart until a ruling: it can be cast, and is counted or never opened by the ruling."),
    "reinstate": _("Put back: the vote counts."),
}


@for_rolls_officers
def view(request: SignedInRequest, roll: FrozenRoll, entry: int) -> HttpResponse:
    entries = RollEntry.objects.filter(roll=roll)
    found = get_object_or_404(entries.select_related("roll__organisation", "roll__electorate", "branch"), pk=entry)
    choices = [(what, WORDS[what]) for what, change in CHANGES.items() if found.standing in change.start]
    form = LateChangeForm(choices, request.POST or None)
    if request.method == "POST" and form.is_valid():
        what, reason = form.cleaned_data["what"], form.cleaned_data["reason"]
        place = places_of(roll)[0]
        try:
            tell(request, propose_change(by=request.user.scope, entry=found, what=what, reason=reason, place=place))
            return redirect("roll:roll", roll.organisation.slug, roll.pk)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
    context = {
        "organisation": roll.organisation,
        "roll": roll,
        "entry": found,
        "form": form,
        "closed": why_closed(roll),
        "place": "desk",
    }
    return render(request, "roll/roll_entry.html", context)
