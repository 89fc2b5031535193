"""Every role against every address and every service, allowed or refused as table.toml says.

An address is asked by GET and by an empty POST. Let in is whoever gets a page, is led on, or is told what is wrong
with the form; what a POST does is taken back before the next.
"""

from collections.abc import Callable, Iterable
from http.cookies import SimpleCookie
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.test import Client
from django.urls import reverse
from roles import BEING_BUILT, EVERY_ROLE, TABLE, Address, World, addresses, argument, roles, row, services

pytestmark = pytest.mark.django_db

ADDRESSES = addresses()
SERVICES = services()
METHOD_NOT_TAKEN = 405
NOT_THERE = 404
NO_KEY = 401
LET_IN = {200, 201, 204, 301, 302, 303, 400, 409, 413, 415, 422, 429}
Answers = dict[str, int | str]


def unlisted(table: dict[str, dict[str, str]], section: str, name: str) -> bool:
    return row(table.get(section, {}), name) is None


def test_every_address_has_a_row() -> None:
    lacking = [a.full for a in ADDRESSES if a.room not in BEING_BUILT and unlisted(TABLE["urls"], a.room, a.name)]
    assert lacking == [], "add a row to tests/site/matrix/table.toml"


def test_every_service_has_a_row() -> None:
    lacking = [
        f"{module}.{name}"
        for module, name in SERVICES
        if module.split(".")[0] not in BEING_BUILT and unlisted(TABLE["services"], module, name)
    ]
    assert lacking == [], "add a row to tests/site/matrix/table.toml"


def test_no_row_speaks_of_what_is_not_there() -> None:
    there = {f"urls.{a.room}.{a.name}" for a in ADDRESSES} | {f"services.{m}.{name}" for m, name in SERVICES}
    rows = [
        f"{kind}.{section}.{name}"
        for kind in ("urls", "services")
        for section, lines in TABLE[kind].items()
        for name in lines
    ]
    assert [line for line in rows if not line.endswith("*") and line not in there] == []


def test_every_role_of_a_row_is_known() -> None:
    said = [line for kind in ("urls", "services") for lines in TABLE[kind].values() for line in lines.values()]
    unknown = {role for line in said if line != "door" for role in roles(line)} - set(EVERY_ROLE)
    assert unknown == set()


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.full)
def test_address_lets_in_whom_the_table_says(world: World, address: Address) -> None:
    said = row(TABLE["urls"].get(address.room, {}), address.name)
    lacking = [part for part in address.parts if argument(world, address, part) is None]
    if (said is None or lacking) and address.room in BEING_BUILT:
        pytest.xfail(f"{address.full} is being built: row {said!r}, arguments lacking {lacking}")
    assert said is not None, "add a row to tests/site/matrix/table.toml"
    assert lacking == [], "say in tests/site/matrix/conftest.py what stands there"
    path = reverse(address.full, kwargs={part: argument(world, address, part) for part in address.parts})
    allowed = roles(said)
    taken = 0
    for method in ("get", "post"):
        answers = asked(world, method, path)
        not_taken = bool(allowed) and all(answers[role] == METHOD_NOT_TAKEN for role in allowed)
        taken += not not_taken
        wrong = {
            role: answer
            for role, answer in answers.items()
            if not right(address, role, answer, role in allowed, not_taken)
        }
        assert wrong == {}, f"{path} by {method}: {said} expected"
    assert taken or not allowed, f"{path} takes neither GET nor POST"


def right(address: Address, role: str, answer: int | str, allowed: bool, not_taken: bool) -> bool:
    """Whether this is the answer that the role should get; where nobody's method is taken, that answer will do too."""
    if not_taken and answer == METHOD_NOT_TAKEN:
        return True
    if address.room == "api" and answer in {METHOD_NOT_TAKEN, NO_KEY}:
        return not allowed
    if address.full in TABLE["hidden"] and answer == NOT_THERE:
        return not allowed
    return judged(role, answer) == ("let in" if allowed else "refused")


def asked(world: World, method: str, path: str) -> Answers:
    """What each role gets; for a redirect to the sign-in page "sign in"."""
    answers: Answers = {}
    for role in EVERY_ROLE:
        with transaction.atomic():
            answers[role] = answer_of(getattr(again(world.clients[role]), method)(path))
            transaction.set_rollback(True)
    return answers


def again(client: Client) -> Client:
    """The same browser, which forgets what it gets now."""
    fresh = Client(headers={"host": "127.0.0.1"})
    fresh.cookies = SimpleCookie({name: morsel.value for name, morsel in client.cookies.items()})
    return fresh


def answer_of(response: HttpResponse) -> int | str:
    gate = urlsplit(resolve_url(settings.LOGIN_URL)).path
    if response.status_code == 302 and "next=" in response["Location"]:
        return "sign in" if urlsplit(response["Location"]).path == gate else 302
    return response.status_code


def judged(role: str, answer: int | str) -> str:
    """In words what an answer means; one that is neither way is told as it is."""
    if answer in LET_IN:
        return "let in"
    refusals: Iterable[int | str] = ("sign in", 401) if role == "anonymous" else (403,)
    return "refused" if answer in refusals else f"unclear: {answer}"


DECIDING = [
    (f"{module}.{name}", said)
    for module, name in SERVICES
    if (said := row(TABLE["services"].get(module, {}), name)) not in {None, "door"}
]


@pytest.mark.parametrize(("name", "said"), DECIDING, ids=[name for name, _said in DECIDING])
def test_service_that_decides_itself_refuses_everybody_else(world: World, name: str, said: str) -> None:
    allowed = roles(said) - {"anonymous"}
    answers = {role: called(world.calls[name], user.scope) for role, user in world.people.items()}
    assert answers == {role: "let in" if role in allowed else "refused" for role in world.people}


def called(call: Callable[[str], object], by: str) -> str:
    """Whether the service listened to this person; a mistake in what was asked is told only to whoever may ask."""
    with transaction.atomic():
        try:
            call(by)
        except PermissionDenied:
            return "refused"
        except ValidationError:
            return "let in"
        finally:
            transaction.set_rollback(True)
    return "let in"
