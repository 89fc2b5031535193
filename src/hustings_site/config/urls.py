"""The addresses of the site, room by room."""

from django.apps import apps
from django.urls import include, path

from hustings_site.config import api_page
from hustings_site.config.api import api

urlpatterns = [
    path("", include("hustings_site.pages.urls")),
    path("account/", include("hustings_site.accounts.urls")),
    path("account/", include("hustings_site.accounts.allauth_urls")),
    path("api/", api_page.view, name="api_page"),
    path("api/", api.urls),
    path("", include("hustings_site.booth.urls")),
    path("", include("hustings_site.roll.urls")),
    path("", include("hustings_site.elections.urls")),
    path("", include("hustings_site.results.urls")),
    path("", include("hustings_site.campaign.urls")),
    path("", include("hustings_site.slates.urls")),
    path("", include("hustings_site.committees.urls")),
    path("", include("hustings_site.motions.urls")),
]
if apps.is_installed("hustings_site.demonstration"):
    urlpatterns.append(path("demonstration/", include("hustings_site.demonstration.urls")))
