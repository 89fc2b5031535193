"""Mail to members: the same for every candidate, who never sees a list."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
from campaigning import NOW, SITE, code_in
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from hustings_site.campaign.models import CandidateMessage, CandidatePage, Mailing, OutgoingMail
from hustings_site.campaign.services import post
from hustings_site.campaign.services.mailing import give_pages, open_mailing, print_page_codes, send_to_members
from hustings_site.campaign.services.post import send_waiting
from hustings_site.elections.models import Candidate, Contest
from hustings_site.journal.models import Entry, ScheduledAct
from hustings_site.journal.schedule import do_what_is_due
from hustings_site.roll.enums import MemberStatus
from hustings_site.roll.freezing import freeze
from hustings_site.roll.models import Electorate, Member

pytestmark = pytest.mark.django_db
TERMS = {"messages_each": 2, "words": 10}


@pytest.fixture
def members(race: Contest) -> None:
    """Ann and Bob, who stand, and three more: two at one address, one without; one has left."""
    branch = Member.objects.of(race.election.organisation).first().branch
    for number, (email, status) in enumerate(
        (
            ("eve@example.org", MemberStatus.ACTIVE),
            ("EVE@example.org", MemberStatus.ACTIVE),
            ("", MemberStatus.ACTIVE),
            ("gone@example.org", MemberStatus.LEFT),
        ),
        start=10,
    ):
        Member.objects.create(
            organisation=race.election.organisation,
            number=str(number),
            name=f"Member {number}",
            email=email,
            branch=branch,
            status=status,
        )


@pytest.fixture
def mailing(race: Contest, members: None) -> Mailing:
    closes = timezone.now() + timedelta(days=9)
    return open_mailing(by="test", contest=race, closes_at=closes, site=SITE, **TERMS)


@pytest.fixture
def anns(mailing: Mailing) -> CandidatePage:
    return CandidatePage.objects.get(candidate__name="Ann Ash")


def test_every_candidate_has_a_page_and_those_with_email_its_code(mailing: Mailing, mailoutbox: list) -> None:
    pages = CandidatePage.objects.order_by("candidate__position")
    assert [(page.candidate.name, page.email) for page in pages] == [
        ("Ann Ash", "ann@example.org"),
        ("Bob Birch", "bob@example.org"),
        ("Cleo Cedar", ""),
        ("Dan Dill", ""),
    ]
    send_waiting(NOW)
    assert [mail.to for mail in mailoutbox] == [["ann@example.org"], ["bob@example.org"]]
    assert give_pages(by="test", contest=mailing.contest, site=SITE) == []
    printed = print_page_codes(by="test", contest=mailing.contest)
    assert [page.candidate.name for page, _code in printed] == ["Cleo Cedar", "Dan Dill"]
    assert give_pages(by="test", contest=mailing.contest, site=SITE) == []


def test_message_goes_to_each_address_once_and_the_candidate_learns_how_many(
    anns: CandidatePage, mailoutbox: list
) -> None:
    send_waiting(NOW)
    mailoutbox.clear()
    message = send_to_members(page=anns, subject="Light", text="Vote for light.")
    assert (message.recipients, message.without_email) == (3, 1)
    assert ScheduledAct.objects.filter(act=post.SEND, state="due").exists()
    send_waiting(NOW)
    assert sorted(mail.to[0] for mail in mailoutbox) == ["ann@example.org", "bob@example.org", "eve@example.org"]
    assert {mail.subject for mail in mailoutbox} == {"Light"}
    assert all("Every candidate may send 2 such messages" in mail.body for mail in mailoutbox)
    assert not OutgoingMail.objects.exclude(to="").exists()


def test_message_goes_to_the_frozen_roll_where_there_is_one(anns: CandidatePage, race: Contest) -> None:
    organisation = race.election.organisation
    everybody = Electorate.objects.create(organisation=organisation, slug="all", name="All", rule={})
    race.roll = freeze(by="test", electorate=everybody)
    race.save()
    Member.objects.create(
        organisation=organisation,
        number="99",
        name="Late",
        email="late@example.org",
        branch=Member.objects.of(organisation).first().branch,
    )
    send_to_members(page=anns, subject="Light", text="Light.")
    addressed = OutgoingMail.objects.filter(subject="Light").values_list("to", flat=True)
    assert sorted(addressed) == ["ann@example.org", "bob@example.org", "eve@example.org", "gone@example.org"]


def test_every_candidate_has_the_same_number_of_messages(anns: CandidatePage) -> None:
    for _time in range(2):
        send_to_members(page=anns, subject="Light", text="Light.")
    with pytest.raises(ValidationError, match="You have sent all your messages: 2, as many as everybody"):
        send_to_members(page=anns, subject="Light", text="Light.")
    bobs = CandidatePage.objects.get(candidate__name="Bob Birch")
    assert send_to_members(page=bobs, subject="Dark", text="Dark.").recipients == 3


def test_message_is_no_longer_and_no_later_than_anybodys(anns: CandidatePage, mailing: Mailing) -> None:
    send_to_members(page=anns, subject="Ten", text="one " * 10)
    with pytest.raises(ValidationError, match="has 11 words, 1 too many: at most 10 for everybody"):
        send_to_members(page=anns, subject="Eleven", text="one " * 11)
    with pytest.raises(ValidationError, match="the time is over for everybody"):
        send_to_members(page=anns, subject="Late", text="late", now=mailing.closes_at + timedelta(seconds=1))


def test_candidate_never_sees_a_list(anns: CandidatePage, mailoutbox: list, visitor: Client) -> None:
    send_waiting(NOW)
    path = f"/candidate/{anns.key}/"
    assert "Type the code" in visitor.get(path).content.decode()
    visitor.post(path, {"code": code_in(mailoutbox[0].body)})
    seen = [visitor.get(path).content.decode()]
    sent = {"subject": "Light", "text": "Vote for light."}
    seen.append(visitor.post(path, {**sent, "look": "1"}).content.decode())
    assert "It cannot be called back." in seen[-1]
    assert not CandidateMessage.objects.exists()
    seen.append(visitor.post(path, {**sent, "send": "1"}, follow=True).content.decode())
    assert "On its way to 3 members; 1 have no e-mail" in seen[-1]
    seen.append(visitor.post(path, {**sent, "text": "one " * 11, "send": "1"}).content.decode())
    assert "1 too many" in seen[-1]
    seen.append(visitor.get(f"/messages/{anns.candidate.contest_id}/").content.decode())
    assert "to 3 members; 1 have no e-mail" in " ".join(seen[-1].split())
    assert "example.org" not in "".join(seen)
    visitor.post(path, {"leave": "1"})
    assert "Type the code" in visitor.get(path).content.decode()


def test_journal_and_public_record_hold_counts(anns: CandidatePage) -> None:
    send_to_members(page=anns, subject="Light", text="Light.")
    assert Entry.objects.get(act="campaign.send_to_members").details["recipients"] == 3
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        CandidateMessage.objects.update(text="Dark.")


def test_large_mailing_goes_out_in_batches(
    anns: CandidatePage,
    mailoutbox: list,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[list]],
) -> None:
    send_waiting(NOW)
    mailoutbox.clear()
    monkeypatch.setattr(post, "BATCH", 2)
    send_to_members(page=anns, subject="Light", text="Light.")
    for sent in (2, 3):
        with django_capture_on_commit_callbacks(execute=True):
            assert do_what_is_due() == 1
        assert len(mailoutbox) == sent


def test_officer_publishes_the_terms_once_and_prints_codes(
    race: Contest, members: None, officers_browser: Client, visitor: Client
) -> None:
    path = f"/desk/campaign/contest/{race.pk}/"
    terms = {"act": "mailing", "m-messages_each": "1", "m-words": "300", "m-closes": f"{date.today():%Y-%m-%d}"}  # noqa: DTZ011
    assert "This is needed" in officers_browser.post(path, {**terms, "m-words": ""}).content.decode()
    officers_browser.post(path, terms)
    assert Mailing.objects.get().messages_each == 1
    assert "1 each, of at most 300 words" in officers_browser.get(path).content.decode()
    page = officers_browser.post(path, {"act": "codes"}).content.decode()
    key = CandidatePage.objects.get(candidate__name="Cleo Cedar").key
    cleo = page.split("Cleo Cedar")[1].split("</section>")[0]
    assert visitor.post(f"/candidate/{key}/", {"code": code_in(cleo)}).status_code == 302
    assert officers_browser.post(path, {"act": "nothing"}).status_code == 400
    assert visitor.get("/messages/0/").status_code == 404


def test_campaign_of_a_contest_is_its_officers(race: Contest, member: object, visitor: Client) -> None:
    path = f"/desk/campaign/contest/{race.pk}/"
    assert "sign-in" in visitor.get(path).url
    visitor.force_login(member)
    assert visitor.get(path).status_code == 403


def test_late_candidate_gets_a_page_too(mailing: Mailing) -> None:
    late = Candidate.objects.create(contest=mailing.contest, name="Eve Elm", position=5)
    ((page, code),) = give_pages(by="test", contest=mailing.contest, site=SITE)
    assert (page.candidate, len(code)) == (late, 19)
