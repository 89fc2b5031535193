"""Write the French catalogue of every room anew: take up its texts, keep what is translated, say what is lacking.

    python tools/messages.py [--compile]

Each room of the site has a catalogue of its own, and the library one for its reports. With --compile only the .mo files
are made, which programs read; that needs Babel alone, without Django.
"""

import ast
import io
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).resolve().parent.parent / "src"
LANGUAGE = "fr"
CALLS = {"_": 1, "gettext": 1, "gettext_noop": 1, "ngettext": 2, "pgettext": -1, "npgettext": -2}
"""How many texts stand first in a call, with `_lazy` added or not; below nought: a context stands before them."""
SENTENCES = {"say": 1, "say_many": 2}
"""How many forms the one text has that stands first in a call of the library's `hustings.ballots.sentences`."""

HEADER = """\
msgid ""
msgstr ""
"Language: fr\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

"""
WELL_SET = (
    (re.compile(r"(?<=[\w>])'(?=[\w<«%{])"), "’"),
    (re.compile(r"«[ \u00a0]"), "«\u202f"),
    (re.compile(r"[ \u00a0](?=[;!?»](?:\W|$)|%(?![sd(]))"), "\u202f"),
    (re.compile(r"(?<=\d)[ \u00a0](?=\d{3}\b)"), "\u202f"),
    (re.compile(r"[ \u202f](?=:(?:\s|$))"), "\u00a0"),
)
"""French typography: what a typist writes, and what is printed."""

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}")
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
"""Catalogues carry no date of their making, so that the same texts make the same bytes."""

Key = str | tuple[str, ...] | list[str]
"""A text, or its singular and plural."""


@dataclass(frozen=True, slots=True)
class Room:
    """A folder of source and the catalogue of its texts; its name is the folder's, "hustings" for the library."""

    name: str
    folder: Path
    catalogue: Path

    def written(self) -> Catalog:
        """The catalogue as it stands; empty where there is none yet."""
        return parsed(self.catalogue.read_text("utf-8") if self.catalogue.exists() else HEADER)

    def renewed(self, elsewhere: Sequence[Catalog] = ()) -> Catalog:
        """The catalogue as it should stand: the room's texts of today, with the translations there are, in this room or
        `elsewhere`."""
        known = (self.written(), *elsewhere)
        new = Catalog(locale=LANGUAGE)
        for key, context in sorted(texts_of(self.folder), key=str):
            found = (catalogue.get(one_of(key), context) for catalogue in known)
            there = (m.string for m in found if m is not None and m.id == key and "fuzzy" not in m.flags)
            kept = next((string for string in there if string and all(forms(string))), empty(key))
            new.add(key, well_set(kept), context=context)
        return new


def rooms() -> list[Room]:
    """The library, and every room of the site that has texts or a catalogue."""
    library = Room("hustings", SOURCE / "hustings", place(SOURCE / "hustings" / "report", "hustings"))
    folders = sorted(path.parent for path in (SOURCE / "hustings_site").glob("*/apps.py"))
    return [library, *(Room(folder.name, folder, place(folder, "django")) for folder in folders)]


def place(folder: Path, domain: str) -> Path:
    return folder / "locale" / LANGUAGE / "LC_MESSAGES" / f"{domain}.po"


# Taking up ------------------------------------------------------------------------------------------------------------


def texts_of(folder: Path) -> set[tuple[Key, str | None]]:
    """Every text of a folder's modules and templates that is marked for translation, with its context."""
    found: set[tuple[Key, str | None]] = set()
    for path in (*folder.glob("**/*.py"), *folder.glob("**/templates/**/*.*")):
        text = path.read_text("utf-8")
        if "translat" not in text and "gettext" not in text and "hustings.ballots.sentences" not in text:
            continue
        if path.suffix == ".py":
            found |= texts_of_module(text)
        else:
            code = io.BytesIO(template_as_code(text, path).encode())
            found |= {(message, context) for _line, message, _comments, context in extract("python", code)}
    if folder.name == "hustings":
        from hustings.rules import all_rules

        found |= {(rule.title, None) for rule in all_rules()}
    plurals = {(key[0], context): (key, context) for key, context in found if not isinstance(key, str)}
    return {plurals.get((one_of(key), context), (key, context)) for key, context in found}


def texts_of_module(code: str) -> set[tuple[Key, str | None]]:
    """The texts of a module, those within f-strings too, by its syntax tree."""
    found: set[tuple[Key, str | None]] = set()
    for call in ast.walk(ast.parse(code)):
        if not isinstance(call, ast.Call):
            continue
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        said = [each.value for each in call.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        if name in SENTENCES and said:
            found.add((said[0] if SENTENCES[name] == 1 else (said[0], said[0]), None))
        texts = CALLS.get(name.removesuffix("_lazy"), 0)
        context = said.pop(0) if texts < 0 and said else None
        if texts and len(said) >= abs(texts):
            found.add((said[0] if abs(texts) == 1 else tuple(said[:2]), context))
    return found


def template_as_code(text: str, path: Path) -> str:
    """A template as calls of gettext, each line at the margin, as Django's own extraction sees it."""
    from django.utils.translation.template import templatize

    return "\n".join(line.lstrip() for line in templatize(text, str(path)).splitlines())


# Reading and writing --------------------------------------------------------------------------------------------------


def parsed(text: str) -> Catalog:
    return read_po(io.StringIO(text), locale=LANGUAGE, abort_invalid=True)


def as_text(catalogue: Catalog) -> str:
    """A catalogue as its file holds it: sorted by text, without places or dates, nothing wrapped."""
    body = io.BytesIO()
    write_po(body, catalogue, omit_header=True, no_location=True, sort_output=True, width=0, ignore_obsolete=True)
    return HEADER + body.getvalue().decode()


def compile_catalogue(po: Path, mo: Path) -> None:
    """Make the .mo of a .po, if it is not there already; a reader never sees half of it."""
    if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
        return
    catalogue = parsed(po.read_text("utf-8"))
    catalogue.creation_date = catalogue.revision_date = LONG_AGO
    mo.parent.mkdir(parents=True, exist_ok=True)
    partly = mo.with_suffix(f".{os.getpid()}")
    with partly.open("wb") as file:
        write_mo(file, catalogue)
    partly.replace(mo)


def compile_all() -> int:
    """Compile every catalogue of the source tree in its place; how many there are."""
    catalogues = sorted(SOURCE.glob("**/LC_MESSAGES/*.po"))
    for po in catalogues:
        compile_catalogue(po, po.with_suffix(".mo"))
    return len(catalogues)


def well_set(string: Key) -> Key:
    """A translation, or its forms, with French apostrophes and the spaces that do not break."""
    done = forms(string)
    for typed, printed in WELL_SET:
        done = [typed.sub(printed, text) for text in done]
    return done[0] if isinstance(string, str) else tuple(done)


# Looking over ---------------------------------------------------------------------------------------------------------


def faults(room: Room) -> list[str]:
    """What is wrong with a room's catalogue, in the order of its texts; nothing when it is whole."""
    written = {(message.id, message.context): message for message in written_messages(room)}
    wanted = texts_of(room.folder)
    found = [f"missing: {one_of(key)}" for key, context in sorted(wanted, key=str) if (key, context) not in written]
    for (key, context), message in written.items():
        if (key, context) not in wanted:
            found.append(f"no longer used: {one_of(key)}")
        else:
            found += [f"{fault}: {one_of(key)}" for fault in faults_of(message)]
    return found


def faults_of(message: Message) -> Iterator[str]:
    """What is wrong with one translation."""
    sources, translations = forms(message.id), forms(message.string or "")
    if "fuzzy" in message.flags:
        yield "fuzzy"
    if not all(translations) or len(translations) != len(sources):
        yield "not translated"
        return
    for source, translation in zip(sources, translations, strict=True):
        if sorted(PLACEHOLDER.findall(source)) != sorted(PLACEHOLDER.findall(translation)):
            yield f"places differ in {translation!r}"
        if well_set(translation) != translation:
            yield f"not set as French is in {translation!r}"


def contradictions(all_rooms: Iterable[Room]) -> list[str]:
    """Texts that two rooms translate differently: the site would take one of them for both."""
    said: dict[tuple[str, str | None], dict[str, str]] = {}
    for room in all_rooms:
        if room.catalogue.name == "django.po":
            for message in written_messages(room):
                key = (one_of(message.id), message.context)
                said.setdefault(key, {}).setdefault(one_of(message.string or ""), room.name)
    return [
        f"{text}: " + ", ".join(f"{translation!r} in {room}" for translation, room in translations.items())
        for (text, _context), translations in said.items()
        if len([translation for translation in translations if translation]) > 1
    ]


def written_messages(room: Room) -> list[Message]:
    return [message for message in room.written() if message.id]


def one_of(key: Key) -> str:
    """The text, or its singular."""
    return forms(key)[0]


def forms(key: Key) -> list[str]:
    return [key] if isinstance(key, str) else [*key]


def empty(key: Key) -> Key:
    return "" if isinstance(key, str) else ("", "")


def main(options: list[str]) -> int:
    lacking = 0
    if options != ["--compile"]:
        for room in rooms():
            renewed = room.renewed([other.written() for other in rooms() if other.catalogue.name == "django.po"])
            if not len(renewed) and not room.catalogue.exists():
                continue
            room.catalogue.parent.mkdir(parents=True, exist_ok=True)
            room.catalogue.write_text(as_text(renewed), "utf-8")
            found = faults(room)
            lacking += len(found)
            print(f"{room.name}: {len(renewed)} texts, {len(found)} to mend", *found, sep="\n    ")
        told = contradictions(rooms())
        lacking += len(told)
        print(*(f"translated in two ways: {each}" for each in told), sep="\n", end="\n" if told else "")
    print(f"compiled {compile_all()} catalogues" + (f"; {lacking} texts to mend" if lacking else ""))
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
