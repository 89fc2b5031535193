"""The sheet that a chart is drawn on. All lengths are integers in tenths of a pixel."""

from typing import NamedTuple

from hustings.report.charts.inks import ALONE, Inks
from hustings.report.charts.lettering import text_width

SMALL, ORDINARY, LARGE = 120, 140, 180
"""Sizes of type."""

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"

WAY = {"start": 0, "middle": 1, "end": 2}


class Placed(NamedTuple):
    """A text and the box that it is estimated to fill."""

    text: str
    left: int
    top: int
    right: int
    bottom: int


class Chart(NamedTuple):
    """A finished chart: its SVG, its size in tenths of a pixel, and where its texts stand."""

    svg: str
    width: int
    height: int
    texts: tuple[Placed, ...]


class Drawing:
    """An SVG under way: shapes in the order drawn, and where the texts stand."""

    def __init__(self, width: int, inks: Inks = ALONE) -> None:
        self.width = width
        self.inks = inks
        self._texts: list[Placed] = []
        self._parts: list[str] = []

    def rectangle(
        self,
        x: int,
        y: int,
        width: int,
        height: int,
        fill: str,
        *,
        stroke: str = "",
        opacity: int = 100,
        dashed: bool = False,
    ) -> None:
        """A rectangle; `fill` and `stroke` are names of inks ("" none), `opacity` of the fill in percent."""
        size = f'x="{px(x)}" y="{px(y)}" width="{px(width)}" height="{px(height)}"'
        self._parts.append(f"<rect {size}{self._paint(fill, opacity, stroke, dashed=dashed)}/>")

    def circle(self, x: int, y: int, radius: int, fill: str, *, stroke: str = "") -> None:
        """A circle about (x, y)."""
        self._parts.append(f'<circle cx="{px(x)}" cy="{px(y)}" r="{px(radius)}"{self._paint(fill, 100, stroke)}/>')

    def line(self, x1: int, y1: int, x2: int, y2: int, stroke: str, *, dashed: bool = False) -> None:
        """A straight line one and a half pixels wide."""
        ends = f'x1="{px(x1)}" y1="{px(y1)}" x2="{px(x2)}" y2="{px(y2)}"'
        self._parts.append(f"<line {ends}{self._paint('', 100, stroke, dashed=dashed)}/>")

    def band(self, top: tuple[int, int], bottom: tuple[int, int], width: int, fill: str, *, opacity: int) -> None:
        """A band of even width from its upper left corner `top` down to its lower left corner `bottom`."""
        (x0, y0), (x1, y1) = top, bottom
        middle = px((y0 + y1) // 2)
        path = (
            f"M{px(x0)} {px(y0)}C{px(x0)} {middle} {px(x1)} {middle} {px(x1)} {px(y1)}"
            f"H{px(x1 + width)}C{px(x1 + width)} {middle} {px(x0 + width)} {middle} {px(x0 + width)} {px(y0)}Z"
        )
        self._parts.append(f'<path d="{path}"{self._paint(fill, opacity, "")}/>')

    def text(
        self, x: int, y: int, text: str, size: int = ORDINARY, *, anchor: str = "start", bold: bool = False,
        ink: str = "ink", on: str = "",
    ) -> None:  # fmt: skip
        """A line of text with its baseline at y; `on` is the colour it stands on, if it stands on one."""
        width = text_width(text, size, bold=bold)
        left = x - width * WAY[anchor] // 2
        self._texts.append(Placed(text, left, y - size * 8 // 10, left + width, y + size * 2 // 10))
        fill = self.inks.on(on) if on else self.inks(ink)
        extra = "" if anchor == "start" else f' text-anchor="{anchor}"'
        extra += ' font-weight="700"' if bold else ""
        self._parts.append(
            f'<text x="{px(x)}" y="{px(y)}" font-size="{px(size)}" fill="{fill}"{extra}>{escaped(text)}</text>'
        )

    def finished(self, height: int, title: str, description: str) -> Chart:
        """The finished chart: `title` says what is found, `description` is a sentence for who cannot see it."""
        paper = "" if self.inks.inherited else f'<rect width="100%" height="100%" fill="{self.inks("paper")}"/>\n'
        body = "\n".join(self._parts)
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{px(self.width)}" height="{px(height)}" '
            f'viewBox="0 0 {px(self.width)} {px(height)}" font-family="{FONT}">\n'
            f"<title>{escaped(title)}</title>\n<desc>{escaped(description)}</desc>\n{paper}{body}\n</svg>\n"
        )
        return Chart(svg, self.width, height, tuple(self._texts))

    def _paint(self, fill: str, opacity: int, stroke: str, *, dashed: bool = False) -> str:
        paint = f' fill="{self.inks(fill)}"' if fill else ' fill="none"'
        paint += f' fill-opacity="{opacity / 100:g}"' if fill and opacity < 100 else ""
        paint += f' stroke="{self.inks(stroke)}" stroke-width="1.5"' if stroke else ""
        return paint + (' stroke-dasharray="5 4"' if dashed else "")


def px(tenths: int) -> str:
    """Tenths of a pixel as a number of pixels."""
    whole, tenth = divmod(abs(tenths), 10)
    return ("-" if tenths < 0 else "") + (f"{whole}.{tenth}" if tenth else f"{whole}")


def escaped(text: str) -> str:
    """A text as it may stand in XML; characters that XML cannot hold are shown as a replacement."""
    plain = "".join(c if c in "\t\n" or c >= " " else "\ufffd" for c in text)
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
