"""Nominations in a real browser: branches name, a candidate accepts on a phone, officers suspend, reinstate, rule and
publish, somebody complains and is answered; every page without a violation, none wider than a phone."""

import io
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from looking import faults, violations, width_of
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from stands import standing

pytestmark = pytest.mark.browser
PATIENCE = 60_000
TODAY = datetime.now(UTC).date().isoformat()
Open = Callable[..., Page]
Told = dict[str, object]


@pytest.fixture(scope="module")
def union(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """A site on which nominations are open for one post and closed for another."""
    with standing("nominating_stand.py", tmp_path_factory.mktemp("nominations") / "data") as told:
        yield told


@pytest.fixture
def open_here(browser: Browser, union: Told) -> Iterator[Open]:
    """Open a path in a window of its own, signed in as somebody; whatever the console says fails the test."""
    contexts, said = [], []

    def opened(path: str, *, width: int = 1280, who: str = "", **settings: object) -> Page:
        context = browser.new_context(base_url=union["address"], viewport={"width": width, "height": 900}, **settings)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        if who:
            context.add_cookies([{"name": "sessionid", "value": union[f"as_{who}"], "url": union["address"]}])
        page = context.new_page()
        page.on("console", lambda message: said.append(f"{path}: {message.text}"))
        page.on("pageerror", lambda error: said.append(f"{path}: {error}"))
        page.goto(path.format(**union))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert said == []


PAGES = [
    ("/elections/{election}/{contest}/nominations/", ""),
    ("/elections/{election}/{closed}/nominations/", ""),
    ("/elections/{election}/{closed}/nominations/", "orla"),
    ("/elections/{election}/{closed}/candidates/", ""),
    ("/elections/{election}/{closed}/candidates/{Alma Ardent}/", ""),
    ("/complaints/{election}/", ""),
    ("/complaints/{election}/new/", ""),
    ("/complaints/{election}/1/", ""),
    ("/complaints/{election}/2/received/", ""),
    ("/nominate/", "alderby"),
    ("/nominate/{pk}/branch/{alderby}/", "alderby"),
    ("/stand/{link Alma Ardent}/", ""),
    ("/desk/elections/{election}/candidates/", "orla"),
    ("/desk/candidates/{Alma Ardent}/", "orla"),
    ("/desk/candidates/{Alma Ardent}/letter/", "orla"),
    ("/desk/candidates/{Alma Ardent}/paper/", "orla"),
    ("/desk/candidates/{Alma Ardent}/standing/suspend/", "orla"),
    ("/desk/candidates/{Alma Ardent}/standing/not-valid/", "orla"),
    ("/desk/contests/{pk}/nominate/", "orla"),
    ("/desk/contests/{closed_pk}/publish/", "orla"),
    ("/desk/nominations/{nomination}/", "orla"),
    ("/desk/elections/{election}/complaints/", "orla"),
    ("/desk/complaints/{complaint}/", "orla"),
]


def fits_and_has_no_violation(page: Page, axe: str) -> None:
    assert faults(page, axe) == []


@pytest.mark.parametrize(("path", "who"), PAGES)
def test_page_has_no_violation_and_fits_a_phone(open_here: Open, axe: str, path: str, who: str) -> None:
    fits_and_has_no_violation(open_here(path, who=who), axe)


@pytest.mark.parametrize("name", ["page", "answer/?answer=withdraw", "statement", "photo", "consents", "proof"])
def test_candidates_own_page_has_no_violation_and_fits_a_phone(
    open_here: Open, axe: str, union: Told, name: str
) -> None:
    page = open_here("/stand/{link Cora Crane}/")
    page.get_by_label("Your code").fill(union["code Cora Crane"])
    with page.expect_navigation():
        page.get_by_role("button", name="Open my page").click()
    page.goto(f"/stand/{union['link Cora Crane']}/{name if '?' in name else name + '/'}")
    fits_and_has_no_violation(page, axe)


@pytest.mark.parametrize(("path", "who"), [each for each in PAGES if not each[1]])
def test_public_page_prints_no_wider_than_its_paper(open_here: Open, path: str, who: str) -> None:
    page = open_here(path, width=680)
    page.emulate_media(media="print")
    assert width_of(page) <= 680


def test_from_a_branchs_meeting_to_a_suspension_and_back(open_here: Open, axe: str, union: Told) -> None:
    # A branch names somebody and completes the meeting later; another branch names her too.
    page = open_here("/nominate/", who="alderby", java_script_enabled=False)
    with page.expect_navigation():
        page.get_by_role("link", name=re.compile("Executive")).first.click()
    name_ida(page)
    expect(page.get_by_text("Incomplete, not invalid").first).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("link", name=re.compile("complete or take back")).click()
    meeting(page)
    page.get_by_role("button", name="Keep what stands here").click()
    expect(page.get_by_text("What you added to the nomination is kept.")).to_be_visible()
    page = open_here("/nominate/{pk}/branch/{cloverley}/", who="cloverley")
    meeting(page)
    name_ida(page)
    expect(page.get_by_text("Ida Inch is nominated.")).to_be_visible()

    # Nobody reads her name before she accepts. The officer prints the letter.
    page = open_here("/elections/{election}/{contest}/nominations/")
    expect(page.get_by_text("Ida Inch")).to_have_count(0)
    desk = open_here("/desk/elections/{election}/candidates/", who="orla")
    desk.get_by_role("link", name="Ida Inch").click()
    desk.wait_for_url("**/desk/candidates/*/")
    file = desk.url
    desk.get_by_role("link", name="Print a letter with a new code").click()
    with desk.expect_navigation():
        desk.get_by_role("button", name="Make the letter with a new code").click()
    code = desk.locator("strong code").inner_text()
    link = desk.locator("code.hash").inner_text()

    # She accepts on a phone, writes, sends a picture, allows, and signs the proof.
    phone = open_here(link, width=320, has_touch=True)
    phone.get_by_label("Your code").fill(code.lower())
    phone.get_by_role("button", name="Open my page").tap()
    phone.get_by_role("link", name="Accept").tap()
    phone.get_by_role("button", name="I accept the nomination").tap()
    expect(phone.get_by_text("You have accepted.")).to_be_visible()
    phone.get_by_role("link", name="Write your statement").tap()
    phone.get_by_label("Your statement").fill("word " * 301)
    phone.get_by_role("button", name="Keep this statement").tap()
    expect(phone.get_by_text("Your statement has 301 words and 300 are allowed: take out 1.")).to_be_visible()
    phone.get_by_label("Your statement").fill("I re-light lamps.")
    phone.get_by_role("button", name="Keep this statement").tap()
    phone.get_by_role("link", name="Send a photograph").tap()
    phone.get_by_label("Photograph", exact=True).set_input_files(
        {"name": "ida.png", "mimeType": "image/png", "buffer": picture()}
    )
    phone.get_by_label("What the picture shows").fill("Ida at a lamp")
    phone.get_by_role("button", name="Keep the photograph").tap()
    phone.get_by_role("link", name="Allow or refuse, part by part").tap()
    phone.get_by_label("May be published: your statement").tap()
    phone.get_by_label("May be published: your photograph").tap()
    phone.get_by_role("button", name="Keep what I allow").tap()
    with phone.expect_navigation():
        phone.get_by_role("link", name="See how you will appear").tap()
    picture_shown = phone.get_by_alt_text("Ida at a lamp")
    assert picture_shown.evaluate("image => image.decode().then(() => image.naturalWidth)") == 300
    assert violations(phone, axe) == []
    assert width_of(phone) == 320
    phone.get_by_role("button", name="It is right: I sign").tap()
    expect(phone.get_by_text("You have signed the proof.")).to_be_visible()
    page = open_here("/elections/{election}/{contest}/nominations/", width=320)
    expect(page.get_by_text("2 towards 2 branches")).to_be_visible()

    # Two officers suspend her by a published decision; she replies; they reinstate her.
    for act, button in (("Suspend the candidate", "suspended"), ("Reinstate the candidate", "accepted")):
        desk.goto(file)
        desk.get_by_role("link", name=act).click()
        desk.get_by_label("Who decided").fill("Conduct panel")
        desk.get_by_label("Date of the decision").fill(TODAY)
        desk.get_by_label("Where it is published").fill("minute 14")
        expect(desk.get_by_label("Reason")).to_have_count(0)
        desk.get_by_role("button", name=act).click()
        expect(desk.get_by_text("Waits for a second officer.")).to_be_visible()
        second = open_here("/desk/approvals/", who="dan")
        second.get_by_role("link", name=re.compile("Ida Inch")).first.click()
        second.get_by_role("button", name=re.compile("Approve")).click()
        second.wait_for_url("**/desk/approvals/")
        desk.goto(file)
        expect(desk.locator(".lead")).to_contain_text(button)
        if act.startswith("Suspend"):
            phone.reload()
            phone.get_by_role("link", name="Write a reply").tap()
            phone.get_by_label("Your reply").fill("I have appealed.")
            phone.get_by_role("button", name="Publish my reply").tap()
            expect(phone.get_by_text("Your reply is published.")).to_be_visible()
            public = open_here(f"/elections/{{election}}/{{contest}}/candidates/{file.rstrip('/').split('/')[-1]}/")
            expect(public.get_by_text("I have appealed.")).to_be_visible()
            expect(public.get_by_role("heading", name="Suspended", exact=True)).to_be_visible()
            fits_and_has_no_violation(public, axe)


def name_ida(page: Page) -> None:
    page.get_by_label("Somebody else, named below").check()
    page.get_by_label("Name of somebody else").fill("Ida Inch")
    page.get_by_label("Membership number").fill("5")
    with page.expect_navigation():
        page.get_by_role("button", name="Nominate", exact=True).click()


def meeting(page: Page) -> None:
    page.get_by_label("Date of the meeting").fill("2026-03-09")
    page.get_by_label("Place of the meeting").fill("The Reading Room")
    page.get_by_label("Members present").fill("21")
    page.get_by_label("Quorum").fill("12")
    page.get_by_label("Certified by").fill("Ada Moss, Ben Fell")


def picture() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (300, 300), "teal").save(written, "PNG")
    return written.getvalue()


def test_complaint_is_made_without_an_account_ruled_on_and_read(open_here: Open, union: Told) -> None:
    page = open_here("/complaints/{election}/", java_script_enabled=False)
    page.get_by_role("link", name="Say that something is wrong").click()
    page.get_by_label("the poll").check()
    page.get_by_label("What is wrong").fill("The poll is too short, says Cora.")
    page.get_by_role("button", name="Send it to the returning officer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"\d"))
    number = re.sub(r"\D", "", page.get_by_role("heading", level=1).inner_text())
    desk = open_here("/desk/elections/{election}/complaints/", who="orla")
    desk.get_by_role("link", name=f"{number}: the poll").click()
    expect(desk.get_by_text("The poll is too short, says Cora.")).to_be_visible()
    desk.get_by_label("What it is about, for the public register").fill("Somebody finds the poll too short.")
    desk.get_by_role("button", name="Put it in the register").click()
    desk.get_by_label("not upheld").check()
    desk.get_by_label("Reason").fill("It is as long as announced.")
    with desk.expect_navigation():
        desk.get_by_role("button", name="Publish the ruling").click()
    page.goto(f"/complaints/{union['election']}/{number}/")
    expect(page.get_by_text("It is as long as announced.")).to_be_visible()
    expect(page.get_by_text("Cora")).to_have_count(0)


def test_list_of_candidates_is_published_and_its_draw_is_shown(open_here: Open, axe: str, union: Told) -> None:
    desk = open_here("/desk/contests/{closed_pk}/publish/", who="orla")
    expect(desk.get_by_text("2 people will stand for Treasurer.")).to_be_visible()
    expect(desk.get_by_text("Dina Dale: has not accepted")).to_be_visible()
    desk.get_by_label("Seed drawn in public").fill("3 19 42")
    desk.get_by_role("button", name="Ask a second officer to publish the list").click()
    expect(desk.get_by_text("It is done when a second officer approves it.")).to_be_visible()
    deputy = open_here("/desk/approvals/", who="dan")
    with deputy.expect_navigation():
        deputy.get_by_role("link", name="Treasurer: publish the list of candidates, on which 2 people stand").click()
    fits_and_has_no_violation(deputy, axe)
    deputy.get_by_role("button", name="Approve: do it").click()
    expect(deputy.get_by_text("2 candidates are published.")).to_be_visible()
    page = open_here("/elections/{election}/{closed}/candidates/", java_script_enabled=False)
    expect(page.get_by_text("f0dda2761661eba1521949262b04e69748054fa1fcdcebe145acad0a0df76201")).to_be_visible()
    expect(page.get_by_alt_text("Alma Ardent at a lamp")).to_be_visible()
    fits_and_has_no_violation(open_here("/elections/{election}/{closed}/candidates/"), axe)
    fits_and_has_no_violation(open_here("/elections/{election}/{closed}/candidates/{Alma Ardent}/"), axe)


def test_two_officers_rule_at_the_same_moment_and_one_ruling_stands(union: Told) -> None:
    path = f"{union['address']}/desk/complaints/{union['complaint']}/"
    forms = {who: ruling_form(path, union[f"as_{who}"]) for who in ("orla", "dan")}
    together = Barrier(2)

    def rule(who: str, upheld: str) -> str:
        cookie, fields = forms[who]
        fields |= {"rule": "yes", "ruling-upheld": upheld, "ruling-effect": "none", "ruling-reason": f"Says {who}."}
        together.wait()
        return fetched(path, cookie, fields)

    with ThreadPoolExecutor(2) as officers:
        said = list(officers.map(rule, ("orla", "dan"), ("yes", "no")))
    refusals = ("Meanwhile somebody has changed this", "This complaint has been decided meanwhile")  # seen, or locked
    told_off = [any(refusal in page for refusal in refusals) for page in said]
    assert sorted(told_off) == [False, True]
    winner = ("orla", "dan")[told_off.index(False)]
    stands = fetched(path, forms["orla"][0])
    assert re.findall(r"Says \w+\.", stands) == [f"Says {winner}."]


def ruling_form(path: str, session: str) -> tuple[str, dict[str, str]]:
    """The cookies of an officer who has the page open, and what rides in the form of its ruling."""
    with urlopen(Request(path, headers={"Cookie": f"sessionid={session}"})) as answer:
        page = answer.read().decode()
        csrf = re.search("csrftoken=([^;]+)", str(answer.headers["Set-Cookie"]))
    form = page[page.index("<h2>Your ruling</h2>") :]
    names = ("csrfmiddlewaretoken", "slip_key", "slip_seen")
    assert csrf
    fields = {name: re.search(f'name="{name}" value="([^"]+)"', form)[1] for name in names}
    return f"sessionid={session}; csrftoken={csrf[1]}", fields


def fetched(path: str, cookie: str, fields: dict[str, str] | None = None) -> str:
    data = urlencode(fields).encode() if fields else None
    with urlopen(Request(path, data, {"Cookie": cookie, "Referer": path})) as answer:
        return str(answer.read().decode())
