"""For whoever has a passkey and signed in by mail: the passkey itself, or a recovery code."""

from typing import Any

from allauth.mfa.base.views import AuthenticateView
from django.http import HttpRequest, HttpResponse

from hustings_site.accounts.limits import CODE_TYPED, CODES_TYPED_FROM, TooManyTriesError, address_of, use
from hustings_site.accounts.views.too_many import too_many


class SecondStep(AuthenticateView):  # type: ignore[misc]  # allauth carries no types
    """A mailbox alone does not open an account that has a passkey."""

    template_name = "accounts/second_step.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            use(CODES_TYPED_FROM, address_of(request))
            use(CODE_TYPED, self.stage.login.user.email)
        except TooManyTriesError as refusal:
            return too_many(request, refusal)
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response


view = SecondStep.as_view()
