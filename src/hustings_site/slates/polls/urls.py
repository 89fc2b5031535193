from django.urls import path

from hustings_site.slates.polls.views import (
    desk_body,
    desk_new,
    desk_poll,
    desk_polls,
    order_csv,
    order_json,
    papers,
    poll,
    polls,
)

urlpatterns = [
    path("supporters-polls/", polls.view, name="polls"),
    path("supporters-polls/<slug:slug>/", poll.view, name="poll"),
    path("supporters-polls/<slug:slug>/order.json", order_json.view, name="poll_order_json"),
    path("supporters-polls/<slug:slug>/order-<int:edition>.json", order_json.view, name="poll_order_edition"),
    path("supporters-polls/<slug:slug>/order.csv", order_csv.view, name="poll_order_csv"),
    path("supporters-polls/<slug:slug>/papers/<slug:body>.blt", papers.view, name="poll_papers"),
    path("desk/supporters-polls/", desk_polls.view, name="desk_polls"),
    path("desk/supporters-polls/new/", desk_new.view, name="desk_poll_new"),
    path("desk/supporters-polls/<int:pk>/", desk_poll.view, name="desk_poll"),
    path("desk/supporters-polls/body/<int:pk>/", desk_body.view, name="desk_poll_body"),
]
