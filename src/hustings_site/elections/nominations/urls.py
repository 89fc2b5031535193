"""Addresses of nominations."""

from django.urls import path

from hustings_site.elections.nominations.views import (
    desk_nominate,
    desk_nomination,
    naming,
    nominate,
    nomination,
    table,
    table_csv,
    table_json,
)

POST = "elections/<slug:election>/<slug:contest>/"

urlpatterns = [
    path(f"{POST}nominations/", table.view, name="nominations"),
    path(f"{POST}nominations.json", table_json.view, name="nominations_json"),
    path(f"{POST}nominations.csv", table_csv.view, name="nominations_csv"),
    path("nominate/", nominate.view, name="nominate"),
    path("nominate/<int:contest>/<str:kind>/<int:nominator>/", naming.view, name="naming"),
    path("nominate/<int:nomination>/", nomination.view, name="nomination"),
    path("desk/contests/<int:contest>/nominate/", desk_nominate.view, name="desk_nominate"),
    path("desk/nominations/<int:nomination>/", desk_nomination.view, name="desk_nomination"),
]
