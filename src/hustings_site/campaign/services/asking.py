"""Asking every candidate, reminding all alike, and what came of it: the outreach ledger."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from hustings_site.campaign.enums import Event
from hustings_site.campaign.models import Contact, Programme, Request
from hustings_site.campaign.selectors.asking import candidates_asked, who_still_owes_answers
from hustings_site.campaign.services.pages import new_code, open_with_code
from hustings_site.campaign.services.post import put_in_post
from hustings_site.campaign.services.programmes import require_open
from hustings_site.elections.models import Candidate
from hustings_site.journal import clock
from hustings_site.journal.services import record


@dataclass(frozen=True, slots=True)
class Letter:
    """What is printed and posted to a candidate: the only place where the code stands."""

    request: Request
    address: str
    code: str


@transaction.atomic
def put_to_candidates(
    *, by: str, programme: Programme, site: str, reply_by: datetime | None = None, now: datetime | None = None
) -> list[Request]:
    """Publish the points and ask every candidate who has not been asked: by e-mail, or by a letter to be printed.

    Nobody is chosen and nobody left out. Called again after late nominations, it asks those who are new. `site` is
    the address of this installation ("https://elections.example.org").
    """
    now = now or clock.now()
    require_open(programme)
    if not programme.points.exists():
        raise ValidationError(_("There are no points yet: write them first."))
    programme.published_at = programme.published_at or now
    programme.reply_by = reply_by or programme.reply_by
    programme.save(update_fields=["published_at", "reply_by"])
    asked = set(programme.requests.values_list("candidate_id", flat=True))
    new = [each for each in candidates_asked(programme.contest) if each.pk not in asked]
    requests = [Request.objects.create(programme=programme, candidate=each, email=address_of(each)) for each in new]
    for request in requests:
        if request.email:
            _write(request, site, Event.ASKED)
    record(by=by, act="campaign.put_to_candidates", subject=programme.scope, details={"candidates": len(requests)})
    return requests


@transaction.atomic
def remind(*, by: str, programme: Programme, site: str) -> int:
    """Remind everybody who has points left to answer and has not declined, all alike; how many were written to."""
    require_open(programme)
    requests = [each for each in who_still_owes_answers(programme) if each.email]
    for request in requests:
        _write(request, site, Event.REMINDED)
    record(by=by, act="campaign.remind", subject=programme.scope, details={"candidates": len(requests)})
    return len(requests)


@transaction.atomic
def print_letters(
    *, by: str, programme: Programme, site: str, also: Iterable[int] = (), now: datetime | None = None
) -> list[Letter]:
    """Letters with a new code for each candidate without e-mail who owes answers, and for the requests in `also`
    (after a message has come back). The old code of each is void."""
    require_open(programme)
    wanted = set(also)
    letters = []
    for request in who_still_owes_answers(programme):
        if request.email and request.pk not in wanted:
            continue
        code = new_code(request)
        Contact.objects.create(request=request, event=Event.LETTER, at=now or clock.now())
        letters.append(Letter(request, site + reverse("campaign:reply", args=[request.key]), code))
    record(by=by, act="campaign.print_letters", subject=programme.scope, details={"letters": len(letters)})
    return letters


@transaction.atomic
def record_contact(*, by: str, request: Request, event: Event, note: str = "", now: datetime | None = None) -> Contact:
    """Something that happened outside: a message came back, somebody declined on the telephone, a proof was posted."""
    if event is Event.DECLINED and not note.strip():
        raise ValidationError(_("Say in the candidate’s words why, or that no reason was given."))
    contact = Contact.objects.create(request=request, event=event, note=note, at=now or clock.now())
    record(by=by, act="campaign.record_contact", subject=request.scope, details={"event": str(event)})
    return contact


@transaction.atomic
def open_request(*, request: Request, code: str, now: datetime | None = None) -> bool:
    """Whether the typed code opens the candidate's page. The first time proves that the candidate was reached."""
    right = open_with_code(page=request, code=code, now=now)
    if right and not request.contacts.filter(event=Event.DELIVERED).exists():
        Contact.objects.create(request=request, event=Event.DELIVERED, at=now or clock.now())
    return right


def address_of(candidate: Candidate) -> str:
    """The address on the books; empty where the candidate is on none, or has no e-mail there."""
    return candidate.member.email if candidate.member else ""


def _write(request: Request, site: str, event: Event) -> None:
    """A message with the page's address and a new code, in the organisation's language."""
    programme = request.programme
    election = programme.contest.election
    with translation.override(election.organisation.language):
        subject = _("%(title)s: your answers") % {"title": programme.title}
        if event is Event.REMINDED:
            subject = _("Reminder: %(subject)s") % {"subject": subject}
        text = _(
            "Dear %(name)s,\n\n"
            "%(author)s puts %(count)d points to every candidate for %(post)s (%(election)s). Every candidate gets the "
            "same points and this same message; each answer is published as it comes, with its date, once you have "
            "agreed to that.\n\n"
            "Your page:\n%(address)s\n\nYour reply code, to be typed there:\n%(code)s\n\n"
            "You can answer a part now and the rest later, change an answer (the old one stays readable), or decline "
            "with a reason.\n"
        ) % {
            "name": request.candidate.name,
            "author": programme.author,
            "count": programme.points.count(),
            "post": programme.contest.title,
            "election": election.title,
            "address": site + reverse("campaign:reply", args=[request.key]),
            "code": new_code(request),
        }
    put_in_post(about=programme.scope, to=request.email, subject=subject, text=text, request=request, event=event)
