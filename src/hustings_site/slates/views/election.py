"""An election for a reader: by branch or postcode, what each group recommends in each contest."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from hustings_site.elections.models import Election
from hustings_site.roll.models import Branch
from hustings_site.slates.models import PostcodeArea
from hustings_site.slates.selectors.pages import contests_recommended_in, is_by_region, side_by_side
from hustings_site.slates.selectors.regions import branch_asked_for


def view(request: HttpRequest, election: str) -> HttpResponse:
    found = get_object_or_404(Election.objects.select_related("organisation"), slug=election)
    asked = {name: request.GET.get(name, "")[:20] for name in ("branch", "postcode")}
    region = branch_asked_for(found.organisation, **asked)
    posts = [(contest, side_by_side(contest, region)[0]) for contest in contests_recommended_in(found)]
    context = {
        "election": found,
        "posts": posts,
        "region": region,
        "asked": asked,
        "branches": Branch.objects.of(found.organisation),
        "postcodes": PostcodeArea.objects.filter(organisation=found.organisation).exists(),
        "by_region": any(is_by_region(shown) for _contest, shown in posts),
        "place": "slates",
    }
    return render(request, "slates/election.html", context)
