"""The site in French, in a real browser: the switch, the language that is read aloud, nothing wider than a phone."""

import pytest
from french import left_in_english, walked
from looking import violations, width_of
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
EXECUTIVE = "/elections/lanternmakers-union-executive/members-of-the-executive/"


@pytest.mark.parametrize("path", ["/", EXECUTIVE, f"{EXECUTIVE}1/stage/5/"])
def test_french_page_on_a_phone(open_page: object, axe: str, path: str) -> None:
    page = open_page(path, width=320, locale="fr-FR")
    assert page.evaluate("document.documentElement.lang") == "fr"
    assert width_of(page) == 320
    assert violations(page, axe) == []


@pytest.mark.parametrize("scripts", [True, False])
def test_reader_chooses_a_language_and_stays_where_they_are(open_page: object, scripts: bool) -> None:
    page = open_page(EXECUTIVE, width=320, locale="en-GB", java_script_enabled=scripts)
    page.get_by_role("link", name="Français").click()
    page.wait_for_url(f"**{EXECUTIVE}")
    expect(page.get_by_role("heading", name="Personnes élues", exact=True)).to_be_visible()
    page.get_by_role("link", name="Comment vérifier", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Comment vérifier un résultat")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How to check a result")


def test_figures_on_a_french_page_are_set_as_in_french(open_page: object) -> None:
    text = open_page(EXECUTIVE, locale="fr-CA").locator("main").inner_text()
    assert "1\u202f086 personnes inscrites sur 1\u202f950 ont voté (55,7\u202f%)." in text


@pytest.mark.parametrize("as_officer", [False, True])
def test_no_page_of_the_demonstration_is_left_in_english(open_page: object, as_officer: bool) -> None:
    reader = open_page("/how-it-works/", as_officer=as_officer).context.request

    def get(path: str) -> str | None:
        answer = reader.get(path, headers={"accept-language": "fr"})
        return answer.text() if answer.headers["content-type"].startswith("text/html") else None

    pages = walked(get, "/")
    assert len(pages) >= 30
    del pages["/demonstration/post-room/"]  # mails stand there in the language in which they were sent
    assert {path: left for path, page in pages.items() if (left := left_in_english(page))} == {}
