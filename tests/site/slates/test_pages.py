"""The pages of alliances, slates and recommendations: the same for every group, open to everybody."""

from datetime import date

from django.test import Client
from recommended import SAID, stand

from hustings_site.accounts.models import User
from hustings_site.accounts.services import appoint_returning_officer
from hustings_site.elections.candidates.standing import change_standing
from hustings_site.elections.enums import Standing
from hustings_site.elections.models import Contest
from hustings_site.roll.services import enter_branch
from hustings_site.slates.models import Alliance, Body, PostcodeArea, Recommendation, Slate
from hustings_site.slates.selectors.pages import side_by_side
from hustings_site.slates.services.alliances import form_alliance
from hustings_site.slates.services.allying import enter_approach
from hustings_site.slates.services.making import begin_slate
from hustings_site.slates.services.recommending import (
    Named,
    recommend,
    switch_orders_by_region,
)


def browser(user: User) -> Client:
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user)
    return client


def test_slate_page_answers_every_question_and_shows_plan_and_pool(slate: Slate, client: Client) -> None:
    said = client.get(f"/slates/{slate.slug}/").content.decode()
    for wanted in (
        "How this slate is made: agreed by delegates",
        "Delegates of two bodies.",
        "not answered yet",
        "Call on all candidates",
        "days late",
        "Bob Birch",
        "agrees to step in",
        "whoever is reinstated takes the place back",
    ):
        assert wanted in said


def test_side_by_side_has_a_column_for_each_group(
    slate: Slate, harbour: Body, contest: Contest, client: Client
) -> None:
    recommend(body=harbour, contest=contest, kind="rank_all", **SAID)
    change_standing(by="test", candidate=stand(contest, "Bob")[0], standing=Standing.SUSPENDED, source="The council")
    said = client.get(f"/recommendations/{contest.election.slug}/{contest.slug}/").content.decode()
    assert [name in said for name in ("Anchor 2026", "Harbour", "Rank all candidates", "in place of Bob Birch")] == (
        [True] * 4
    )
    assert "▲ suspended" in said
    assert "one more preference never changed whether somebody named before it was elected" in said


def test_who_recommends_to_rank_all_names_nobody_and_leaves_nobody_out(
    slate: Slate, harbour: Body, contest: Contest
) -> None:
    recommend(body=harbour, contest=contest, kind="rank_all", **SAID)
    change_standing(by="test", candidate=stand(contest, "Bob")[0], standing=Standing.WITHDRAWN, source="His letter")
    _shown, rows = side_by_side(contest)
    assert {row.candidate.name: [cell.ranked for cell in row.cells] for row in rows} == {
        "Ann Ash": [False, True],
        "Bob Birch": [False, False],
        "Cleo Cedar": [False, True],
        "Dan Dill": [False, True],
        "Eve Elm": [False, True],
        "Fay Fern": [False, True],
    }


def test_home_leads_to_recommendations_and_polls(slate: Slate, client: Client) -> None:
    home = client.get("/").content.decode()
    for address in ("/recommendations/lanternmakers-executive-2026/", "/slates/"):
        assert f'href="{address}"' in home


def test_reader_finds_the_order_of_a_region_by_branch_or_postcode(
    anchor: Body, contest: Contest, client: Client
) -> None:
    north, south = (
        enter_branch(by="test", organisation=anchor.organisation, code=code, name=code.title(), kind="region")
        for code in ("north", "south")
    )
    PostcodeArea.objects.create(organisation=anchor.organisation, beginning="LN", branch=north)
    PostcodeArea.objects.create(organisation=anchor.organisation, beginning="LN7", branch=south)
    switch_orders_by_region(by="test", body=anchor, on=True)
    regions = {north: stand(contest, "Ann", "Bob"), south: stand(contest, "Bob", "Ann")}
    recommend(body=anchor, contest=contest, kind="by_region", named=Named(regions=regions), **SAID)
    address = f"/recommendations/{contest.election.slug}/"
    firsts = []
    for query in ("?branch=south", "?postcode=ln1 4qq", "?postcode=LN7 1AA"):
        said = " ".join(client.get(address + query).content.decode().split())
        firsts.append("Ann" if said.index("Ann Ash") < said.index("Bob Birch") else "Bob")
    assert firsts == ["Bob", "Ann", "Bob"]
    assert "switched on since" in client.get(f"/groups/{anchor.slug}/").content.decode()


def test_leaflet_prints_what_is_recommended_now(slate: Slate, client: Client) -> None:
    leaflet = client.get(f"/slates/{slate.slug}/leaflet.pdf")
    assert leaflet["Content-Type"] == "application/pdf"
    assert leaflet.content.startswith(b"%PDF-")
    from hustings_site.slates.leaflet import leaflet_data

    (post,) = leaflet_data(slate, None, "https://example.org")["posts"]
    assert (post["kind"], post["names"]) == ("rank these in this order", ["Bob Birch", "Ann Ash"])


def test_alliance_page_shows_an_application_that_nobody_answered(anchor: Body, client: Client) -> None:
    tide = form_alliance(by="test", convener=anchor, name="Tide", weight=3)
    enter_approach(by="test", alliance=tide, kind="application", name="Potters", made_on=date(2026, 1, 1))
    said = client.get(f"/alliances/{tide.slug}/").content.decode()
    assert ("Potters" in said, "no answer for" in said, "3 of 3" in said) == (True, True, True)


def test_recommendation_that_was_followed_stays_readable(
    slate: Slate, anchor: Body, contest: Contest, client: Client
) -> None:
    first = Recommendation.objects.get()
    recommend(body=anchor, slate=slate, contest=contest, kind="nobody", **SAID)
    said = client.get(f"/recommendation/{first.pk}/").content.decode()
    assert "This group has published another recommendation since." in said
    assert "A meeting of forty." in said


def test_notices_are_a_feed(slate: Slate, anchor: Body, client: Client) -> None:
    feed = client.get(f"/groups/{anchor.slug}/notices.atom")
    assert feed["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert "a recommendation was published" in feed.content.decode()


def test_slate_not_yet_open_is_seen_by_its_editors_alone(
    anchor: Body, una: User, vic: User, contest: Contest, client: Client
) -> None:
    slate = begin_slate(by="test", election=contest.election, body=anchor, name="Anchor 2026", made="polled")
    address = f"/slates/{slate.slug}/"
    assert [each.get(address).status_code for each in (client, browser(vic), browser(una))] == [404, 404, 200]


def test_desk_of_a_group_is_its_editors_alone(slate: Slate, anchor: Body, una: User, vic: User) -> None:
    tide = form_alliance(by="test", convener=anchor, name="Tide")
    officer = appoint_returning_officer(by="test", email="orla@example.org", name="Orla Wick")
    addresses = (
        f"/desk/groups/{anchor.pk}/",
        f"/desk/alliances/{tide.pk}/",
        f"/desk/slates/{slate.pk}/",
        f"/desk/groups/{anchor.pk}/recommend/{slate.election.contests.get().pk}/",
    )
    for address in addresses:
        assert [browser(who).get(address).status_code for who in (una, vic, officer)] == [200, 403, 403]


# At the desk --------------------------------------------------------------------------------------------------------


def sent(client: Client, address: str, act: str, **fields: object) -> str:
    """Fill in the form of one act as it is shown, and send it; what the page says then."""
    shown = client.get(address)
    offered = {each.name: each for each in shown.context["offered"]}
    slip = {"slip_key": offered[act].slip.key, "slip_seen": offered[act].slip.seen}
    data = {"act": act, **slip, **{f"{act}-{name}": value for name, value in fields.items()}}
    return client.post(address, data, follow=True).content.decode()


def test_officer_opens_a_group_and_its_editor_writes(organisation: object, una: User, contest: Contest) -> None:
    officer = browser(appoint_returning_officer(by="test", email="orla@example.org", name="Orla Wick"))
    fields = {"organisation": organisation.pk, "name": "Current", "kind": "other"}
    said = sent(officer, "/desk/groups/", "open", editor="nobody@example.org", **fields)
    assert "Nobody has an account with this address." in said
    sent(officer, "/desk/groups/", "open", editor=una.email, **fields)
    body = Body.objects.get()
    desk = f"/desk/groups/{body.pk}/"
    sent(browser(una), desk, "slate", election=contest.election.pk, name="Current 2026", made="panel")
    assert Slate.objects.get().name == "Current 2026"


def test_officer_enters_postcodes_with_the_line_that_is_wrong(organisation: object, contest: Contest) -> None:
    officer = browser(appoint_returning_officer(by="test", email="orla@example.org", name="Orla Wick"))
    enter_branch(by="test", organisation=organisation, code="wick", name="Wick")
    given = {"organisation": organisation.pk}
    assert "Line 2" in sent(officer, "/desk/groups/", "postcodes", areas="LN1 wick\nLN2 north", **given)
    sent(officer, "/desk/groups/", "postcodes", areas="ln 1 wick\n\nLN2 wick", **given)
    assert list(PostcodeArea.objects.values_list("beginning", flat=True)) == ["LN1", "LN2"]


def test_editors_of_allied_groups_each_do_their_part(
    anchor: Body, harbour: Body, una: User, vic: User, contest: Contest
) -> None:
    una_s, vic_s = browser(una), browser(vic)
    desk = f"/desk/groups/{anchor.pk}/"
    sent(una_s, desk, "alliance", name="Tide", weight=3)
    tide = Alliance.objects.get()
    pages = f"/desk/alliances/{tide.pk}/"
    said = sent(una_s, pages, "approach", kind="invitation", made_on="2026-02-01")
    assert "Choose a group, or write its name." in said
    sent(una_s, pages, "approach", kind="invitation", body=harbour.pk, made_on="2026-02-01")
    his = f"/desk/groups/{harbour.pk}/"
    assert "One invitation waits for your answer." in vic_s.get(his).content.decode()
    approach = tide.approaches.get()
    sent(vic_s, his, "answer", approach=approach.pk, answer="accepted", on="2026-02-03", answered_by="Vic Wick")
    sent(una_s, pages, "admit", body=harbour.pk, weight=1, joined_on="2026-02-04")
    sent(una_s, pages, "charter", text="Two women.", adopted_on="2026-02-05", adopted_by="Delegates")
    sent(una_s, pages, "minutes", title="First", held_on="2026-02-05", present="Four", text="Agreed.")
    undertaking = {"who": "Harbour", "to_what": "the poll", "said_on": "2026-02-05", "source": "Minutes"}
    sent(una_s, pages, "undertaking", **undertaking)
    sent(una_s, pages, "weight", allied=tide.allied.get(body=harbour).pk, weight=2)
    allied = tide.allied.get(body=harbour)
    delegate = {"name": "Nell", "mandate": "bound", "told": "Rank all.", "since": "2026-02-05"}
    sent(vic_s, his, "delegate", allied=allied.pk, **delegate)
    said = browser(vic).get(f"/alliances/{tide.slug}/").content.decode()
    for wanted in ("2 of 5", "Nell: bound by a decision of the body (Rank all.)", "Two women.", "Harbour: the poll"):
        assert wanted in said


def test_editor_makes_a_slate_at_the_desk(anchor: Body, una: User, contest: Contest) -> None:
    una_s = browser(una)
    slate = begin_slate(by="test", election=contest.election, body=anchor, name="Anchor 2026", made="panel")
    desk = f"/desk/slates/{slate.pk}/"
    sent(una_s, desk, "step", what="Call", due="2026-02-01")
    sent(una_s, desk, "open")
    sent(una_s, desk, "question", question="decided", text="A panel of five.")
    sent(una_s, desk, "entry", step=slate.steps.get().pk, event="done", note="Sent.")
    sent(una_s, desk, "application", contest=contest.pk, name="Ann Ash", on="2026-02-02")
    decided = {"application": slate.applications.get().pk, "on": "2026-02-03", "decided_by": "Panel"}
    assert "Say why" in sent(una_s, desk, "decision", event="turned_down", **decided)
    sent(una_s, desk, "decision", event="turned_down", reason="No place left.", **decided)
    said = una_s.get(f"/slates/{slate.slug}/").content.decode()
    for wanted in ("A panel of five.", "No place left.", "turned down", "1 of 1 steps are done"):
        assert wanted in said


def test_editor_recommends_in_an_order_and_enters_a_substitutes_word(anchor: Body, una: User, contest: Contest) -> None:
    una_s = browser(una)
    ann, bob, dan = stand(contest, "Ann", "Bob", "Dan")
    desk = f"/desk/groups/{anchor.pk}/recommend/{contest.pk}/"
    given = {"kind": "this_order", "how": "A meeting.", "why": "They answered.", f"place_{ann.pk}": 1}
    said = sent(una_s, desk, "recommend", **given, **{f"place_{bob.pk}": 1})
    assert "Two candidates have the same place" in said
    sent(una_s, desk, "recommend", **given, **{f"place_{bob.pk}": 2, f"pool_{dan.pk}": 1})
    sent(una_s, desk, "word", candidate=dan.pk, agrees="yes", source="Letter")
    change_standing(by="test", candidate=ann, standing=Standing.WITHDRAWN, source="Ann")
    said = una_s.get(desk).content.decode()
    assert "stands in for Ann Ash now" in said


def test_form_sent_twice_is_acted_on_once(anchor: Body, una: User) -> None:
    una_s = browser(una)
    desk = f"/desk/groups/{anchor.pk}/"
    offered = {each.name: each for each in una_s.get(desk).context["offered"]}
    slip = {"slip_key": offered["notice"].slip.key, "slip_seen": offered["notice"].slip.seen}
    for _again in range(2):
        una_s.post(desk, {"act": "notice", "notice-text": "Meet at eight.", **slip})
    assert [notice.text for notice in anchor.notices.all()] == ["Meet at eight."]
