"""The colours of the charts: eight that colour-blind people tell apart, one neutral tint, and the ink of the page.

A chart inside a page names each colour as a custom property (`var(--chart-1, #e69f00)`), so that the page's style
sheet decides, in light and in dark; a chart in a file of its own has the light colours as they are.

Source of the eight: Okabe and Ito, "Color Universal Design", 2008.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from hustings.ballots.paper import CandidateId

HUES = 8

LIGHT: Mapping[str, str] = {
    "ink": "#1a1a1a",
    "quiet": "#4d4d4d",
    "line": "#767676",
    "paper": "#ffffff",
    "neutral": "#b5b5b5",
    "1": "#e69f00",
    "2": "#56b4e9",
    "3": "#009e73",
    "4": "#f0e442",
    "5": "#0072b2",
    "6": "#d55e00",
    "7": "#cc79a7",
    "8": "#000000",
    "on-5": "#ffffff",
    "on-8": "#ffffff",
}
"""What each colour is on white paper; "on-5" is the ink on colour 5, which elsewhere is black."""

DARK: Mapping[str, str] = {
    **LIGHT,
    "ink": "#f2f2f2",
    "quiet": "#c4c4c4",
    "line": "#9a9a9a",
    "paper": "#16181d",
    "neutral": "#8f8f8f",
    "8": "#f2f2f2",
    "on-8": "#000000",
}
"""The same on a dark page."""


class Inks(NamedTuple):
    """Names of colours turned into what an attribute holds. `inherited`: the page's style sheet decides."""

    inherited: bool

    def __call__(self, name: str) -> str:
        return f"var(--chart-{name}, {LIGHT[name]})" if self.inherited else LIGHT[name]

    def on(self, name: str) -> str:
        """The ink for a letter on a colour."""
        return self(f"on-{name}") if f"on-{name}" in LIGHT else "#000000"


IN_A_PAGE = Inks(inherited=True)
ALONE = Inks(inherited=False)


def custom_properties(colours: Mapping[str, str]) -> str:
    """The declarations a page's style sheet needs for its charts: LIGHT or DARK as `--chart-...` properties."""
    return " ".join(f"--chart-{name}: {colour};" for name, colour in colours.items())


def hues(
    candidates: Sequence[CandidateId], elected: Sequence[CandidateId], groups: Mapping[CandidateId, int] | None = None
) -> dict[CandidateId, str]:
    """A colour's name for each candidate, given in the order of the list.

    With `groups` (the number, from 0, of the published list that each stands on) every list has a colour. Without, up
    to eight candidates have one each; of more, those elected have, as far as eight go. All others are neutral: their
    letters tell them apart.
    """
    if groups is not None:
        return {c: str(groups[c] + 1) if c in groups and groups[c] < HUES else "neutral" for c in candidates}
    coloured = candidates if len(candidates) <= HUES else [c for c in candidates if c in elected]
    numbered = {c: str(i) for i, c in enumerate(coloured[:HUES], start=1)}
    return {c: numbered.get(c, "neutral") for c in candidates}
