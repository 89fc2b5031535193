from django.urls import path

from hustings_site.accounts.views import sign_in, sign_out, sign_out_everywhere, waiting

app_name = "accounts"
urlpatterns = [
    path("", waiting.view, name="waiting"),
    path("sign-in/", sign_in.view, name="sign_in"),
    path("sign-out/", sign_out.view, name="sign_out"),
    path("sign-out/everywhere/", sign_out_everywhere.view, name="sign_out_everywhere"),
]
