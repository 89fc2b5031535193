"""The text of a frozen roll, over which its fingerprint is taken; who took it stands in the journal."""

from django.http import StreamingHttpResponse

from hustings_site.journal.services import record
from hustings_site.roll.door import SignedInRequest, for_inspectors
from hustings_site.roll.fingerprint import Heading, lines_of, roll_text
from hustings_site.roll.models import FrozenRoll


@for_inspectors
def view(request: SignedInRequest, roll: FrozenRoll) -> StreamingHttpResponse:
    record(by=request.user.scope, act="roll.take_text", subject=roll.scope)
    text = roll_text(Heading.of(roll), lines_of(roll))
    return StreamingHttpResponse(text, content_type="text/plain; charset=utf-8")
