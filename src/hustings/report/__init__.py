"""A count as people and programs read it: text, HTML, SVG and JSON, all read off the transcript.

`result` is what a report is made from, `names` prints candidates, `table` is the stage table, `narration` the
sentences; `text`, `html`, `json_report` and `charts` lay them out and work nothing out.
"""
