"""How one signs in: passkeys, recovery codes, and the end of every session."""

from allauth.mfa.base.views import IndexView


class Security(IndexView):  # type: ignore[misc]  # allauth carries no types
    """The page of what one has."""

    template_name = "accounts/security.html"


view = Security.as_view()
