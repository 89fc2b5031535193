"""A campaign in a real browser: as candidate on a phone, candidate without e-mail, editor, member without an account,
moderator and chair; every page without a violation, and nothing sent where nothing is to be sent."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from threading import Thread

import pytest
from looking import faults, violations, width_of
from playwright.sync_api import Browser, Locator, Page, expect
from stands import standing

from hustings.matching.agreement import agreement
from hustings.matching.points import Point

pytestmark = pytest.mark.browser
PATIENCE = 60_000
PNG = b"\x89PNG\r\n\x1a\n and an invented scan"
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def stand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, object]]:
    """A site on which act 4 has been played, with what is needed to go on."""
    with standing("campaign_stand.py", tmp_path_factory.mktemp("campaign") / "data") as told:
        yield told


@pytest.fixture(scope="module")
def officers_state(browser: Browser, stand: dict[str, object]) -> object:
    """What the officer's browser keeps after signing in."""
    page = browser.new_page(base_url=stand["address"])
    page.goto("/account/sign-in/")
    page.get_by_label("E-mail address").fill(stand["email"])
    page.get_by_role("button", name="Send me a sign-in code").click()
    page.get_by_label("Sign-in code").fill(stand["sign_in"])
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/account/")
    state = page.context.storage_state()
    page.close()
    return state


@pytest.fixture
def open_here(browser: Browser, stand: dict[str, object], request: pytest.FixtureRequest) -> Iterator[Open]:
    """Open a path in a window of its own; whatever the console says fails the test."""
    contexts, said = [], []

    def opened(path: str, *, width: int = 1280, as_officer: bool = False, **settings: object) -> Page:
        if as_officer:
            settings["storage_state"] = request.getfixturevalue("officers_state")
        context = browser.new_context(base_url=stand["address"], viewport={"width": width, "height": 900}, **settings)
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
    assert said == []


PUBLIC = [
    "/campaign/",
    "/campaign/method/",
    "/campaign/{programme}/",
    "/campaign/{programme}/point/1/",
    "/campaign/{programme}/candidate/{candidate}/",
    "/campaign/{programme}/candidate/{candidate}/1/",
    "/campaign/{programme}/moved/",
    "/campaign/{programme}/asked/",
    "/campaign/{programme}/compare/?one={candidate}&other=2",
    "/campaign/{programme}/where/",
    "/campaign/{programme}/embed/",
    "/hustings/",
    "/hustings/{meeting}/",
    "/hustings/{meeting}/clock/",
    "/hustings/{coming}/",
    "/endorsements/{contest}/",
    "/messages/{contest}/",
    "{answer[0]}",
    "{invitation[0]}",
    "{page[0]}",
]
DESK = [
    "/desk/",
    "/desk/campaign/new/",
    "/desk/campaign/{second_pk}/",
    "/desk/campaign/{second_pk}/points/",
    "/desk/campaign/contest/{contest}/",
    "/desk/hustings/new/",
    "/desk/hustings/{coming}/",
    "/desk/hustings/{meeting}/",
    "/desk/hustings/{coming}/change/",
    "/desk/campaign/request/{letter[1]}/paper/",
    "/desk/campaign/request/{letter[1]}/elsewhere/",
]
EVERY_PAGE = pytest.mark.parametrize(
    ("path", "as_officer"), [*((path, False) for path in PUBLIC), *((path, True) for path in DESK)]
)


@EVERY_PAGE
def test_page_has_no_violation_and_fits_a_phone(
    open_here: Open, axe: str, stand: dict[str, object], path: str, as_officer: bool
) -> None:
    page = open_here(path.format(**stand), as_officer=as_officer)
    assert faults(page, axe) == []


def test_checklist_on_a_phone_shows_one_candidate_or_one_point_at_a_time(
    open_here: Open, stand: dict[str, object]
) -> None:
    page = open_here(f"/campaign/{stand['programme']}/", width=320)
    expect(page.get_by_role("table")).to_be_hidden()
    page.get_by_role("link", name="Ada Almond", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ada Almond")
    page.go_back()
    page.get_by_role("link", name="2. Dues for branches").first.click()
    expect(page.get_by_role("heading", name="What each candidate says")).to_be_visible()
    page.get_by_role("link", name="3. Two-year terms →").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("3. Two-year terms")


def test_checklist_of_sixty_candidates_by_forty_points_is_read_on_a_phone(
    open_here: Open, axe: str, stand: dict[str, object]
) -> None:
    page = open_here(f"/campaign/{stand['large']}/", width=320)
    expect(page.get_by_text("7 of 60 candidates have answered; 280 of 2,400 cells hold an answer.")).to_be_visible()
    expect(page.get_by_role("table")).to_be_hidden()
    assert width_of(page) == 320
    assert violations(page, axe) == []
    page.get_by_role("link", name="40. Lamp 39").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("40. Lamp 39")
    assert width_of(page) == 320
    page.go_back()
    page.get_by_role("link", name="Candidate 09", exact=True).click()
    expect(page.get_by_text("40 of 40 points answered.")).to_be_visible()
    assert width_of(page) == 320


def test_checklist_is_narrowed_without_javascript(open_here: Open, stand: dict[str, object]) -> None:
    page = open_here(f"/campaign/{stand['programme']}/", java_script_enabled=False)
    page.get_by_label("List", exact=True).select_option("Current")
    page.get_by_label("Point", exact=True).select_option("4")
    page.get_by_role("button", name="Show these").click()
    expect(page.get_by_role("table").locator("tbody tr")).to_have_count(3)
    expect(page.get_by_role("table").locator("thead th")).to_have_count(2)


def test_candidate_answers_on_a_phone_from_the_mailed_address(
    open_here: Open, axe: str, stand: dict[str, object]
) -> None:
    path, code = stand["answer"]
    page = open_here(path, width=320, has_touch=True, java_script_enabled=True)
    page.get_by_label("Code").fill(code.lower().replace("-", " "))
    page.get_by_role("button", name="Open my page").tap()
    page.get_by_role("button", name="Publish these answers").wait_for()
    assert violations(page, axe) == []
    assert width_of(page) == 320
    page.get_by_label("With reservations").tap()
    page.get_by_label("In your own words").first.fill("If the branches agree.")
    page.get_by_label("4", exact=True).tap()
    page.get_by_role("button", name="Publish these answers").tap()
    expect(page.get_by_text("tick the box if you agree")).to_be_visible()
    assert page.get_by_label("In your own words").first.input_value() == "If the branches agree."
    page.get_by_label("I agree that these answers are published").tap()
    page.get_by_role("button", name="Publish these answers").tap()
    expect(page.get_by_text("2 of 3 points answered.")).to_be_visible()
    page.get_by_role("link", name="How your page looks to others").tap()
    expect(page.get_by_text("If the branches agree.")).to_be_visible()


def test_candidate_without_email_answers_on_paper(open_here: Open, axe: str, stand: dict[str, object]) -> None:
    page = open_here(f"/desk/campaign/{stand['second_pk']}/", as_officer=True)
    page.get_by_role("button", name="Print the letters").click()
    expect(page.locator("section.letter")).to_have_count(1)
    assert violations(page, axe) == []
    page.go_back()
    page.get_by_text("Bruno Barrow:", exact=False).or_(page.get_by_text("Boris Brine:", exact=False)).first.click()
    page.goto(f"/desk/campaign/request/{stand['letter'][1]}/paper/")
    page.get_by_label("Scan of the paper").set_input_files(
        {"name": "letter.png", "mimeType": "image/png", "buffer": PNG}
    )
    page.get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Hand on to a second officer").click()
    page.get_by_role("link", name="Boris Brine,").click()
    page.get_by_role("button", name="It says what the scan says: publish it").click()
    expect(page.get_by_text("somebody else has to approve it")).to_be_visible()
    assert violations(page, axe) == []


def test_editor_writes_points_by_keyboard_without_javascript(open_here: Open, stand: dict[str, object]) -> None:
    page = open_here("/desk/campaign/new/", as_officer=True, java_script_enabled=False)
    page.get_by_label("Title").fill("A question of oil")
    page.get_by_label("Whose programme it is").fill("The Wicks")
    page.get_by_label("Contest").select_option(str(stand["contest"]))
    page.get_by_role("button", name="Go on to its points").press("Enter")
    page.get_by_role("group", name="Point 1").get_by_label("Point", exact=True).fill("Shall we buy oil together?")
    page.get_by_role("group", name="Point 1").get_by_label("In a few words").fill("Oil")
    page.get_by_role("button", name="Keep these points").press("Enter")
    expect(page.get_by_text("Version 1 is kept: 1 points.")).to_be_visible()
    expect(page.get_by_text("Not public yet: nobody has been asked.")).to_be_visible()


def test_member_without_an_account_registers_asks_and_supports(
    open_here: Open, axe: str, stand: dict[str, object]
) -> None:
    page = open_here(f"/hustings/{stand['coming']}/", width=320, java_script_enabled=True)
    page.get_by_role("button", name="I want this asked").click()
    expect(page.get_by_text("Counted.")).to_be_visible()
    page.get_by_label("Your question to all candidates").fill("What of the hall?")
    page.get_by_role("button", name="Put this question to all candidates").click()
    expect(page.get_by_text("Your question is with the moderator.")).to_be_visible()
    page.get_by_label("Your name", exact=True).fill("Wilma")
    page.get_by_label("Your e-mail address").fill("wilma@example.org")
    page.get_by_role("button", name="Register me").click()
    expect(page.get_by_text("1 of 1 taken, 0 on the waiting list")).to_be_visible()
    expect(page.get_by_role("button", name="Put me on the waiting list")).to_be_visible()
    assert violations(page, axe) == []


def test_candidate_replies_to_an_invitation(open_here: Open, axe: str, stand: dict[str, object]) -> None:
    path, code = stand["invitation"]
    page = open_here(path, width=320)
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Open my page").click()
    page.get_by_label("I will not come").check()
    assert violations(page, axe) == []
    page.get_by_role("button", name="Publish my reply").click()
    expect(page.get_by_text("Give the reason, which is published")).to_be_visible()
    page.get_by_label("If not, why").fill("A night shift.")
    page.get_by_role("button", name="Publish my reply").click()
    expect(page.get_by_text("will not come: “A night shift.”")).to_be_visible()


def test_candidate_writes_to_members_and_confirms(open_here: Open, axe: str, stand: dict[str, object]) -> None:
    path, code = stand["page"]
    page = open_here(path, width=320)
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Open my page").click()
    page.get_by_role("button", name="Yes, Alderby branch endorses me").click()
    page.get_by_label("Subject").fill("Light")
    page.get_by_label("Text").fill("Vote for light.")
    page.get_by_role("button", name="Look at it before it is sent").click()
    expect(page.get_by_text("It cannot be called back.")).to_be_visible()
    assert violations(page, axe) == []
    page.get_by_role("button", name="Send it to all members").click()
    expect(page.get_by_text("On its way to 19 members; 1 have no e-mail")).to_be_visible()


def test_chair_runs_the_clock(open_here: Open, axe: str, stand: dict[str, object]) -> None:
    page = open_here(f"/hustings/{stand['meeting']}/clock/", as_officer=True)
    page.get_by_role("row", name="Ida Inkpen").first.get_by_role("button").click()
    expect(page.get_by_text("speaking", exact=True)).to_be_visible()
    assert violations(page, axe) == []
    page.get_by_role("button", name="Stop the clock").click()
    expect(page.get_by_text("speaking", exact=True)).to_be_hidden()


def test_moderator_decides_in_public(open_here: Open, axe: str, stand: dict[str, object]) -> None:
    page = open_here(f"/hustings/{stand['coming']}/")
    page.get_by_label("Your question to all candidates").fill("Who is a fool?")
    with page.expect_navigation():
        page.get_by_role("button", name="Put this question to all candidates").click()
    desk = open_here(f"/desk/hustings/{stand['coming']}/", as_officer=True)
    question = desk.locator("details", has_text="Who is a fool?").last
    question.get_by_label("Decision").select_option("refused")
    question.get_by_label("Reason by the code, published").fill("Line 1.")
    question.get_by_role("button", name="Decide, in public").click()
    expect(desk.get_by_text("it stands in the public log")).to_be_visible()
    page.reload()
    page.get_by_text("Public log:").click()
    expect(page.get_by_text("“Who is a fool?” refused. Line 1. (Orla Wick)")).to_be_visible()


# Where do I stand?


def point(page: Page, number: int | str) -> Locator:
    """The group of answers to one point."""
    return page.get_by_role("group", name=re.compile(rf"^{number}\. "))


def test_check_18_comparing_sends_nothing_and_keeps_nothing(open_here: Open, stand: dict[str, object]) -> None:
    page = open_here(f"/campaign/{stand['programme']}/where/")
    page.wait_for_load_state("networkidle")
    icon = page.evaluate("document.querySelector('link[rel=icon]').href")  # the browser fetches it when it has time
    sent = []
    page.on("request", lambda request: sent.append(request.url))
    for number in (1, 3, 4):
        point(page, number).get_by_label("Yes").check()
    point(page, 1).get_by_label("Important to me").check()
    expect(page.get_by_text("Points on which you have taken a position: 3")).to_be_visible()
    assert page.locator("#quiz-result ol li").count() > 10
    assert [url for url in sent if url != icon] == []
    kept = page.evaluate("[localStorage.length, sessionStorage.length, document.cookie, location.search]")
    assert kept == [0, 0, "", ""]
    page.reload()
    expect(page.get_by_text("Take a position on a point, and the candidates stand here.")).to_be_visible()


def test_page_that_compares_could_send_nothing_if_it_would(browser: Browser, stand: dict[str, object]) -> None:
    page = browser.new_page(base_url=stand["address"])
    page.goto(f"/campaign/{stand['programme']}/where/")
    assert page.evaluate("fetch('/').then(() => 'sent', () => 'refused')") == "refused"
    page.close()


def test_comparing_by_keyboard_alone(open_here: Open, axe: str, stand: dict[str, object]) -> None:
    page = open_here(f"/campaign/{stand['programme']}/where/", width=320)
    point(page, 1).get_by_label("Skip this point").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(point(page, 1).get_by_label("No", exact=True)).to_be_checked()
    expect(point(page, 1).get_by_label("Important to me")).to_be_checked()
    expect(page.get_by_role("status").filter(has_text="Points on which you have taken a position: 1")).to_have_count(1)
    assert violations(page, axe) == []


def test_comparing_without_javascript_leads_to_the_checklist(open_here: Open, stand: dict[str, object]) -> None:
    page = open_here(f"/campaign/{stand['programme']}/where/", java_script_enabled=False)
    expect(page.get_by_text("This page needs its script.")).to_be_visible()
    expect(page.locator("#quiz")).to_be_hidden()
    page.get_by_role("link", name="The checklist", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ten lamps for the union")


def test_browsers_figures_are_the_librarys(open_here: Open, stand: dict[str, object]) -> None:
    page = open_here(f"/campaign/{stand['programme']}/where/")
    data = json.loads(page.locator("#quiz-data").text_content())
    points = [Point(**each) for each in data["points"]]
    draw = Random(19)
    for _time in range(3):
        page.get_by_role("button", name="Begin again").click()
        mine, weights = {}, {}
        for each in points:
            if not each.steps:
                continue
            group = point(page, each.id)
            if draw.random() < 0.7:
                mine[each.id] = draw.randint(0, each.steps)
                group.locator(f"input[value='{mine[each.id]}']").check()
                if draw.random() < 0.3:
                    weights[each.id] = 2
                    group.get_by_label("Important to me").check()
        expected = {}
        for candidate in data["candidates"]:
            found = agreement(points, mine, candidate["answers"], weights)
            if found.enough:
                expected[candidate["name"]] = f"{int(found.share * 100 + Fraction(1, 2))}\u202f%"
        lines = page.locator("#quiz-result ol li")
        assert {
            lines.nth(n).locator("a").text_content(): lines.nth(n).locator(".share").text_content()
            for n in range(lines.count())
        } == expected


def test_embedded_checklist_is_shown_in_a_page_of_another_site(browser: Browser, stand: dict[str, object]) -> None:
    embed = f"{stand['address']}/campaign/{stand['programme']}/embed/?slate=Current"
    page = browser.new_page()
    with another_site(f'<!doctype html><title>x</title><iframe src="{embed}" title="Checklist"></iframe>') as address:
        page.goto(address)
        expect(page.frame_locator("iframe").get_by_role("table").locator("tbody tr")).to_have_count(3)
    page.close()


@contextmanager
def another_site(body: str) -> Iterator[str]:
    """A server of one page at an origin of its own."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_said: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()
