"""Signing in with e-mail address and password (codes by mail and passkeys come with the roll of members)."""

from django.contrib.auth.views import LoginView

view = LoginView.as_view(template_name="accounts/sign_in.html", redirect_authenticated_user=True)
