"""Addresses of voting on paper, and of the ballot account."""

from django.urls import path

from hustings_site.elections.papers.views import (
    account,
    batch,
    desk,
    desk_account,
    envelopes,
    numbers,
    printing,
    requests,
    watch,
    watch_batch,
)

urlpatterns = [
    path("desk/elections/<slug:election>/paper/", desk.view, name="paper"),
    path("desk/elections/<slug:election>/paper/print/", printing.view, name="paper_print"),
    path("desk/elections/<slug:election>/paper/requests/", requests.view, name="paper_requests"),
    path("desk/elections/<slug:election>/paper/envelopes/", envelopes.view, name="paper_envelopes"),
    path("desk/elections/<slug:election>/paper/numbers/", numbers.view, name="paper_numbers"),
    path("desk/elections/<slug:election>/paper/watch/", watch.view, name="paper_watch"),
    path("desk/elections/<slug:election>/account/", desk_account.view, name="paper_account"),
    path("desk/batches/<int:batch>/", batch.view, name="paper_batch"),
    path("desk/batches/<int:batch>/watch/", watch_batch.view, name="paper_watch_batch"),
    path("elections/<slug:election>/account/", account.view, name="account"),
    path("elections/<slug:election>/account.json", account.as_json, name="account_json"),
]
