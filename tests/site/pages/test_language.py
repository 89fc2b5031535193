"""Which language a page speaks: the reader's choice, else what the browser asks for, else English."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
FRENCH, ENGLISH = '<html lang="fr">', '<html lang="en">'


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [("fr", FRENCH), ("fr-CA, en;q=0.5", FRENCH), ("en-GB", ENGLISH), ("cy", ENGLISH), ("de, fr;q=0.3", FRENCH)],
)
def test_page_speaks_as_the_browser_asks(visitor: Client, asked: str, spoken: str) -> None:
    response = visitor.get("/", headers={"accept-language": asked})
    assert spoken in response.text
    assert {"accept-language", "cookie"} <= set(response["Vary"].lower().split(", "))


def test_chosen_language_outweighs_the_browser(visitor: Client) -> None:
    chosen = visitor.get("/language/fr/?next=/how-to-check/%3Fa%3D1")
    assert (chosen.status_code, chosen["Location"]) == (302, "/how-to-check/?a=1")
    assert "no-store" in chosen["Cache-Control"]
    assert FRENCH in visitor.get("/", headers={"accept-language": "en"}).text
    visitor.get("/language/en/")
    assert ENGLISH in visitor.get("/", headers={"accept-language": "fr"}).text


def test_choosing_keeps_nothing_but_a_language(visitor: Client) -> None:
    (cookie,) = visitor.get("/language/fr/").cookies.values()
    assert (cookie.key, cookie.value, cookie["httponly"], cookie["samesite"]) == ("django_language", "fr", True, "Lax")


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", "javascript:alert(1)", ""])
def test_choosing_never_leads_to_another_site(visitor: Client, elsewhere: str) -> None:
    assert visitor.get("/language/fr/", {"next": elsewhere})["Location"] == "/"


def test_language_that_is_not_offered(visitor: Client) -> None:
    assert visitor.get("/language/xx/").status_code == 404


def test_choosing_by_post_is_refused(visitor: Client) -> None:
    assert visitor.post("/language/fr/").status_code == 405


def test_page_offers_the_other_language_in_its_own_words(visitor: Client) -> None:
    way = "/language/fr/?next=%2Fhow-to-check%2F%3Fa%3D1%26b%3D2"
    link = f'href="{way}" lang="fr" hreflang="fr" rel="nofollow">Français</a>'
    assert link in visitor.get("/how-to-check/?a=1&b=2").text
    visitor.get("/language/fr/")
    assert 'lang="en" hreflang="en" rel="nofollow">English</a>' in visitor.get("/").text
