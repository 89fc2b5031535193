"""How wide a text will be, without a font at hand: a cautious estimate, so that texts never run into each other.

Widths are thousandths of the size of the type, from the widest of the sans-serif faces that systems come with; where
a page shows a narrower face, there is some air.
"""

NARROW = dict.fromkeys("ijl|'.,:;!", 330) | dict.fromkeys('fIrt ()[]-/"', 430)
WIDE = dict.fromkeys("mwMW%@&", 1000) | dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZ+=<>~", 790)
ORDINARY = 640
FULL = 1000
"""Every letter beyond Latin and Greek and Cyrillic, which may be an ideograph."""

WEIGHT = 1120
"""Bold type is wider by this, in thousandths."""

ELLIPSIS = "…"


def text_width(text: str, size: int, *, bold: bool = False) -> int:
    """The width in tenths of a pixel of a text set in `size` tenths of a pixel; rounded up."""
    thousandths = sum(_letter_width(letter) for letter in text)
    if bold:
        thousandths = thousandths * WEIGHT // 1000
    return -(-thousandths * size // 1000)


def shortened(text: str, width: int, size: int, *, bold: bool = False) -> str:
    """The text, or as much of its beginning as fits into `width` with an ellipsis after it."""
    if text_width(text, size, bold=bold) <= width:
        return text
    cut = text
    while cut and text_width(cut + ELLIPSIS, size, bold=bold) > width:
        cut = cut[:-1]
    return cut.rstrip() + ELLIPSIS


def lines_of(text: str, width: int, size: int, most: int, *, bold: bool = False) -> list[str]:
    """The text in at most `most` lines that fit into `width`, broken at
    spaces that are no no-break spaces; the last is shortened if it must be."""
    lines: list[str] = []
    words = [word for word in text.split(" ") if word]
    while words and len(lines) < most:
        line = words.pop(0)
        while words and text_width(f"{line} {words[0]}", size, bold=bold) <= width:
            line = f"{line} {words.pop(0)}"
        lines.append(line)
    if words:
        lines[-1] = f"{lines[-1]} {' '.join(words)}"
    return [shortened(line, width, size, bold=bold) for line in lines]


def _letter_width(letter: str) -> int:
    found = NARROW.get(letter) or WIDE.get(letter)
    if found:
        return found
    return ORDINARY if letter < "\u0530" else FULL
