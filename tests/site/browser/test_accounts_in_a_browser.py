"""An administrator signs in by code and by passkey, gives offices and makes keys; every page is looked at."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from looking import faults, width_of
from playwright.sync_api import Page, expect
from stands import bare_environment

pytestmark = pytest.mark.browser

ADA = "ada@wicks.example"
MAKE = f"""
import sys
from pathlib import Path
from hustings_site.start import open_site
open_site(Path(sys.argv[1]))
from hustings_site.accounts.enums import Office
from hustings_site.accounts.services import give_office, open_account
from hustings_site.elections.services import enter_contest, enter_election
from hustings_site.roll.services import organisation_named
ada = open_account(by="test", email="{ADA}", name="Ada Arc")
organisation = organisation_named(by="test", name="Guild of Wicks")
election = enter_election(by="test", organisation=organisation, title="Yearly election")
enter_contest(by="test", election=election, title="Warden", vacancies=1, candidates=[])
give_office(by="test", user=ada, office=Office.ADMINISTRATOR, scope=organisation.scope)
print(organisation.scope, election.scope)
"""
"""What whoever runs the machine does before anybody can sign in."""


@pytest.fixture(scope="module")
def places(demo: object) -> list[str]:
    """The scopes of an organisation, of which Ada is administrator, and of an election there."""
    command = [sys.executable, "-c", MAKE, demo.data]
    made = subprocess.run(command, env=bare_environment(), capture_output=True, text=True, check=True)
    return made.stdout.split()


def looked_at(page: Page, axe: str) -> None:
    """No violation in both schemes, no wider than a phone, no wider than paper."""
    assert faults(page, axe) == []
    page.set_viewport_size({"width": 680, "height": 900})
    page.emulate_media(media="print")
    assert width_of(page) <= 680, page.url
    page.emulate_media(media="screen")


def code_for(email: str, data: Path) -> str:
    """The newest sign-in code in the folder of mail that was not sent."""
    messages = sorted((data / "outbox").glob("*.log"), key=lambda file: file.stat().st_mtime)
    text = [text for file in messages if f"To: {email}" in (text := file.read_text())][-1]
    return re.search(r"^    (\S+)$", text, re.MULTILINE)[1]


def sign_in(page: Page, data: Path) -> None:
    page.get_by_label("E-mail address").fill(ADA)
    page.get_by_role("button", name="Send me a sign-in code").press("Enter")
    page.get_by_label("Sign-in code").fill(code_for(ADA, data))
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in").press("Enter")


def test_offices_are_given_at_a_phone_without_javascript(open_page: object, demo: object, places: list[str]) -> None:
    _organisation, election = places
    page = open_page("/account/sign-in/", width=320, java_script_enabled=False)
    sign_in(page, demo.data)
    with page.expect_navigation():
        page.get_by_role("link", name=re.compile("give and take offices")).click()
    page.goto(f"/account/offices/{election}/")
    page.get_by_role("link", name="Give an office").click()
    page.get_by_label("Name", exact=True).fill("Rowan Reed")
    page.get_by_label("E-mail address").fill("rowan@lanternmakers.example")
    page.get_by_label("Office", exact=True).select_option("returning_officer")
    page.get_by_label("By which decision").fill("Committee, 1 May")
    page.get_by_role("button", name="Give this office").press("Enter")
    expect(page.get_by_text("The office is given.")).to_be_visible()
    page.get_by_role("link", name="suspend Rowan Reed").click()
    page.get_by_label("Reason", exact=True).fill("Under inquiry")
    page.get_by_role("button", name="Suspend Rowan Reed").press("Enter")
    expect(page.get_by_text("suspended since")).to_be_visible()
    visitor = open_page(f"/account/offices/{election}/", width=320, java_script_enabled=False)
    expect(visitor.get_by_text("suspended since")).to_be_visible()
    expect(visitor.get_by_text("Under inquiry")).to_have_count(0)


def test_pages_of_an_administrator_have_no_violation(
    open_page: object, demo: object, places: list[str], axe: str
) -> None:
    organisation, election = places
    page = open_page("/account/sign-in/")
    looked_at(page, axe)
    page.get_by_label("E-mail address").fill(ADA)
    with page.expect_navigation():
        page.get_by_role("button", name="Send me a sign-in code").click()
    looked_at(page, axe)
    page.get_by_label("Sign-in code").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("This is not the code.")).to_be_visible()
    looked_at(page, axe)
    page.get_by_label("Sign-in code").fill(code_for(ADA, demo.data))
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/account/")
    looked_at(page, axe)
    for path in (
        "/account/security/",
        "/account/security/passkeys/",
        "/account/security/passkeys/add/",
        f"/account/offices/{organisation}/",
        f"/account/offices/{election}/",
        f"/account/offices/{election}/give/",
        f"/account/offices/{organisation}/programs/",
        "/account/new/",
        "/api/",
    ):
        page.goto(path)
        looked_at(page, axe)
    page.goto(f"/account/offices/{organisation}/programs/")
    page.get_by_label("What it is for").fill("Members’ system")
    page.get_by_role("button", name="Make a key").click()
    expect(page.get_by_text("Write it down now: it is not shown again.")).to_be_visible()
    looked_at(page, axe)
    page.goto(f"/account/offices/{organisation}/")
    with page.expect_navigation():
        page.get_by_role("link", name=re.compile("end the office of Ada")).click()
    looked_at(page, axe)
    page.goto("/account/")
    with page.expect_navigation():
        page.get_by_role("link", name=re.compile("Declare interests")).first.click()
    looked_at(page, axe)


def test_passkey_signs_in_alone_and_is_asked_for_beside_the_mail(
    open_page: object, demo: object, places: list[str], axe: str
) -> None:
    """Chromium's own virtual authenticator; passkeys belong to a name, so the site is reached as `localhost`."""
    page = open_page("/account/sign-in/")
    page.goto(f"{demo.address.replace('127.0.0.1', 'localhost')}/account/sign-in/")
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    settings = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    devices.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**settings, "isUserVerified": True, "automaticPresenceSimulation": True}},
    )
    sign_in(page, demo.data)
    page.get_by_role("link", name="How you sign in").click()
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Sign in with it alone").check()
    page.get_by_role("button", name="Add this device’s passkey").click()
    page.get_by_text("Write them down or print this page now").wait_for()
    expect(page.locator("ol code")).to_have_count(10)
    recovery = page.locator("ol code").all_inner_texts()
    looked_at(page, axe)
    with page.expect_navigation():
        page.get_by_role("button", name="Sign out").click()
    page.goto(f"{demo.address.replace('127.0.0.1', 'localhost')}/account/sign-in/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_role("heading", name="What is waiting for you").wait_for()
    with page.expect_navigation():
        page.get_by_role("button", name="Sign out").click()
    page.goto(f"{demo.address.replace('127.0.0.1', 'localhost')}/account/sign-in/")
    sign_in(page, demo.data)
    page.get_by_role("heading", name="One more step: your passkey").wait_for()
    looked_at(page, axe)
    page.get_by_role("textbox", name="Code").fill(recovery[0])
    page.get_by_role("button", name="Sign in with the recovery code").click()
    page.get_by_role("heading", name="What is waiting for you").wait_for()
    page.goto(f"{demo.address.replace('127.0.0.1', 'localhost')}/account/security/")
    expect(page.get_by_text("9 codes are left.")).to_be_visible()
    looked_at(page, axe)
    with page.expect_navigation():
        page.get_by_role("link", name="Make new recovery codes").click()
    looked_at(page, axe)
