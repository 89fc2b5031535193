"""What people get: no violation of accessibility, no refused resource, nothing wider than a phone."""

import re
from itertools import pairwise
from random import Random

import pytest
from looking import faults, violations, width_of
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

NEC = "/elections/labour-party-united-kingdom-national-executive-committee-january-2018/constituency-representatives/"
NEC_2020 = (
    "/elections/labour-party-united-kingdom-national-executive-committee-november-2020/constituency-representatives/"
)
NEC_SEPTEMBER = NEC.replace("january", "september")
NDP = "/elections/new-democratic-party-canada-leadership-election-2017/leader/"
CPC = "/elections/conservative-party-of-canada-leadership-election-2017/leader/"
EXECUTIVE = "/elections/lanternmakers-union-executive/members-of-the-executive/"
PUBLIC = [
    EXECUTIVE,
    f"{EXECUTIVE}1/",
    f"{EXECUTIVE}1/stage/1/",
    f"{EXECUTIVE}1/stage/5/",
    f"{EXECUTIVE}1/stage/16/",
    "/",
    "/elections/",
    "/how-it-works/",
    "/how-to-check/",
    "/style/",
    "/account/sign-in/",
    "/nowhere/",
    NEC,
    NEC_SEPTEMBER,
    NEC_2020,
    NDP,
    CPC,
]
DESK = ["/desk/", "/desk/results/new/"]
TIED = b'4 2\n9 1 2 0\n4 2 0\n3 3 0\n3 4 0\n0\n"Ash"\n"Birch"\n"Cedar"\n"Daphne"\n"Committee"\n'
WIDTHS = [320, 768, 1280]


EVERY_PAGE = pytest.mark.parametrize(
    ("path", "as_officer"), [*((path, False) for path in PUBLIC), *((path, True) for path in DESK)]
)


@EVERY_PAGE
def test_check_24_page_has_no_violation_of_accessibility(
    open_page: object, axe: str, path: str, as_officer: bool
) -> None:
    assert faults(open_page(path, as_officer=as_officer), axe) == []


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_of_every_component_has_no_violation_in_any_colours_at_any_width(
    open_page: object, axe: str, width: int, scheme: str
) -> None:
    assert violations(open_page("/style/", width=width, color_scheme=scheme), axe) == []


@EVERY_PAGE
def test_page_is_no_wider_than_its_window(open_page: object, path: str, as_officer: bool) -> None:
    page = open_page(path, as_officer=as_officer)
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found[width] = width_of(page)
    assert found == {width: width for width in WIDTHS}


@pytest.mark.parametrize("path", PUBLIC)
def test_check_24_page_prints_no_wider_than_its_paper(open_page: object, path: str) -> None:
    page = open_page(path, width=680)
    page.emulate_media(media="print")
    assert width_of(page) <= 680


@pytest.mark.parametrize("width", [320, 1280])
def test_result_says_who_is_elected_without_scrolling(open_page: object, width: int) -> None:
    page = open_page(NEC, width=width)
    first = page.get_by_text("Yasmine Dar").first.bounding_box()
    assert first is not None
    assert first["y"] + first["height"] < 900


def test_home_leads_to_a_result_by_keyboard_alone(open_page: object) -> None:
    page = open_page("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    tab_to(page, "Elections")
    page.keyboard.press("Enter")
    page.wait_for_url("**/elections/")
    tab_to(page, "Constituency representatives")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/elections/.+/constituency-representatives/"))
    tab_to(page, "How is this counted?")
    page.keyboard.press("Enter")
    expect(page.locator("details.how[open]")).to_have_count(1)


def tab_to(page: Page, text: str) -> None:
    """Go on by the tabulator until this stands in focus, seen by its outline."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").strip().startswith(text):
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
            return
    raise AssertionError(f"{text} cannot be reached by keyboard")


@pytest.mark.parametrize("width", [320, 1280])
def test_everything_works_without_javascript(open_page: object, width: int) -> None:
    page = open_page("/", width=width, java_script_enabled=False)
    page.get_by_role("link", name="Elections", exact=True).first.click()
    page.get_by_role("link", name="Leader").first.click()
    page.get_by_text("How is this counted?").first.click()
    expect(page.get_by_text("Votes of the candidate, divided by the votes of all candidates.")).to_be_visible()


def test_headings_of_a_result_go_down_one_step_at_a_time(open_page: object) -> None:
    page = open_page(NEC)
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => Number(h.tagName[1]))")
    assert (levels[0], levels.count(1)) == (1, 1)
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_totals_are_published_at_a_phone_without_javascript_by_keyboard(open_page: object) -> None:
    page = open_page("/desk/results/new/", as_officer=True, width=320, java_script_enabled=False)
    with page.expect_navigation():
        page.get_by_role("button", name="Begin with totals").press("Enter")
    for label, text in (
        ("Organisation", "Lampwrights"),
        ("Election", "Branch election 2026"),
        ("Post", "Secretary"),
        ("Vacancies", "1"),
        ("Method of election", "Plurality"),
        ("Source", "The Gazette"),
        ("Electorate: how many could vote", "a few"),
    ):
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_label("Table of totals", exact=True).fill("candidate,elected,Votes\nAlma,yes,5\nBela,,x\n")
    with page.expect_navigation():
        page.get_by_role("button", name="Look at the page before it is public").press("Enter")
    expect(
        page.get_by_text("table:3: Votes is 'x', which is no number; leave it empty where it is not known")
    ).to_be_visible()
    assert page.get_by_label("Electorate: how many could vote", exact=True).input_value() == "a few"
    page.get_by_label("Electorate: how many could vote", exact=True).fill("20")
    page.get_by_label("Table of totals", exact=True).fill("candidate,elected,Votes\nAlma,yes,5\nBela,,4\n")
    page.get_by_role("button", name="Look at the page before it is public").press("Enter")
    expect(page.get_by_text("Not public yet.")).to_be_visible()
    page.get_by_role("button", name="Publish this result").press("Enter")
    expect(page.get_by_text("The result is public at this address.")).to_be_visible()
    assert page.url.endswith("/elections/lampwrights-branch-election-2026/secretary/")


def test_desk_pages_have_no_violation_of_accessibility(open_page: object, axe: str) -> None:
    page = open_page("/desk/results/new/", as_officer=True)
    with page.expect_navigation():
        page.get_by_role("button", name="Begin with totals").click()
    assert violations(page, axe) == []
    with page.expect_navigation():
        page.get_by_role("button", name="Look at the page before it is public").click()
    assert violations(page, axe) == []
    page.goto("/desk/results/new/")
    with page.expect_navigation():
        page.get_by_role("button", name="Begin with a ballot file").click()
    for label, text in (("Organisation", "L"), ("Election", "E"), ("Post", "P")):
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_label("Rule", exact=True).select_option("scotland_2011")
    file = {"name": "tied.blt", "mimeType": "text/plain", "buffer": TIED}
    page.get_by_label("Ballot file", exact=True).set_input_files(file)
    with page.expect_navigation():
        page.get_by_role("button", name="Count the papers").click()
    assert violations(page, axe) == []
    record_draw_by_keyboard(page, "1", "1", "Orla Wick drew")
    expect(page.get_by_text("Two have the same place: give each of 1, 2 … once, first drawn first.")).to_be_visible()
    expect(page.get_by_label("Who drew it, and who watched")).to_have_value("Orla Wick drew")
    assert violations(page, axe) == []
    record_draw_by_keyboard(page, "1", "2", "; Tam Rill watched")
    expect(page.get_by_text("Not public yet.")).to_be_visible()
    assert violations(page, axe) == []
    page.goto("/desk/")
    assert violations(page, axe) == []


def record_draw_by_keyboard(page: Page, first: str, second: str, note: str) -> None:
    """Tab from the top of the page to the two names, the note and the button; nothing is pointed at."""
    for _step in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "place_0":
            break
    page.keyboard.type(first)
    page.keyboard.press("Tab")
    page.keyboard.type(second)
    page.keyboard.press("Tab")
    page.keyboard.press("End")
    page.keyboard.type(note)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")


def test_count_of_a_large_file_shows_how_far_it_is_and_goes_on_by_itself(open_page: object, axe: str) -> None:
    page = open_page("/desk/results/new/", as_officer=True)
    with page.expect_navigation():
        page.get_by_role("button", name="Begin with a ballot file").click()
    for label, text in (("Organisation", "L"), ("Election", "E"), ("Post", "P")):
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_label("Rule", exact=True).select_option("scotland_2011")
    file = {"name": "large.blt", "mimeType": "text/plain", "buffer": large()}
    page.get_by_label("Ballot file", exact=True).set_input_files(file)
    page.get_by_role("button", name="Count the papers").click()
    expect(page.get_by_role("heading", name="Counting large.blt")).to_be_visible()
    assert violations(page, axe) == []
    page.wait_for_url("**/preview/")
    expect(page.get_by_text("Not public yet.")).to_be_visible()


def large() -> bytes:
    """More than a megabyte of papers, drawn alike every time."""
    draw = Random(1)
    papers = [" ".join(map(str, draw.sample(range(1, 9), 8))) for _ in range(60_000)]
    names = [f'"Candidate {number}"' for number in range(1, 9)]
    return "\n".join(["8 3", *(f"1 {paper} 0" for paper in papers), "0", *names, '"Large"']).encode()


def test_browser_refuses_and_reports_what_is_inline(browser: Browser, demo: object) -> None:
    """What `open_page` listens for would be heard."""
    page = browser.new_page(base_url=demo.address)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto("/")
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.ran = 1'}))"
    )
    assert page.evaluate("window.ran") is None
    assert [re.search(r"Content Security Policy directive '([\w-]+)", text)[1] for text in said] == [
        "style-src",
        "script-src",
    ]
    page.close()
