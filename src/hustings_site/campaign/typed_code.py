"""A personal page is opened by a code that is typed and sent: looking at the page changes nothing.

What is open stays open in this browser until it is closed or another personal page is opened.
"""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from hustings_site.campaign.forms import CodeForm
from hustings_site.campaign.models.asking import PersonalPage

OPENED = "campaign-opened"


def is_open(request: HttpRequest, page: PersonalPage) -> bool:
    """Whether this browser has opened the page."""
    return request.session.get(OPENED) == page.key


def try_code(request: HttpRequest, page: PersonalPage, opens: Callable[[str], bool]) -> CodeForm:
    """The form for the code; where the right one was sent, the page is open from now on."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            right = opens(form.cleaned_data["code"])
        except ValidationError as refused:
            form.add_error("code", refused)
        else:
            if right:
                request.session.cycle_key()
                request.session[OPENED] = page.key
                request.session.set_expiry(0)
            else:
                form.add_error(
                    "code", _("This is not the code of this page. A newer message or letter makes an older code void.")
                )
    return form


def close(request: HttpRequest) -> None:
    """Forget the page on this device."""
    request.session.flush()
