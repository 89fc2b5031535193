"""What allauth asks of the house: nobody makes an account for themselves, and a passkey is called one."""

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base.constants import AuthProcess
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hustings_site.accounts.at_rest import sealed, unsealed
from hustings_site.accounts.limits import address_of
from hustings_site.accounts.models import User

NOT_THE_CODE = _("This is not the code. Look for a letter read wrongly, or ask for a new one.")


ASKING_FOR_A_CODE = ("account/email/login_code", "account/email/unknown_account")
"""What is sent to whoever asks for a sign-in code, with an account or without."""
log = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    """Accounts are made by an administrator, never by their holder."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": NOT_THE_CODE,
        "too_many_login_attempts": _("That was not the code five times, so it serves no longer: ask for a new one."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_reauthentication_methods(self, user: User | AnonymousUser) -> list[dict[str, Any]]:
        """The passkey before its recovery codes, which are for when it is lost."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return sorted(methods, key=lambda method: "webauthn" not in method["id"])

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Say on the next page where no mail server took a message, the same of every address; the way goes on.

        Who asked for a sign-in code is at the field for it then, where a printed one serves too.
        """
        try:
            super().send_mail(template_prefix, email, context)
        except (SMTPException, OSError) as fault:
            log.warning("%s was not sent: %s", template_prefix, type(fault).__name__)
            said = gettext("The message to %(email)s was not sent: no mail server took it.") % {"email": email}
            if template_prefix in ASKING_FOR_A_CODE:
                said += " " + gettext("Type a printed code, or begin again in some minutes.")
            messages.error(self.request, said)

    def get_client_ip(self, request: HttpRequest) -> str:
        return address_of(request)


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    """An identity provider lets in whoever has an account here under the address that it vouches for, nobody else."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Refuse an address unless the provider says `true` of its having been checked (the text "false" is none).

        Also refuse to tie an account here to one there: who signs in is known by the address alone.
        """
        if sociallogin.state.get("process") != AuthProcess.LOGIN:
            raise ImmediateHttpResponse(render_authentication_error(request, sociallogin.provider))
        if [address.verified for address in sociallogin.email_addresses] != [True]:
            context = {"name": sociallogin.provider.name}
            raise ImmediateHttpResponse(render(request, "accounts/provider_unsure.html", context, status=401))


class PasskeyAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth carries no types
    """The members' words for what allauth calls security keys."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": NOT_THE_CODE,
    }

    def encrypt(self, text: str) -> str:
        return sealed(text, "recovery codes")

    def decrypt(self, encrypted_text: str) -> str:
        return unsealed(encrypted_text, "recovery codes")

    def generate_authenticator_name(self, user: User, type: Any) -> str:  # noqa: A002 - allauth's word
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Passkey %(number)d") % {"number": number}
