"""Every page of the site in real Chromium, in light colours on a phone and in dark ones on a desk.

A page to which no walk of tests/site/browser comes (walked.toml) is rendered from the world of this folder, as
whoever may open it gets it, and looked at: so a new page is looked at from its first day.
"""

import mimetypes
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import SimpleCookie
from pathlib import Path
from time import time
from urllib.parse import urlsplit

import pytest
from allauth.account.internal.flows import login
from django.contrib.staticfiles import finders
from django.db import transaction
from django.test import Client
from django.urls import reverse
from looking import faults, running
from playwright.sync_api import Route
from roles import EVERY_ROLE, TABLE, Address, World, addresses, argument, roles, row

SITE = "http://127.0.0.1"
WALKED = tomllib.loads((Path(__file__).parent / "walked.toml").read_text())
BY_A_WALK = {f"{room}:{name}" for walk in WALKED["walks"].values() for room, names in walk.items() for name in names}
REASONS = set(WALKED["reasons"])
METHOD_NOT_TAKEN = 405
ANSWERED = {200, METHOD_NOT_TAKEN}


def name_of(address: Address) -> str:
    """As walked.toml says it."""
    return f"{address.room}:{address.name}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody got by GET."""

    path: str
    status: int
    headers: Mapping[str, str]
    template: str
    body: bytes

    @property
    def is_page(self) -> bool:
        return self.status == 200 and self.headers["Content-Type"].startswith("text/html")


@pytest.fixture(scope="module")
def answers(world: World) -> dict[str, Answer]:
    """For each address that no walk comes to, the page that somebody gets there, or else whatever they get."""
    return {
        each.full: answer
        for each in addresses()
        if name_of(each) not in BY_A_WALK | REASONS and (answer := best_answer(world, each))
    }


def best_answer(world: World, address: Address) -> Answer | None:
    """The first answer among those to who may come that leads nowhere else, the unknown reader's before all."""
    path = reverse(address.full, kwargs={part: argument(world, address, part) for part in address.parts})
    allowed = roles(row(TABLE["urls"].get(address.room, {}), address.name) or "none")
    got = None
    for role in sorted(allowed, key=["anonymous", *EVERY_ROLE].index):
        got = asked(world.clients[role], path)
        if got.status in ANSWERED:
            break
    return got


def asked(browser: Client, path: str) -> Answer:
    """What this browser gets; whatever the page does to the database is taken back."""
    client = Client(headers={"host": "127.0.0.1"})
    client.cookies = SimpleCookie({name: morsel.value for name, morsel in browser.cookies.items()})
    with transaction.atomic():
        if "sessionid" in client.cookies:
            signed_in_anew(client)
        response = client.get(path)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        transaction.set_rollback(True)
    template = next((each.name for each in response.templates), "")
    return Answer(path, response.status_code, dict(response.headers), template, body)


def signed_in_anew(client: Client) -> None:
    """As whoever has shown their passkey a moment ago, which some pages of an account ask for."""
    session = client.session
    session[login.AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "at": time(), "reauthenticated": True}]
    session[login._AUTHENTICATION_METHODS_USER_SESSION_KEY] = session["_auth_user_id"]
    session.save()


def test_every_address_is_a_page_a_file_a_deed_or_walked_to(answers: dict[str, Answer]) -> None:
    known = {full for full, answer in answers.items() if answer.status in ANSWERED}
    unseen = {each.full for each in addresses() if name_of(each) not in BY_A_WALK | REASONS} - known
    assert unseen == set(), "let a walk look at it, and say so in tests/site/matrix/walked.toml"


def test_no_row_speaks_of_what_is_not_there() -> None:
    assert (BY_A_WALK | REASONS) - {name_of(each) for each in addresses()} == set()


@pytest.mark.browser
def test_page_that_no_walk_comes_to_has_no_fault(answers: dict[str, Answer], chromium: Path, axe: str) -> None:
    """Of pages made from one template the longest."""
    longest = {
        answer.template: answer
        for answer in sorted(answers.values(), key=lambda each: len(each.body))
        if answer.is_page
    }
    pages = {f"{SITE}{answer.path}": answer for answer in longest.values()}
    said: list[str] = []
    found: list[str] = []

    def fulfil(route: Route) -> None:
        page = pages.get(route.request.url)
        if page is not None:
            route.fulfill(status=200, headers=dict(page.headers), body=page.body)
        elif file := finders.find(urlsplit(route.request.url).path.removeprefix("/static/")):
            route.fulfill(body=Path(file).read_bytes(), content_type=mimetypes.guess_type(file)[0])
        else:
            route.fulfill(status=204)

    with running(chromium) as browser:
        page = browser.new_page()
        page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
        page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
        page.route("**/*", fulfil)
        for address in pages:
            page.goto(address)
            found += faults(page, axe)
    assert (found, said) == ([], [])
