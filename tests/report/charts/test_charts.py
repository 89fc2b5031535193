"""What holds for every chart: texts never meet nor leave the sheet, nothing a strict page forbids, the same bytes."""

import re
from fractions import Fraction
from itertools import combinations
from xml.etree import ElementTree

import pytest

from hustings.analysis.lists import PublishedList, list_shares
from hustings.report.charts import count_chart
from hustings.report.charts.inks import ALONE, IN_A_PAGE
from hustings.report.charts.list_shares import list_shares_chart
from hustings.report.charts.stage_bars import stage_bars_chart
from hustings.report.charts.transfers import transfers_chart
from hustings.report.charts.turnout import turnout_chart

LISTS = [
    PublishedList("Anchor of the Lanternmakers and Wickcutters for a Union of its Members", (0, 1, 2), "Tide Watch"),
    PublishedList("Beacon", (3, 4), "Tide Watch"),
]
SIZES = [(6, 2), (20, 9), (42, 9)]


def charts_of(transcript, inks=ALONE):
    stages = len(transcript.stages())
    return {
        "transfers": transfers_chart(transcript, inks),
        "transfers by list": transfers_chart(transcript, inks, groups={c: c % 3 for c in range(5)}),
        **{f"stage {n}": stage_bars_chart(transcript, n, inks) for n in {1, 2, stages // 2, stages} - {0}},
        "lists": list_shares_chart(list_shares(transcript, LISTS), inks),
        "turnout": turnout_chart(1086, 1950, inks),
    }


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_texts_never_meet_and_never_leave_the_sheet(invented, size):
    for name, chart in charts_of(invented(*size)).items():
        outside = [
            text.text
            for text in chart.texts
            if text.left < 0 or text.top < 0 or text.right > chart.width or text.bottom > chart.height
        ]
        assert outside == [], name
        meeting = [
            (a.text, b.text)
            for a, b in combinations(chart.texts, 2)
            if a.left < b.right and b.left < a.right and a.top < b.bottom and b.top < a.bottom
        ]
        assert meeting == [], name


@pytest.mark.parametrize("inks", [ALONE, IN_A_PAGE], ids=["alone", "in a page"])
def test_a_chart_holds_nothing_that_a_strict_page_forbids_or_that_could_clash(invented, inks):
    for name, chart in charts_of(invented(20, 9), inks).items():
        assert not re.search(r"<style|<script|style=| id=|xlink|url\(|class=| on\w+=", chart.svg), name


def test_a_chart_is_xml_with_a_title_and_a_description_first(invented):
    for name, chart in charts_of(invented(20, 9)).items():
        root = ElementTree.fromstring(chart.svg)
        assert root.attrib["role"] == "img", name
        assert [child.tag.partition("}")[2] for child in root][:2] == ["title", "desc"], name
        assert all(child.text and len(child.text) > 10 for child in list(root)[:2]), name


def test_a_chart_has_the_same_bytes_each_time(invented):
    first, second = charts_of(invented(20, 9)), charts_of(invented(20, 9))
    assert [chart.svg for chart in first.values()] == [chart.svg for chart in second.values()]


def test_a_count_of_one_stage_is_shown_as_bars_and_others_by_their_transfers(guild, crosses):
    assert count_chart(crosses.transcript) == stage_bars_chart(crosses.transcript, 1)
    assert count_chart(guild.transcript) == transfers_chart(guild.transcript)


# -- transfers --------------------------------------------------------------------------------------------------


RECTANGLE = r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="18"'
FLOW = r'<path d="M([\d.]+) ([\d.]+)C[\d.]+ [\d.]+ [\d.]+ [\d.]+ ([\d.]+) ([\d.]+)H([\d.]+)C'


def bands(chart, top_of: int) -> list[tuple[float, float]]:
    """Left edge and width of each rectangle at the `top_of`-th height at which rectangles as high as bands stand."""
    found: dict[str, list[tuple[float, float]]] = {}
    for x, y, width in re.findall(RECTANGLE, chart.svg):
        found.setdefault(y, []).append((float(x), float(width)))
    return sorted(found[sorted(found, key=float)[top_of]])


def test_every_band_is_as_wide_as_the_first(guild):
    chart = transfers_chart(guild.transcript)
    widths = [sum(width for _, width in bands(chart, i)) for i in range(7)]
    assert max(widths) - min(widths) <= 0.7


def test_the_elected_leave_for_the_right_once_their_surplus_is_transferred(guild):
    chart = transfers_chart(guild.transcript)
    rights = [max(x + width for x, width in bands(chart, i)) for i in range(7)]
    assert rights[0] < 880
    assert rights[1:] == [880] * 6


def test_a_last_band_shows_who_is_elected_at_the_last_stage(guild):
    chart = transfers_chart(guild.transcript)
    assert [text.text for text in chart.texts if text.text == "Result"] == ["Result"]


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_votes_flow_from_where_they_were_to_where_they_are(invented, size):
    svg = transfers_chart(invented(*size)).svg
    tenths = [[round(10 * float(n)) for n in found] for found in re.findall(RECTANGLE, svg)]
    boxes = {(x, y, x + width) for x, y, width in tenths}
    flows = [[round(10 * float(n)) for n in found] for found in re.findall(FLOW, svg)]
    assert len(flows) > len(boxes) // 2
    for x0, y0, x1, y1, x2 in flows:
        width = x2 - x1
        assert any(y == y0 - 180 and left <= x0 and x0 + width <= right + 10 for left, y, right in boxes)
        assert any(y == y1 and left <= x1 and x1 + width <= right + 10 for left, y, right in boxes)


def test_small_candidates_are_joined_and_named_in_the_key(invented):
    texts = [text.text for text in transfers_chart(invented(42, 9)).texts]
    joined = [text for text in texts if text.endswith("; among others")]
    assert f"{len(joined)} others" in texts
    assert len(joined) > 10


def test_no_candidate_is_joined_alone_or_when_elected(guild):
    texts = [text.text for text in transfers_chart(guild.transcript).texts]
    assert [text for text in texts if "others" in text] == []
    assert "elected 1 of 3, stage 1" in texts


def test_the_title_says_who_is_elected(guild):
    root = ElementTree.fromstring(transfers_chart(guild.transcript).svg)
    assert root[0].text == "Ash, Ada; Cedar, Cora and Birch, Ben elected in 6 stages"
    assert root[1].text == (
        "Votes of 6 candidates from stage to stage, from top to bottom; bands are as wide as the votes they stand for. "
        "8.78136 of 38 votes end with no candidate. The stage table has every figure."
    )


# -- stage bars, turnout, lists ---------------------------------------------------------------------------------


def test_bars_tell_votes_change_mark_and_quota(guild):
    chart = stage_bars_chart(guild.transcript, 4)
    texts = [text.text for text in chart.texts]
    assert texts == [
        "Stage 4: exclusion of Dogwood, Dan; elected: Cedar, Cora",
        "A  Ash, Ada",
        "10",
        "B  Birch, Ben",
        "8.70584",
        "C  Cedar, Cora",
        "11.47056 (+5) elected",
        "D  Dogwood, Dan",
        "0 (−6) excluded",
        "E  Elder, Eve",
        "6",
        "quota 10",
    ]


def test_turnout_fills_the_figures_of_those_who_voted():
    svg = turnout_chart(1086, 1950, ALONE).svg
    assert svg.count("<circle") == 50
    assert len(re.findall(r'<circle[^>]*fill="#0072b2"', svg)) == 28
    assert "1,086 of 1,950 entitled voted (55.7 %)" in svg


@pytest.mark.parametrize(("voted", "filled"), [(0, 0), (1, 1), (99, 50), (100, 50), (50, 25)])
def test_turnout_rounds_to_the_nearest_figure(voted, filled):
    assert turnout_chart(voted, 100).svg.count('fill="#0072b2"') == 2 * filled


def test_lists_show_both_shares_with_their_denominators(guild):
    lists = [PublishedList("Tower", (0, 1)), PublishedList("Rope", (2, 3))]
    shares = list_shares(guild.transcript, lists)
    assert shares.rows[0].vote_share == Fraction(22, 38)
    assert [text.text for text in list_shares_chart(shares).texts] == [
        "Of 3 vacancies: Tower 2, Rope 1, no list 0",
        "Tower",
        "57.9 % of first preferences (22 of 38)",
        "66.7 % of vacancies (2 of 3)",
        "Rope",
        "21.1 % of first preferences (8 of 38)",
        "33.3 % of vacancies (1 of 3)",
        "no list",
        "21.1 % of first preferences (8 of 38)",
        "0.0 % of vacancies (0 of 3)",
    ]
