"""Reminders to those who have not voted, and to nobody else: the register is marked first, whole, in one batch.

A reminder carries no code and leaves no trace with its elector. The code office marks and sends from the desk; where it
has marked the register within the last day, the worker sends at the promised time by itself.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from hustings_site.elections.codes.enums import DeliveryState, MailKind
from hustings_site.elections.codes.letters import voting_address
from hustings_site.elections.codes.models import CodeHolder, Issue, MailRun, Mark
from hustings_site.elections.codes.running import begin, go, is_interrupted, latest
from hustings_site.elections.codes.selectors import issue_of, may_vote
from hustings_site.elections.codes.sending import Told, refused
from hustings_site.elections.enums import CodeIssue, ContestState
from hustings_site.elections.models import Election
from hustings_site.elections.papers.models import Envelope
from hustings_site.elections.secrecy import mark_register
from hustings_site.elections.timetable import REMIND_LAST_DAY, REMIND_MIDWAY, election_of, last_day, midway
from hustings_site.elections.two_officers import may_approve
from hustings_site.journal import acts, clock
from hustings_site.journal.acts import Act, Details
from hustings_site.journal.schedule import kept
from hustings_site.journal.services import record
from hustings_site.roll.scoping import ScopedQuerySet

FRESH = timedelta(days=1)
"""How old the marks of the register may be when reminders go out."""
AHEAD = timedelta(hours=12)
"""By how much a reminder may be sent before its promised time and still keep the promise."""

_DUE = {REMIND_MIDWAY: midway, REMIND_LAST_DAY: last_day}


def register() -> None:
    """Make the two reminders of the timetable known; called once as the room starts."""
    for name in _DUE:
        acts.register(Act(name, _remind, may_approve))


def not_voted(issue: Issue) -> ScopedQuerySet[CodeHolder]:
    """Those to remind, by number: who may vote, has an e-mail address, and by the register has voted in no contest.

    Nor is anybody reminded whose envelope has come, or whose code was taken out of use for paper.
    """
    election = issue.election
    marked = Mark.objects.filter(contest__in=election.contests.all(), entry__number=OuterRef("number"))
    envelope = Envelope.objects.filter(election=election, number=OuterRef("number"))
    holders = CodeHolder.objects.filter(may_vote(issue), ~Exists(marked), ~Exists(envelope), issue=issue)
    rows = holders.exclude(entry__email="").exclude(deliveries__state=DeliveryState.TAKEN_OUT)
    return rows.select_related("entry").order_by("number")


@transaction.atomic
def begin_reminders(*, by: str, issue: Issue, passphrase: str) -> MailRun:
    """Mark the register, and note that the reminders begin. Raises ValidationError while no poll is open."""
    _require_open(issue.election)
    mark_register(by=by, issue=issue, passphrase=passphrase, why="to remind those who have not voted")
    issue.refresh_from_db()
    run = _begin(issue)
    for act, due in _DUE.items():
        at = due(issue.election)
        if at is not None and at - AHEAD <= clock.now():
            kept(by=by, subject=issue.election.scope, act=act, outcome=_told(run))
    return run


def send_reminders(*, by: str, run: MailRun) -> None:
    """Send what `begin_reminders` began, once its transaction is done."""
    go(run, lambda told: remind(by=by, run=run, told=told))


def remind(*, by: str, run: MailRun, told: Told) -> tuple[int, int]:
    """Send each reminder, by number, behind the one that the run has reached; how many were sent, how many were not."""
    issue = run.issue
    sent = failed = 0
    with override(issue.election.organisation.language), get_connection() as connection:
        body = _body(issue)
        for holder in not_voted(issue).filter(number__gt=run.reached):
            message = EmailMessage(
                subject=_("You have not voted yet: %(election)s") % {"election": issue.election.title},
                body=f"{_('Dear %(name)s,') % {'name': holder.entry.name}}\n\n{body}",
                to=[holder.entry.email],
                connection=connection,
            )
            if refused(message, connection):
                failed += 1
            else:
                sent += 1
            run.reached = holder.number
            told(sent, failed)
    record(by=by, act="elections.remind", subject=issue.scope, details={"sent": sent, "failed": failed})
    return sent, failed


def _begin(issue: Issue) -> MailRun:
    """A run for everybody who is left, where the one before was interrupted; else for all."""
    before = latest(issue, MailKind.REMINDER)
    reached = before.reached if before is not None and is_interrupted(before) else ""
    run = begin(issue=issue, what=MailKind.REMINDER, total=not_voted(issue).filter(number__gt=reached).count())
    run.reached = reached
    run.save(update_fields=["reached"])
    return run


def _remind(subject: str, details: Details, by: str) -> str:
    """The promised act: sends where the register is marked freshly, else asks for it."""
    election = election_of(subject)
    if election.code_issue == CodeIssue.AUTHORITY:
        return _("The independent code office reminds those who have not voted.")
    issue = issue_of(election)
    if issue is None:
        return _("No voting codes were drawn: there is nobody to remind.")
    _require_open(election)
    if issue.marked_at is None or issue.marked_at < clock.now() - FRESH:
        raise ValidationError(
            _("The register of who has voted has to be marked first: “Remind” on the page of the voting codes does it.")
        )
    run = _begin(issue)
    transaction.on_commit(lambda: send_reminders(by=by, run=run))
    return _told(run)


def _require_open(election: Election) -> None:
    now = clock.now()
    taking = election.contests.filter(state__in=[ContestState.POLL_OPEN, ContestState.PAUSED])
    if not taking.exists() or (election.poll_closes is not None and election.poll_closes <= now):
        raise ValidationError(_("No poll of this election is open: nobody is reminded."))


def _told(run: MailRun) -> str:
    return _("Reminders to %(n)d who have not voted by the register.") % {"n": run.total}


def _body(issue: Issue) -> str:
    election = issue.election
    address = voting_address(issue)
    site = address.partition("/booth/")[0]
    marked = date_format(issue.marked_at, "DATETIME_FORMAT") if issue.marked_at else ""
    closes = date_format(election.poll_closes, "DATETIME_FORMAT") if election.poll_closes else ""
    lines = [
        _("By the register of %(when)s you have not voted in “%(election)s”. The poll closes on %(closes)s.")
        % {"when": marked, "election": election.title, "closes": closes},
        _("Vote here, with the voting code that you were sent:"),
        address,
        _("No code? Ask for it here; it goes to the address on the roll:"),
        site + reverse("elections:no_code", args=[election.slug]),
        _("If you have voted since, or do not want to vote, there is nothing to do."),
    ]
    return "\n\n".join(lines) + "\n"
