"""What a browser finds wrong with a page: axe with all of its rules, and the width that the page takes."""

from playwright.sync_api import Page


def violations(page: Page, axe: str) -> list[str]:
    """What axe (its source) finds with all of its rules, each with the page and the elements it speaks of."""
    page.wait_for_load_state()
    page.evaluate(axe)
    found = page.evaluate("axe.run(document).then(result => result.violations)")
    return [f"{page.url} {each['id']}: {[node['target'] for node in each['nodes']]}" for each in found]


def width_of(page: Page) -> int:
    """The width in CSS pixels that the page takes: more than its window where it has to be pushed about."""
    page.wait_for_load_state()
    width: int = page.evaluate("document.documentElement.scrollWidth")
    return width
