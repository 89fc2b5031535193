"""Addresses of the voter's page, of the ballot list, and of each board in the shape of Belenios' API."""

from django.urls import include, path

from hustings_site.booth.views import (
    archive,
    ballot_list,
    ballot_list_file,
    board_object,
    cast,
    credentials,
    page,
    state,
)

app_name = "booth"

of_a_board = [
    path("archive", archive.view, name="api_archive"),
    path("objects/<str:sha256>", board_object.by_hash, name="api_object"),
    path("<str:name>", board_object.named, name="api"),
]
of_a_booth = [
    path("", page.view, name="page"),
    path("page.html", page.download, name="page_file"),
    path("state.json", state.view, name="state"),
    path("polls/<str:poll>/credentials/<str:prefix>", credentials.view, name="credentials"),
    path("polls/<str:poll>/ballots", cast.view, name="cast"),
]
urlpatterns = [
    path("booth/api/elections/<str:poll>/", include(of_a_board)),
    path("booth/<str:booth>/", include(of_a_booth)),
    path("ballots/<str:poll>/", ballot_list.view, name="ballot_list"),
    path("ballots/<str:poll>/ballots.<str:form>", ballot_list_file.view, name="ballot_list_file"),
    path("ballots/<str:poll>/board.bel", archive.view, name="archive"),
]
