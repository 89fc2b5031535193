"""What supporters are told: a public notice with its date, and a message to everybody on the group's own list.

The list is an organisation's of its own, whose officer has linked it; nobody else learns who is on it.
"""

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from hustings_site.campaign.services.post import put_in_post
from hustings_site.elections.models import Contest
from hustings_site.journal import clock
from hustings_site.journal.services import record
from hustings_site.roll.enums import MemberStatus
from hustings_site.roll.models import Member
from hustings_site.slates.models import Body, Notice


@transaction.atomic
def tell_supporters(*, by: str, body: Body, contest: Contest | None, text: str) -> Notice:
    """Publish a notice and write to the body's editors and its supporters, each in a message of their own."""
    notice = Notice.objects.create(body=body, contest=contest, text=text, at=clock.now())
    addresses = set(body.editors.filter(is_active=True).values_list("email", flat=True))
    if body.supporters is not None:
        listed = Member.objects.of(body.supporters).filter(status=MemberStatus.ACTIVE)
        addresses |= set(listed.values_list("email", flat=True))
    with translation.override(body.organisation.language):
        subject = _("%(body)s: a notice to supporters") % {"body": body.name}
    for address in sorted(addresses - {""}):
        put_in_post(about=body.scope, to=address, subject=subject, text=text)
    record(by=by, act="slates.tell_supporters", subject=body.scope, details={"notice": notice.pk})
    return notice
