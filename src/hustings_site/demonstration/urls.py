from django.urls import path

from hustings_site.demonstration.views import advance, become, close_and_count, letter, post_room, roles, story

app_name = "demonstration"
urlpatterns = [
    path("story/", story.view, name="story"),
    path("roles/", roles.view, name="roles"),
    path("become/", become.view, name="become"),
    path("post-room/", post_room.view, name="post_room"),
    path("post-room/letters/<str:name>", letter.view, name="letter"),
    path("advance/", advance.view, name="advance"),
    path("close-and-count/", close_and_count.view, name="close_and_count"),
]
