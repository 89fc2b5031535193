from django.urls import path

from hustings_site.pages.views import home, how_it_works, how_to_check, language, style

urlpatterns = [
    path("", home.view, name="home"),
    path("how-it-works/", how_it_works.view, name="how_it_works"),
    path("how-to-check/", how_to_check.view, name="how_to_check"),
    path("language/<slug:code>/", language.view, name="language"),
    path("style/", style.view, name="style"),
]
