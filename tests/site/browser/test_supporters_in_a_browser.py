"""A supporters' poll in a real browser: the organiser and an allied body make it, a supporter begins from a published
list and votes on a phone, and everybody reads the order. Every page is without a violation."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import missing
from looking import violations
from playwright.sync_api import Browser, Page, expect
from served import ROOT
from two_installations import Installation, installations

pytestmark = pytest.mark.browser
PAGE = ROOT / "src" / "hustings_site" / "booth" / "data" / "booth.html"
PATIENCE = 60_000

SET_UP = """
from desks import desk
from nominating_stand import session_of
from supporters import DATES, group
from hustings_site.elections.services import publish_lists
union = desk(name="Lanternmakers")
contest = union.contest("Executive", vacancies=2)
union.announce()
union.stand(contest, "Ann Ash", "Bob Birch", "Cleo Cedar", "Dan Dill")
contest.state = "validated"
contest.save()
publish_lists(by="test", contest=contest, publisher="Tide Watch", source="x", lists={"Lamp": ["Cleo Cedar", "Ann Ash"]})
anchor = group("Anchor supporters", {f"a{n}": f"anchor{n}@example.org" for n in range(1, 4)})
buoy = group("Buoy supporters", {f"b{n}": f"buoy{n}@example.org" for n in range(1, 3)})
from django.utils import timezone
dates = {name: f"{timezone.localtime(when):%Y-%m-%dT%H:%M}" for name, when in DATES.items()}
print(json.dumps({"anchor": session_of(anchor.officer), "buoy": session_of(buoy.officer), "dates": dates}))
"""

GROUPS = """
from supporters import Group
from hustings_site.accounts.models import User
from hustings_site.slates.polls.models import SupportersPoll
poll = SupportersPoll.objects.get()
groups = [
    Group(
        each.organisation,
        each.organisation.electorates.get(),
        User.objects.get(roles__scope=each.organisation.scope),
        each,
        each.election,
    )
    for each in poll.bodies.all()
]
"""

PREPARE = (
    GROUPS
    + """
for each in groups:
    each.freeze()
    each.prepare()
    each.open()
print(json.dumps([groups[0].codes["a1"], groups[0].election.booth]))
"""
)

CLOSE = (
    GROUPS
    + """
for each in groups:
    each.close()
print(json.dumps("closed"))
"""
)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Installation]:
    """A site on a server of its own, with the voter's page as it is built."""
    if not PAGE.exists():
        missing("the voter's page is not built (make booth)")
    (made,) = installations(tmp_path, "site")
    made.template = PAGE
    with made:
        yield made


def test_poll_is_made_by_two_bodies_voted_on_a_phone_and_read_by_everybody(
    site: Installation, browser: Browser, axe: str
) -> None:
    told = site.run(SET_UP)
    site.start()
    contexts, said = [], []

    def opened(path: str, who: str = "", width: int = 1280) -> Page:
        context = browser.new_context(base_url=site.address, viewport={"width": width, "height": 900})
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        if who:
            context.add_cookies([{"name": "sessionid", "value": told[who], "url": site.address}])
        page = context.new_page()
        page.on("console", lambda message: said.append(f"{path}: {message.text}"))
        page.on("pageerror", lambda error: said.append(f"{path}: {error}"))
        page.goto(path)
        return page

    page = opened("/desk/supporters-polls/", "anchor")
    assert violations(page, axe) == []
    page.get_by_role("link", name="Make a supporters’ poll").click()
    page.get_by_label("Title").fill("Whom shall we recommend")
    page.get_by_label("Contest of this site").select_option(label="Lanternmakers: Election 2100: Executive")
    page.get_by_label("Supporters may load a published list").check()
    for label, name in (
        ("Lists are frozen", "freeze_at"),
        ("Voting codes are sent", "codes_at"),
        ("The vote opens", "opens"),
        ("The vote closes", "closes"),
        ("Complaints end", "complaints_by"),
    ):
        page.get_by_label(label).fill(told["dates"][name])
    assert violations(page, axe) == []
    page.get_by_role("button", name="Make this poll").click()
    expect(page.get_by_role("heading", level=1, name="Whom shall we recommend")).to_be_visible()
    page.get_by_label("Body").select_option(label="Buoy supporters")
    page.get_by_label("Its weight, as agreed").fill("2")
    page.get_by_role("button", name="Invite this group").click()
    expect(page.get_by_text("Buoy supporters, weight 2: has not agreed yet")).to_be_visible()
    page.get_by_role("button", name="Publish the rules").click()
    expect(page.get_by_text("The rules are published. Each body agrees now.")).to_be_visible()
    assert violations(page, axe) == []

    for who, name in (("anchor", "Anchor supporters"), ("buoy", "Buoy supporters")):
        page = opened("/desk/supporters-polls/", who)
        page.get_by_role("link", name=f"Whom shall we recommend: {name}").click()
        page.get_by_label("Who is asked").select_option(index=1)
        assert violations(page, axe) == []
        page.get_by_role("button", name="Agree and announce our vote").click()
        expect(page.get_by_text("Agreed. The vote of your supporters is prepared at your own desk.")).to_be_visible()

    code, booth = site.run(PREPARE)
    page = opened(f"/booth/{booth}/#{code}", width=320)
    page.get_by_text("Begin from a published list").click()
    page.get_by_role("button", name="Load Lamp (Tide Watch)").click()
    expect(page.locator("ol.ranking li .who")).to_have_text(["Cleo Cedar", "Ann Ash"])
    assert violations(page, axe) == []
    page.locator(".candidate .name").get_by_text("Dan Dill", exact=True).click()
    page.get_by_role("button", name="Read my vote back").click()
    page.get_by_role("button", name="Seal and cast my vote").click()
    expect(page.get_by_role("heading", level=1, name="Your vote is in the ballot list")).to_be_visible()

    site.run(CLOSE)
    page = opened("/desk/supporters-polls/", "anchor")
    page.get_by_role("link", name="Whom shall we recommend", exact=True).click()
    page.get_by_role("button", name="Count and publish the order").click()
    expect(page.get_by_text("Done. The order is published.")).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("link", name="The public page").click()
    for width in (1280, 320):
        page = opened(page.url, width=width)
        expect(page.get_by_text("Cleo Cedar stands first of 4.")).to_be_visible()
        assert violations(page, axe) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    places = page.locator("table").first.locator("tbody th")
    expect(places.nth(1)).to_have_text("Ann Ash")
    for context in contexts:
        context.close()
    assert said == []
