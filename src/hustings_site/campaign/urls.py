from django.urls import path

from hustings_site.campaign.views import (
    candidate,
    cell,
    checklist,
    checklist_atom,
    checklist_csv,
    checklist_json,
    checklist_pdf,
    compare,
    desk_begin,
    desk_contact,
    desk_elsewhere,
    desk_letters,
    desk_paper,
    desk_paper_reply,
    desk_points,
    desk_programme,
    desk_scan,
    embed,
    method,
    moved,
    outreach,
    point,
    programmes,
    reply,
    where,
)

app_name = "campaign"
public = [
    path("", programmes.view, name="programmes"),
    path("method/", method.view, name="method"),
    path("<slug:slug>/", checklist.view, name="checklist"),
    path("<slug:slug>/checklist.csv", checklist_csv.view, name="checklist_csv"),
    path("<slug:slug>/checklist.json", checklist_json.view, name="checklist_json"),
    path("<slug:slug>/checklist.pdf", checklist_pdf.view, name="checklist_pdf"),
    path("<slug:slug>/embed/", embed.view, name="embed"),
    path("<slug:slug>/where/", where.view, name="where"),
    path("<slug:slug>/changes.atom", checklist_atom.view, name="checklist_atom"),
    path("<slug:slug>/point/<int:number>/", point.view, name="point"),
    path("<slug:slug>/candidate/<int:candidate>/", candidate.view, name="candidate"),
    path("<slug:slug>/candidate/<int:candidate>/<int:number>/", cell.view, name="cell"),
    path("<slug:slug>/moved/", moved.view, name="moved"),
    path("<slug:slug>/asked/", outreach.view, name="outreach"),
    path("<slug:slug>/compare/", compare.view, name="compare"),
]
desk = [
    path("new/", desk_begin.view, name="desk_begin"),
    path("<int:programme>/", desk_programme.view, name="desk_programme"),
    path("<int:programme>/points/", desk_points.view, name="desk_points"),
    path("<int:programme>/letters/", desk_letters.view, name="desk_letters"),
    path("request/<int:request_pk>/contact/", desk_contact.view, name="desk_contact"),
    path("request/<int:request_pk>/paper/", desk_paper.view, name="desk_paper"),
    path("request/<int:request_pk>/elsewhere/", desk_elsewhere.view, name="desk_elsewhere"),
    path("paper/<int:paper>/", desk_paper_reply.view, name="desk_paper_reply"),
    path("paper/<int:paper>/scan/", desk_scan.view, name="desk_scan"),
]
urlpatterns = [
    path("answer/<slug:key>/", reply.view, name="reply"),
    *(path(f"campaign/{each.pattern}", each.callback, name=each.name) for each in public),
    *(path(f"desk/campaign/{each.pattern}", each.callback, name=each.name) for each in desk),
]
