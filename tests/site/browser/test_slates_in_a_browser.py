"""Slates in a real browser: as organiser of each of two allied groups, officer, and reader on a phone.

Every page is without a violation, and says nothing on the console.
"""

from collections.abc import Callable, Iterator

import pytest
from looking import faults, violations
from playwright.sync_api import Browser, Page, expect
from stands import standing

pytestmark = pytest.mark.browser
PATIENCE = 60_000
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def stand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, object]]:
    """A site on which act 5 has been played, with what is needed to go on."""
    with standing("slates_stand.py", tmp_path_factory.mktemp("slates") / "data") as told:
        yield told


@pytest.fixture
def open_here(browser: Browser, stand: dict[str, object]) -> Iterator[Open]:
    """Open a path in a window of its own, perhaps signed in; whatever the console says fails the test."""
    contexts, said = [], []

    def opened(path: str, *, who: str = "", width: int = 1280, **settings: object) -> Page:
        context = browser.new_context(base_url=stand["address"], viewport={"width": width, "height": 900}, **settings)
        if who:
            context.add_cookies([{"name": "sessionid", "value": stand[f"as_{who}"], "url": stand["address"]}])
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
    "/slates/",
    "/slates/how-many/?share=50&loyalty=75&vacancies=2&others=2&rule=scotland_2011",
    "/slates/{slate}/",
    "/slates/{slate}/after/",
    "/groups/{una_page}/",
    "/alliances/{alliance}/",
    "/recommendation/{recommendation}/",
    "/recommendations/{election}/",
    "/recommendations/{election}/{contest}/",
    "/endorsement-votes/",
    "/endorsement-votes/{vote}/",
]
DESK = [
    ("orla", "/desk/groups/"),
    ("una", "/account/"),
    ("una", "/desk/groups/{una_body}/"),
    ("una", "/desk/alliances/{alliance_pk}/"),
    ("una", "/desk/slates/{slate_pk}/"),
    ("una", "/desk/groups/{una_body}/recommend/{auditor}/"),
    ("vic", "/desk/groups/{vic_body}/"),
    ("una", "/desk/groups/{una_body}/endorsement-vote/"),
    ("una", "/desk/endorsement-votes/{vote_pk}/"),
]


def test_public_pages_have_no_violation_and_fit_a_phone(open_here: Open, stand: dict[str, object], axe: str) -> None:
    page = open_here("/slates/")
    wrong = []
    for path in PUBLIC:
        page.goto(path.format(**stand))
        wrong += faults(page, axe)
    assert wrong == []


def test_desk_pages_have_no_violation_and_fit_a_phone(open_here: Open, stand: dict[str, object], axe: str) -> None:
    wrong = []
    for who, path in DESK:
        page = open_here(path.format(**stand), who=who)
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
        wrong += faults(page, axe)
    assert wrong == []


def act(page: Page, title: str) -> None:
    page.get_by_text(title, exact=True).first.click()


def test_organisers_of_two_allied_groups_do_their_part_and_a_reader_sees_it(
    open_here: Open, stand: dict[str, object], axe: str
) -> None:
    una = open_here("/account/", who="una")
    una.get_by_role("link", name="Anchor", exact=True).click()
    with una.expect_navigation():
        una.get_by_role("link", name="Write for Anchor and Harbour").click()
    act(una, "Publish minutes")
    una.get_by_label("Title").fill("Second meeting")
    una.get_by_label("Held on").fill("2026-03-01")
    una.get_by_label("Who was there").fill("Both bodies.")
    una.get_by_label("Minutes", exact=True).fill("The leaflet is late.")
    una.get_by_role("button", name="Publish them").click()
    expect(una.get_by_text("Published as they were agreed.")).to_be_visible()

    vic = open_here("/desk/groups/{vic_body}/".format(**stand), who="vic")
    act(vic, "Name a delegate")
    vic.get_by_label("In the alliance").select_option(index=1)
    vic.get_by_label("Name of the delegate").fill("Nell Wick")
    vic.get_by_label("Mandate", exact=True).select_option("bound")
    vic.get_by_label("Delegated on").fill("2026-03-02")
    vic.get_by_role("button", name="Name this delegate").click()
    expect(vic.get_by_text("Say by what the delegate is bound: it is published.")).to_be_visible()
    assert violations(vic, axe) == []
    vic.get_by_label("The mandate in words").fill("Rank all who answered.")
    vic.get_by_role("button", name="Name this delegate").click()
    expect(vic.get_by_text("Named; the mandate is published.")).to_be_visible()

    una.goto("/desk/groups/{una_body}/recommend/{auditor}/".format(**stand))
    act(una, "Publish a recommendation")
    una.get_by_label("What is recommended").select_option("first_only")
    una.get_by_label("How it was decided").fill("By the delegates.")
    una.get_by_label("Why", exact=True).fill("She answered.")
    una.get_by_label("1. Olga Onyx", exact=True).fill("1")
    una.get_by_label("2. Paul Pitch: place in the pool of substitutes").fill("1")
    una.get_by_role("button", name="Publish it and tell supporters").click()
    expect(una.get_by_text("Published; it takes the place of the one before")).to_be_visible()
    act(una, "What a substitute says")
    una.get_by_label("Who", exact=True).select_option(label="Paul Pitch")
    una.get_by_label("What they say").select_option("yes")
    una.get_by_label("Where it was said").fill("Letter of 3 March")
    una.get_by_role("button", name="Enter it").click()
    expect(una.get_by_text("Paul Pitch, agrees to step in")).to_be_visible()

    reader = open_here("/alliances/{alliance}/".format(**stand), width=360, is_mobile=True, has_touch=True)
    expect(reader.get_by_text("Rank all who answered.")).to_be_visible()
    expect(reader.get_by_text("no answer for 19 days")).to_be_visible()
    reader.goto("/recommendations/{election}/{auditor_page}/".format(**stand))
    expect(reader.get_by_role("cell", name="✓ recommended")).to_be_visible()
    assert violations(reader, axe) == []
    reader.goto("/language/fr/?next=/slates/{slate}/".format(**stand))
    expect(reader.get_by_role("heading", name="Comment elle est faite")).to_be_visible()
    assert violations(reader, axe) == []


def test_officer_opens_the_pages_of_a_group_and_writes_none(open_here: Open, stand: dict[str, object]) -> None:
    orla = open_here("/desk/", who="orla")
    orla.get_by_role("link", name="Groups and postcodes").click()
    orla.wait_for_url("**/desk/groups/")
    act(orla, "Open the pages of a group")
    orla.locator("#id_open-organisation").select_option(index=1)
    orla.locator("#id_open-name").fill("Lee Shore")
    orla.locator("#id_open-editor").fill("vic@example.org")
    orla.get_by_role("button", name="Open its pages").click()
    expect(orla.get_by_role("link", name="Lee Shore")).to_be_visible()
    assert orla.request.get("/desk/groups/{una_body}/".format(**stand)).status == 403
