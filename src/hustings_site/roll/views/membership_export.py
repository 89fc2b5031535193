"""All that is held of the reader, as JSON or CSV."""

from django.http import HttpResponse

from hustings_site.journal.services import record
from hustings_site.roll.door import SignedInRequest, for_the_member
from hustings_site.roll.models import Member
from hustings_site.roll.said import as_file


@for_the_member
def view(request: SignedInRequest, member: Member, form: str) -> HttpResponse:
    record(by=request.user.scope, act="roll.export_member", subject=member.scope)
    return as_file(member, form)
