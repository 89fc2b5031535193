"""From opened ballots to a declared result: counted with the votes on paper, and told to the candidates first."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hustings.count.transcript_file import read_transcript
from hustings.report.names import printed_names
from hustings_site.accounts.models import User
from hustings_site.elections.candidates.keys import file_of
from hustings_site.elections.enums import ContestState
from hustings_site.elections.life import entitled_of
from hustings_site.elections.mailing import not_sent
from hustings_site.elections.models import Candidate, Contest
from hustings_site.elections.papers.account import must_balance
from hustings_site.elections.papers.models import Batch
from hustings_site.elections.papers.votes import votes_on_paper
from hustings_site.journal import clock
from hustings_site.journal.services import record
from hustings_site.results.before_publication import not_verified
from hustings_site.results.drafting import start_count
from hustings_site.results.enums import DraftState
from hustings_site.results.models import Draft, Embargo
from hustings_site.results.polled import draft_from_poll

COUNTED_IN = (ContestState.CLOSED, ContestState.PROVISIONAL, ContestState.UNDER_COMPLAINT)


def begin_count(*, by: User, contest: Contest) -> Draft:
    """Join the papers entered by hand to the opened ballots, and count them by the contest's rule and terms.

    Raises ValidationError where the ballots are not opened and verified, the ballot account does not balance, or the
    contest is not in a state in which it is counted.
    """
    if contest.state not in COUNTED_IN:
        raise ValidationError(
            _("%(contest)s is not counted now: %(state)s.") % {"contest": contest, "state": contest.get_state_display()}
        )
    if not_verified(contest):
        raise ValidationError(_("The archive of the ballots is not verified: nothing of it is counted."))
    must_balance(contest.election, contest)
    by_hand = [votes_on_paper(contest)] if Batch.objects.filter(contest=contest).exists() else []
    draft = draft_from_poll(by=by, contest=contest, electorate=entitled_of(contest), by_hand=by_hand)
    record(by=by.scope, act="results.count", subject=contest.scope)
    start_count(draft=draft)
    draft.refresh_from_db()
    return draft


@transaction.atomic
def tell_candidates(*, by: str, draft: Draft, until: datetime) -> Embargo:
    """Tell every candidate the counted result by mail, which is public not before `until`.

    Raises ValidationError where the draft is not counted. Told again, the time and the result told last are in force.
    """
    held = (
        Draft.objects.select_for_update(of=("self",)).select_related("contest__election__organisation").get(pk=draft.pk)
    )
    if held.state != DraftState.READY or held.contest is None:
        raise ValidationError(_("There is no counted result to tell."))
    contest, transcript = held.contest, read_transcript(held.transcript.encode())
    names = printed_names(transcript.contest)
    elected = [names[c] for c in transcript.elected if c in held.seated]
    mails = {each.printed_name: _mail(each, elected, until) for each in contest.candidates.on_the_paper()}
    embargo, _made = Embargo.objects.update_or_create(
        draft=held,
        defaults={
            "until": until,
            "told_at": clock.now(),
            "told": 0,
            "not_reached": [],
            "transcript_hash": transcript.digest(),
        },
    )
    record(
        by=by,
        act="results.tell_candidates",
        subject=contest.scope,
        details={
            "told": sum(mail is not None for mail in mails.values()),
            "until": until.isoformat(),
            "sha256": embargo.transcript_hash,
        },
    )
    transaction.on_commit(lambda: _send(embargo, mails))
    return embargo


def _send(embargo: Embargo, mails: Mapping[str, EmailMessage | None]) -> None:
    """Hand the mails over, and keep the names of those whom none reached: they are told some other way."""
    embargo.not_reached = [name for name, mail in mails.items() if mail is None or not_sent(mail)]
    embargo.told = len(mails) - len(embargo.not_reached)
    embargo.save(update_fields=["told", "not_reached"])


def _mail(candidate: Candidate, elected: Sequence[str], until: datetime) -> EmailMessage | None:
    """The result for one candidate; None where there is no address."""
    file, contest = file_of(candidate), candidate.contest
    if not file.email:
        return None
    organisation = contest.election.organisation
    with translation.override(organisation.language):
        when = date_format(timezone.localtime(until), "j F Y, H:i")
        lines = [
            _("Dear %(name)s,") % {"name": candidate.name},
            _("The count for %(post)s is finished. Elected, provisionally:") % {"post": contest.title},
            "\n".join(f"- {name}" for name in elected) or _("nobody"),
            _("You are told before everybody else. It is public on %(when)s: please keep it to yourself until then.")
            % {"when": when},
            _("%(organisation)s, the returning officer") % {"organisation": organisation.name},
        ]
        subject = _("The result for %(post)s, before it is public") % {"post": contest.title}
    return EmailMessage(subject=subject, body="\n\n".join(lines) + "\n", to=[file.email])
