"""What a reader is told or given by several views."""

import json
from collections.abc import Mapping
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from hustings_site.journal.enums import ProposalState
from hustings_site.journal.models import Proposal
from hustings_site.roll.exporters import csv_lines, everything_held, flat
from hustings_site.roll.models import Member


def query_of(asked: Mapping[str, str]) -> str:
    """What was asked for, as the beginning of an address's query, so that the next page asks for the same."""
    given = {name: value for name, value in asked.items() if value}
    return f"{urlencode(given)}&" if given else ""


def tell(request: HttpRequest, proposal: Proposal) -> None:
    """Whether what was asked for is done, or waits for a second officer."""
    if proposal.state == ProposalState.APPROVED:
        messages.success(request, _("Done: %(what)s") % {"what": proposal.title})
    else:
        messages.warning(
            request, _("This waits for a second officer to approve it: %(what)s") % {"what": proposal.title}
        )


def as_file(member: Member, form: str) -> HttpResponse:
    """All that is held of a member as a file, "json" or "csv". Raises Http404 for another form."""
    held = everything_held(member)
    if form == "json":
        text = json.dumps(held, indent=2, ensure_ascii=False)
        answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    elif form == "csv":
        text = "".join(csv_lines([("what", "held"), *flat(held)]))
        answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    else:
        raise Http404
    answer["Content-Disposition"] = f'attachment; filename="held.{form}"'
    return answer
