import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

import hustings_site.pages

CSS = Path(hustings_site.pages.__file__).parent / "static" / "pages" / "site.css"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("home", "An election you can count again yourself"),
        ("how_it_works", "How an election works here"),
        ("how_to_check", "How to check a result"),
        ("style", "How these pages are made"),
    ],
)
def test_page_opens_with_its_heading(visitor: Client, name: str, heading: str) -> None:
    response = visitor.get(reverse(name))
    assert response.status_code == 200
    assert f"<h1>{heading}</h1>" in response.text


@pytest.mark.django_db
def test_home_says_who_must_act_while_there_is_no_result(visitor: Client) -> None:
    assert "It will stand here as soon as a returning officer publishes one." in visitor.get("/").text


@pytest.mark.django_db
def test_address_without_a_page(visitor: Client) -> None:
    response = visitor.get("/nowhere/")
    assert response.status_code == 404
    assert "There is no page at this address" in response.text


@pytest.mark.django_db
def test_form_without_its_safety_mark() -> None:
    response = Client(headers={"host": "127.0.0.1"}, enforce_csrf_checks=True).post(reverse("accounts:sign_in"), {})
    assert response.status_code == 403
    assert "Please send the form again" in response.text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("template", "heading"),
    [("500.html", "Something broke on our side"), ("400.html", "We could not understand what was sent")],
)
def test_error_page_needs_nothing_from_the_request(template: str, heading: str) -> None:
    assert f"<h1>{heading}</h1>" in render_to_string(template)


@pytest.mark.django_db
def test_every_answer_allows_no_script_or_style_but_our_files(visitor: Client) -> None:
    policy = dict(
        part.strip().split(" ", 1) for part in visitor.get("/")["Content-Security-Policy"].split(";") if part.strip()
    )
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }


def test_no_template_holds_a_style_or_a_script_of_its_own() -> None:
    root = Path(hustings_site.pages.__file__).parents[1]
    inline = re.compile(
        r"<style|<script(?![^>]* (?:src=|type=\"application/json\"))|\sstyle=|\son\w+=[\"']|javascript:"
    )
    templates = root.glob("**/templates/**/*.html")
    found = [str(path.relative_to(root)) for path in templates if inline.search(path.read_text())]
    assert found == []


def tokens(scheme: int) -> dict[str, str]:
    """The colours of the style sheet by name, light (0) or dark (1)."""
    pairs = re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", CSS.read_text())
    return {name: (light, dark)[scheme] for name, light, dark in pairs}


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"),
    [(text, ground) for text in ("ink", "soft", "accent") for ground in ("paper", "sheet")]
    + [(state, ground) for state in ("good", "attention", "stop") for ground in ("paper", f"{state}-ground")]
    + [("ink", f"{state}-ground") for state in ("good", "attention", "stop")]
    + [("on-accent", "accent")],
)
def test_text_stands_out_from_its_ground_by_seven_to_one(text: str, ground: str, scheme: int) -> None:
    colours = tokens(scheme)
    assert contrast(colours[text], colours[ground]) >= 7


def test_style_sheet_has_five_sizes_a_quarter_apart() -> None:
    sizes = [float(size) for size in re.findall(r"--size-\d: ([\d.]+)rem", CSS.read_text())]
    assert sizes == [0.8, 1, 1.25, 1.563, 1.953]
