"""Node, with the packages that the voter's page is built from, and the page built by it."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from booth_client.stand import Stand, make_stand, served
from conftest import missing
from looking import running
from playwright.sync_api import Browser, Page, expect

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60_000
"""Milliseconds: a busy machine is slow, not wrong."""

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def node() -> Path:
    """The machine's Node, or the one that a wheel brought into this environment."""
    beside = Path(sys.executable).parent / "node"
    found = shutil.which("node") or (beside if beside.exists() else None)
    if found is None:
        missing("no Node here (make test installs it)")
    if not (ROOT / "node_modules" / "@noble" / "curves").exists():
        missing("the packages of the voter's page are not installed (npm ci)")
    return Path(found)


@pytest.fixture(scope="session")
def page(node: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page as built, its place for the booth's data still empty."""
    out = tmp_path_factory.mktemp("page") / "booth.html"
    subprocess.run([node, ROOT / "src" / "booth-client" / "build.js", out], check=True)
    return out.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Browser]:
    """Chromium without a screen; for this module alone, since the site's tests drive one of their own."""
    with running(chromium) as started:
        yield started


Serve = Callable[..., Stand]


@pytest.fixture
def serve(page: str) -> Iterator[Serve]:
    """Serve a booth of contests of these kinds."""
    with ExitStack() as running:
        yield lambda *kinds, **said: running.enter_context(served(make_stand(page, kinds, **said)))


Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Open an address in a window of its own; whatever the console says fails the test, but for lost connections."""
    contexts, said = [], []

    def opened(address: str, *, width: int = 1280, **settings: object) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, **settings)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
    lost = ("Failed to load resource: net::ERR_", "Failed to load resource: the server responded with a status of 4")
    assert [line for line in said if not line.startswith(lost)] == []
