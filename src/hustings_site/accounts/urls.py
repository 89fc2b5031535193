from django.urls import path

from hustings_site.accounts.views import sign_in, sign_out

app_name = "accounts"
urlpatterns = [
    path("sign-in/", sign_in.view, name="sign_in"),
    path("sign-out/", sign_out.view, name="sign_out"),
]
