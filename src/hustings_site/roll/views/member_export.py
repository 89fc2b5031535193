"""All that is held of a member, as JSON or CSV, for whoever answers the member's request for it."""

from django.http import HttpResponse

from hustings_site.journal.services import record
from hustings_site.roll.door import SignedInRequest, for_keepers
from hustings_site.roll.models import Organisation
from hustings_site.roll.said import as_file
from hustings_site.roll.selectors import member_of


@for_keepers
def view(request: SignedInRequest, organisation: Organisation, member: int, form: str) -> HttpResponse:
    found = member_of(organisation, member)
    record(by=request.user.scope, act="roll.export_member", subject=found.scope)
    return as_file(found, form)
