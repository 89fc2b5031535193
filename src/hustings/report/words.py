"""How a report speaks: its sentences, numbers and lists in the reader's language.

English is written in the code. Another language is a catalogue beside this file, which is read only when it is asked
for. Every text is a whole pattern with named places. What layers below have written in English into a transcript (the
reason of a ruling, the words of a constraint) is known by the patterns of `hustings.report.below`.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hustings.ballots.sentences import Sentence
from hustings.count.arithmetic import decimal_text
from hustings.report.names import listed

if TYPE_CHECKING:
    from gettext import NullTranslations

LANGUAGES = ("en", "fr")

MOST_DECIMALS = 5
"""So many decimals are read out; tables and JSON have them all."""


class Words:
    """English, and what every language offers: `gettext` and its kin as in the standard library, and figures."""

    language = "en"
    point, thousands = ".", ","

    def gettext(self, message: str) -> str:
        """The pattern in the reader's language."""
        return message

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """The pattern for a number of things in the reader's language."""
        return singular if number == 1 else plural

    def pgettext(self, context: str, message: str) -> str:
        """The pattern in the reader's language, where one English word has two meanings."""
        return message

    def said(self, text: str) -> str:
        """What a layer below wrote in English, in the reader's language; a text that is nobody's pattern stays."""
        return text

    def told(self, sentence: Sentence) -> str:
        """A sentence of a layer below, such as what is wrong with a file, in the reader's language."""
        pattern = sentence.pattern
        if sentence.counts:
            pattern = self.ngettext(pattern, pattern, int(str(sentence.values["number"])))
        else:
            pattern = self.gettext(pattern)
        return pattern.format(**{name: self._place(name, value) for name, value in sentence.values.items()})

    def _place(self, name: str, value: int | str | Sentence) -> int | str:
        if isinstance(value, Sentence):
            return self.told(value)
        return self.said(value) if name.endswith("_said") and isinstance(value, str) else value

    def number(self, number: int) -> str:
        """A whole number with thousands set off: 12,345."""
        return f"{number:,}".replace(",", self.thousands)

    def plain(self, votes: int, decimals: int) -> str:
        """Votes in units of 10**-decimals, zero or more, with all their decimals and nothing set off."""
        return decimal_text(votes, decimals).replace(".", self.point)

    def exact(self, votes: int, decimals: int) -> str:
        """Votes in units of 10**-decimals with all their decimals, thousands set off."""
        whole, point, part = decimal_text(abs(votes), decimals).partition(".")
        return ("-" if votes < 0 else "") + self.number(int(whole)) + (self.point if point else "") + part

    def votes(self, votes: int, decimals: int) -> str:
        """Votes as read in a sentence or a chart: thousands set off, and no decimals where they are all naught.

        Of a rule's many decimals the first `MOST_DECIMALS` are shown, with an ellipsis if that is not all: "9.50000…".
        """
        whole, _, part = decimal_text(abs(votes), decimals).partition(".")
        shown = ("-" if votes < 0 else "") + self.number(int(whole))
        if not part.strip("0"):
            return shown
        return f"{shown}{self.point}{part[:MOST_DECIMALS]}" + ("…" if part[MOST_DECIMALS:].strip("0") else "")

    def percent(self, part: int, whole: int) -> str:
        """A share in percent with one decimal, rounded half up: percent(1086, 1950) is "55.7"."""
        tenths = (2000 * part + whole) // (2 * whole)
        return f"{self.number(tenths // 10)}{self.point}{tenths % 10}"

    def listed(self, names: Sequence[str]) -> str:
        """Names as read out: "Ash, Birch and Cedar"; names with commas: "Ash, A.; Birch, B."."""
        return listed(names)


class Translated(Words):
    """A language of which there is a catalogue."""

    def __init__(self, language: str, point: str, thousands: str, last: str) -> None:
        from gettext import translation
        from pathlib import Path

        self.language, self.point, self.thousands, self.last = language, point, thousands, last
        catalogues = Path(__file__).with_name("locale")
        try:
            self._catalogue: NullTranslations = translation("hustings", catalogues, [language])
        except FileNotFoundError:
            msg = f"{catalogues / language}: not compiled yet; run python tools/messages.py --compile"
            raise FileNotFoundError(msg) from None

    def gettext(self, message: str) -> str:
        return self._catalogue.gettext(message)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        return self._catalogue.ngettext(singular, plural, number)

    def pgettext(self, context: str, message: str) -> str:
        return self._catalogue.pgettext(context, message)

    def said(self, text: str) -> str:
        from hustings.report.below import said

        return said(text, self)

    def listed(self, names: Sequence[str]) -> str:
        return listed(names, self.last, "\u202f; ")


ENGLISH = Words()

_SPOKEN: dict[str, Words] = {"en": ENGLISH}


def speaking(language: str) -> Words:
    """The words of a language by its code, "fr" or "fr-CA"; English for one that is not spoken here.

    Raises FileNotFoundError where a language is known and its catalogue was not compiled.
    """
    code = language.partition("-")[0]
    if code not in LANGUAGES:
        return ENGLISH
    if code not in _SPOKEN:
        _SPOKEN[code] = Translated(code, ",", "\u202f", "et")
    return _SPOKEN[code]
