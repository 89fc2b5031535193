"""Acting with the passphrase of the code office: once, on the issue as the page showed it."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hustings_site.elections.codes.forms import PassphraseForm
from hustings_site.elections.codes.models import Issue
from hustings_site.elections.desk_door import OfficersRequest
from hustings_site.elections.views.acting import Acted, act_once
from hustings_site.pages.stale import Slip, slip


def issue_slip(issue: Issue | None) -> Slip:
    """The slip of a form that acts on an issue."""
    return slip(*_shown(issue))


def with_passphrase(
    request: OfficersRequest, form: PassphraseForm, issue: Issue | None, do: Callable[[Issue, str], object]
) -> Acted:
    """Do what a valid form asks with the issue and the passphrase."""
    passphrase = form.cleaned_data["passphrase"]

    def act() -> object:
        if issue is None:
            raise ValidationError(_("No codes are drawn yet: prepare the polls first."))
        return do(issue, passphrase)

    def held() -> tuple[object, ...]:
        return _shown(Issue.objects.select_for_update().get(pk=issue.pk) if issue else None)

    return act_once(request, form, seen=held, do=act)


def _shown(issue: Issue | None) -> tuple[object, ...]:
    return (issue.pk, issue.erased_at) if issue else ()
