"""The page of one count: nothing beside it, real tables and headings, names harmless."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from hustings.ballots.paper import MarkKind
from hustings.ballots.profile import Profile
from hustings.ballots.rankings import RankingList
from hustings.count.contest import contest_of
from hustings.report.charts.inks import DARK, LIGHT
from hustings.report.html import html_page
from hustings.report.result import CountResult
from hustings.rules import find_rule, hold_count

VOID = {"meta", "br", "rect", "path", "line", "circle"}


class Outline(HTMLParser):
    """Checks that every element is closed, and keeps what a reader meets."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.headings: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if re.fullmatch(r"h\d", tag):
            self.headings.append(tag)

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop() == tag


@pytest.mark.parametrize("election", ["guild", "crosses"])
def test_the_page_is_well_formed_and_its_headings_descend(election, request):
    outline = Outline(html_page(request.getfixturevalue(election)))
    assert outline.open == []
    levels = [int(heading[1]) for heading in outline.headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_page_needs_nothing_beside_it(guild):
    elements = Outline(html_page(guild)).elements
    assert {"script", "link", "img", "iframe", "form"} & {tag for tag, _ in elements} == set()
    loading = {"src", "href", "onclick", "onload", "style", "action", "data"}
    assert [(tag, attrs) for tag, attrs in elements if loading & attrs.keys()] == []
    assert "url(" not in html_page(guild)


def test_every_table_has_a_caption_and_scoped_headers(guild):
    page = html_page(guild)
    assert page.count("<table>") == page.count("<caption>") == 1
    assert "<caption>Stages 1 to 6 of 6: votes, and above them how they changed</caption>" in page
    assert [attrs for tag, attrs in Outline(page).elements if tag == "th" and "scope" not in attrs] == []
    assert page.count('<th scope="col">') == 7
    assert page.count('<th scope="row">') == 6 + 4 + 1


def test_many_stages_stand_in_several_tables_each_with_those_who_still_have_something(invented):
    page = html_page(CountResult(find_rule("scotland_2011"), invented(42, 9)))
    stages = len(invented(42, 9).stages())
    assert page.count("<table>") == -(-stages // 6)
    rows = [table.count("<tr") for table in page.split("<table>")[1:]]
    assert rows == sorted(rows, reverse=True)
    assert page.count("<p>Without votes since before stage ") == len(rows) - 1


def test_the_last_stage_is_drawn_where_there_are_several(guild, crosses):
    profile = Profile(("Ash", "Birch", "Cedar"), MarkKind.RANKING, RankingList([(0,), (1,), (2, 0)], [3, 3, 1]))
    two = hold_count(find_rule("irv"), profile, contest_of(profile, 1))
    assert len(two.stages()) == 2
    assert "<h2>The last stage</h2>" in html_page(CountResult(find_rule("irv"), two))
    assert "<h2>The last stage</h2>" not in html_page(crosses)


def test_what_scrolls_can_be_reached_by_keyboard_and_has_a_name(guild):
    scrolling = [attrs for tag, attrs in Outline(html_page(guild)).elements if attrs.get("class") == "scroll"]
    assert [attrs["aria-label"] for attrs in scrolling] == ["The chart", "The last stage as bars", "Stages 1 to 6 of 6"]
    assert {(attrs["role"], attrs["tabindex"]) for attrs in scrolling} == {("region", "0")}


def test_names_are_harmless(crosses):
    page = html_page(crosses)
    assert "<b>&" not in page
    assert "Co <b>" not in page
    assert page.count("Briar &amp; Co &lt;b&gt;") >= 4


def test_charts_are_coloured_by_the_page_in_light_and_dark(guild):
    page = html_page(guild)
    assert f"--chart-paper: {LIGHT['paper']}" in page
    assert f"--chart-paper: {DARK['paper']}" in page
    assert 'fill="var(--chart-1, #e69f00)"' in page


def test_a_large_count_stays_well_formed(invented):
    assert Outline(html_page(CountResult(find_rule("scotland_2011"), invented(42, 9)))).open == []


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_the_page_is_never_wider_than_the_screen(invented, chromium, tmp_path, width):
    from playwright.sync_api import sync_playwright

    file = tmp_path / "count.html"
    file.write_text(html_page(CountResult(find_rule("scotland_2011"), invented(42, 9))))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": width, "height": 800})
        page.goto(file.as_uri())
        widths = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        browser.close()
    assert widths[0] <= widths[1] == width
