"""Signing in at an organisation's own provider, under the names by which allauth looks for its pages."""

from allauth.socialaccount.views import login_cancelled
from django.urls import path

from hustings_site.accounts.views import provider_callback, provider_sign_in

urlpatterns = [
    path("login/cancelled/", login_cancelled, name="socialaccount_login_cancelled"),
    path("oidc/<str:provider_id>/login/", provider_sign_in.view, name="openid_connect_login"),
    path("oidc/<str:provider_id>/login/callback/", provider_callback.view, name="openid_connect_callback"),
]
