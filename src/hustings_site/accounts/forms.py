"""What is typed to sign in, and to give offices."""

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.core import context
from django import forms
from django.utils.translation import gettext_lazy as _

from hustings_site.accounts.enums import Office
from hustings_site.accounts.limits import (
    CODE_ASKED_FOR,
    CODE_TYPED,
    CODES_ASKED_FROM,
    CODES_TYPED_FROM,
    address_of,
    use,
)
from hustings_site.accounts.models import User
from hustings_site.accounts.places import Place
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


class OfficeForm(forms.Form):
    """Give somebody an office in one place."""

    name = forms.CharField(label=_("Name"), max_length=200, help_text=_("Shown wherever the office is."))
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Sign-in codes go there. Whoever has an account under it keeps that account and its name."),
    )
    office = forms.ChoiceField(label=_("Office"))
    until = forms.DateField(
        label=_("Last day"),
        required=False,
        help_text=_("Leave empty where the office has no end yet."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    reason = forms.CharField(
        label=_("By which decision"), max_length=500, help_text=_("Shown to the second administrator.")
    )

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["office"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(office.value, office.label) for office in place.offices]

    def clean_office(self) -> Office:
        return Office(self.cleaned_data["office"])


class ReasonForm(forms.Form):
    """Why an office is taken, suspended or given back."""

    reason = forms.CharField(
        label=_("Reason"), max_length=500, help_text=_("It stands in the journal and is not public.")
    )


class InterestsForm(forms.Form):
    """What holders of an office declare of themselves."""

    declared = forms.CharField(
        label=_("Your interests"),
        required=False,
        max_length=2000,
        help_text=_("For example a relative or a close colleague who stands. Leave empty where there is none."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class KeyForm(forms.Form):
    """Make a key to the API."""

    name = forms.CharField(
        label=_("What it is for"), max_length=200, help_text=_("So that you know later which one to revoke.")
    )


class WebhookForm(forms.Form):
    """Name an address that is told."""

    url = forms.URLField(
        label=_("Address"),
        max_length=500,
        assume_scheme="https",
        help_text=_("A public one, with https://; every public act of your elections is told there, signed."),
    )
