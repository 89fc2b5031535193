"""Taking a ballot: the one thing that is posted here. Answers as docs/site/board.md lists them."""

import logging

from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from hustings.belenios.v1.findings import Finding
from hustings.belenios.v1.steps import Refused
from hustings_site.booth.answers import as_json
from hustings_site.booth.casting import CredentialRefused, NotOpen, cast
from hustings_site.booth.durability import NotDurable
from hustings_site.booth.statements import poll_to_vote_in

LARGEST = 1 << 20
"""Bytes of a ballot; one of a hundred marks has some 120,000."""

log = logging.getLogger(__name__)


@csrf_exempt  # no cookie, no session: a ballot is authorised by its own signature, from whatever page it comes
@require_POST
def view(request: HttpRequest, booth: str, poll: str) -> HttpResponse:
    if not request.META.get("CONTENT_LENGTH", "").isdecimal() or int(request.META["CONTENT_LENGTH"]) > LARGEST:
        return _refusal(413, _("That is larger than any ballot."))
    wanted = poll_to_vote_in(booth, poll)
    if wanted is None:
        raise Http404
    try:
        done = cast(poll=wanted, body=request.body)
    except NotOpen as error:
        return _refusal(423, str(error))
    except CredentialRefused as error:
        return _refusal(409, str(error))
    except Refused as error:
        return _refusal(422, _("This is not a ballot that may stand on the board."), error.findings)
    except (NotDurable, DatabaseError):
        log.exception("a ballot was not taken")
        return _refusal(503, _("Your ballot could not be kept safely and was not taken. Try again in a minute."))
    receipt = done.receipt
    answer = {"tracker": receipt["tracker"], "position": receipt["position"], "receipt": receipt}
    return as_json(answer, status=201 if done.new else 200)


def _refusal(status: int, message: str, findings: tuple[Finding, ...] = ()) -> HttpResponse:
    listed = [
        {"check": each.check, "subject": each.subject, "expected": each.expected, "got": each.got} for each in findings
    ]
    return as_json({"message": message, "findings": listed}, status=status)
