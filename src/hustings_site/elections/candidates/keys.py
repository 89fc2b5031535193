"""The key to a candidate's page: a link that opens nothing by itself, and a code to be typed.

Looking at the link consumes nothing, however often and by whomever it is fetched. After five wrong codes the page
waits a quarter of an hour. The code is stored as a salted hash only, so that it is shown once: in the mail or letter.
"""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hustings_site.elections.candidates.enums import Delivery
from hustings_site.elections.candidates.models import CandidateFile
from hustings_site.elections.mailing import not_sent
from hustings_site.elections.models import Candidate
from hustings_site.journal import clock
from hustings_site.journal.services import record

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without I, O, 0 and 1, which are taken for one another."""
LENGTH = 8
TRIES = 5
PAUSE = timedelta(minutes=15)

Address = Callable[[UUID], str]
"""The link of a candidate's page as a whole address, for mails and letters."""


@transaction.atomic
def file_of(candidate: Candidate) -> CandidateFile:
    """The candidate's file, made at need; its e-mail and postal address begin as those of the roll."""
    known = CandidateFile.objects.filter(candidate=candidate).first()
    if known is not None:
        return known
    member = candidate.member
    made, _new = CandidateFile.objects.get_or_create(
        candidate=candidate,
        defaults={"email": member.email if member else "", "address": member.address if member else ""},
    )
    return made


@transaction.atomic
def mail_key(*, by: str, candidate: Candidate, address: Address, now: datetime | None = None) -> CandidateFile:
    """Send the candidate a link and a new code; an older code stops working. Raises ValidationError without e-mail."""
    file = file_of(candidate)
    if not file.email:
        raise ValidationError(
            _("%(name)s has no e-mail address: print the letter instead.") % {"name": candidate.printed_name}
        )
    code = _new_code(file, now or clock.now())
    record(by=by, act="elections.mail_key", subject=candidate.scope)
    message = _message(candidate, file, address(file.link), code)
    transaction.on_commit(lambda: _send(file, message))
    return file


@transaction.atomic
def print_key(*, by: str, candidate: Candidate, now: datetime | None = None) -> str:
    """A new code for a letter: returned once and kept nowhere; an older code stops working."""
    at = now or clock.now()
    file = file_of(candidate)
    code = _new_code(file, at)
    file.delivery, file.delivered_at, file.delivery_note = Delivery.LETTER, at, ""
    file.save(update_fields=["delivery", "delivered_at", "delivery_note"])
    record(by=by, act="elections.print_key", subject=candidate.scope)
    return code


def try_code(*, link: UUID, typed: str, now: datetime | None = None) -> CandidateFile:
    """The file that link and code open together. Raises ValidationError: wrong, or too many wrong ones before.

    Unlike other services this one keeps what it wrote where it refuses: the wrong attempts.
    """
    at = now or clock.now()
    with transaction.atomic():
        file = CandidateFile.objects.select_for_update(of=("self",)).select_related("candidate").get(link=link)
        refusal = _refusal(file, typed, at)
        file.save(update_fields=["wrong_codes", "wrong_since"])
    if refusal is not None:
        raise refusal
    return file


def plain_code(typed: str) -> str:
    """A code as it was made, from what was typed: capitals, without spaces and dashes."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())


def _refusal(file: CandidateFile, typed: str, at: datetime) -> ValidationError | None:
    if file.wrong_since is not None and at - file.wrong_since >= PAUSE:
        file.wrong_codes, file.wrong_since = 0, None
    if file.wrong_codes >= TRIES:
        again = file.wrong_since + PAUSE if file.wrong_since else at
        return ValidationError(
            _("Too many wrong codes were typed here. Try again at %(time)s, or ask the returning officer for another.")
            % {"time": date_format(timezone.localtime(again), "H:i")},
            code="wait",
        )
    if file.code and check_password(plain_code(typed), file.code):
        file.wrong_codes, file.wrong_since = 0, None
        return None
    file.wrong_codes += 1
    file.wrong_since = file.wrong_since or at
    return ValidationError(
        _("This is not the code that belongs to this link: type it as it stands in your newest mail or letter."),
        code="wrong",
    )


def _new_code(file: CandidateFile, at: datetime) -> str:
    code = "".join(secrets.choice(LETTERS) for _letter in range(LENGTH))
    file.code, file.code_made_at = make_password(code), at
    file.wrong_codes, file.wrong_since = 0, None
    file.save(update_fields=["code", "code_made_at", "wrong_codes", "wrong_since"])
    return f"{code[:4]}-{code[4:]}"


def _message(candidate: Candidate, file: CandidateFile, link: str, code: str) -> EmailMessage:
    contest = candidate.contest
    election = contest.election
    with translation.override(election.organisation.language):
        until = election.accept_by
        lines = [
            _("Dear %(name)s,") % {"name": candidate.name},
            _("You have been nominated for %(post)s in the election “%(election)s” of %(organisation)s.")
            % {"post": contest.title, "election": election.title, "organisation": election.organisation.name},
            (
                _("Say by %(day)s whether you accept:") % {"day": date_format(timezone.localtime(until), "j F Y, H:i")}
                if until
                else _("Say whether you accept:")
            ),
            link,
            _("The page asks for this code: %(code)s") % {"code": code},
            _(
                "Link and code stay valid: there you also write your statement, say what may be published, and sign "
                "the proof. Opening the link accepts nothing; nothing happens before you type the code and press a "
                "button. Keep both to yourself."
            ),
            _("%(organisation)s, the returning officer") % {"organisation": election.organisation.name},
        ]
        subject = _("You have been nominated for %(post)s") % {"post": contest.title}
    return EmailMessage(subject=subject, body="\n\n".join(lines) + "\n", to=[file.email])


def _send(file: CandidateFile, message: EmailMessage) -> None:
    """Hand a mail over and note how it went: "sent" means that the mail server took it."""
    file.delivery_note = not_sent(message)
    file.delivery = Delivery.FAILED if file.delivery_note else Delivery.SENT
    file.delivered_at = clock.now()
    file.save(update_fields=["delivery", "delivery_note", "delivered_at"])
