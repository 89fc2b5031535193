"""The site in French: nothing on any page that links lead to says in English what there is French for."""

import re
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client

import messages
from hustings_site.accounts.models import User
from hustings_site.results.examples import load_executive

pytestmark = pytest.mark.django_db
FRENCH = {"host": "127.0.0.1", "accept-language": "fr"}
NOT_READ = re.compile(r"<(script|style|pre|code)\b.*?</\1>|<[^>]*>", re.DOTALL)
LINK = re.compile(r'<a [^>]*?href="([^"#]+)')
EXECUTIVE = "/elections/lanternmakers-union-executive/members-of-the-executive/"


def english_texts() -> set[str]:
    """Every text of four words and more that the site has French for, without those that hold places or markup."""
    rooms = [room for room in messages.rooms() if room.name != "hustings"]
    told = (
        message for room in rooms for message in messages.written_messages(room) if not [*messages.faults_of(message)]
    )
    texts = (form for message in told for form in messages.forms(message.id))
    return {text for text in texts if len(text.split()) > 3 and not re.search("[%{<]", text)}


ENGLISH = english_texts()


def left_in_english(page: str) -> list[str]:
    """What a page says in English though there is French for it."""
    text = " ".join(unescape(NOT_READ.sub(" ", page)).split())
    return sorted(english for english in ENGLISH if english in text)


def walked(browser: Client, start: str) -> dict[str, str]:
    """Every page that links lead to from `start`, by address without its query."""
    pages: dict[str, str] = {}
    ahead = [start]
    while ahead:
        path = ahead.pop(0)
        if urlsplit(path).netloc or urlsplit(path).path in pages or path.startswith("/language/"):
            continue
        response = browser.get(path, follow=True)
        if response["Content-Type"].startswith("text/html") and not response.streaming:
            pages[urlsplit(path).path] = response.text
            ahead += [urljoin(path, unescape(link)) for link in LINK.findall(response.text)]
    return pages


def test_no_page_is_left_in_english(officer: User) -> None:
    load_executive()
    browser = Client(headers=FRENCH)
    browser.force_login(officer)
    pages = walked(browser, "/")
    assert {"/", "/how-it-works/", "/how-to-check/", "/style/", "/elections/", "/desk/", EXECUTIVE} <= pages.keys()
    assert [path for path, page in pages.items() if '<html lang="fr">' not in page] == []
    assert {path: left for path, page in pages.items() if (left := left_in_english(page))} == {}


def test_page_in_english_would_be_found() -> None:
    assert left_in_english("<p>How an election\nworks here</p><pre>See a finished election</pre>") == [
        "How an election works here"
    ]


def test_result_page_is_in_french_from_names_to_figures(visitor: Client) -> None:
    load_executive()
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


def test_files_for_programs_are_the_same_in_every_language(visitor: Client) -> None:
    load_executive()
    for name in ("1/result.json", "1/stages.csv", "1/transcript.json"):
        english, french = (
            visitor.get(f"{EXECUTIVE}{name}", headers={"accept-language": language}).content
            for language in ("en", "fr")
        )
        assert english == french
        assert english
