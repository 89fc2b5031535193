import re
from xml.etree import ElementTree

from hustings.report.charts.totals_bars import Total, totals_chart

SVG = "{http://www.w3.org/2000/svg}"
TOTALS = [Total("Ash", 4000, "1", True), Total("Birch", 2000, "2", False), Total("Cedar", None, "neutral", False)]


def drawn(totals=TOTALS, decimals=2, title="Votes"):
    chart = totals_chart(totals, decimals, title)
    return chart, ElementTree.fromstring(chart.svg)


def test_title_says_what_is_counted_and_who_is_elected():
    _, svg = drawn()
    assert svg.findtext(f"{SVG}title") == "Votes; elected: Ash"


def test_title_where_nobody_is_elected():
    _, svg = drawn([Total("Birch", 2000, "2", False)])
    assert svg.findtext(f"{SVG}title") == "Votes"


def test_description_has_every_figure_and_what_is_not_known():
    _, svg = drawn()
    assert svg.findtext(f"{SVG}desc") == "Ash 40, elected; Birch 20; Cedar not known."


def test_bars_are_as_long_as_their_figures():
    _, svg = drawn()
    ash, birch = [
        float(bar.get("width")) for bar in svg.iter(f"{SVG}rect") if bar.get("fill") in {"#e69f00", "#56b4e9"}
    ]
    assert (ash, birch) == (359.3, 179.6)


def test_elected_bar_has_an_outline_and_unknown_one_is_dashed_and_empty():
    _, svg = drawn()
    bars = [
        (bar.get("fill"), bar.get("stroke"), bar.get("stroke-dasharray")) for bar in list(svg.iter(f"{SVG}rect"))[1:]
    ]
    assert bars == [("#e69f00", "#1a1a1a", None), ("#56b4e9", None, None), ("none", "#767676", "5 4")]


def test_figures_that_are_all_nought_make_no_bar_but_their_words():
    _, svg = drawn([Total("Ash", 0, "1", False)])
    assert svg.findtext(f"{SVG}desc") == "Ash 0."


def test_chart_brings_no_style_or_script():
    chart, _ = drawn([Total("<script>&", 1, "1", True)])
    assert re.findall(r"<style|<script|style=|\son\w+=", chart.svg) == []


def test_texts_stay_inside_the_chart():
    long = [Total("A candidate of a very long and many-worded name indeed", 123456789012, "1", True)]
    chart, _ = drawn([*long, *TOTALS], decimals=5, title="Votes " * 60)
    assert [text.text for text in chart.texts if text.left < 0 or text.right > chart.width] == []
