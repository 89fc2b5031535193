"""Slates, alliances and recommendations for programs: what the pages show, as JSON, as tables, as a feed."""

import csv
import io
from datetime import date

from django.test import Client
from recommended import SAID, stand

from hustings_site.elections.candidates.standing import change_standing
from hustings_site.elections.enums import Standing
from hustings_site.elections.models import Contest
from hustings_site.slates.models import Body, Slate
from hustings_site.slates.services.alliances import adopt_charter, form_alliance
from hustings_site.slates.services.allying import enter_approach, enter_undertaking, publish_minutes
from hustings_site.slates.services.making import begin_slate, enter_application
from hustings_site.slates.services.recommending import recommend

ELECTION = "/api/recommendations/lanternmakers-executive-2026"


def rows(response: object) -> list[list[str]]:
    return list(csv.reader(io.StringIO(response.content.decode())))[1:]


def test_slate_is_told_with_how_it_is_made_and_what_it_recommends(
    slate: Slate, contest: Contest, visitor: Client
) -> None:
    enter_application(by="test", slate=slate, contest=contest, name="Fay Fern", on=date(2026, 1, 2))
    found = visitor.get(f"/api/slates/{slate.slug}")
    assert found["Access-Control-Allow-Origin"] == "*"
    told = found.json()
    assert (told["name"], told["group"], told["alliance"], told["made"]) == ("Anchor 2026", "Anchor", None, "delegates")
    assert [(each["question"], each["text"]) for each in told["answers"]] == [("decided", "Delegates of two bodies.")]
    assert [(each["what"], each["due"], each["state"]) for each in told["plan"]] == [
        ("Call on all candidates", "2026-01-05", "late")
    ]
    assert [(each["name"], [e["event"] for e in each["events"]]) for each in told["applications"]] == [
        ("Fay Fern", ["applied"])
    ]
    (recommended,) = told["recommendations"]
    assert (recommended["kind"], recommended["how"], recommended["promised"]) == (
        "this_order",
        "A meeting of forty.",
        "A hall.",
    )
    assert [(each["name"], each["place"]) for each in recommended["recommended"]] == [("Bob Birch", 1), ("Ann Ash", 2)]
    assert recommended["pool"] == [{"name": "Dan Dill", "agrees": True, "stands_in_for": None}]


def test_slates_and_a_plan_are_tables(slate: Slate, visitor: Client) -> None:
    (told,) = visitor.get("/api/slates").json()
    (row,) = rows(visitor.get("/api/slates/slates.csv"))
    assert row[:6] == [told[name] or "" for name in ("slug", "name", "election", "group", "alliance", "made")]
    (step,) = rows(visitor.get(f"/api/slates/{slate.slug}/plan.csv"))
    assert step[:4] == ["1", "Call on all candidates", "2026-01-05", "late"]


def test_slate_that_is_not_open_is_not_told(anchor: Body, contest: Contest, visitor: Client) -> None:
    hidden = begin_slate(by="test", election=contest.election, body=anchor, name="Hidden", made="panel")
    assert visitor.get("/api/slates").json() == []
    assert visitor.get(f"/api/slates/{hidden.slug}").status_code == 404
    recommend(body=anchor, slate=hidden, contest=contest, kind="nobody", **SAID)
    assert [each["slate"] for each in visitor.get(ELECTION).json()] == [None]


def test_recommendations_of_all_groups_are_one_list_and_one_table(
    slate: Slate, harbour: Body, contest: Contest, visitor: Client
) -> None:
    recommend(body=harbour, contest=contest, kind="rank_all", **SAID)
    change_standing(by="test", candidate=stand(contest, "Bob")[0], standing=Standing.SUSPENDED, source="The council")
    told = visitor.get(ELECTION).json()
    assert [(each["group"], each["kind"]) for each in told] == [("Anchor", "this_order"), ("Harbour", "rank_all")]
    (stands_in,) = told[0]["substitutions"]
    assert (stands_in["gone"], stands_in["substitute"], stands_in["ended_at"]) == ("Bob Birch", "Dan Dill", None)
    slug = slate.slug
    assert rows(visitor.get(f"{ELECTION}.csv")) == [
        ["executive", "Anchor", slug, "this_order", "False", "", "Dan Dill", "1", "", "Bob Birch"],
        ["executive", "Anchor", slug, "this_order", "False", "", "Ann Ash", "2", "", ""],
        ["executive", "Anchor", slug, "this_order", "False", "", "Dan Dill", "", "1", "Bob Birch"],
        ["executive", "Harbour", "", "rank_all", "False", "", "", "", "", ""],
    ]
    assert visitor.get("/api/recommendations/nowhere").status_code == 404


def test_changes_are_a_feed_whose_entries_last(slate: Slate, contest: Contest, visitor: Client) -> None:
    bob = stand(contest, "Bob")[0]
    change_standing(by="test", candidate=bob, standing=Standing.SUSPENDED, source="The council")
    address = "/recommendations/lanternmakers-executive-2026/changes.json"
    titles = [each["title"] for each in visitor.get(address).json()["items"]]
    assert titles == [
        "Executive, Anchor 2026: Dan Dill for Bob Birch",
        "Executive, Anchor 2026: rank these in this order",
    ]
    before = [each["id"] for each in visitor.get(address).json()["items"]]
    change_standing(by="test", candidate=bob, standing=Standing.REINSTATED, source="Appeal")
    assert [each["id"] for each in visitor.get(address).json()["items"]] == before
    atom = visitor.get(address.replace("json", "atom"))
    assert (atom["Content-Type"], atom.content.count(b"<entry>")) == ("application/atom+xml; charset=utf-8", 2)


def test_alliance_is_told_with_its_ledger(anchor: Body, visitor: Client) -> None:
    tide = form_alliance(by="test", convener=anchor, name="Tide", weight=3)
    adopt_charter(by="test", alliance=tide, text="We act together.", adopted_on=date(2026, 1, 1), adopted_by="all")
    enter_approach(by="test", alliance=tide, kind="application", name="Potters", made_on=date(2026, 1, 1))
    enter_undertaking(
        by="test", alliance=tide, who="Anchor", to_what="the poll", said_on=date(2026, 1, 2), source="Minutes"
    )
    publish_minutes(
        by="test", alliance=tide, title="First", held_on=date(2026, 1, 3), present="Una Sedge", text="Agreed."
    )
    told = visitor.get(f"/api/alliances/{tide.slug}").json()
    assert [(each["group"], each["weight"]) for each in told["groups"]] == [("Anchor", 3)]
    assert [(each["edition"], each["text"]) for each in told["charters"]] == [(1, "We act together.")]
    assert [(each["who"], each["taken_back_on"]) for each in told["bound"]] == [("Anchor", None)]
    assert [each["text"] for each in told["minutes"]] == ["Agreed."]
    (line,) = rows(visitor.get(f"/api/alliances/{tide.slug}/ledger.csv"))
    assert (line[:5], int(line[5]) > 300) == (["Potters", "application", "2026-01-01", "", ""], True)


def test_pages_lead_to_what_programs_read(slate: Slate, contest: Contest, client: Client) -> None:
    assert f'href="/api/slates/{slate.slug}"' in client.get(f"/slates/{slate.slug}/").content.decode()
    page = client.get("/recommendations/lanternmakers-executive-2026/").content.decode()
    for address in (ELECTION, f"{ELECTION}.csv", "/recommendations/lanternmakers-executive-2026/changes.atom"):
        assert f'href="{address}"' in page
