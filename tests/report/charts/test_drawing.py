"""The sheet: exact numbers, harmless texts, a title and a sentence for who cannot see it."""

import pytest

from hustings.report.charts.drawing import Drawing, Placed, escaped, px
from hustings.report.charts.inks import ALONE, DARK, IN_A_PAGE, LIGHT, custom_properties, hues


@pytest.mark.parametrize(("tenths", "text"), [(0, "0"), (10, "1"), (15, "1.5"), (-5, "-0.5"), (-20, "-2")])
def test_lengths_are_written_exactly(tenths, text):
    assert px(tenths) == text


def test_texts_are_harmless():
    assert escaped('<a href="x"> & \x00') == "&lt;a href=&quot;x&quot;&gt; &amp; \ufffd"


def test_a_chart_has_a_title_a_description_and_a_role():
    drawing = Drawing(1000)
    drawing.rectangle(0, 5, 100, 20, "1", stroke="ink", opacity=45, dashed=True)
    drawing.text(500, 100, "half & half", 100, anchor="middle", bold=True, on="5")
    assert drawing.finished(300, "Ash <elected>", "A sentence.").svg == (
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" width="100" height="30" viewBox="0 0 100 30" '
        "font-family=\"system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif\">\n"
        "<title>Ash &lt;elected&gt;</title>\n<desc>A sentence.</desc>\n"
        '<rect width="100%" height="100%" fill="#ffffff"/>\n'
        '<rect x="0" y="0.5" width="10" height="2" fill="#e69f00" fill-opacity="0.45" stroke="#1a1a1a" '
        'stroke-width="1.5" stroke-dasharray="5 4"/>\n'
        '<text x="50" y="10" font-size="10" fill="#ffffff" text-anchor="middle" font-weight="700">'
        "half &amp; half</text>\n</svg>\n"
    )


def test_a_chart_in_a_page_has_the_pages_colours_and_no_paper():
    drawing = Drawing(1000, IN_A_PAGE)
    drawing.circle(10, 20, 5, "8")
    drawing.line(0, 0, 10, 10, "line")
    drawing.text(0, 0, "B", on="8")
    svg = drawing.finished(100, "t", "d").svg
    assert 'fill="var(--chart-8, #000000)"' in svg
    assert 'stroke="var(--chart-line, #767676)"' in svg
    assert '<text x="0" y="0" font-size="14" fill="var(--chart-on-8, #ffffff)">B</text>' in svg
    assert "100%" not in svg


def test_placed_texts_have_their_boxes():
    drawing = Drawing(1000)
    drawing.text(500, 100, "nn", 100)
    drawing.text(500, 100, "nn", 100, anchor="middle")
    drawing.text(500, 100, "nn", 100, anchor="end")
    assert drawing.finished(100, "t", "d").texts == (
        Placed("nn", 500, 20, 628, 120),
        Placed("nn", 436, 20, 564, 120),
        Placed("nn", 372, 20, 500, 120),
    )


def test_letters_stand_on_colours_with_enough_contrast():
    for name in "12345678":
        for colours in (LIGHT, DARK):
            on = colours.get(f"on-{name}", "#000000")
            assert contrast(colours[name], on) >= 4.5, name
    assert all(contrast(colours[ink], colours["paper"]) >= 7 for colours in (LIGHT, DARK) for ink in ("ink", "quiet"))
    assert all(contrast(colours["line"], colours["paper"]) >= 3 for colours in (LIGHT, DARK))


def contrast(one: str, other: str) -> float:
    """Source: WCAG 2.2, contrast ratio."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_custom_properties_are_declarations():
    assert custom_properties({"1": "#e69f00", "ink": "#000"}) == "--chart-1: #e69f00; --chart-ink: #000;"
    assert LIGHT.keys() == DARK.keys()


def test_up_to_eight_candidates_have_a_colour_each_in_the_order_of_the_list():
    assert hues([0, 2, 5], [5]) == {0: "1", 2: "2", 5: "3"}


def test_eight_candidates_all_have_a_colour_and_nine_do_not():
    assert set(hues(range(8), [0]).values()) == set("12345678")
    assert set(hues(range(9), [0]).values()) == {"1", "neutral"}


def test_of_more_the_elected_have_one():
    assert hues(range(10), [7, 3]) == {**dict.fromkeys(range(10), "neutral"), 3: "1", 7: "2"}


def test_of_more_than_eight_elected_the_first_eight_on_the_list_have_one():
    given = hues(range(20), range(19, 9, -1))
    assert [given[c] for c in range(10, 20)] == ["1", "2", "3", "4", "5", "6", "7", "8", "neutral", "neutral"]


def test_lists_share_a_colour_and_no_list_is_neutral():
    assert hues([0, 1, 2, 3], [0], {0: 1, 1: 0, 2: 1}) == {0: "2", 1: "1", 2: "2", 3: "neutral"}
    assert hues([0], [0], {0: 8}) == {0: "neutral"}


def test_names_of_inks_alone_are_colours():
    assert (ALONE("paper"), ALONE.on("1"), ALONE.on("5")) == ("#ffffff", "#000000", "#ffffff")
