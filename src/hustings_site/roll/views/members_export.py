"""The list of members as CSV, as the import reads it; who took it stands in the journal."""

from django.http import StreamingHttpResponse

from hustings_site.journal.services import record
from hustings_site.roll.door import SignedInRequest, for_keepers
from hustings_site.roll.exporters import members_csv
from hustings_site.roll.models import Organisation


@for_keepers
def view(request: SignedInRequest, organisation: Organisation) -> StreamingHttpResponse:
    record(by=request.user.scope, act="roll.export_members", subject=organisation.scope)
    answer = StreamingHttpResponse(members_csv(organisation), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{organisation.slug}-members.csv"'
    return answer
