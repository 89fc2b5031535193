"""Figures as people read them. What is not known says so."""

from decimal import Decimal
from fractions import Fraction

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hustings_site.pages.words import readers_words

register = template.Library()

Number = int | Decimal | Fraction


def unknown() -> SafeString:
    """The words for a figure that nobody gave."""
    return format_html('<span class="unknown">{}</span>', _("not known"))


def plain(value: Number) -> str:
    """Thousands apart, no needless noughts behind the point: 9763.32000 is "9,763.32"."""
    decimal = Decimal(value.numerator) / Decimal(value.denominator) if isinstance(value, Fraction) else Decimal(value)
    whole, _point, places = f"{abs(decimal):f}".partition(".")
    words, places = readers_words(), places.rstrip("0")
    return ("-" if decimal < 0 else "") + words.number(int(whole)) + (words.point + places if places else "")


@register.filter
def figure(value: Number | None) -> str:
    """A number, or "not known"."""
    return unknown() if value is None else plain(value)


@register.filter
def percent(value: Fraction | None) -> str:
    """A share as per cent with one decimal place, half rounded up: 1086/1950 is "55.7 %"; None is not known."""
    if value is None:
        return unknown()
    return f"{readers_words().percent(value.numerator, value.denominator)}\u202f%"


@register.filter
def votes(value: int, decimals: int) -> str:
    """Votes in units of 10**-decimals with all their decimal places, thousands apart."""
    sign = "\u2212" if value < 0 else ""
    return sign + readers_words().exact(abs(value), decimals)


@register.filter
def change(value: int, decimals: int) -> str:
    """Votes gained or lost, with their sign; nothing where nothing changed."""
    if not value:
        return ""
    return votes(value, decimals) if value < 0 else f"+{votes(value, decimals)}"


@register.filter
def said(text: str) -> str:
    """What the library wrote in English, in the reader's language; what a person wrote stays."""
    return readers_words().said(text)
