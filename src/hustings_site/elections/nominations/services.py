"""Naming candidates, completing what a meeting left open, taking back, and ruling."""

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings_site.accounts.conflicts import refuse_officer
from hustings_site.accounts.permissions import person
from hustings_site.elections.candidates.standing import change_standing
from hustings_site.elections.enums import ContestState, Standing
from hustings_site.elections.models import Candidate, Contest
from hustings_site.elections.nominations.enums import NominationState, Nominator
from hustings_site.elections.nominations.models import Affiliate, Nomination, NominationRuling
from hustings_site.elections.permissions import scopes_of
from hustings_site.journal import clock
from hustings_site.journal.services import record
from hustings_site.roll.enums import MemberStatus
from hustings_site.roll.models import Branch, Member, Organisation

CANNOT_BE_NAMED = (
    Standing.DECLINED,
    Standing.NOT_VALIDATED,
    Standing.WITHDRAWN,
    Standing.DIED,
    Standing.REPLACED,
)


@dataclass(frozen=True, slots=True)
class Meeting:
    """When and where a branch or an affiliate named its candidates; what is not known is left empty."""

    met_on: date | None = None
    met_at: str = ""
    attendance: int | None = None
    quorum: int | None = None
    certified_by: str = ""


NO_MEETING = Meeting()


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody named who is not yet on the list: the name to be printed and the membership number."""

    name: str
    number: str


@transaction.atomic
def enter_nomination(
    *,
    by: str,
    contest: Contest,
    named: Candidate | Named,
    nominator: Branch | Affiliate | Member,
    meeting: Meeting = NO_MEETING,
    name_shown: bool = False,
    by_officer: bool = False,
    now: datetime | None = None,
) -> Nomination:
    """Name a candidate. `by_officer`: the returning officer types what came on paper, also after the close.

    Raises ValidationError where nominations are not open, the nominator has given all its names or this one, or
    either side may not take part.
    """
    at = now or clock.now()
    held = Contest.objects.select_for_update(of=("self",)).select_related("election__organisation").get(pk=contest.pk)
    _refuse_closed(held, by_officer=by_officer)
    _refuse_nominator(held, nominator, by=by, by_officer=by_officer)
    candidate = _candidate(held, named, by=by, at=at)
    _refuse_more_names(held, nominator, candidate)
    nomination = Nomination(
        contest=held,
        candidate=candidate,
        nominator=kind_of(nominator),
        **{kind_of(nominator).value: nominator},
        name_shown=name_shown and isinstance(nominator, Member),
        entered_by=by,
        by_officer=by_officer,
        entered_at=at,
    )
    _put(nomination, meeting, at)
    nomination.save()
    record(
        by=by,
        act="elections.enter_nomination",
        subject=nomination.scope,
        details={"candidate": candidate.scope, "nominator": nomination.nominator, "by_officer": by_officer},
    )
    return nomination


@transaction.atomic
def complete_nomination(
    *, by: str, nomination: Nomination, meeting: Meeting, version: int, now: datetime | None = None
) -> Nomination:
    """Add or mend what is said of the meeting; `version` is that of the page on which it was written."""
    held = _held(nomination)
    if held.version != version:
        raise ValidationError(
            _("Somebody else has changed this nomination meanwhile. What stands now is shown: change that if you must.")
        )
    if held.state == NominationState.TAKEN_BACK or held.nominator == Nominator.MEMBER:
        raise ValidationError(_("This nomination has no meeting to complete."))
    _refuse_closed(held.contest, by_officer=True)
    _put(held, meeting, now or clock.now())
    held.version += 1
    held.save()
    record(
        by=by,
        act="elections.complete_nomination",
        subject=held.scope,
        details={"missing": ", ".join(field for field in held.MEETING if getattr(held, field) in (None, ""))},
    )
    return held


@transaction.atomic
def take_back_nomination(*, by: str, nomination: Nomination) -> None:
    """The nominator takes a name back while nominations are open; taken back already: nothing happens."""
    held = _held(nomination)
    if held.state == NominationState.TAKEN_BACK:
        return
    _refuse_closed(held.contest, by_officer=False)
    _move(held, NominationState.TAKEN_BACK)
    record(by=by, act="elections.take_back_nomination", subject=held.scope)


@transaction.atomic
def rule_on_nomination(
    *, by: str, ruled_by: str, nomination: Nomination, valid: bool, reason: str, now: datetime | None = None
) -> NominationRuling:
    """The returning officer's decision, public with its reason; a later one replaces it."""
    if not reason.strip():
        raise ValidationError(_("Say why: the reason is published with the ruling."))
    held = _held(nomination)
    if held.state == NominationState.TAKEN_BACK:
        raise ValidationError(_("This nomination has been taken back: there is nothing to rule on."))
    _refuse_closed(held.contest, by_officer=True)
    _move(held, NominationState.STANDS if valid else NominationState.NOT_VALID)
    ruling = NominationRuling.objects.create(
        nomination=held, valid=valid, reason=reason.strip(), ruled_by=ruled_by, at=now or clock.now()
    )
    record(by=by, act="elections.rule_on_nomination", subject=held.scope, details={"valid": valid})
    return ruling


@transaction.atomic
def enter_affiliate(*, by: str, organisation: Organisation, code: str, name: str) -> Affiliate:
    """A body that may nominate."""
    affiliate = Affiliate(organisation=organisation, code=code, name=name)
    affiliate.full_clean()
    affiliate.save()
    record(by=by, act="elections.enter_affiliate", subject=organisation.scope, details={"name": name})
    return affiliate


def kind_of(nominator: Branch | Affiliate | Member) -> Nominator:
    """Which kind of nominator this is."""
    if isinstance(nominator, Branch):
        return Nominator.BRANCH
    return Nominator.AFFILIATE if isinstance(nominator, Affiliate) else Nominator.MEMBER


def names_allowed(contest: Contest) -> int:
    """How many candidates one nominator may name for this post."""
    return contest.names_each or contest.vacancies


def _refuse_closed(contest: Contest, *, by_officer: bool) -> None:
    states = {ContestState.NOMINATIONS} | ({ContestState.NOMINATIONS_CLOSED} if by_officer else set())
    if contest.state not in states:
        raise ValidationError(
            _("Nominations for %(post)s are not open: %(state)s.")
            % {"post": contest.title, "state": ContestState(contest.state).label}
        )


def _refuse_nominator(contest: Contest, nominator: Branch | Affiliate | Member, *, by: str, by_officer: bool) -> None:
    election = contest.election
    if nominator.organisation_id != election.organisation_id:
        raise ValidationError(_("Only parts of %(name)s nominate here.") % {"name": election.organisation.name})
    if not by_officer:
        refuse_officer(person(by), scopes_of(election))
    if isinstance(nominator, Member):
        if nominator.status != MemberStatus.ACTIVE:
            raise ValidationError(
                _("Only members in good standing nominate; the roll says: %(status)s.")
                % {"status": nominator.get_status_display()}
            )
        refuse_officer(nominator.user, scopes_of(election))


def _refuse_more_names(contest: Contest, nominator: Branch | Affiliate | Member, candidate: Candidate) -> None:
    given = Nomination.objects.filter(contest=contest, **{kind_of(nominator).value: nominator}).exclude(
        state=NominationState.TAKEN_BACK
    )
    if given.filter(candidate=candidate).exists():
        raise ValidationError(
            _("%(nominator)s has already named %(candidate)s.")
            % {"nominator": nominator, "candidate": candidate.printed_name}
        )
    most = names_allowed(contest)
    if given.count() >= most:
        raise ValidationError(
            _("%(nominator)s has given %(most)d of %(most)d names for %(post)s: take one back first.")
            % {"nominator": nominator, "most": most, "post": contest.title}
        )


def _candidate(contest: Contest, named: Candidate | Named, *, by: str, at: datetime) -> Candidate:
    if isinstance(named, Candidate):
        candidate = contest.candidates.get(pk=named.pk)
    else:
        member = member_named(contest.election.organisation, named)
        known = contest.candidates.filter(member=member).first()
        candidate = known or _new_candidate(contest, member, named, by=by, at=at)
    if candidate.standing in CANNOT_BE_NAMED:
        raise ValidationError(
            _("%(name)s does not stand: %(standing)s.")
            % {"name": candidate.printed_name, "standing": candidate.get_standing_display()}
        )
    return candidate


def member_named(organisation: Organisation, named: Named) -> Member:
    """The member of this name and number. Raises ValidationError, the same whichever of the two is wrong, so that
    nobody learns from it whose number it is."""
    member = Member.objects.of(organisation).filter(number=named.number.strip(), status=MemberStatus.ACTIVE).first()
    if member is None or _plain(member.name) != _plain(named.name):
        raise ValidationError(
            _("No member in good standing has this name and this membership number: check both."), code="no_member"
        )
    return member


def _new_candidate(contest: Contest, member: Member, named: Named, *, by: str, at: datetime) -> Candidate:
    candidate = Candidate(
        contest=contest, member=member, name=" ".join(named.name.split()), standing=Standing.NOMINATED
    )
    candidate.full_clean()
    candidate.save()
    change_standing(by=by, candidate=candidate, standing=Standing.NOMINATED, source=_("first nomination"), now=at)
    return candidate


def _plain(name: str) -> str:
    letters = (c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join("".join(letters).casefold().split())


def _put(nomination: Nomination, meeting: Meeting, at: datetime) -> None:
    if meeting.met_on is not None and meeting.met_on > timezone.localdate(at):
        raise ValidationError({"met_on": _("The meeting has not been held yet: enter the nomination after it.")})
    for field in Nomination.MEETING:
        setattr(nomination, field, getattr(meeting, field))
    nomination.full_clean(validate_constraints=False)


def _held(nomination: Nomination) -> Nomination:
    held = Nomination.objects.select_for_update(of=("self",)).select_related("contest__election").get(pk=nomination.pk)
    Contest.objects.select_for_update().get(pk=held.contest_id)
    return held


def _move(nomination: Nomination, state: NominationState) -> None:
    nomination.state = state
    nomination.version += 1
    nomination.save(update_fields=["state", "version"])
