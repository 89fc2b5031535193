"""An election whose polls are open and codes drawn, people who hold offices in it, and their browsers."""

import re
import smtplib
from datetime import UTC, datetime

from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from polled import BY, MEMBERS, Polled, polled

from hustings_site.accounts.enums import Office
from hustings_site.accounts.models import User
from hustings_site.accounts.services import give_office, open_account
from hustings_site.elections.codes.models import CodeHolder
from hustings_site.elections.enums import ContestState
from hustings_site.roll.enums import Channel
from hustings_site.roll.models import RollEntry


def open_election(*, two_channels: bool = False, members: tuple[str, ...] = MEMBERS) -> Polled:
    """Six electors unless told otherwise; 0003 is reached by post; both of 0001's and 0002's addresses are known."""
    made = polled(members)
    made.election.announced_at = datetime(2026, 11, 1, tzinfo=UTC)
    made.election.two_channels = two_channels
    made.election.save()
    on_the_roll = RollEntry.objects.filter(roll__in=[made.executive.roll, made.youth.roll])
    on_the_roll.filter(number__in=["0001", "0002"]).update(address="2 Wick Lane\nAlderby")
    on_the_roll.filter(number="0003").update(channel=Channel.POST, address="1 Wick Lane\nAlderby", email="")
    made.open()
    made.election.contests.update(state=ContestState.POLL_OPEN)
    made.election.refresh_from_db()
    return made


def person(vote: Polled, office: Office = Office.CODE_OFFICE) -> User:
    """Somebody who holds this office in the election."""
    user = open_account(by=BY, email=f"{office}@example.org", name=office.label)
    give_office(by=BY, user=user, office=office, scope=vote.election.scope)
    return user


def browser(user: User) -> Client:
    """A browser in which this person is signed in."""
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user)
    return client


def page(vote: Polled, name: str, *parts: object) -> str:
    """The address of a page of this election."""
    return reverse(f"elections:{name}", args=[vote.election.slug, *parts])


def send(client: Client, path: str, *, form: int = 0, follow: bool = True, **fields: object) -> HttpResponse:
    """Open a page and send one of its forms that carry a slip, the first or the one of this place."""
    found = re.findall(r'name="(slip_\w+)" value="([^"]*)"', client.get(path).text)
    return client.post(path, {**dict(found[form * 2 : form * 2 + 2]), **fields}, follow=follow)


def holder(vote: Polled, number: str) -> CodeHolder:
    return CodeHolder.objects.get(issue=vote.issue, number=number)


def story(vote: Polled, number: str) -> list[tuple[str, str, int]]:
    """Each step of how the code reached this elector."""
    return [(each.state, each.channel, each.half) for each in holder(vote, number).deliveries.all()]


class Breaking(EmailBackend):
    """A mail server that takes two messages, then breaks off each line."""

    left = 2

    def send_messages(self, messages: list[EmailMessage]) -> int:  # type: ignore[override]
        if Breaking.left <= 0:
            raise smtplib.SMTPServerDisconnected("gone to 0003@lampwrights.example")
        Breaking.left -= 1
        return super().send_messages(messages)


class Refusing(EmailBackend):
    """A mail server that knows nobody named 0002."""

    def send_messages(self, messages: list[EmailMessage]) -> int:  # type: ignore[override]
        if "0002" in messages[0].to[0]:
            raise smtplib.SMTPRecipientsRefused({messages[0].to[0]: (550, b"no such user")})
        return super().send_messages(messages)
