"""A share of bodies, as a rule states it: "1/3" of them, reached where at least so many ask for it."""

from fractions import Fraction

from django.utils.translation import gettext as _


class ShareError(ValueError):
    """A share that cannot be read; the message says how to write one."""


def read_share(text: str) -> Fraction:
    """More than nothing and at most all, written as a fraction. Raises ShareError."""
    above, stroke, below = text.replace(" ", "").partition("/")
    if stroke and above.isdecimal() and below.isdecimal() and 0 < int(above) <= int(below):
        return Fraction(int(above), int(below))
    raise ShareError(_("“%(text)s” is no share: write a fraction such as 1/3 or 1/2.") % {"text": text})


def bodies_needed(share: Fraction, asked: int) -> int:
    """The fewest bodies that are at least this share of those asked; none for none."""
    return -(-share.numerator * asked // share.denominator)
