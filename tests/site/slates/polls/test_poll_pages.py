"""The pages of supporters' polls, asked as people ask them."""

import json
from collections.abc import Callable
from copy import copy

import pytest
from desks import at
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from supporters import DATES, NOW, Group, match

from hustings_site.accounts.models import User
from hustings_site.elections.enums import Standing
from hustings_site.elections.models import Candidate, Contest
from hustings_site.roll.models import RollEntry
from hustings_site.slates.models import Body
from hustings_site.slates.polls.counting import publish_order
from hustings_site.slates.polls.models import SupportersPoll
from hustings_site.slates.services.bodies import add_editor
from hustings_site.slates.services.making import begin_slate, open_slate

pytestmark = pytest.mark.django_db
DESK = "/desk/supporters-polls/"


@pytest.fixture
def browser_of() -> Callable[[User], Client]:
    """A browser in which this person is signed in."""

    def signed_in(user: User) -> Client:
        client = Client(headers={"host": "127.0.0.1"})
        client.force_login(user)
        return client

    return signed_in


def slip_of(page: str, button: str) -> dict[str, str]:
    """The slip in the form of this button."""
    form = next(part for part in page.split("<form")[1:] if 'name="slip_key"' in part and f'name="{button}"' in part)
    return {name: form.split(f'name="{name}" value="')[1].split('"')[0] for name in ("slip_key", "slip_seen")}


def send(client: Client, path: str, button: str, fields: dict[str, object]) -> object:
    page = client.get(path).content.decode()
    return client.post(path, {**slip_of(page, button), button: "", **fields}, follow=True)


def test_officers_make_a_poll_invite_publish_and_agree_each_at_their_own_desk(
    anchor_list: Group,
    buoy_list: Group,
    anchor: Body,
    contest: Contest,
    browser_of: Callable[[User], Client],
    visitor: Client,
) -> None:
    ann, ben = browser_of(anchor_list.officer), browser_of(buoy_list.officer)
    typed = {name: f"{when:%Y-%m-%dT%H:%M}" for name, when in DATES.items()}
    add_editor(by="test", body=anchor, editor=anchor_list.officer)
    slate = begin_slate(by="test", election=contest.election, body=anchor, name="Anchor 2026", made="polled")
    open_slate(by="test", slate=slate)
    rules = {
        "slate": slate.pk,
        "host": anchor_list.organisation.pk,
        "title": "Whom shall we recommend",
        "contest": contest.pk,
        "source": "",
        "marking": "ranking",
        "most_marks": 1,
        "weight": 1,
        "weighing": "papers",
        **typed,
    }
    refused = send(ann, f"{DESK}new/", "marking", {**rules, "contest": ""}).content.decode()
    assert "Choose a contest of this site, or give the address of one elsewhere." in refused
    made = send(ann, f"{DESK}new/", "marking", rules)
    poll = SupportersPoll.objects.get()
    assert made.redirect_chain[-1][0] == f"{DESK}{poll.pk}/"
    assert visitor.get(f"/supporters-polls/{poll.slug}/").status_code == 404
    send(ann, f"{DESK}{poll.pk}/", "invite", {"organisation": buoy_list.organisation.pk, "weight": 2})
    send(ann, f"{DESK}{poll.pk}/", "publish", {})
    page = visitor.get(f"/supporters-polls/{poll.slug}/").content.decode()
    assert "all 6 candidates who stood in public, in an order by lot" in page
    assert page.count("has not agreed yet") == 2
    assert "A group that has not agreed by 1 March 2100, 10:00 takes no part." in page
    assert poll.title in visitor.get(f"/slates/{slate.slug}/").content.decode()
    part = poll.bodies.get(organisation=buoy_list.organisation)
    assert ann.get(f"{DESK}body/{part.pk}/").status_code == 403
    agreed = send(
        ben, f"{DESK}body/{part.pk}/", "agree", {"electorate": buoy_list.electorate.pk, "spares": 2}
    ).content.decode()
    assert "Agreed. The vote of your supporters is prepared at your own desk." in agreed
    part.refresh_from_db()
    assert part.election.spares == 2
    assert "Whom shall we recommend: Buoy supporters" in ben.get(DESK).content.decode()
    assert "agreed" in ben.get("/desk/").content.decode()
    mine = poll.bodies.get(organisation=anchor_list.organisation)
    with at(DATES["freeze_at"]):
        late = ann.get(f"{DESK}body/{mine.pk}/").content.decode()
        public = visitor.get(f"/supporters-polls/{poll.slug}/").content.decode()
    assert "The poll goes on without your group." in late
    assert "had not agreed when lists were frozen" in public


def test_body_enters_the_matchers_answer(
    allied: SupportersPoll, anchor_list: Group, browser_of: Callable[[User], Client]
) -> None:
    anchor_list.freeze()
    path = f"{DESK}body/{anchor_list.body.pk}/"
    browser = browser_of(anchor_list.officer)
    refused = send(browser, path, "elsewhere", {"numbers": "a6\nzz"}).content.decode()
    assert "Number zz is not on the frozen list." in refused
    done = send(browser, path, "elsewhere", {"numbers": " a6\r\n\r\na6 "}).content.decode()
    assert "1 of your members are counted in another group." in done
    assert RollEntry.objects.get(roll=anchor_list.contest.roll, number="a6").standing == "struck"


def test_stranger_to_an_office_finds_no_desk(
    allied: SupportersPoll, member: User, browser_of: Callable[[User], Client], visitor: Client
) -> None:
    part = allied.bodies.first()
    for path in (DESK, f"{DESK}new/", f"{DESK}{allied.pk}/", f"{DESK}body/{part.pk}/"):
        assert browser_of(member).get(path).status_code == 403
        assert visitor.get(path).status_code == 302


@pytest.fixture
def counted(allied: SupportersPoll, anchor_list: Group, buoy_list: Group) -> SupportersPoll:
    """Both voted; the order is published."""
    for each in (anchor_list, buoy_list):
        each.freeze()
    match(anchor_list, buoy_list)
    candidates = [each.name for each in allied.candidates.all()]

    def ranks(*names: str) -> list[int]:
        return [names.index(name) + 1 if name in names else 0 for name in candidates]

    for each in (anchor_list, buoy_list):
        each.prepare()
        each.open()
    anchor_list.cast("a1", ranks("Cleo Cedar", "Ann Ash"))
    anchor_list.cast("a2", ranks("Ann Ash", "Bob Birch"))
    buoy_list.cast("b4", ranks("Cleo Cedar"))
    for each in (anchor_list, buoy_list):
        each.close()
    publish_order(by=anchor_list.officer.scope, poll=allied)
    return allied


def test_check_7_public_page_tells_order_clearness_turnout_and_how_to_count_again(
    counted: SupportersPoll, visitor: Client
) -> None:
    page = visitor.get(f"/supporters-polls/{counted.slug}/").content.decode()
    for told in (
        "Cleo Cedar stands first of 6.",
        "3 more votes for Ann Ash alone",
        "Anchor supporters: 3 papers, or Buoy supporters: 2 papers",
        f"hustings order {counted.slug}-anchor-supporters.blt:1 {counted.slug}-buoy-supporters.blt:2",
        "This is no official vote: it elects nobody.",
        "ballot list of Buoy supporters",
    ):
        assert told in page
    assert "Whom shall we recommend" in visitor.get("/supporters-polls/").content.decode()


def test_check_8_order_is_given_as_json_csv_and_opened_papers_of_each_body(
    counted: SupportersPoll, visitor: Client
) -> None:
    base = f"/supporters-polls/{counted.slug}/"
    answer = visitor.get(f"{base}order.json")
    assert (answer["Access-Control-Allow-Origin"], answer.content.decode()) == ("*", counted.orders.get().text)
    assert visitor.get(f"{base}order-1.json").content == answer.content
    assert visitor.get(f"{base}order-2.json").status_code == 404
    lines = visitor.get(f"{base}order.csv").content.decode().splitlines()
    assert lines[0] == "place,candidate,votes,prefer_this,prefer_next,level_with_next,votes_to_swap_with_next"
    assert lines[1] == "1,Cleo Cedar,,3,1,False,3"
    assert len(lines) == 7
    papers = visitor.get(f"{base}papers/buoy-supporters.blt").content.decode()
    assert papers.splitlines()[0].split()[0] == "6"
    assert visitor.get(f"{base}papers/cable.blt").status_code == 404


def test_files_are_not_there_before_the_order(allied: SupportersPoll, visitor: Client) -> None:
    for name in ("order.json", "order.csv", "papers/anchor-supporters.blt"):
        assert visitor.get(f"/supporters-polls/{allied.slug}/{name}").status_code == 404


def test_lists_take_as_many_queries_for_one_poll_as_for_five_hundred(
    allied: SupportersPoll, anchor_list: Group, visitor: Client, browser_of: Callable[[User], Client]
) -> None:
    pages = [(visitor, "/supporters-polls/"), (browser_of(anchor_list.officer), DESK)]
    taken = []
    for n in (1, 500):
        for browser, path in pages:
            with CaptureQueriesContext(connection) as queries:
                page = browser.get(path).text
            taken.append(len(queries))
            assert page.count(allied.title) >= n
        if n == 1:
            SupportersPoll.objects.bulk_create(twin_of(allied, number) for number in range(1, 500))
    assert taken[:2] == taken[2:]


def twin_of(poll: SupportersPoll, number: int) -> SupportersPoll:
    twin = copy(poll)
    twin.pk, twin.slug = None, f"twin-{number}"
    return twin


def test_officer_publishes_the_order_from_the_desk_and_anew_with_a_reason(
    counted: SupportersPoll, anchor_list: Group, browser_of: Callable[[User], Client]
) -> None:
    browser, path = browser_of(anchor_list.officer), f"{DESK}{counted.pk}/"
    refused = send(browser, path, "order", {"reason": ""}).content.decode()
    assert "The order is published already: say why it is counted anew." in refused
    send(browser, path, "order", {"reason": "Read once more"})
    assert counted.orders.count() == 2


def test_desk_reads_how_candidates_stand(
    allied: SupportersPoll, contest: Contest, anchor_list: Group, browser_of: Callable[[User], Client]
) -> None:
    Candidate.objects.filter(contest=contest, name="Ann Ash").update(standing=Standing.WITHDRAWN)
    with at(NOW):
        page = send(browser_of(anchor_list.officer), f"{DESK}{allied.pk}/", "keep_up", {}).content.decode()
    assert "Read: 1 candidates stand otherwise than before." in page
    assert json.dumps([each.standing for each in allied.candidates.all()]).count("withdrawn") == 1
