"""What a browser finds wrong with a page: axe with all of its rules, and the width that the page takes."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LOOKED_AT: list[str] = []
"""The address of every page that `faults` was asked about in this process."""

LOADED = "typeof axe === 'object'"
RUN = "axe.run(document, {resultTypes: ['violations']}).then(result => result.violations)"
"""Every rule on every element; naming the elements that pass, which takes half of the time, is left out."""


@contextmanager
def running(chromium: Path) -> Iterator[Browser]:
    """This Chromium without a screen; while it runs, Django refuses every query of this process."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


def violations(page: Page, axe: str) -> list[str]:
    """What axe (its source) finds with all of its rules, each with the page and the elements it speaks of."""
    page.wait_for_load_state()
    if not page.evaluate(LOADED):
        page.evaluate(axe)
    found = page.evaluate(RUN)
    return [f"{page.url} {each['id']}: {[node['target'] for node in each['nodes']]}" for each in found]


def width_of(page: Page) -> int:
    """The width in CSS pixels that the page takes: more than its window where it has to be pushed about."""
    page.wait_for_load_state()
    width: int = page.evaluate("document.documentElement.scrollWidth")
    return width


def faults(page: Page, axe: str) -> list[str]:
    """What is wrong on a phone in light colours and on a desk in dark ones: violations, and width beyond the window."""
    LOOKED_AT.append(page.url)
    found = []
    for width, scheme in ((320, "light"), (1280, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        found += [f"{width} {scheme}: {each}" for each in violations(page, axe)]
        if (wide := width_of(page)) != width:
            found.append(f"{width} {scheme}: {page.url} is {wide} wide")
    return found
