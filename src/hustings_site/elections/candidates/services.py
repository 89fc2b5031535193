"""What a candidate does, on screen or on paper: answer, write, consent, sign, reply, withdraw."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hustings_site.accounts.conflicts import refuse_officer
from hustings_site.elections.candidates.enums import PublicField, Source
from hustings_site.elections.candidates.keys import file_of
from hustings_site.elections.candidates.models import (
    CandidateFile,
    Consent,
    Photo,
    ProofSignature,
    Reply,
    Statement,
)
from hustings_site.elections.candidates.notices import tell_voters
from hustings_site.elections.candidates.photos import picture_from
from hustings_site.elections.candidates.standing import change_standing
from hustings_site.elections.candidates.words import count_words, cut
from hustings_site.elections.enums import ContestState, Standing
from hustings_site.elections.life import look_again
from hustings_site.elections.models import Candidate, StandingChange
from hustings_site.elections.permissions import scopes_of
from hustings_site.journal import clock
from hustings_site.journal.services import record

BEFORE_THE_POLL = (
    ContestState.DRAFT,
    ContestState.NOMINATIONS,
    ContestState.NOMINATIONS_CLOSED,
)
"""While the list of candidates is not published, what a candidate shows can change."""
REPLY_WORDS = 150
OUT = (Standing.DECLINED, Standing.NOT_VALIDATED, Standing.WITHDRAWN, Standing.DIED, Standing.REPLACED)


@transaction.atomic
def accept(*, by: str, candidate: Candidate, source: Source, now: datetime | None = None) -> StandingChange:
    """The candidate accepts the nomination: by the deadline, or on paper that came by then.

    Raises ValidationError: too late, already answered, or an office that forbids it.
    """
    at = now or clock.now()
    held = held_candidate(candidate)
    _refuse_late(held, at, source)
    if held.member is not None:
        refuse_officer(held.member.user, scopes_of(held.contest.election))
    change = change_standing(by=by, candidate=held, standing=Standing.ACCEPTED, source=_said(held, source), now=at)
    _consent(held, {PublicField.NAME: True}, by=by, source=source, at=at)
    _touch(held)
    return change


@transaction.atomic
def decline(*, by: str, candidate: Candidate, source: Source, now: datetime | None = None) -> StandingChange:
    """The candidate does not accept the nomination."""
    held = held_candidate(candidate)
    _refuse_published(held)
    change = change_standing(by=by, candidate=held, standing=Standing.DECLINED, source=_said(held, source), now=now)
    _touch(held)
    return change


@transaction.atomic
def withdraw(*, by: str, candidate: Candidate, source: Source, now: datetime | None = None) -> StandingChange:
    """The candidate withdraws, before or after the list is published: how votes are then treated is in the terms."""
    held = held_candidate(candidate)
    change = change_standing(by=by, candidate=held, standing=Standing.WITHDRAWN, source=_said(held, source), now=now)
    _touch(held)
    look_again(by=by, contest=held.contest)
    tell_voters(by=by, contest=held.contest)
    return change


@transaction.atomic
def record_death(*, by: str, candidate: Candidate, told_by: str, now: datetime | None = None) -> StandingChange:
    """The candidate has died; `told_by`: from whom the returning officer knows."""
    held = held_candidate(candidate)
    change = change_standing(by=by, candidate=held, standing=Standing.DIED, source=told_by, now=now)
    _touch(held)
    look_again(by=by, contest=held.contest)
    tell_voters(by=by, contest=held.contest)
    return change


@transaction.atomic
def rule_on_candidate(
    *, by: str, ruled_by: str, candidate: Candidate, valid: bool, reason: str, now: datetime | None = None
) -> StandingChange:
    """The returning officer's decision whether a candidate stands validly, before the list is published.

    Afterwards it takes two officers: `acts.propose_striking`. Raises ValidationError.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Say why: the reason is published with the ruling.")})
    held = held_candidate(candidate)
    _refuse_published(held)
    if valid and held.member is not None:
        refuse_officer(held.member.user, scopes_of(held.contest.election))
    with translation.override(held.contest.election.organisation.language):
        source = _("ruling of %(name)s, returning officer") % {"name": ruled_by}
    change = change_standing(
        by=by,
        candidate=held,
        standing=Standing.VALIDATED if valid else Standing.NOT_VALIDATED,
        source=source,
        note=reason,
        now=now,
    )
    _touch(held)
    return change


@transaction.atomic
def replace_candidate(
    *, by: str, candidate: Candidate, substitute: Candidate, source: str, now: datetime | None = None
) -> StandingChange:
    """Another who is named for the post takes this candidate's part, as a list's pool of substitutes provides.

    The substitute keeps nominations and standing of its own; nothing is handed over. Raises ValidationError.
    """
    held = held_candidate(candidate)
    other = Candidate.objects.get(pk=substitute.pk)
    if other.contest_id != held.contest_id or other.pk == held.pk or other.standing in OUT:
        raise ValidationError({"substitute": _("The substitute has to be somebody else who stands for this post.")})
    with translation.override(held.contest.election.organisation.language):
        note = _("in whose place: %(name)s") % {"name": other.printed_name}
    change = change_standing(by=by, candidate=held, standing=Standing.REPLACED, source=source, note=note, now=now)
    _touch(held)
    look_again(by=by, contest=held.contest)
    tell_voters(by=by, contest=held.contest)
    return change


@transaction.atomic
def keep_statement(
    *, by: str, candidate: Candidate, text: str, source: Source, now: datetime | None = None
) -> Statement:
    """A new statement. On screen a text over the limit is refused; on paper it is kept, and cut where it is shown."""
    held = held_candidate(candidate)
    _refuse_published(held)
    most, has = held.contest.statement_words, count_words(text)
    if source is Source.SCREEN and has > most:
        raise ValidationError(
            ngettext(
                "Your statement has %(has)d words and %(most)d are allowed: take out %(over)d.",
                "Your statement has %(has)d words and %(most)d are allowed: take out %(over)d.",
                has - most,
            )
            % {"has": has, "most": most, "over": has - most}
        )
    statement = Statement.objects.create(
        candidate=held, text=text.replace("\r\n", "\n").strip(), source=source, by=by, at=now or clock.now()
    )
    _touch(held)
    record(by=by, act="elections.keep_statement", subject=held.scope, details={"words": has, "source": source.value})
    return statement


@transaction.atomic
def keep_photo(
    *, by: str, candidate: Candidate, upload: bytes | None, alternative: str, now: datetime | None = None
) -> Photo:
    """The photograph and what it shows, for whoever does not see it; `upload` None: the picture stays as it is."""
    held = held_candidate(candidate)
    _refuse_published(held)
    if not alternative.strip():
        raise ValidationError(
            {"alternative": _("Say what the picture shows: whoever does not see it is read this line.")}
        )
    known = Photo.objects.filter(candidate=held).first()
    if upload is None and known is None:
        raise ValidationError({"photo": _("Choose the file that holds the picture.")})
    photo = known or Photo(candidate=held)
    if upload is not None:
        picture = picture_from(upload)
        photo.jpeg, photo.sha256 = picture.jpeg, picture.sha256
        photo.width, photo.height = picture.width, picture.height
    photo.alternative = alternative.strip()
    photo.at = now or clock.now()
    photo.save()
    _touch(held)
    record(by=by, act="elections.keep_photo", subject=held.scope, details={"sha256": photo.sha256})
    return photo


@transaction.atomic
def remove_photo(*, by: str, candidate: Candidate) -> None:
    """Take the photograph away, at any time: it is the candidate's own."""
    held = held_candidate(candidate)
    if Photo.objects.filter(candidate=held).delete()[0]:
        _touch(held)
        record(by=by, act="elections.remove_photo", subject=held.scope)


@transaction.atomic
def give_consents(
    *,
    by: str,
    candidate: Candidate,
    given: Mapping[PublicField, bool],
    source: Source,
    contact: str | None = None,
    now: datetime | None = None,
) -> None:
    """What may be published and what not, field by field; at any time, since a consent can be taken back.

    The name is published with standing itself: to take that back is to withdraw. `contact` None: left as it is.
    """
    held = held_candidate(candidate)
    _consent(held, {**given, PublicField.NAME: True}, by=by, source=source, at=now or clock.now())
    if contact is not None:
        CandidateFile.objects.filter(candidate=held).update(contact=contact.strip())
    _touch(held)


@transaction.atomic
def sign_proof(
    *, by: str, candidate: Candidate, shown: str, source: Source, now: datetime | None = None
) -> ProofSignature:
    """The candidate's word that the proof is right. `shown`: the fingerprint of the proof that was looked at.

    Raises ValidationError where something has changed since, or the day for signing is over.
    """
    at = now or clock.now()
    held = held_candidate(candidate)
    until = held.contest.election.proofs_by
    if source is Source.SCREEN and until is not None and at > until:
        raise ValidationError(
            _("Proofs were to be signed by %(day)s. Write to the returning officer if something is wrong.")
            % {"day": date_format(timezone.localtime(until), "j F Y, H:i")}
        )
    if shown != proof_fingerprint(held):
        raise ValidationError(
            _("Something on the proof has changed since you opened it. Look at it again, then sign what stands there.")
        )
    signature = ProofSignature.objects.create(candidate=held, sha256=shown, source=source, by=by, at=at)
    record(by=by, act="elections.sign_proof", subject=held.scope, details={"sha256": shown, "source": source.value})
    return signature


@transaction.atomic
def reply_to_suspension(
    *, by: str, change: StandingChange, text: str, source: Source, now: datetime | None = None
) -> Reply:
    """The suspended candidate's own words, published beside the suspension; they can be changed while it lasts."""
    held = held_candidate(change.candidate)
    if change.standing != Standing.SUSPENDED:
        raise ValidationError(_("There is a reply to a suspension only."))
    if not text.strip():
        raise ValidationError(_("Write your reply, or leave the page: nothing is then published."))
    if (has := count_words(text)) > REPLY_WORDS:
        raise ValidationError(
            _("Your reply has %(has)d words and %(most)d are allowed: take out %(over)d.")
            % {"has": has, "most": REPLY_WORDS, "over": has - REPLY_WORDS}
        )
    reply, _new = Reply.objects.update_or_create(
        change=change,
        defaults={"text": text.strip(), "source": source, "by": by, "at": now or clock.now()},
    )
    record(by=by, act="elections.reply_to_suspension", subject=held.scope)
    return reply


@transaction.atomic
def describe(
    *,
    by: str,
    candidate: Candidate,
    name: str,
    distinction: str,
    email: str,
    address: str,
    version: int,
) -> Candidate:
    """The returning officer's part of the file: the printed name, what tells it from an equal one, and addresses."""
    held = held_candidate(candidate)
    file = file_of(held)
    refuse_stale(file, version)
    if (held.name, held.distinction) != (name, distinction):
        _refuse_published(held)
    held.name, held.distinction = " ".join(name.split()), distinction.strip()
    held.full_clean(validate_constraints=False)
    held.save(update_fields=["name", "distinction"])
    file.email, file.address = email, address
    file.full_clean()
    file.save(update_fields=["email", "address"])
    _touch(held)
    record(by=by, act="elections.describe_candidate", subject=held.scope)
    return held


def printed_statement(candidate: Candidate, statement: Statement | None) -> str:
    """The statement as every page and paper shows it: up to the last word that is allowed."""
    return cut(statement.text, candidate.contest.statement_words).printed if statement else ""


def newest_statement(candidate: Candidate) -> Statement | None:
    """The statement in force."""
    return candidate.statements.order_by("at", "pk").last()


def consents_of(candidate: Candidate) -> dict[PublicField, bool]:
    """What may be published, field by field; what was never asked may not."""
    given = dict.fromkeys(PublicField, False)
    given.update({PublicField(c.field): c.given for c in candidate.consents.order_by("at", "pk")})
    return given


def proof_fingerprint(candidate: Candidate) -> str:
    """The SHA-256 of everything that the public will see of a candidate."""
    photo = Photo.objects.filter(candidate=candidate).values("sha256", "alternative").first()
    contact = CandidateFile.objects.filter(candidate=candidate).values_list("contact", flat=True).first()
    branch = candidate.member.branch.name if candidate.member else ""
    shown = {
        "name": candidate.printed_name,
        "statement": printed_statement(candidate, newest_statement(candidate)),
        "photo": photo,
        "contact": contact or "",
        "branch": branch,
        "consents": {field.value: given for field, given in consents_of(candidate).items()},
    }
    return hashlib.sha256(json.dumps(shown, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def held_candidate(candidate: Candidate) -> Candidate:
    """The candidate, locked until the transaction ends, with contest, election and member."""
    rows = Candidate.objects.select_related("contest__election__organisation", "member__branch", "member__user")
    return rows.select_for_update(of=("self",)).get(pk=candidate.pk)


def refuse_stale(file: CandidateFile, version: int) -> None:
    """Raise ValidationError where the page that was sent shows an older state of the file."""
    if file.version != version:
        raise ValidationError(
            _("This page was changed meanwhile. What stands now is shown: look at it and send it again if you must.")
        )


def _touch(candidate: Candidate) -> None:
    file = file_of(candidate)
    CandidateFile.objects.filter(pk=file.pk).update(version=file.version + 1)


def _consent(candidate: Candidate, given: Mapping[PublicField, bool], *, by: str, source: Source, at: datetime) -> None:
    before = consents_of(candidate)
    asked = set(candidate.consents.values_list("field", flat=True))
    changed = [field for field, yes in given.items() if before[field] != yes or field not in asked]
    Consent.objects.bulk_create(
        Consent(candidate=candidate, field=field, given=given[field], source=source, by=by, at=at) for field in changed
    )
    if changed:
        record(
            by=by,
            act="elections.give_consents",
            subject=candidate.scope,
            details={field.value: given[field] for field in changed},
        )


def _refuse_published(candidate: Candidate) -> None:
    if candidate.contest.state not in BEFORE_THE_POLL:
        raise ValidationError(
            _("The list of candidates is published: what it shows is changed by the returning officer's ruling only.")
        )


def _refuse_late(candidate: Candidate, at: datetime, source: Source) -> None:
    _refuse_published(candidate)
    until = candidate.contest.election.accept_by
    if source is Source.SCREEN and until is not None and at > until:
        raise ValidationError(
            _("Nominations were to be accepted by %(day)s. Write to the returning officer if that was not possible.")
            % {"day": date_format(timezone.localtime(until), "j F Y, H:i")}
        )


def _said(candidate: Candidate, source: Source) -> str:
    with translation.override(candidate.contest.election.organisation.language):
        return {
            Source.SCREEN: _("the candidate, on this site"),
            Source.PAPER: _("the candidate, in writing"),
        }[source]
