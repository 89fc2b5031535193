"""The checklist and its twins for programs; the pages of one candidate, one point, one cell."""

import csv
import io
import re
import xml.etree.ElementTree as ET
from datetime import timedelta

import pytest
from campaigning import NOW, SITE
from django.test import Client
from django.utils import translation

from hustings_site.campaign.enums import Event, Way
from hustings_site.campaign.models import Request
from hustings_site.campaign.selectors.checklist import Filters, agreements_with, checklist, quiz_data, share_text
from hustings_site.campaign.services.answers import Reply, decline, publish_answers
from hustings_site.campaign.services.asking import put_to_candidates, record_contact
from hustings_site.campaign.services.programmes import PointText, begin_programme, write_points
from hustings_site.campaign.sheet import as_pdf
from hustings_site.elections.enums import Standing
from hustings_site.elections.models import Candidate
from hustings_site.elections.services import enter_contest, publish_lists
from hustings_site.pages.pdf import typeset

pytestmark = pytest.mark.django_db
PAGE = "/campaign/ten-years-of-light-executive/"


@pytest.fixture
def answered(asked: dict[str, Request]) -> dict[str, Request]:
    """Ann answers all and moves once, Bob a part, Cleo declines, Dan is silent."""
    publish_answers(
        by="x",
        request=asked["Ann"],
        replies={1: Reply("yes"), 2: Reply("placed", 4), 3: Reply("words", words="=HALL()")},
        way=Way.PAGE,
        consent=True,
        now=NOW,
    )
    publish_answers(
        by="x",
        request=asked["Ann"],
        replies={1: Reply("no", words="Not <now>.")},
        way=Way.PAGE,
        consent=True,
        now=NOW + timedelta(days=9),
    )
    publish_answers(
        by="x", request=asked["Bob"], replies={1: Reply("reservations")}, way=Way.PAGE, consent=True, now=NOW
    )
    decline(by="x", request=asked["Cleo"], reason="I answer my branch alone.", now=NOW)
    publish_lists(
        by="test",
        contest=asked["Ann"].programme.contest,
        publisher="Tide Watch",
        source="Notice",
        lists={"Anchor": ["Ann Ash", "Cleo Cedar"]},
    )
    return asked


def words(answered: dict[str, Request], filters: Filters = Filters()) -> list[tuple[str, list[str]]]:  # noqa: B008
    found = checklist(answered["Ann"].programme, filters)
    return [(row.candidate.name, [f"{cell.symbol} {cell.word}" for cell in row.cells]) for row in found.rows]


def test_cells_say_a_word_and_a_shape_each(answered: dict[str, Request]) -> None:
    assert words(answered) == [
        ("Ann Ash", ["✕ No", "4 4 of 5", "¶ In words"]),
        ("Bob Birch", ["◐ With reservations", "… Left open", "… Left open"]),
        ("Cleo Cedar", ["⊘ Declined"] * 3),
        ("Dan Dill", ["· Not yet asked"] * 3),
    ]


@pytest.mark.parametrize(
    ("filters", "names", "points"),
    [
        (Filters(slate="Anchor"), ["Ann Ash", "Cleo Cedar"], 3),
        (Filters(slate="-"), ["Bob Birch", "Dan Dill"], 3),
        (Filters(region="The North"), ["Ann Ash", "Bob Birch"], 3),
        (Filters(point="2"), ["Ann Ash", "Bob Birch", "Cleo Cedar", "Dan Dill"], 1),
        (Filters(slate="Nobody's"), [], 3),
    ],
)
def test_checklist_is_narrowed_by_list_region_and_point(
    answered: dict[str, Request], filters: Filters, names: list[str], points: int
) -> None:
    found = checklist(answered["Ann"].programme, filters)
    assert ([row.candidate.name for row in found.rows], len(found.points)) == (names, points)
    assert len(found.everybody) == 4


def test_whoever_has_gone_stays_with_what_was_said(answered: dict[str, Request]) -> None:
    contest = answered["Ann"].programme.contest
    contest.candidates.filter(name__in=["Ann Ash", "Dan Dill"]).update(standing=Standing.WITHDRAWN)
    assert [row.candidate.name for row in checklist(answered["Ann"].programme).rows] == [
        "Ann Ash",
        "Bob Birch",
        "Cleo Cedar",
    ]


def test_agreement_of_two_candidates(answered: dict[str, Request]) -> None:
    found = checklist(answered["Ann"].programme)
    ann = found.everybody[0].candidate.pk
    assert [
        (row.candidate.name, share_text(each.share), each.compared) for row, each in agreements_with(found, ann)
    ] == [
        ("Bob Birch", "50 %", 1),
        ("Cleo Cedar", "–", 0),
        ("Dan Dill", "–", 0),
    ]


def test_browser_is_given_positions_and_nothing_else(answered: dict[str, Request]) -> None:
    data = quiz_data(checklist(answered["Ann"].programme))
    assert data["points"] == [{"id": "1", "steps": 2}, {"id": "2", "steps": 4}, {"id": "3", "steps": 0}]
    assert [(each["name"], each["answers"]) for each in data["candidates"]] == [
        ("Ann Ash", {"1": 0, "2": 3}),
        ("Bob Birch", {"1": 1}),
        ("Cleo Cedar", {}),
        ("Dan Dill", {}),
    ]


def test_csv_has_a_line_for_each_cell_and_no_formula(answered: dict[str, Request], visitor: Client) -> None:
    response = visitor.get(f"{PAGE}checklist.csv")
    rows = list(csv.DictReader(io.StringIO(response.content.decode())))
    assert len(rows) == 12
    assert (rows[0]["answer"], rows[0]["words"], rows[0]["at"]) == ("no", "Not <now>.", "2026-03-11T09:00:00+00:00")
    assert rows[2]["words"] == "'=HALL()"
    assert (rows[6]["missing"], rows[9]["missing"], rows[9]["asked"]) == ("declined", "not_asked", "0")
    assert response["Access-Control-Allow-Origin"] == "*"


def test_json_has_every_history_and_the_ledger(answered: dict[str, Request], visitor: Client) -> None:
    data = visitor.get(f"{PAGE}checklist.json").json()
    ann, _bob, cleo, _dan = data["candidates"]
    assert [each["answer"] for each in ann["answers"][0]["history"]] == ["yes", "no"]
    assert ann["slates"] == ["Anchor"]
    assert cleo["answers"][0] == {"point": 1, "missing": "declined"}
    assert [(each["event"], each["note"]) for each in cleo["outreach"]] == [("declined", "I answer my branch alone.")]


def test_feed_has_an_entry_for_each_answer_newest_first_with_addresses_that_last(
    answered: dict[str, Request], visitor: Client
) -> None:
    root = ET.fromstring(visitor.get(f"{PAGE}changes.atom").content)
    atom = {"a": "http://www.w3.org/2005/Atom"}
    titles = [each.text for each in root.findall("a:entry/a:title", atom)]
    assert titles == [
        "Ann Ash: Buy the hall: No (Yes)",
        "Bob Birch: Buy the hall: With reservations",
        "Ann Ash: First: In words",
        "Ann Ash: Dues: 4 / 5",
        "Ann Ash: Buy the hall: Yes",
    ]
    ids = [each.text for each in root.findall("a:entry/a:id", atom)]
    assert len(set(ids)) == 5
    assert root.find("a:updated", atom).text == "2026-03-11T09:00:00+00:00"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("", "2 of 4 candidates have answered; 4 of 12 cells hold an answer."),
        ("point/1/", "What Ann Ash said before"),
        ("moved/", "1 answer has changed, newest first."),
        ("asked/", "Declined: “I answer my branch alone.”"),
        ("compare/", "Two candidates side by side"),
    ],
)
def test_page(answered: dict[str, Request], visitor: Client, path: str, said: str) -> None:
    response = visitor.get(PAGE + path)
    assert response.status_code == 200
    assert said in response.content.decode()


def test_pages_of_a_candidate_and_a_cell(answered: dict[str, Request], visitor: Client) -> None:
    ann = answered["Ann"].candidate.pk
    page = visitor.get(f"{PAGE}candidate/{ann}/").content.decode()
    assert "3 of 3 points answered." in page
    assert "Not &lt;now&gt;." in page
    cell = visitor.get(f"{PAGE}candidate/{ann}/1/").content.decode()
    assert "What was said, newest first" in cell
    assert "asked" in cell
    bob = answered["Bob"].candidate.pk
    compared = visitor.get(f"{PAGE}compare/?one={ann}&other={bob}").content.decode()
    assert "They agree by 50 %, on the 1 point on which both take a position." in compared


@pytest.mark.parametrize("path", ["point/9/", "candidate/0/", "candidate/0/1/", "compare/?one=0&other=0"])
def test_address_of_nothing(answered: dict[str, Request], visitor: Client, path: str) -> None:
    assert visitor.get(PAGE + path).status_code == 404


def test_programme_in_preparation_has_no_public_page(programme: object, visitor: Client) -> None:
    assert visitor.get(PAGE).status_code == 404
    assert "No programme has been put to candidates yet" in visitor.get("/campaign/").content.decode()


def test_home_and_list_name_what_is_asked(answered: dict[str, Request], visitor: Client) -> None:
    for path in ("/", "/campaign/"):
        assert "Ten years of light" in visitor.get(path).content.decode()


@pytest.mark.parametrize("path", ["", "point/1/", "moved/", "asked/", "compare/", "checklist.csv", "checklist.json"])
def test_pages_take_as_many_queries_for_sixty_candidates_and_forty_points_as_for_few(
    answered: dict[str, Request], visitor: Client, path: str, django_assert_num_queries: object
) -> None:
    few = count_queries(visitor, PAGE + path)
    many = enter_contest(
        by="test",
        election=answered["Ann"].programme.contest.election,
        title="Council",
        vacancies=9,
        candidates=[f"Candidate {n:02}" for n in range(60)],
    )
    large = begin_programme(by="test", contest=many, title="Forty", author="Tide Watch")
    write_points(
        by="test", programme=large, points=[PointText(text=f"Point {n}?", short=f"Point {n}") for n in range(40)]
    )
    for number, request in enumerate(put_to_candidates(by="test", programme=large, site=SITE)):
        record_contact(by="test", request=request, event=Event.LETTER)
        replies = {n: Reply("yes" if n % (number + 2) else "no") for n in range(1, 41)}
        if number % 10 == 0:
            publish_answers(by="x", request=request, replies=replies, way=Way.PAGE, consent=True)
    publish_lists(by="test", contest=many, publisher="T", source="N", lists={"A": ["Candidate 01"]})
    with django_assert_num_queries(few):
        visitor.get(f"/campaign/{large.slug}/{path}")


def count_queries(visitor: Client, path: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as caught:
        assert visitor.get(path).status_code == 200
    return len(caught)


def test_candidate_of_no_list_and_one_on_a_list_have_the_same_page(
    answered: dict[str, Request], visitor: Client
) -> None:
    def parts(name: str) -> list[str]:
        page = visitor.get(f"{PAGE}candidate/{Candidate.objects.get(name=name).pk}/").content.decode()
        return [line for line in page.splitlines() if "<h2>" in line]

    assert parts("Cleo Cedar") == parts("Dan Dill")


def test_sheet_is_one_page_of_a3_whatever_stands_on_it(answered: dict[str, Request], visitor: Client) -> None:
    response = visitor.get(f"{PAGE}checklist.pdf")
    assert (response["Content-Type"], response.content[:5]) == ("application/pdf", b"%PDF-")
    assert a3_pages(response.content) == 1
    with translation.override("fr"):
        assert a3_pages(as_pdf(checklist(answered["Ann"].programme), SITE)) == 1


@pytest.mark.parametrize(("candidates", "points"), [(60, 40), (60, 14), (20, 12), (1, 1)])
def test_sheet_holds_sixty_candidates_by_forty_points(candidates: int, points: int) -> None:
    cell = {"symbol": "◐", "word": "With reservations", "state": "attention", "changed": True}
    data = {
        **dict.fromkeys(("title", "subtitle", "lead", "heading", "changed", "foot"), "A rather long line of text"),
        "points": [f"{n}. Sixty letters are the most that a point may have in a table" for n in range(points)],
        "rows": [{"name": f"Candidate Number {n}", "cells": [cell] * points} for n in range(candidates)],
        "legend": [cell] * 11,
    }
    assert a3_pages(typeset("hustings_site.campaign", "checklist", data)) == 1


def a3_pages(document: bytes) -> int:
    return len(re.findall(rb"/MediaBox ?\[0 0 1190\.5[0-9]* 841\.8[0-9]*\]", document))


def test_embedded_checklist_may_stand_in_any_frame_and_no_other_page_may(
    answered: dict[str, Request], visitor: Client
) -> None:
    embedded = visitor.get(f"{PAGE}embed/")
    assert "X-Frame-Options" not in embedded
    policy = dict(each.strip().split(" ", 1) for each in embedded["Content-Security-Policy"].split(";"))
    assert (policy["frame-ancestors"], policy["script-src"]) == ("*", "'none'")
    assert not embedded.cookies
    page = visitor.get(PAGE)
    assert page["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert f'&lt;iframe src="http://127.0.0.1{PAGE}embed/"' in page.content.decode()


def test_quiz_asks_every_point_that_has_positions_and_may_reach_nobody(
    answered: dict[str, Request], visitor: Client
) -> None:
    response = visitor.get(f"{PAGE}where/")
    page = response.content.decode()
    assert [f'name="point-{n}"' in page for n in (1, 2, 3)] == [True, True, False]
    assert "connect-src 'none'" in response["Content-Security-Policy"]
    assert not response.cookies
