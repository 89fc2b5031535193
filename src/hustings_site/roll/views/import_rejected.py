"""The rejected rows of an import as CSV, with the reasons, to be mended and sent again."""

from django.http import StreamingHttpResponse

from hustings_site.roll.door import SignedInRequest, for_keepers
from hustings_site.roll.exporters import rejected_csv
from hustings_site.roll.models import Organisation
from hustings_site.roll.selectors import import_of


@for_keepers
def view(request: SignedInRequest, organisation: Organisation, member_import: int) -> StreamingHttpResponse:
    found = import_of(organisation, member_import)
    answer = StreamingHttpResponse(rejected_csv(found), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="rejected.csv"'
    return answer
