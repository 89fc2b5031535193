"""Taking complaints in, summing them up for the public, ruling on them."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from hustings_site.elections.approved_acts import propose_void
from hustings_site.elections.candidates.enums import Delivery
from hustings_site.elections.complaints.enums import ABOUT_THE_POST, ComplaintState, Effect, Matter
from hustings_site.elections.complaints.models import Complaint, ComplaintRuling
from hustings_site.elections.enums import ContestState
from hustings_site.elections.life import settle_complaint, take_up_complaint
from hustings_site.elections.mailing import not_sent
from hustings_site.elections.models import Contest, Election
from hustings_site.journal import clock
from hustings_site.journal.services import record

ANSWERED_WITHIN = timedelta(days=7)
CHALLENGED_WITHIN = timedelta(days=7)


@transaction.atomic
def complain(
    *,
    election: Election,
    matter: Matter,
    text: str,
    contest: Contest | None = None,
    name: str = "",
    membership_number: str = "",
    email: str = "",
    challenges: Complaint | None = None,
    now: datetime | None = None,
) -> Complaint:
    """Take in what somebody says is wrong, and give it the next number; nobody is asked for an account.

    What comes after the deadline is taken too, and marked: whether it is heard is the returning officer's ruling.
    """
    at = now or clock.now()
    Election.objects.select_for_update().get(pk=election.pk)
    complaint = Complaint(
        election=election,
        contest=contest,
        number=Complaint.objects.filter(election=election).count() + 1,
        matter=matter,
        text=text.strip(),
        name=name.strip(),
        membership_number=membership_number.strip(),
        email=email,
        received_at=at,
        late=matter not in ABOUT_THE_POST and _is_late(election, challenges, at),
        answer_by=at + ANSWERED_WITHIN,
        challenges=challenges,
    )
    complaint.full_clean()
    complaint.save()
    record(
        by="public",
        act="elections.complain",
        subject=complaint.scope,
        details={"election": election.scope, "number": complaint.number, "matter": complaint.matter},
    )
    return complaint


@transaction.atomic
def sum_up(*, by: str, complaint: Complaint, summary: str) -> None:
    """What the public register says a complaint is about: one line without names."""
    held = _held(complaint)
    held.summary = " ".join(summary.split())
    held.full_clean()
    held.save(update_fields=["summary"])
    record(by=by, act="elections.sum_up_complaint", subject=held.scope)


@transaction.atomic
def rule_on_complaint(
    *,
    by: str,
    ruled_by: str,
    complaint: Complaint,
    upheld: bool,
    reason: str,
    effect: Effect = Effect.NONE,
    now: datetime | None = None,
) -> ComplaintRuling:
    """Decide a complaint, once, with a public reason; whoever left an address is told. Raises ValidationError.

    Whether the mail went out is kept with the complaint; it can be sent again (`mail_ruling`).
    The effect is a promise, carried out by an act of its own; to void the contest is proposed at once to a second
    officer. A result that waited for this complaint alone goes on.
    """
    at = now or clock.now()
    held = _held(complaint)
    if held.state != ComplaintState.OPEN:
        raise ValidationError(
            _("This complaint has been decided meanwhile: %(state)s.") % {"state": held.get_state_display()}
        )
    if not reason.strip():
        raise ValidationError({"reason": _("Say why: the reason is published with the ruling.")})
    if effect != Effect.NONE and not upheld:
        raise ValidationError({"effect": _("A complaint that is not upheld changes nothing.")})
    if effect in {Effect.RECOUNT, Effect.VOID} and held.contest is None:
        raise ValidationError({"effect": _("This complaint names no post: say which one is counted again or void.")})
    ruling = ComplaintRuling.objects.create(
        complaint=held,
        upheld=upheld,
        reason=reason.strip(),
        effect=effect,
        ruled_by=ruled_by,
        at=at,
        challenge_by=at + CHALLENGED_WITHIN,
    )
    held.state = ComplaintState.RULED
    held.save(update_fields=["state"])
    if held.taken_up and held.contest is not None:
        _release(held.contest, by=by, complaint=held)
    if ruling.effect == Effect.VOID and held.contest is not None:
        propose_void(by=by, contest=held.contest, reason=ruling.reason)
    record(
        by=by,
        act="elections.rule_on_complaint",
        subject=held.scope,
        details={"upheld": upheld, "effect": ruling.effect},
    )
    if held.email:
        transaction.on_commit(lambda: _tell(by, held, ruling))
    return ruling


@transaction.atomic
def mail_ruling(*, by: str, complaint: Complaint) -> None:
    """Send a ruling again to whoever left an address. Raises ValidationError where there is none, or no address."""
    held = _held(complaint)
    ruling = ComplaintRuling.objects.filter(complaint=held).first()
    if ruling is None or not held.email:
        raise ValidationError(_("There is no ruling yet, or nobody left an address to send it to."))
    transaction.on_commit(lambda: _tell(by, held, ruling))


@transaction.atomic
def settle_request(*, by: str, ruled_by: str, complaint: Complaint) -> ComplaintRuling:
    """Close a request to the helpline (`ABOUT_THE_POST`), with the same words whoever it came from.

    Raises ValidationError for a complaint, which needs a ruling of its own.
    """
    held = _held(complaint)
    if held.matter not in ABOUT_THE_POST:
        raise ValidationError(_("This is a complaint: the returning officer rules on it."))
    with translation.override(held.election.organisation.language):
        reason = (
            _("Whoever is on the roll gets a voting code at the address that stands there.")
            if held.matter == Matter.NO_CODE
            else _("Whoever has shown to be the member has the address corrected.")
        )
    return rule_on_complaint(by=by, ruled_by=ruled_by, complaint=held, upheld=True, reason=reason)


@transaction.atomic
def take_up(*, by: str, complaint: Complaint) -> None:
    """Let the result of the contest wait for the ruling: it does not become final before."""
    held = _held(complaint)
    if held.state != ComplaintState.OPEN or held.contest is None:
        raise ValidationError(_("Only an open complaint about a post is taken up."))
    if held.taken_up:
        return
    if held.contest.state != ContestState.UNDER_COMPLAINT:
        take_up_complaint(by=by, contest=held.contest, complaint=str(held.number))
    held.taken_up = True
    held.save(update_fields=["taken_up"])
    record(by=by, act="elections.take_up", subject=held.scope)


@transaction.atomic
def name_contest(*, by: str, complaint: Complaint, contest: Contest) -> None:
    """Say to which post a complaint belongs, where its sender did not."""
    held = _held(complaint)
    if contest.election_id != held.election_id:
        raise ValidationError(_("That post belongs to another election."))
    held.contest = contest
    held.save(update_fields=["contest"])
    record(by=by, act="elections.name_contest_of_complaint", subject=held.scope, details={"contest": contest.scope})


def _release(contest: Contest, *, by: str, complaint: Complaint) -> None:
    waiting = Complaint.objects.filter(contest=contest, taken_up=True, state=ComplaintState.OPEN)
    if contest.state == ContestState.UNDER_COMPLAINT and not waiting.exists():
        settle_complaint(by=by, contest=contest, complaint=str(complaint.number))


def _is_late(election: Election, challenges: Complaint | None, at: datetime) -> bool:
    if challenges is not None:
        ruling = ComplaintRuling.objects.filter(complaint=challenges).first()
        return ruling is not None and ruling.challenge_by is not None and at > ruling.challenge_by
    return election.complaints_by is not None and at > election.complaints_by


def _held(complaint: Complaint) -> Complaint:
    rows = Complaint.objects.select_for_update(of=("self",)).select_related("election__organisation", "contest")
    return rows.get(pk=complaint.pk)


def _tell(by: str, complaint: Complaint, ruling: ComplaintRuling) -> None:
    """Send a ruling and note how that went: "sent" means that the mail server took it."""
    complaint.told_note = not_sent(_answer(complaint, ruling))
    complaint.told = Delivery.FAILED if complaint.told_note else Delivery.SENT
    complaint.told_at = clock.now()
    with transaction.atomic():
        complaint.save(update_fields=["told", "told_at", "told_note"])
        record(by=by, act="elections.mail_ruling", subject=complaint.scope, details={"sent": not complaint.told_note})


def _answer(complaint: Complaint, ruling: ComplaintRuling) -> EmailMessage:
    election = complaint.election
    with translation.override(election.organisation.language):
        subject = _("Your complaint number %(number)d: the ruling") % {"number": complaint.number}
        lines = [
            _("Your complaint number %(number)d in the election “%(election)s” of %(organisation)s has been decided.")
            % {
                "number": complaint.number,
                "election": election.title,
                "organisation": election.organisation.name,
            },
            _("Upheld.") if ruling.upheld else _("Not upheld."),
            ruling.reason,
            _("What follows: %(effect)s.") % {"effect": Effect(ruling.effect).label},
            _("The ruling can be challenged for seven days: write a new complaint and choose this number there."),
        ]
    return EmailMessage(subject=subject, body="\n\n".join(lines) + "\n", to=[complaint.email])
