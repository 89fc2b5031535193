"""The demonstration on a server of its own, and Debian's Chromium to look at it with."""

import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from looking import LOOKED_AT, running
from playwright.sync_api import Browser, Page, StorageState, expect
from stands import bare_environment, free_port, with_tables

WALKS = tomllib.loads((Path(__file__).parents[1] / "matrix/walked.toml").read_text())["walks"]
DEMO = "from hustings_site.config.cli.demo import command; command()"
PATIENCE = 60_000
"""Milliseconds: a busy machine is slow, not wrong."""

expect.set_options(timeout=PATIENCE)


@dataclass(frozen=True, slots=True)
class Demo:
    """A running demonstration: its address, its returning officer, the code that was printed for them, its folder."""

    address: str
    email: str
    code: str
    data: Path


@pytest.fixture(scope="module", autouse=True)
def comes_to_every_page_that_it_is_said_to(request: pytest.FixtureRequest) -> Iterator[None]:
    """A file that ran whole and without a failure has looked at each page that walked.toml says is left to it."""
    LOOKED_AT.clear()
    failed = request.session.testsfailed
    yield
    chosen = request.config.getoption("keyword") or any("::" in each for each in request.config.args)
    if chosen or request.session.testsfailed > failed:
        return
    left = WALKS.get(request.path.stem, {})
    said = {name if room == "site" else f"{room}:{name}" for room, names in left.items() for name in names}
    assert said - {name_of(url) for url in LOOKED_AT} == set()


def name_of(url: str) -> str:
    """The name of the address to which a URL leads; nothing where there is no such page."""
    try:
        return resolve(urlsplit(url).path).view_name
    except Resolver404:
        return ""


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """`hustings demo` on new data, at a free port."""
    port = free_port()
    data = with_tables(tmp_path_factory.mktemp("demo") / "data")
    server = subprocess.Popen(
        [sys.executable, "-c", DEMO, "--examples-only", "--data", data, "--port", str(port)],
        env=bare_environment(),
        stdout=subprocess.PIPE,
        text=True,
    )
    with server:
        said = []
        for line in server.stdout or ():
            said.append(line)
            if line.startswith("Open "):
                break
        try:
            assert said[-1:] == [f"Open http://127.0.0.1:{port}/ (stop with Ctrl-C)\n"]
            words = {line.split()[0]: line.split()[-1] for line in said if line.startswith("      ")}
            yield Demo(f"http://127.0.0.1:{port}", words["e-mail"], words["sign-in"], data)
        finally:
            server.terminate()


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Browser]:
    """Chromium, ended after each file, since Django refuses queries while it runs."""
    with running(chromium) as started:
        yield started


Open = Callable[..., Page]


@pytest.fixture(scope="session")
def kept() -> list[StorageState]:
    """What the officer's browser kept after signing in, for the files that come later."""
    return []


@pytest.fixture(scope="module")
def officers_session(browser: Browser, demo: Demo, kept: list[StorageState]) -> StorageState:
    """What the officer's browser keeps after signing in; the printed code serves once, so it is done once."""
    if kept:
        return kept[0]
    page = browser.new_page(base_url=demo.address)
    page.goto("/account/sign-in/")
    page.get_by_label("E-mail address").fill(demo.email)
    page.get_by_role("button", name="Send me a sign-in code").click()
    page.get_by_label("Sign-in code").fill(demo.code)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/account/")
    kept.append(page.context.storage_state())
    page.close()
    return kept[0]


@pytest.fixture
def open_page(browser: Browser, demo: Demo, request: pytest.FixtureRequest) -> Iterator[Open]:
    """Open a path of the demonstration in a window of its own; whatever the console says fails the test."""
    contexts, said = [], []

    def opened(path: str, *, width: int = 1280, as_officer: bool = False, **settings: object) -> Page:
        if as_officer:
            settings["storage_state"] = request.getfixturevalue("officers_session")
        context = browser.new_context(base_url=demo.address, viewport={"width": width, "height": 900}, **settings)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(f"{path}: {message.text}"))
        page.on("pageerror", lambda error: said.append(f"{path}: {error}"))
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [line for line in said if "404" not in line] == []
