"""Signing out; a POST, so that no picture on another site can do it."""

from django.contrib.auth.views import LogoutView

view = LogoutView.as_view()
