"""Addresses of elections and results, and of drafts on the desk."""

from django.urls import include, path

from hustings_site.results.views import (
    certificate,
    count_file,
    declare,
    draft,
    draft_begin,
    draft_count,
    draft_discard,
    draft_lot,
    draft_preview,
    elections,
    feed,
    other_ways,
    papers,
    result,
    result_json,
    scrutineer,
    stage,
    stages_csv,
    totals_csv,
    transcript,
    watch,
)

app_name = "results"

of_a_version = [
    path("", result.view, name="version"),
    path("result.json", result_json.view, name="result_json"),
    path("figures.csv", totals_csv.view, name="totals_csv"),
    path("certificate.pdf", certificate.view, name="certificate"),
    path("stages.csv", stages_csv.view, name="stages_csv"),
    path("other-ways/", other_ways.view, name="other_ways"),
    path("stage/<int:stage>/", stage.view, name="stage"),
    path("transcript.json", transcript.view, name="transcript"),
    path("<str:name>.toml", count_file.view, name="count_file"),
    path("papers", papers.view, name="papers"),
    path("papers.<str:form>", papers.view, name="papers_as"),
]
of_a_draft = [
    path("", draft.view, name="draft"),
    path("count/", draft_count.view, name="draft_count"),
    path("lot/", draft_lot.view, name="draft_lot"),
    path("preview/", draft_preview.view, name="draft_preview"),
    path("discard/", draft_discard.view, name="draft_discard"),
]
urlpatterns = [
    path("elections/", elections.view, name="elections"),
    path("elections/results.<str:form>", feed.view, name="feed"),
    path("elections/<slug:election>/<slug:contest>/", result.view, name="result"),
    path("elections/<slug:election>/<slug:contest>/<int:number>/", include(of_a_version)),
    path("elections/<slug:election>/scrutineer.pdf", scrutineer.pdf, name="scrutineers_report"),
    path("scrutineer/<slug:election>/report/", scrutineer.view, name="scrutineer"),
    path("desk/results/new/", draft_begin.view, name="draft_begin"),
    path("desk/results/correct/<int:contest>/", draft_begin.view, name="draft_correct"),
    path("desk/elections/<slug:election>/contests/<slug:contest>/declare/", declare.view, name="declare"),
    path("desk/elections/<slug:election>/contests/<slug:contest>/watch/", watch.view, name="watch"),
    path("desk/results/<uuid:draft>/", include(of_a_draft)),
]
