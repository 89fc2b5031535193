"""What is typed to sign in."""

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.core import context
from django import forms
from django.utils.translation import gettext_lazy as _

from hustings_site.accounts.limits import (
    CODE_ASKED_FOR,
    CODE_TYPED,
    CODES_ASKED_FROM,
    CODES_TYPED_FROM,
    address_of,
    use,
)
from hustings_site.accounts.models import User
from hustings_site.accounts.services import use_printed_code


class AddressForm(RequestLoginCodeForm):  # type: ignore[misc]  # allauth carries no types
    """Ask for a code. The answer is the same whether anybody has an account under the address."""

    email = forms.EmailField(
        label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "username webauthn"})
    )

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"])
        use(CODES_ASKED_FROM, address_of(context.request))
        use(CODE_ASKED_FOR, email)
        return str(super().clean_email())


class TypedCodeForm(ConfirmLoginCodeForm):  # type: ignore[misc]  # allauth carries no types
    """Type the code that was mailed, or one that was printed."""

    code = forms.CharField(
        label=_("Sign-in code"),
        max_length=40,
        help_text=_("As it stands in the message; dashes and small letters make no difference."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}),
    )

    def __init__(self, *args: Any, user: User | None, email: str, **kwargs: Any) -> None:
        self.user, self.email = user, email
        super().__init__(*args, **kwargs)

    def clean_code(self) -> str:
        use(CODES_TYPED_FROM, address_of(context.request))
        use(CODE_TYPED, self.email)
        typed = str(self.cleaned_data["code"])
        if self.user is not None and use_printed_code(self.user, typed):
            return typed
        return str(super().clean_code())
