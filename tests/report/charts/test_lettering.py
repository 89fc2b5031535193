"""How wide texts are taken to be."""

import pytest

from hustings.report.charts.lettering import lines_of, shortened, text_width


def test_width_grows_with_letters_size_and_weight():
    assert text_width("n", 100) == 64
    assert text_width("nn", 100) == 128
    assert text_width("n", 200) == 128
    assert text_width("n", 100, bold=True) == 72
    assert text_width("", 100) == 0


def test_narrow_wide_and_full_letters():
    assert [text_width(letter, 1000) for letter in "iWé日"] == [330, 1000, 640, 1000]


@pytest.mark.parametrize(
    ("width", "text"), [(1000, "Birch"), (320, "Birch"), (270, "Bir…"), (255, "Bir…"), (254, "Bi…"), (10, "…")]
)  # fmt: skip
def test_texts_are_shortened_to_fit(width, text):
    assert shortened("Birch", width, 100) == text


def test_lines_are_broken_at_spaces_and_the_last_is_shortened():
    assert lines_of("one two three four", 500, 100, 4) == ["one two", "three", "four"]
    assert lines_of("one two three four", 500, 100, 2) == ["one two", "three f…"]
    assert lines_of("", 500, 100, 2) == []


@pytest.mark.browser
def test_the_estimate_is_never_narrower_than_the_text(chromium):
    from playwright.sync_api import sync_playwright

    texts = ["Anna Pennyfeather-Wimbleworth", "Elected: MMM WWW", "quota 1,159.00000", "illicit fiddler", "Ærøskøbing"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.set_content(
            '<svg xmlns="http://www.w3.org/2000/svg" font-family="system-ui, sans-serif" font-size="100">'
            + "".join(f'<text font-weight="{weight}">{text}</text>' for text in texts for weight in (400, 700))
            + "</svg>"
        )
        measured = page.evaluate("[...document.querySelectorAll('text')].map(t => t.getComputedTextLength())")
        browser.close()
    estimated = [text_width(text, 100, bold=bold) for text in texts for bold in (False, True)]
    assert [text for text, real, guess in zip(texts * 2, measured, estimated, strict=True) if real > guess] == []
