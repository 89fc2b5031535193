"""What supporters are told: a public notice with its date, and a message to everybody whom a list names.

Whoever keeps lists of supporters registers as it starts, so that nothing here has to know the lists.
"""

from collections.abc import Callable, Iterable

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from hustings_site.campaign.services.post import put_in_post
from hustings_site.elections.models import Contest
from hustings_site.journal import clock
from hustings_site.journal.services import record
from hustings_site.slates.models import Body, Notice

Addresses = Callable[[Body], Iterable[str]]
"""The e-mail addresses of a body's supporters, from one list of that body's own."""

_LISTS: list[Addresses] = []


def register(addresses: Addresses) -> None:
    """Make a list of supporters known; called once by whoever keeps it."""
    _LISTS.append(addresses)


@transaction.atomic
def tell_supporters(*, by: str, body: Body, contest: Contest | None, text: str) -> Notice:
    """Publish a notice and write to the body's editors and its supporters, each in a message of their own."""
    notice = Notice.objects.create(body=body, contest=contest, text=text, at=clock.now())
    addresses = set(body.editors.filter(is_active=True).values_list("email", flat=True))
    for listed in _LISTS:
        addresses |= set(listed(body))
    with translation.override(body.organisation.language):
        subject = _("%(body)s: a notice to supporters") % {"body": body.name}
    for address in sorted(addresses - {""}):
        put_in_post(about=body.scope, to=address, subject=subject, text=text)
    record(by=by, act="slates.tell_supporters", subject=body.scope, details={"notice": notice.pk})
    return notice
