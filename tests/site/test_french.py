"""The site in French: nothing on any page that links lead to says in English what there is French for."""

import re
from html import unescape

import pytest
from django.test import Client
from french import left_in_english, walked

from hustings_site.accounts.models import User
from hustings_site.results.examples import load_executive

pytestmark = pytest.mark.django_db
FRENCH = {"host": "127.0.0.1", "accept-language": "fr"}
EXECUTIVE = "/elections/lanternmakers-union-executive/members-of-the-executive/"


@pytest.fixture
def executive(db: None) -> None:
    """The worked example of a count."""
    load_executive()


def test_no_page_is_left_in_english(executive: None, officer: User) -> None:
    browser = Client(headers=FRENCH)
    browser.force_login(officer)

    def get(path: str) -> str | None:
        answer = browser.get(path, follow=True)
        return answer.text if answer["Content-Type"].startswith("text/html") and not answer.streaming else None

    pages = walked(get, "/")
    assert {"/", "/how-it-works/", "/how-to-check/", "/style/", "/elections/", "/desk/", EXECUTIVE} <= pages.keys()
    assert [path for path, page in pages.items() if '<html lang="fr">' not in page] == []
    assert {path: left for path, page in pages.items() if (left := left_in_english(page))} == {}


def test_page_in_english_would_be_found() -> None:
    assert left_in_english("<p>How an election\nworks here</p><pre>See a finished election</pre>") == [
        "How an election works here"
    ]


def test_result_page_is_in_french_from_names_to_figures(executive: None, visitor: Client) -> None:
    text = unescape(visitor.get(EXECUTIVE, headers={"accept-language": "fr"}).text)
    text = re.sub("[\u202f\u00a0]", " ", text)
    headings = re.findall(r"<h2[^>]*>([^<]+)</h2>", text)
    assert headings == [
        "Personnes élues",
        "Comment le dépouillement s’est passé",
        "Comment les voix se sont déplacées",
        "Part des voix par liste publiée, et sièges obtenus",
        "Ce que les contraintes ont changé : 1 siège",
        "Les mêmes bulletins au scrutin plurinominal majoritaire : 3 autres personnes élues",
        "Participation",
        "Vérifiez vous-même",
    ]
    for said in (
        "1 086 personnes inscrites sur 1 950 ont voté (55,7 %).",
        "Mode de scrutin : Écosse, élections locales : VUT (2011). Dépouillé ici à partir des bulletins.",
        "Hypothèse : chaque personne aurait coché",
        '<span class="when">étape ',
        "hustings count --rule scotland_2011",
    ):
        assert said in text


def test_files_for_programs_are_the_same_in_every_language(executive: None, visitor: Client) -> None:
    for name in ("1/result.json", "1/stages.csv", "1/transcript.json"):
        english, french = (
            visitor.get(f"{EXECUTIVE}{name}", headers={"accept-language": language}).content
            for language in ("en", "fr")
        )
        assert english == french
        assert english
