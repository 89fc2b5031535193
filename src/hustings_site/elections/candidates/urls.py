"""Addresses of candidates: public, their own, and on the desk."""

from django.urls import path

from hustings_site.elections.candidates.views import (
    candidate,
    candidates,
    candidates_csv,
    candidates_json,
    candidates_pdf,
    desk,
    desk_candidate,
    desk_key,
    desk_letter,
    desk_paper,
    desk_publish,
    desk_standing,
    own,
    photo,
    stand,
)

POST = "elections/<slug:election>/<slug:contest>/"
OWN = "stand/<uuid:link>/"
DESK = "desk/candidates/<int:candidate>/"

urlpatterns = [
    path(f"{POST}candidates/", candidates.view, name="candidates"),
    path(f"{POST}candidates.json", candidates_json.view, name="candidates_json"),
    path(f"{POST}candidates.csv", candidates_csv.view, name="candidates_csv"),
    path(f"{POST}candidates.pdf", candidates_pdf.view, name="candidates_pdf"),
    path(f"{POST}candidates/<int:candidate>/", candidate.view, name="candidate"),
    path("photographs/<int:candidate>-<slug:sha256>.jpg", photo.view, name="photo"),
    path(OWN, stand.view, name="stand"),
    path(f"{OWN}page/", own.page, name="own_page"),
    path(f"{OWN}answer/", own.answer, name="own_answer"),
    path(f"{OWN}statement/", own.statement, name="own_statement"),
    path(f"{OWN}photo/", own.photo, name="own_photo"),
    path(f"{OWN}consents/", own.consents, name="own_consents"),
    path(f"{OWN}proof/", own.proof, name="own_proof"),
    path(f"{OWN}reply/", own.reply, name="own_reply"),
    path(f"{OWN}leave/", own.go, name="own_leave"),
    path("desk/elections/<slug:election>/candidates/", desk.view, name="desk_candidates"),
    path("desk/contests/<int:contest>/publish/", desk_publish.view, name="desk_publish"),
    path(DESK, desk_candidate.view, name="desk_candidate"),
    path(f"{DESK}key/", desk_key.view, name="desk_key"),
    path(f"{DESK}letter/", desk_letter.view, name="desk_letter"),
    path(f"{DESK}paper/", desk_paper.view, name="desk_paper"),
    path(f"{DESK}standing/<slug:act>/", desk_standing.view, name="desk_standing"),
]
