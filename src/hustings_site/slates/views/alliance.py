"""An alliance: charter, bodies with weights and delegates, whom it asked and who asked, minutes, who is bound."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from hustings_site.slates.models import Alliance
from hustings_site.slates.permissions import may_edit_alliance
from hustings_site.slates.selectors.alliances import bodies_of, ledger_of, undertakings_of
from hustings_site.slates.selectors.slates import public_slates


def view(request: HttpRequest, slug: str) -> HttpResponse:
    alliance = get_object_or_404(Alliance.objects.select_related("convener__organisation"), slug=slug)
    charters = list(alliance.charters.all())
    bodies = bodies_of(alliance)
    context = {
        "alliance": alliance,
        "charter": charters[-1] if charters else None,
        "earlier": charters[:-1],
        "bodies": bodies,
        "weights": sum(each.weight for each in bodies if each.left_on is None),
        "ledger": ledger_of(alliance),
        "minutes": alliance.minutes.all(),
        "bound": undertakings_of(alliance),
        "slates": public_slates().filter(alliance=alliance),
        "may_edit": may_edit_alliance(request.user, alliance),
        "place": "slates",
    }
    return render(request, "slates/alliance.html", context)
