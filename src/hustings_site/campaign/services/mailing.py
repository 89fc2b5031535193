"""Mail to members: the same number of messages, of the same length, to the same people, for every candidate."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from hustings_site.campaign.models import CandidateMessage, CandidatePage, Mailing, OutgoingMail
from hustings_site.campaign.selectors.asking import candidates_asked
from hustings_site.campaign.services.asking import address_of
from hustings_site.campaign.services.pages import new_code
from hustings_site.campaign.services.post import promise_post, put_in_post
from hustings_site.elections.candidates.words import count_words
from hustings_site.elections.models import Contest
from hustings_site.journal import clock
from hustings_site.journal.services import record
from hustings_site.roll.enums import MemberStatus
from hustings_site.roll.models import Member
from hustings_site.roll.selectors import electors_of


@transaction.atomic
def open_mailing(
    *, by: str, contest: Contest, messages_each: int, words: int, closes_at: datetime, site: str
) -> Mailing:
    """Publish the terms, and give every candidate a page to write on."""
    mailing = Mailing(contest=contest, messages_each=messages_each, words=words, closes_at=closes_at)
    mailing.full_clean()
    mailing.save()
    record(
        by=by,
        act="campaign.open_mailing",
        subject=mailing.scope,
        details={"messages_each": messages_each, "words": words},
    )
    give_pages(by=by, contest=contest, site=site)
    return mailing


@transaction.atomic
def give_pages(*, by: str, contest: Contest, site: str) -> list[tuple[CandidatePage, str]]:
    """A campaign page for every candidate who has none: its code by e-mail, or to be printed, as (page, code)."""
    given = []
    for candidate in candidates_asked(contest).filter(campaign_page=None):
        page = CandidatePage.objects.create(candidate=candidate, email=address_of(candidate))
        code = new_code(page)
        if page.email:
            _send_code(page, code, contest, site)
        else:
            given.append((page, code))
    record(by=by, act="campaign.give_pages", subject=contest.scope, details={"to_print": len(given)})
    return given


@transaction.atomic
def print_page_codes(*, by: str, contest: Contest) -> list[tuple[CandidatePage, str]]:
    """New codes, to be printed, for every candidate without e-mail; the old ones are void."""
    pages = CandidatePage.objects.filter(candidate__contest=contest, email="").select_related("candidate")
    printed = [(page, new_code(page)) for page in pages]
    record(by=by, act="campaign.print_page_codes", subject=contest.scope, details={"pages": len(printed)})
    return printed


@transaction.atomic
def send_to_members(*, page: CandidatePage, subject: str, text: str, now: datetime | None = None) -> CandidateMessage:
    """Send a candidate's message to every member entitled in the contest whose address is on the books.

    The candidate learns how many, and never who. Raises ValidationError after the last message or the closing time,
    and where the text is too long.
    """
    now = now or clock.now()
    mailing = Mailing.objects.select_for_update().get(contest=page.candidate.contest_id)
    _check(mailing, page, text, now)
    addresses, without = _addresses(mailing.contest)
    with translation.override(mailing.contest.election.organisation.language):
        foot = _(
            "\n\n--\n%(name)s stands for %(post)s. Every candidate may send %(count)d such messages through the "
            "returning officer; none of them sees your address."
        ) % {"name": page.candidate.printed_name, "post": mailing.contest.title, "count": mailing.messages_each}
    OutgoingMail.objects.bulk_create(
        (
            OutgoingMail(about=mailing.scope, to=address, subject=subject, text=text + foot, written_at=now)
            for address in addresses
        ),
        batch_size=500,
    )
    promise_post()
    message = CandidateMessage.objects.create(
        mailing=mailing,
        candidate=page.candidate,
        subject=subject,
        text=text,
        sent_at=now,
        recipients=len(addresses),
        without_email=without,
    )
    record(
        by=page.candidate.scope,
        act="campaign.send_to_members",
        subject=mailing.scope,
        details={"recipients": len(addresses), "message": message.pk},
    )
    return message


def _check(mailing: Mailing, page: CandidatePage, text: str, now: datetime) -> None:
    if now > mailing.closes_at:
        raise ValidationError(_("Messages are not sent any more: the time is over for everybody."))
    if mailing.messages.filter(candidate=page.candidate).count() >= mailing.messages_each:
        raise ValidationError(
            _("You have sent all your messages: %(count)d, as many as everybody.") % {"count": mailing.messages_each}
        )
    length = count_words(text)
    if length > mailing.words:
        raise ValidationError(
            _("The text has %(length)d words, %(over)d too many: at most %(most)d for everybody.")
            % {"length": length, "over": length - mailing.words, "most": mailing.words}
        )


def _addresses(contest: Contest) -> tuple[list[str], int]:
    """Each address once, of the frozen roll, or before it is frozen of the organisation's members; and how many have
    none."""
    if contest.roll:
        found = list(electors_of(contest.roll).values_list("email", flat=True))
    else:
        members = Member.objects.of(contest.election.organisation).filter(status=MemberStatus.ACTIVE)
        found = list(members.values_list("email", flat=True))
    emails = [email.lower() for email in found]
    return sorted({email for email in emails if email}), emails.count("")


def _send_code(page: CandidatePage, code: str, contest: Contest, site: str) -> None:
    with translation.override(contest.election.organisation.language):
        subject = _("Your campaign page: %(post)s") % {"post": contest.title}
        text = _(
            "Dear %(name)s,\n\non this page you write to members, and see and confirm who says to endorse you:\n"
            "%(address)s\n\nYour code, to be typed there:\n%(code)s\n\nEvery candidate has such a page.\n"
        ) % {
            "name": page.candidate.name,
            "address": site + reverse("campaign:candidate_page", args=[page.key]),
            "code": code,
        }
    put_in_post(about=contest.scope, to=page.email, subject=subject, text=text)
