"""A committee in a real browser: its clerk, a representative, a follower; every page on the way without a violation,
readable on a phone, and nothing said by the console, which is where a breach of the content policy would stand."""

import re
from collections.abc import Callable, Iterator

import pytest
from looking import faults
from playwright.sync_api import Browser, Page, expect
from stands import standing

pytestmark = pytest.mark.browser
PATIENCE = 60_000
Look = Callable[[Page], None]


@pytest.fixture(scope="module")
def stand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, object]]:
    """A site with a committee, and what is needed to go on."""
    with standing("committees_stand.py", tmp_path_factory.mktemp("committees") / "data") as told:
        yield told


@pytest.fixture
def page(browser: Browser, stand: dict[str, object]) -> Iterator[Page]:
    """A window of its own; whatever the console says fails the test."""
    said = []
    context = browser.new_context(base_url=stand["address"], viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    assert said == []


@pytest.fixture
def look(axe: str) -> Look:
    """Axe with all of its rules, at the width of a phone and of a desk, light and dark."""

    def looked(page: Page) -> None:
        assert faults(page, axe) == []

    return looked


def sign_in(page: Page, who: list[str]) -> None:
    page.goto("/account/sign-in/")
    page.get_by_label("E-mail address").fill(who[0])
    page.get_by_role("button", name="Send me a sign-in code").click()
    page.get_by_label("Sign-in code").fill(who[1])
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/account/")


def test_clerk_representative_and_follower(page: Page, look: Look, stand: dict[str, object]) -> None:
    public, desk = f"/committees/{stand['slug']}/", f"/desk/committees/{stand['slug']}/"
    sign_in(page, stand["clerk"])
    for path in ("recall/", f"recall/{stand['petition']}/", f"accountability/{stand['account']}/"):
        page.goto(desk + path)
        look(page)
    page.goto(desk)
    look(page)
    page.get_by_role("link", name="Enter a meeting").click()
    page.get_by_label("Title").fill("November")
    page.get_by_label("On", exact=True).fill("2026-11-02")
    look(page)
    page.get_by_role("button", name="Publish this meeting").click()
    expect(page.get_by_text("Entered: November")).to_be_visible()
    page.get_by_role("link", name=re.compile("Who was there.*November")).click()
    page.get_by_label("Bo").select_option("apologies")
    page.get_by_role("button", name="Record this attendance").click()
    expect(page.get_by_text("Recorded: 1.")).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("link", name=re.compile("Record a decision.*November")).click()
    look(page)
    page.get_by_label("What was decided").fill("Dry oil")
    page.get_by_label("Ada").select_option("recused")
    page.get_by_label("Source").fill("Minutes")
    page.get_by_role("button", name="Publish this decision").click()
    expect(page.get_by_text("Entered: Dry oil")).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("link", name=re.compile("Its decisions.*November")).click()
    with page.expect_navigation():
        page.get_by_role("link", name=re.compile("Correct the votes.*Dry oil")).click()
    page.get_by_label("Ada").select_option("abstained")
    page.get_by_label("Why it is corrected").fill("The minutes say so.")
    look(page)
    page.get_by_role("button", name="Publish the correction").click()
    expect(page.get_by_text("Corrected: Ada.")).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("link", name="Seat those elected").click()
    with page.expect_navigation():
        page.get_by_role("link", name="Trades 2026, Trade seats").click()
    page.get_by_label("Their terms end on").fill("2029-01-01")
    page.get_by_label("Those not elected are reserves").select_option("votes")
    page.get_by_role("group", name="2. Eve").get_by_label("Refuses the seat").check()
    page.get_by_role("group", name="2. Eve").get_by_label("How the refusal came").fill("letter of 1 November")
    look(page)
    page.get_by_role("button", name="Seat them, in sight of everybody").click()
    expect(page.get_by_text("1 is seated. 1 refused: that seat is vacant.")).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("link", name=re.compile("Begin to fill it.*Members 3")).click()
    look(page)
    page.get_by_role("button", name="Fill the seat by this clause").click()
    page.get_by_label("Whom they name").fill("Dot")
    page.get_by_role("button", name="Enter the name").click()
    page.get_by_role("button", name="Ask Dot").click()
    page.get_by_label("How the answer of Dot came").fill("letter of 3 June")
    look(page)
    page.get_by_role("button", name="Dot consents").click()
    page.get_by_label("Takes the seat on").fill("2026-11-10")
    page.get_by_label("Reasons, published").first.fill("The council named her.")
    page.get_by_role("button", name="Seat whom the clause gives it to").click()
    expect(page.get_by_text("The seat is filled.")).to_be_visible()
    page.get_by_role("link", name="The public page").click()
    expect(page.get_by_text("Filled: Dot, since 10 November 2026.")).to_be_visible()
    look(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Sign out").click()

    sign_in(page, stand["representative"])
    page.goto(public)
    page.get_by_role("link", name="November", exact=True).click()
    expect(page.get_by_text("Excused: away with apologies (1)")).to_be_visible()
    look(page)
    page.get_by_role("link", name="Write my report").click()
    page.get_by_label("Report", exact=True).fill("We spoke of oil.")
    look(page)
    page.get_by_role("button", name="Publish my report").click()
    expect(page.get_by_text("Your report is public, and followers are told.")).to_be_visible()
    page.goto(f"{public}person/{stand['ada']}/")
    page.get_by_role("link", name=re.compile("Reply.*Dry oil")).click()
    page.get_by_label("In your own words").fill("My brother sells it.")
    page.get_by_role("button", name="Publish my reply").click()
    expect(page.locator("td blockquote")).to_have_text("My brother sells it.")
    look(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Sign out").click()

    page.goto(f"{public}follow/")
    look(page)
    page.get_by_label("E-mail address").fill("mab@example.org")
    page.get_by_role("button", name="Tell me of what is new").click()
    expect(page.get_by_text("A message is on its way to you.")).to_be_visible()
    page.goto(f"/committees/following/{stand['follower']}/")
    look(page)
    page.get_by_role("button", name="Yes, tell me").click()
    expect(page.get_by_text("You are told of reports from now on.")).to_be_visible()
    page.goto(f"{public}reports/")
    expect(page.get_by_text("1 of 2 reports are in")).to_be_visible()
    look(page)
    page.goto(public)
    look(page)
    page.get_by_role("link", name="Before: 10 November 2026").click()
    page.get_by_role("link", name="Before: 1 June 2026").click()
    page.wait_for_url("**?on=2026-06-01")
    expect(page.get_by_text("1 is vacant.")).to_be_visible()
    petition = f"recall/{stand['petition']}/"
    account = f"accountability/{stand['account']}/"
    person = f"person/{stand['ada']}/"
    for path in ("corrections/", person, "reserves/", "vacancies/", "series/", "recall/", petition, account):
        page.goto(public + path)
        look(page)
    page.goto(public)
    with page.expect_navigation():
        page.get_by_role("link", name="Two trade seats").click()
    expect(page.get_by_text("There are 3.")).to_be_visible()
    look(page)
    page.goto("/committees/")
    look(page)
