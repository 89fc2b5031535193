"""Addresses of elections and results."""

from django.urls import path

from hustings_site.results.views import elections, result, result_json, totals_csv

app_name = "results"
urlpatterns = [
    path("elections/", elections.view, name="elections"),
    path("elections/<slug:election>/<slug:contest>/", result.view, name="result"),
    path("elections/<slug:election>/<slug:contest>/<int:number>/", result.view, name="version"),
    path("elections/<slug:election>/<slug:contest>/<int:number>/result.json", result_json.view, name="result_json"),
    path("elections/<slug:election>/<slug:contest>/<int:number>/figures.csv", totals_csv.view, name="totals_csv"),
]
