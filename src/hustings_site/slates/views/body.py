"""A group: what it says about itself, its slates, its alliances, what its supporters were told."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from hustings_site.slates.models import Body
from hustings_site.slates.permissions import may_edit_body
from hustings_site.slates.selectors.pages import notices_of
from hustings_site.slates.selectors.slates import public_slates
from hustings_site.slates.withdrawing.selectors import votes_of


def view(request: HttpRequest, slug: str) -> HttpResponse:
    body = get_object_or_404(Body.objects.select_related("organisation"), slug=slug)
    context = {
        "body": body,
        "slates": public_slates().filter(body=body),
        "allied": body.alliances.select_related("alliance"),
        "notices": notices_of(body)[:50],
        "endorsement_votes": votes_of(body)[:50],
        "may_edit": may_edit_body(request.user, body),
        "place": "slates",
    }
    return render(request, "slates/body.html", context)
