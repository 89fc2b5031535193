"""A frozen roll, name by name, for whoever may inspect it; whether it still is what was frozen."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from hustings_site.roll.door import SignedInRequest, for_inspectors
from hustings_site.roll.enums import EntryStanding, WhyPost
from hustings_site.roll.models import FrozenRoll
from hustings_site.roll.permissions import may_change_roll, may_keep_roll
from hustings_site.roll.quality import FINDINGS
from hustings_site.roll.said import query_of
from hustings_site.roll.selectors import check_roll, entitled_now, find_entries


@for_inspectors
def view(request: SignedInRequest, roll: FrozenRoll) -> HttpResponse:
    asked = {name: request.GET.get(name, "").strip()[:200] for name in ("q", "standing", "why_post")}
    context = {
        "organisation": roll.organisation,
        "roll": roll,
        "page": Paginator(find_entries(roll, **asked), 100).get_page(request.GET.get("page")),
        "asked": asked,
        "query": query_of(asked),
        "standings": EntryStanding.choices,
        "reasons": WhyPost.choices,
        "now": entitled_now(roll),
        "quality": [(title, roll.quality.get(finding, 0)) for finding, title in FINDINGS.items()],
        "findings": check_roll(roll),
        "keeper": may_keep_roll(request.user, roll.organisation),
        "officer": may_change_roll(request.user, roll),
        "place": "desk",
    }
    return render(request, "roll/roll.html", context)
