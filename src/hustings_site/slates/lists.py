"""What result pages know of recommendations: the published lists of a contest.

Groups' own lists stand under one publisher, so that shares by list add up; where somebody is on two of them, the later
one stands under its body's own name. Where a ballot paper prints the registered list beside each name, nothing is
written here: a recommendation is no registration.
"""

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from hustings_site.elections.enums import Printed
from hustings_site.elections.models import ListPlace, PublishedList
from hustings_site.slates.models import Recommendation
from hustings_site.slates.selectors.recommending import now_recommended


def fill_list(recommendation: Recommendation) -> None:
    """Write down who is recommended now and is on the ballot paper, under the slate's name or the body's."""
    contest, body = recommendation.contest, recommendation.body
    if contest.printed == Printed.LIST:
        return
    source = reverse("slates:recommendations", args=[contest.election.slug, contest.slug])
    ours = PublishedList.objects.filter(contest=contest, source=source)
    titles = {
        each.title for each in Recommendation.objects.filter(contest=contest, body=body).select_related("slate", "body")
    }
    ListPlace.objects.filter(published_list__in=ours.filter(name__in=titles)).delete()
    ours.filter(name__in=titles - {recommendation.title}, statements=None).delete()
    named = [place.candidate for place in now_recommended(recommendation) if place.candidate.position is not None]
    if not named:
        ours.filter(name=recommendation.title, statements=None).delete()
        return
    with translation.override(contest.election.organisation.language):
        together = _("what the groups recommend themselves")
    others = ListPlace.objects.filter(published_list__in=ours.filter(publisher=together))
    publisher = body.name if others.filter(candidate__in=named).exists() else together
    written, _made = PublishedList.objects.update_or_create(
        contest=contest, source=source, name=recommendation.title, defaults={"publisher": publisher}
    )
    for position, candidate in enumerate(named, start=1):
        ListPlace.objects.create(published_list=written, candidate=candidate, position=position)
