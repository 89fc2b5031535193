"""Charts of a count as SVG, drawn in integers: the same count gives the same bytes everywhere.

`drawing` is the sheet they are drawn on, `inks` the colours, `lettering` measures texts; `transfers`, `stage_bars`,
`turnout`, `list_shares` and `totals_bars` are the charts. A chart carries no style, script or id, so it may stand in
any page.
"""

from hustings.count.transcript import Transcript
from hustings.report.charts.drawing import Chart
from hustings.report.charts.inks import ALONE, Inks
from hustings.report.words import ENGLISH, Words


def count_chart(transcript: Transcript, inks: Inks = ALONE, words: Words = ENGLISH) -> Chart:
    """The one chart that shows a count: its transfers, or the bars of its only stage."""
    if len(transcript.stages()) > 1:
        from hustings.report.charts.transfers import transfers_chart

        return transfers_chart(transcript, inks, words=words)
    from hustings.report.charts.stage_bars import stage_bars_chart

    return stage_bars_chart(transcript, 1, inks, words=words)
