"""The code that was mailed or printed. Who has no account is asked for one just the same."""

from allauth.account.views import ConfirmLoginCodeView

from hustings_site.accounts.forms import TypedCodeForm


class SignInCode(ConfirmLoginCodeView):  # type: ignore[misc]  # allauth carries no types
    """The second half of signing in by code."""

    form_class = TypedCodeForm
    template_name = "accounts/sign_in_code.html"

    def get_form_kwargs(self) -> dict[str, object]:
        kwargs: dict[str, object] = super().get_form_kwargs()
        return {**kwargs, "user": self._process.user, "email": self._process.state.get("email", "")}


view = SignInCode.as_view()
