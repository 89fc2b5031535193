"""Representatives report back after each meeting; members ask them; followers are told."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hustings_site.campaign.services.post import put_in_post
from hustings_site.committees.models import Committee, CommitteeMeeting, Follower, Person, Question, Report
from hustings_site.committees.selectors.reports import owed
from hustings_site.journal import clock
from hustings_site.journal.acts import Details
from hustings_site.journal.schedule import promise
from hustings_site.journal.services import record

REMIND = "committees.remind"


def promise_to_remind(*, by: str, meeting: CommitteeMeeting) -> None:
    """Promise a reminder for the day on which reports are due, to whoever has not reported by then."""
    due = timezone.make_aware(datetime.combine(meeting.reports_due, datetime.min.time()))
    title = _("Remind who has not reported from %(meeting)s") % {"meeting": meeting.title}
    promise(by=by, subject=meeting.scope, act=REMIND, title=title[:300], due=due)


def remind(subject: str, details: Details, by: str) -> str:
    """Remind each representative who has not reported and has an address here; how many, in a sentence."""
    meeting = CommitteeMeeting.objects.select_related("committee__organisation").get(pk=int(subject.partition(":")[2]))
    missing = [each.person for each in owed(meeting) if each.report is None]
    with_address = [person for person in missing if person.user]
    with translation.override(meeting.committee.organisation.language):
        for person in with_address:
            assert person.user is not None
            put_in_post(
                about=meeting.scope,
                to=person.user.email,
                subject=_("Your report from %(meeting)s is due") % {"meeting": meeting.title},
                text=_("Dear %(name)s,\n\nyour report from %(meeting)s is due on %(day)s.\n")
                % {"name": person.name, "meeting": meeting.title, "day": date_format(meeting.reports_due)},
            )
    return _("%(sent)d reminded, %(missing)d have not reported") % {"sent": len(with_address), "missing": len(missing)}


@transaction.atomic
def report_back(
    *,
    by: str,
    meeting: CommitteeMeeting,
    person: Person,
    came_on: date,
    site: str,
    text: str = "",
    link: str = "",
    now: datetime | None = None,
) -> Report:
    """A representative's report, as text or by its address; followers are told. A second stands beside the first."""
    report = keep_report(by=by, meeting=meeting, person=person, came_on=came_on, text=text, link=link, now=now)
    said = _("%(name)s has reported from %(meeting)s") % {"name": person.name, "meeting": meeting.title}
    tell_followers(
        meeting.committee, said, reverse("committees:meeting", args=[meeting.committee.slug, meeting.pk]), site
    )
    return report


@transaction.atomic
def keep_report(
    *,
    by: str,
    meeting: CommitteeMeeting,
    person: Person,
    came_on: date,
    text: str = "",
    link: str = "",
    now: datetime | None = None,
) -> Report:
    """Keep a report of which nobody needs to be told any more."""
    if not text.strip() and not link:
        raise ValidationError(_("Write the report, or give the address at which it stands."))
    if came_on < meeting.on:
        raise ValidationError(_("A report comes after the meeting."))
    report = Report(
        meeting=meeting, person=person, text=text, link=link, came_on=came_on, recorded_at=now or clock.now()
    )
    report.full_clean()
    report.save()
    record(by=by, act="committees.report_back", subject=meeting.scope, details={"person": person.pk})
    return report


@transaction.atomic
def ask_question(*, committee: Committee, person: Person, text: str, asked_by: str = "") -> Question:
    """A member's question to a representative; the clerk lets it through, or refuses it with a reason."""
    question = Question(committee=committee, person=person, text=text, asked_by=asked_by, asked_at=clock.now())
    question.full_clean()
    question.save()
    return question


@transaction.atomic
def show_question(*, by: str, question: Question, refused: str = "") -> Question:
    """Publish a question, or say why not."""
    if question.shown_at or question.refused:
        raise ValidationError(_("This question has been decided on already."))
    if refused.strip():
        question.refused = refused
    else:
        question.shown_at = clock.now()
    question.save()
    record(by=by, act="committees.show_question", subject=question.committee.scope, details={"refused": bool(refused)})
    return question


@transaction.atomic
def answer_question(*, by: str, question: Question, answer: str) -> Question:
    """A representative answers a published question, once."""
    if question.shown_at is None or question.answered_at is not None or not answer.strip():
        raise ValidationError(_("This question is not published, or has been answered, or the answer is empty."))
    question.answer, question.answered_at = answer, clock.now()
    question.save()
    record(by=by, act="committees.answer_question", subject=question.committee.scope, details={"question": question.pk})
    return question


@transaction.atomic
def follow(*, committee: Committee, email: str, site: str) -> None:
    """Somebody wants to be told: a message asks for a yes from that address. Who follows already is not told apart."""
    follower, _new = Follower.objects.get_or_create(
        committee=committee, email=email.lower(), defaults={"asked_at": clock.now()}
    )
    page = site + reverse("committees:follower", args=[follower.key])
    with translation.override(committee.organisation.language):
        put_in_post(
            about=committee.scope,
            to=follower.email,
            subject=_("Do you want to follow %(committee)s?") % {"committee": committee.name},
            text=_("Say yes, or leave, on this page:\n%(page)s\n\nIf it was not you who asked, do nothing.\n")
            % {"page": page},
        )


def confirm(*, follower: Follower) -> None:
    """The yes from that address."""
    follower.confirmed_at = follower.confirmed_at or clock.now()
    follower.save()


def unfollow(*, follower: Follower) -> None:
    """The address is forgotten."""
    follower.delete()


def tell_followers(committee: Committee, said: str, path: str, site: str) -> None:
    """One message to each who said yes, with the address at which they leave."""
    followers = committee.followers.exclude(confirmed_at=None)
    with translation.override(committee.organisation.language):
        for each in followers:
            leave = site + reverse("committees:follower", args=[each.key])
            put_in_post(
                about=committee.scope,
                to=each.email,
                subject=said[:200],
                text=_("%(said)s:\n%(page)s\n\nTo be told no longer:\n%(leave)s\n")
                % {"said": said, "page": site + path, "leave": leave},
            )
