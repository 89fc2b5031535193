"""What is recommended in an election, and who stands in for whom, for feed readers."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hustings_site.pages.feeds import Feed, written
from hustings_site.slates.public_data import news_of, recommended_in


def view(request: HttpRequest, election: str, form: str) -> HttpResponse:
    found = recommended_in(election)
    title = _("Recommendations: %(title)s") % {"title": found.title}
    path = reverse("slates:election", args=[found.slug])
    return written(request, Feed(title=title, path=path, entries=news_of(found)), form)
