"""The desk and the public pages of an election in real Chromium: accessible, within a phone, nothing refused."""

import re
from collections.abc import Callable, Iterator

import pytest
from looking import faults, width_of
from playwright.sync_api import Browser, Page, expect
from stands import standing

pytestmark = pytest.mark.browser

PATIENCE = 60_000
Open = Callable[..., Page]
Stand = dict[str, object]


@pytest.fixture(scope="module")
def stand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    """A site in the middle of an election's life, its pages and its officers' sessions."""
    with standing("desk_stand.py", tmp_path_factory.mktemp("desk") / "data") as told:
        yield told


@pytest.fixture
def open_here(browser: Browser, stand: Stand) -> Iterator[Open]:
    """A window, with an officer signed in or nobody; whatever the console says fails the test."""
    contexts, said = [], []

    def opened(officer: str | None = None, **options: object) -> Page:
        context = browser.new_context(base_url=stand["address"], **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        if officer is not None:
            cookie = {"name": "sessionid", "value": stand[officer], "url": stand["address"]}
            context.add_cookies([cookie])
        page = context.new_page()
        page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert said == []


def test_desk_pages_are_accessible_and_fit_a_phone(stand: Stand, open_here: Open, axe: str) -> None:
    page = open_here("tam")
    wrong = []
    for path in stand["desk"]:
        assert page.goto(path).status == 200
        wrong += faults(page, axe)
    assert wrong == []


def test_scrutineer_watches_the_election_and_its_roll_and_can_change_nothing(
    stand: Stand, open_here: Open, browser: Browser, axe: str
) -> None:
    page = open_here("una")
    wrong = []
    for path in stand["watched"]:
        assert page.goto(path).status == 200, path
        wrong += faults(page, axe)
    assert wrong == []
    with_session = browser.new_context(base_url=stand["address"], storage_state=page.context.storage_state())
    assert [with_session.request.get(path).status for path in stand["not hers"]] == [403, 403, 403]
    with_session.close()


def test_public_pages_are_accessible_and_fit_a_phone_and_paper(stand: Stand, open_here: Open, axe: str) -> None:
    page = open_here()
    wrong = []
    for path in stand["public"]:
        assert page.goto(path).status == 200
        wrong += faults(page, axe)
        page.set_viewport_size({"width": 680, "height": 900})
        page.emulate_media(media="print")
        if (wide := width_of(page)) > 680:
            wrong.append(f"{path} printed is {wide} wide")
        page.emulate_media(media="screen")
    assert wrong == []


def test_election_is_set_up_and_announced_on_a_phone_without_script(open_here: Open) -> None:
    page = open_here("orla", java_script_enabled=False, viewport={"width": 320, "height": 640})
    page.goto("/desk/elections/new/")
    page.get_by_label("Title").fill("Autumn 2100")
    with page.expect_navigation():
        page.get_by_role("button", name="Begin this election").click()
    for label, moment in (
        ("Nominations open", "2100-09-01T09:00"),
        ("Nominations close", "2100-09-10T12:00"),
        ("Candidates accept by", "2100-09-12T12:00"),
        ("Proofs signed off by", "2100-09-14T12:00"),
        ("Roll frozen", "2100-09-14T12:00"),
        ("Voting codes sent", "2100-09-16T09:00"),
        ("Poll opens", "2100-09-18T09:00"),
        ("Poll closes", "2100-09-28T12:00"),
        ("Complaints by", "2100-10-05T12:00"),
    ):
        page.get_by_label(label, exact=True).fill(moment)
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_text("one thing is lacking")).to_be_visible()
    page.get_by_role("link", name="Add a contest").click()
    page.get_by_label("Post", exact=True).fill("Treasurer")
    page.get_by_label("Vacancies", exact=True).fill("1")
    page.get_by_label("Electorate", exact=True).select_option(label="All members")
    page.get_by_label("Counting rule", exact=True).select_option("irv")
    page.get_by_label("Rule adopted by").fill("Conference")
    page.get_by_label("Rule adopted on").fill("2099-05-01")
    page.get_by_role("button", name="Keep this contest").click()
    expect(page.get_by_text("nothing is lacking")).to_be_visible()
    page.get_by_role("link", name="Read back and announce").click()
    page.get_by_role("button", name="Announce these terms").click()
    expect(page.get_by_text("The terms are public, and every act of the timetable is promised.")).to_be_visible()
    page.get_by_role("link", name="Its public page").click()
    expect(page.get_by_text(re.compile("Announced: nominations open on 1 September 2100"))).to_be_visible()


def test_poll_is_voided_by_two_officers_in_two_browsers(stand: Stand, open_here: Open) -> None:
    orla, tam = open_here("orla"), open_here("tam")
    overview = next(
        path for path in stand["desk"] if re.fullmatch(r"/desk/elections/[\w-]+/", path) and "new" not in path
    )
    orla.goto(overview)
    orla.get_by_role("link", name=re.compile(r"Void this contest\s*: Post 1")).click()
    expect(orla.get_by_text("the ballots of this contest are never decrypted")).to_be_visible()
    orla.get_by_label("Why").fill("A name is missing on the paper.")
    orla.get_by_role("button", name="Propose: Void this contest").click()
    expect(orla.get_by_text("Proposed. It is done when a second officer approves it.")).to_be_visible()
    tam.goto("/desk/")
    tam.get_by_role("link", name="Post 1: Void this contest").click()
    expect(tam.get_by_text("A name is missing on the paper.")).to_be_visible()
    tam.get_by_role("button", name="Approve: do it").click()
    expect(tam.get_by_text("Post 1: voided.")).to_be_visible()
