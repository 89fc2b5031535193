from django.urls import path

from hustings_site.accounts.views import (
    office_change,
    office_declare,
    office_give,
    offices,
    programs,
    sign_in,
    sign_out,
    sign_out_everywhere,
    waiting,
)

app_name = "accounts"
urlpatterns = [
    path("", waiting.view, name="waiting"),
    path("sign-in/", sign_in.view, name="sign_in"),
    path("sign-out/", sign_out.view, name="sign_out"),
    path("sign-out/everywhere/", sign_out_everywhere.view, name="sign_out_everywhere"),
    path("offices/<str:scope>/", offices.view, name="offices"),
    path("offices/<str:scope>/give/", office_give.view, name="office_give"),
    path("offices/<str:scope>/programs/", programs.view, name="programs"),
    path("office/<int:role>/declare/", office_declare.view, name="office_declare"),
    path("office/<int:role>/end/", office_change.view_of("end"), name="office_end"),
    path("office/<int:role>/suspend/", office_change.view_of("suspend"), name="office_suspend"),
    path("office/<int:role>/reinstate/", office_change.view_of("reinstate"), name="office_reinstate"),
]
