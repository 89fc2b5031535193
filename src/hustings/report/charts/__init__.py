"""Charts of a count as SVG, drawn in integers: the same count gives the same bytes everywhere.

`drawing` is the sheet they are drawn on, `inks` the colours, `lettering` measures texts; `transfers`, `stage_bars`,
`turnout` and `list_shares` are the charts. A chart carries no style, script or id, so it may stand in any page.
"""

from hustings.count.transcript import Transcript
from hustings.report.charts.inks import ALONE, Inks
from hustings.report.narration import ENGLISH, Words


def count_chart(transcript: Transcript, inks: Inks = ALONE, words: Words = ENGLISH) -> str:
    """The one chart that shows a count: its transfers, or the bars of its only stage."""
    if len(transcript.stages()) > 1:
        from hustings.report.charts.transfers import transfers_svg

        return transfers_svg(transcript, inks, words=words)
    from hustings.report.charts.stage_bars import stage_bars

    return stage_bars(transcript, 1, inks, words=words).svg
