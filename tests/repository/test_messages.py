"""Every text of every room has its French, and the tool that takes the texts up finds them all."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Message

import messages
from messages import Room

ROOMS = {room.name: room for room in messages.rooms()}


@pytest.mark.parametrize("name", ROOMS)
def test_french_of_a_room_is_whole(name: str) -> None:
    assert messages.faults(ROOMS[name]) == [], "run: make messages; then docs/site/languages.md"


@pytest.mark.parametrize("name", ROOMS)
def test_catalogue_stands_as_the_tool_writes_it(name: str) -> None:
    if ROOMS[name].catalogue.exists():
        written = ROOMS[name].catalogue.read_text("utf-8")
        assert written == messages.as_text(messages.parsed(written)), "run: make messages"


def test_no_two_rooms_translate_one_text_differently() -> None:
    assert messages.contradictions(ROOMS.values()) == []


NOT_OURS = re.compile(
    r"élimin|épuisé|\burnes?\b|adhérent|électeur|électrice|parrain|détenteurs? de clé|·|\be-?mail\b|courriel",
    re.IGNORECASE,
)
"""Words for which the glossary has another, one for each thing."""


def test_french_keeps_to_the_words_of_the_glossary() -> None:
    strange = [
        f"{room.name}: {form}"
        for room in ROOMS.values()
        for message in messages.written_messages(room)
        for form in messages.forms(message.string or "")
        if NOT_OURS.search(messages.PLACEHOLDER.sub("", form))
    ]
    assert strange == [], "see docs/glossary.md, In French"


SITE = Path(__file__).resolve().parents[2] / "src" / "hustings_site"
TRANSLATED = re.compile(
    r"{% comment %}.*?{% endcomment %}|{% blocktrans.*?{% endblocktrans.*?%}|{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL
)
NOT_READ = re.compile(r"<(script|style|pre|code|svg)\b.*?</\1>|<[^>]*>", re.DOTALL)
READ_ALOUD = re.compile(r'\b(?:aria-label|title|alt|placeholder)="([^"]*)"')
THE_SAME_IN_EVERY_LANGUAGE = {"Hustings", "hustings", "CSV", "JSON", "STV", "SHA", "openapi", "json"}


def test_every_word_of_a_template_is_marked_for_translation() -> None:
    bare = {}
    for template in SITE.glob("*/templates/**/*.*"):
        text = TRANSLATED.sub("", template.read_text("utf-8"))
        said = " ".join([NOT_READ.sub(" ", text), *READ_ALOUD.findall(text)])
        words = set(re.findall(r"[A-Za-z]{3,}", re.sub("&[a-z]+;", "", said))) - THE_SAME_IN_EVERY_LANGUAGE
        if words:
            bare[template.relative_to(SITE).as_posix()] = sorted(words)
    assert bare == {}


# The tool -----------------------------------------------------------------------------------------------------------

MODULE = """
from django.utils.translation import gettext as _, gettext_lazy, ngettext, pgettext

SAID = gettext_lazy("Lamps")
HEADING = f"<h1>{_('Lit')}</h1>"
def told(n):
    return _("%(n)s lamps " "in the window") % {"n": n}, ngettext("{n} lamp", "{n} lamps", n), pgettext("ship", "light")
"""
TEMPLATE = """{% load i18n %}<p title="{% translate 'Wick' %}">
    {% blocktranslate count n=3 with oil=kind %}{{ n }} lamp of {{ oil }}
{% plural %}{{ n }} lamps of {{ oil }}{% endblocktranslate %}</p>
    {% blocktranslate trimmed %}
        One lamp
        burns at 5 %.
    {% endblocktranslate %}"""
TEXTS = {
    ("Lamps", None),
    ("Lit", None),
    ("%(n)s lamps in the window", None),
    (("{n} lamp", "{n} lamps"), None),
    ("light", "ship"),
    ("Wick", None),
    (("%(n)s lamp of %(oil)s\n", "%(n)s lamps of %(oil)s"), None),
    ("One lamp burns at 5 %%.", None),
}


@pytest.fixture
def room(tmp_path: Path) -> Room:
    """A room with texts in a module and in a template, and no French yet."""
    (tmp_path / "templates/lamps").mkdir(parents=True)
    (tmp_path / "lamps.py").write_text(MODULE)
    (tmp_path / "templates/lamps/lamps.html").write_text(TEMPLATE)
    return Room("lamps", tmp_path, messages.place(tmp_path, "django"))


def write(room: Room, text: str) -> None:
    room.catalogue.parent.mkdir(parents=True, exist_ok=True)
    room.catalogue.write_text(messages.HEADER + text)


def test_texts_of_modules_and_templates_are_taken_up(room: Room) -> None:
    assert messages.texts_of(room.folder) == TEXTS


def test_new_catalogue_has_every_text_and_no_french(room: Room) -> None:
    assert len(messages.faults(room)) == len(TEXTS)
    write(room, messages.as_text(room.renewed()).removeprefix(messages.HEADER))
    assert {(m.id, m.context) for m in messages.written_messages(room)} == TEXTS
    assert [fault.partition(":")[0] for fault in messages.faults(room)] == ["not translated"] * len(TEXTS)


def test_renewing_keeps_what_is_translated_and_drops_what_is_not_said_any_more(room: Room) -> None:
    write(room, 'msgid "Lamps"\nmsgstr "Lampes"\n\nmsgid "Candles"\nmsgstr "Bougies"\n')
    assert "no longer used: Candles" in messages.faults(room)
    renewed = messages.as_text(room.renewed())
    assert 'msgid "Lamps"\nmsgstr "Lampes"\n' in renewed
    assert "Candles" not in renewed


def test_renewing_trusts_no_guess(room: Room) -> None:
    write(room, '#, fuzzy\nmsgid "Lamps"\nmsgstr "Lampadaires"\n')
    assert "fuzzy: Lamps" in messages.faults(room)
    assert 'msgid "Lamps"\nmsgstr ""\n' in messages.as_text(room.renewed())


def test_renewing_takes_over_what_another_room_says(room: Room) -> None:
    other = messages.parsed(messages.HEADER + 'msgid "Lamps"\nmsgstr "Lampes"\n\nmsgid "Wick"\nmsgstr ""\n')
    renewed = messages.as_text(room.renewed([other]))
    assert 'msgid "Lamps"\nmsgstr "Lampes"\n' in renewed
    assert 'msgid "Wick"\nmsgstr ""\n' in renewed


def test_catalogue_has_no_places_and_no_dates(room: Room) -> None:
    assert [line for line in messages.as_text(room.renewed()).splitlines() if line.startswith(("#:", '"POT'))] == []


@pytest.mark.parametrize(
    ("text", "french", "fault"),
    [
        ("{n} of {all}", "{n} sur {all}", None),
        ("{n} of {all}", "{n} sur {tous}", "places differ in '{n} sur {tous}'"),
        ("%(n)s lamps", "%(n)d lampes", "places differ in '%(n)d lampes'"),
        ("5 %%", "5\u202f%", "places differ in '5\\u202f%'"),
        ("Who?", "Qui ?", "not set as French is in 'Qui ?'"),
        (("{n} lamp", "{n} lamps"), ("{n} lampe", "{n} lampes"), None),
        (("{n} lamp", "{n} lamps"), ("{n} lampe", ""), "not translated"),
    ],
)
def test_places_are_the_same_in_both_languages(text: str, french: str, fault: str | None) -> None:
    assert [*messages.faults_of(Message(text, french))] == ([fault] if fault else [])


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("L'heure ; l'<em>urne</em> !", "L’heure\u202f; l’<em>urne</em>\u202f!"),
        ("Qui : « %(who)s » ?", "Qui\u00a0: «\u202f%(who)s\u202f»\u202f?"),
        ("5 %% de %(n)s, %s ; {n} %", "5\u202f%% de %(n)s, %s\u202f; {n}\u202f%"),
        ("d'%(who)s, d'{who} <a class='x' href='?a=1'>", "d’%(who)s, d’{who} <a class='x' href='?a=1'>"),
        ("1 086 sur 12 345 678 ; 3 10 1 2345", "1\u202f086 sur 12\u202f345\u202f678\u202f; 3 10 1 2345"),
        ("à 12:30, voir https://example.org/?a", "à 12:30, voir https://example.org/?a"),
    ],
)
def test_renewing_sets_french_as_it_is_printed(room: Room, typed: str, printed: str) -> None:
    assert messages.well_set(typed) == printed
    write(room, f'msgid "Lamps"\nmsgstr "{typed}"\n')
    renewed = room.renewed().get("Lamps")
    assert renewed is not None
    assert renewed.string == printed


def test_compiling_again_makes_the_same_bytes(room: Room, tmp_path: Path) -> None:
    write(room, 'msgid "Lamps"\nmsgstr "Lampes"\n')
    for name in ("one.mo", "two.mo"):
        messages.compile_catalogue(room.catalogue, tmp_path / name)
    assert (tmp_path / "one.mo").read_bytes() == (tmp_path / "two.mo").read_bytes()
